"""How one entry of a document is written: in YAML, in Python, or in another Pulumi language."""

import json
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, cast

import yaml

from bamp_pulumi.errors import ToFillIn
from bamp_pulumi.texts import QuotingDumper

__all__ = ["Notation"]

_SNAKE: Final = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][\w.-]*(:[\w.-]+)*")
_DOCUMENTS: Final = ("policy", "tier")
"""Inputs that are documents of this library: their keys are the same in every language."""


class Notation(Enum):
    """What the reader writes."""

    YAML = "yaml"
    PYTHON = "python"
    CAMEL = "camel"
    """Inputs of a component as TypeScript, YAML and other languages spell them."""

    def entry(self, key: str, value: object, path: str) -> str:
        """Return `key` with its value, on one line; `path` is its location."""
        if self is Notation.PYTHON:
            return f"{key}={value!r}"
        if self is Notation.CAMEL:
            if path.partition(".")[0] in _DOCUMENTS:
                return f"{key}: {_javascript(value)}"
            return f"{_camel(key)}: {_javascript(_camel_keys(value))}"
        # `bamp:policy` needs no quotes as the key of a block.
        shown = key if ":" in key and _PLAIN_KEY.fullmatch(key) else _flow(key)
        return f"{shown}: {_flow({'_': value})[4:-1]}"

    def plain(self, value: object) -> str:
        """Return a value whose keys are no names of ours, such as tags, on one line."""
        match self:
            case Notation.PYTHON:
                return repr(value)
            case Notation.CAMEL:
                return _javascript(value)
            case Notation.YAML:
                return _flow({"_": value})[4:-1]

    def named(self, text: str, path: str) -> str:
        """Return a text with the names of inputs as the reader spells them.

        Args:
            text: A path, or a sentence that names inputs.
            path: What it is about.
        """
        if self is not Notation.CAMEL:
            return text
        if path.partition(".")[0] in _DOCUMENTS:
            return text
        # What stands in quotes is a value.
        return re.sub(
            rf"'[^']*'|\"[^\"]*\"|{_SNAKE.pattern}",
            lambda found: found[0] if found[0][0] in "'\"" else _camel(found[0]),
            text,
        )


def _keys(value: object) -> Mapping[object, object]:
    return cast("Mapping[object, object]", value)


class _Quoted(str):
    """A blank: in quotes, in which a number or day that is filled in stays a text."""

    __slots__ = ()


class _BlankDumper(QuotingDumper):
    """Writes blanks in quotes."""


# PyYAML has no types.
def _in_quotes(dumper: Any, blank: _Quoted) -> Any:  # noqa: ANN401
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(blank), style="'")


_BlankDumper.add_representer(_Quoted, _in_quotes)


def _flow(value: object) -> str:
    # Any: PyYAML has no types.
    dumped: Any = yaml.dump(
        [_plain(value)],
        Dumper=_BlankDumper,
        default_flow_style=True,
        sort_keys=False,
        width=10**6,
        allow_unicode=True,
    )
    return str(dumped).strip()[1:-1]


def _plain(value: object) -> object:
    """Return what YAML has a form for."""
    if isinstance(value, ToFillIn):
        return _Quoted(value.blank)
    if isinstance(value, Mapping):
        entries = _keys(cast("Mapping[object, object]", value))
        return {key: _plain(item) for key, item in entries.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("list[object]", value)]
    # Any: as JSON gives it back.
    plain: Any = json.loads(json.dumps(value, default=str))
    return plain


def _javascript(value: object) -> str:
    text = json.dumps(_shown(value), ensure_ascii=False, default=str)
    return re.sub(r'"([A-Za-z_]\w*)": ', r"\1: ", text)


def _shown(value: object) -> object:
    """Return plain data with blanks where only the reader knows a value."""
    if isinstance(value, ToFillIn):
        return value.blank
    if isinstance(value, Mapping):
        entries = _keys(cast("Mapping[object, object]", value))
        return {key: _shown(item) for key, item in entries.items()}
    if isinstance(value, list | tuple):
        return [_shown(item) for item in cast("list[object]", value)]
    return value


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def _camel_keys(value: object) -> object:
    if isinstance(value, Mapping):
        entries = _keys(cast("Mapping[object, object]", value))
        return {_camel(str(key)): _camel_keys(item) for key, item in entries.items()}
    if isinstance(value, list):
        return [_camel_keys(item) for item in cast("list[object]", value)]
    return value
