"""Pulumi YAML that keeps what `inherit()` wrote."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

from bamp_pulumi.catalog import COMPANION_TYPES, UNKNOWN
from bamp_pulumi.estate import Resource
from bamp_pulumi.leaving.wire_tree import Tree

__all__ = ["resources_in_yaml"]


def resources_in_yaml(
    kept: Sequence[tuple[Resource, Tree, Sequence[str], Sequence[Resource]]],
) -> str:
    """Write properties to add to resources, and the companions as resources of their own."""
    lines = ["resources:"]
    for resource, tree, ignored, companions in kept:
        if tree or ignored:
            lines.append(f"  {_scalar(resource.name)}:")
        if tree:
            lines += ["    properties:", *_fields(tree.inputs, 6)]
        if ignored:
            lines += ["    options:", *_fields({"ignoreChanges": list(ignored)}, 6)]
        for companion in companions:
            lines += _companion(companion, resource)
    return "\n".join(lines)


def _companion(companion: Resource, parent: Resource) -> list[str]:
    row = next(row for row in COMPANION_TYPES.values() if companion.type in row.tokens)
    output = "arn" if row.link.lower().endswith("arn") else "id"
    linked = {row.link: f"${{{parent.name}.{output}}}"}
    inputs = {name: linked.get(name, value) for name, value in companion.inputs.items()}
    options: dict[str, object] = {"parent": f"${{{parent.name}}}", "protect": False}
    if row.removal.retained is not None:
        options["retainOnDelete"] = row.removal.retained
    if companion.delete_before_replace:
        options["deleteBeforeReplace"] = True
    package, module, name = companion.type.split(":")
    return [
        f"  {_scalar(companion.name)}:",
        f"    type: {package}:{module.partition('/')[0]}:{name}",
        "    properties:",
        *_fields(inputs, 6),
        "    options:",
        *_fields(options, 6),
    ]


def _fields(fields: Mapping[str, object], columns: int) -> list[str]:
    lines: list[str] = []
    for name, value in fields.items():
        begins = f"{' ' * columns}{_scalar(name)}:"
        if isinstance(value, Mapping):
            inner = cast("Mapping[str, object]", value)  # of inputs: keys are text
            lines += [begins, *_fields(inner, columns + 2)] if inner else [f"{begins} {{}}"]
        else:
            lines.append(f"{begins} {_scalar(value)}")
    return lines


def _scalar(value: object) -> str:
    """Write a value: a word as it is, all else in JSON, with YAML's own escapes."""
    if value is UNKNOWN:
        return "..."
    if isinstance(value, str) and _WORD.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return _NOT_ASCII.sub(_escaped, json.dumps(value, ensure_ascii=False, default=str))


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\U{number:08x}" if number > _MOST_IN_FOUR else f"\\u{number:04x}"


_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOT_ASCII: Final = re.compile(r"[^\x20-\x7e]")
_MOST_IN_FOUR: Final = 0xFFFF
_RESERVED: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
