"""The fix of an explanation in the language of the reader's program.

The texts hold Python. What only declares resources, with values that are written out, is read from
its syntax tree and written anew; nothing is run. `bamp.tier()` and `bamp.exempt()` return tags, so
other languages write the tags. What has no such form, `bamp.inherit()` above all, stays Python.
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, cast

import yaml

from bamp_pulumi.explained.explanation import Snippet
from bamp_pulumi.texts import QuotingDumper

__all__ = ["Language", "in_language"]

_WIDTH: Final = 76
"""Characters of a line, as of what the texts hold."""
_DOCUMENTS: Final = ("policy", "tier")
"""Inputs that are documents of this library: their keys are the same in every language."""
_OPTIONS: Final = "opts"


class Language(StrEnum):
    """A language of Pulumi programs that fixes are written in."""

    PYTHON = "python"
    TYPESCRIPT = "typescript"
    YAML = "yaml"


class _OnlyPythonError(Exception):
    """It has no form in another language."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """An output of a resource that is declared above."""

    variable: str
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Declared:
    """One resource."""

    variable: str
    """Empty where nothing names it."""
    package: tuple[str, ...]
    """`aws` and its module, or `bamp`."""
    type: str
    name: str
    inputs: Mapping[str, object]
    options: Mapping[str, object]


def in_language(snippet: Snippet, language: Language) -> Snippet | None:
    """Return a fix in another language.

    Args:
        snippet: What an explanation holds.
        language: Of the reader's program.

    Returns:
        The same fix; as it is where it is no Python, for configuration, documents and commands are
        the same for every program. None where it can be said in Python only.
    """
    if snippet.language != Language.PYTHON or language is Language.PYTHON:
        return snippet
    try:
        declared = list(_read(snippet.text))
    except _OnlyPythonError:
        return None
    written = {Language.YAML: _yaml, Language.TYPESCRIPT: _typescript}[language](declared)
    return Snippet(language=language, text=written) if declared else None


def _read(text: str) -> Iterator[_Declared]:
    owner = ""
    for statement in ast.parse(text).body:
        variable = ""
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            variable = statement.targets[0].id
        elif not isinstance(statement, ast.Expr):
            raise _OnlyPythonError
        call = statement.value
        if not isinstance(call, ast.Call):
            raise _OnlyPythonError
        if ast.unparse(call.func) == "bamp.inherit":
            # The tags of what is declared after it say the same; alone, nothing is left.
            owner = "".join(str(_value(each.value)) for each in call.keywords)
        else:
            yield _owned(_resource(variable, call), owner)


def _owned(declared: _Declared, owner: str) -> _Declared:
    """Write the owner into the tags, as `bamp.inherit(owner=...)` does in Python."""
    from bamp_pulumi.policy import OWNER_TAG  # noqa: PLC0415 - Python's fixes need no policy

    tags = declared.inputs.get("tags")
    if not owner or not isinstance(tags, Mapping):
        return declared
    owned = {**cast("Mapping[str, object]", tags), OWNER_TAG: owner}
    return replace(declared, inputs={**declared.inputs, "tags": owned})


def _resource(variable: str, call: ast.Call) -> _Declared:
    *package, made = ast.unparse(call.func).split(".")
    if not package or not made[0].isupper():
        raise _OnlyPythonError
    name, *documents = map(_value, call.args)
    given: dict[str, Any] = {}  # Any: plain data of any shape
    for document in documents:
        given |= cast("dict[str, Any]", document)
    options: dict[str, object] = {}
    for word in call.keywords:
        if word.arg == _OPTIONS and isinstance(word.value, ast.Call):
            options = {_camel(str(each.arg)): _value(each.value) for each in word.value.keywords}
        else:
            given[str(word.arg)] = _value(word.value)
    return _Declared(
        variable=variable,
        package=tuple(package),
        type=made,
        name=str(name),
        inputs={
            _camel(key): value if key in _DOCUMENTS else _camel_keys(value)
            for key, value in given.items()
        },
        options=options,
    )


def _value(node: ast.expr) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List):
        return [_value(each) for each in node.elts]
    if isinstance(node, ast.Dict) and None not in node.keys:
        keys = [_value(cast("ast.expr", key)) for key in node.keys]
        return dict(zip(keys, map(_value, node.values), strict=True))
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return _Reference(node.value.id, _camel(node.attr))
    tags = _TAGS.get(ast.unparse(node.func)) if isinstance(node, ast.Call) else None
    if tags is None or not isinstance(node, ast.Call):
        raise _OnlyPythonError
    words = {str(word.arg): str(_value(word.value)) for word in node.keywords}
    return tags(*(str(_value(each)) for each in node.args), **words)


def _tier(name: str, owner: str = "") -> Mapping[str, str]:
    from bamp_pulumi.policy import render_tier  # noqa: PLC0415 - as above

    return render_tier(name, owner or None)


def _exempt(*, reason: str, owner: str, until: str) -> Mapping[str, str]:
    from bamp_pulumi.policy import (  # noqa: PLC0415 - as above
        EXEMPT_REASON_TAG,
        EXEMPT_UNTIL_TAG,
        OWNER_TAG,
    )

    return {EXEMPT_REASON_TAG: reason, OWNER_TAG: owner, EXEMPT_UNTIL_TAG: until}


_TAGS: Final[Mapping[str, Callable[..., Mapping[str, str]]]] = MappingProxyType(
    {"bamp.tier": _tier, "bamp.exempt": _exempt}
)


def _yaml(declared: Sequence[_Declared]) -> str:
    """Write the section `resources` of a Pulumi YAML program."""
    keys: dict[str, str] = {}
    resources: dict[str, object] = {}
    for one in declared:
        key = one.name if one.name not in resources else f"{one.name}-{one.type}"
        keys[one.variable] = key
        inputs = _known(one.inputs, lambda r: f"${{{keys[r.variable]}.{r.output}}}")
        resources[key] = {
            "type": ":".join((*one.package, one.type)),
            **({"properties": inputs} if one.inputs else {}),
            **({"options": one.options} if one.options else {}),
        }
    dumped: Any = yaml.dump(  # Any: PyYAML has no types
        {"resources": resources},
        Dumper=QuotingDumper,
        default_flow_style=False,
        sort_keys=False,
        width=_WIDTH,
        allow_unicode=True,
    )
    return str(dumped).rstrip("\n")


def _known(value: object, named: Callable[[_Reference], object]) -> object:
    """Replace what names another resource."""
    if isinstance(value, _Reference):
        return named(value)
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        return {key: _known(each, named) for key, each in entries.items()}
    if isinstance(value, list):
        return [_known(each, named) for each in cast("list[object]", value)]
    return value


def _typescript(declared: Sequence[_Declared]) -> str:
    """Write statements of a TypeScript program."""
    return "\n".join(map(_statement, declared))


def _statement(one: _Declared) -> str:
    path = ".".join((*one.package, one.type)).replace("aws.lambda_.", "aws.lambda.")
    begin = f"const {one.variable} = " if one.variable else ""
    given = [value for value in (one.inputs, one.options) if value]
    if one.options and not one.inputs:
        given.insert(0, {})
    written = "".join(f", {_javascript(value, '', is_root=True)}" for value in given)
    return f"{begin}new {path}({_javascript(one.name, '')}{written});"


def _javascript(value: object, indent: str, *, is_root: bool = False) -> str:
    """Write a value, on one line where it fits and is no resource's inputs."""
    if isinstance(value, _Reference):
        return f"{value.variable}.{value.output}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        quote = "'" if '"' in value else '"'
        escaped = value.replace("\\", "\\\\").replace(quote, f"\\{quote}")
        return f"{quote}{escaped}{quote}"
    if not isinstance(value, Mapping | list):
        return str(value)
    deeper = f"{indent}  "
    is_list = isinstance(value, list)
    opened, closed = "[]" if is_list else "{}"
    parts = (
        [_javascript(each, deeper) for each in cast("list[object]", value)]
        if is_list
        else [
            f"{_key(key)}: {_javascript(each, deeper)}"
            for key, each in cast("Mapping[str, object]", value).items()
        ]
    )
    space = "" if is_list or not parts else " "
    inline = f"{opened}{space}{', '.join(parts)}{space}{closed}"
    # A name and a comma stand beside it.
    fits = len(deeper) + len(inline) <= _WIDTH - 30 and "\n" not in inline
    if not parts or (fits and not is_root):
        return inline
    lines = "".join(f"{deeper}{part},\n" for part in parts)
    return f"{opened}\n{lines}{indent}{closed}"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_]\w*", name) else f'"{name}"'


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def _camel_keys(value: object) -> object:
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        return {_camel(key): _camel_keys(each) for key, each in entries.items()}
    if isinstance(value, list):
        return [_camel_keys(each) for each in cast("list[object]", value)]
    return value
