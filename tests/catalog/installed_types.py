"""The resource types of the installed pulumi_aws, and their inputs, read as text.

Its modules are large, and importing them all takes a minute.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["input_exists", "input_kinds", "input_paths", "inputs_of", "type_tokens"]

_GETTER = re.compile(
    r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?: +@.*\n)* +def (\w+)\(self\) -> (.*):\n'
)
_DEEPEST = 5
"""Where the walk through nested inputs ends; some types nest without an end."""


def type_tokens() -> frozenset[str]:
    """List the registered resource types."""
    return frozenset(_files())


@cache
def inputs_of(token: str) -> Mapping[str, str]:
    """Give the inputs of a type: wire name to the text of their type."""
    return _members(_files()[token].read_text(), rf"{token.rpartition(':')[2]}(?:Init)?Args")


@cache
def input_kinds(token: str) -> Mapping[str, str]:
    """Give every input, nested ones too, with the text of its type; paths as in `input_paths`."""
    return dict(_walk(token, inputs_of(token), ""))


def input_paths(token: str) -> frozenset[str]:
    """List every input, nested ones too: dots between levels, `*` for the items of a list."""
    return frozenset(input_kinds(token))


def input_exists(token: str, path: str) -> bool:
    """Walk a path through the arguments of a type; `*` and numbers stand for items."""
    members: Mapping[str, str] = inputs_of(token)
    for step in path.split("."):
        if step == "*" or step.isdigit():
            continue
        if step not in members:
            return False
        members = _nested(token, members[step])
    return True


@cache
def _root() -> Path:
    spec = find_spec("pulumi_aws")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@cache
def _files() -> Mapping[str, Path]:
    """Find the source file of each registered type."""
    text = (_root() / "__init__.py").read_text()
    registry = re.search(r'resource_modules="""(.*?)"""', text, re.DOTALL)
    assert registry is not None
    registered = {token for module in json.loads(registry[1]) for token in module["classes"]}
    found: dict[str, Path] = {}
    for file in _root().rglob("[a-z]*.py"):
        token = re.search(r'^@pulumi\.type_token\("(aws:.+)"\)$', file.read_text(), re.MULTILINE)
        if token is not None and token[1] in registered:
            found[token[1]] = file
    assert found.keys() == registered
    return found


def _members(text: str, class_pattern: str) -> Mapping[str, str]:
    """Give the properties of one class: wire name to the text of their type."""
    pattern = rf"(?ms)^class {class_pattern}:$(.*?)(?=^class |^@|\Z)"
    body = re.search(pattern, text)
    if body is None:
        return {}
    return {wire or name: kind for wire, name, kind in _GETTER.findall(body[1])}


@cache
def _nested(token: str, kind: str) -> Mapping[str, str]:
    """Give the inputs of a nested type; none where the type of the input is plain."""
    nested = re.search(r"'(\w+Args)'", kind)
    if nested is None:
        return {}
    return _members((_files()[token].parent / "_inputs.py").read_text(), nested[1])


def _walk(token: str, members: Mapping[str, str], above: str) -> Iterator[tuple[str, str]]:
    for name, kind in members.items():
        path = f"{above}{name}"
        yield path, kind
        if path.count(".") < _DEEPEST:
            items = ".*" if "Sequence" in kind else ""
            yield from _walk(token, _nested(token, kind), f"{path}{items}.")
