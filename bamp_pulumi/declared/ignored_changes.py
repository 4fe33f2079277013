"""Resources as they may be in AWS: changes that are ignored never arrive.

A new resource gets what its program says; one that is deployed already keeps what it has, and the
program does not show what that is, nor which of the two it is.

Source: Pulumi, resource option ignoreChanges and property paths (read 2026-11-26).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["as_deployed"]

_STEP: Final = re.compile(r'\[("(?:[^"\\]|\\.)*"|\d+|\*)\]|[^.\[\]]+')
"""A step of a property path: `name`, `["name"]`, `[0]`, `[*]`."""
_ANY: Final = "*"


def as_deployed(estate: Estate) -> Estate:
    """Return the estate with `UNKNOWN` for every input of which there may be another in AWS."""
    if not any(resource.may_differ for resource in estate.resources):
        return estate
    return replace(estate, resources=tuple(map(_as_deployed, estate.resources)))


def _as_deployed(resource: Resource) -> Resource:
    inputs: object = resource.inputs
    for path in resource.may_differ:
        inputs = _hidden(inputs, _steps(path))
    if inputs is UNKNOWN:
        inputs = dict.fromkeys(resource.inputs, UNKNOWN) | {"tagsAll": UNKNOWN}
    return replace(resource, inputs=cast("Mapping[str, object]", inputs))


def _steps(path: str) -> list[str]:
    steps = (found.group(1) or found.group() for found in _STEP.finditer(path))
    return [_unquoted(step) if step.startswith('"') else step for step in steps]


def _unquoted(step: str) -> str:
    """Read a name in quotes; any name, where it is no text that JSON has."""
    try:
        return str(parse_json(step))
    except UnreadableError:
        return _ANY


def _hidden(value: object, steps: Sequence[str]) -> object:
    """Hide what a path leads to; a list as a whole, for its items have no names."""
    if not steps or steps[0] == _ANY or not isinstance(value, Mapping):
        return UNKNOWN
    fields = cast("Mapping[str, object]", value)
    return {**fields, steps[0]: _hidden(fields.get(steps[0]), steps[1:])}
