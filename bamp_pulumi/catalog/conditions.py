"""Conditions on the inputs of one resource: what they ask, and how they are answered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from bamp_pulumi.catalog.scalars import Scalar, is_same_scalar
from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["Condition", "Scalar", "holds", "value_at", "values_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A question about a resource's own inputs. Paths are wire names, dots between levels."""

    path: str
    """Such as `engine` or `pointInTimeRecovery.enabled`; `settings.*.name` asks every item."""
    test: Literal[
        "present",
        "absent",
        "one_of",
        "none_of",
        "starts_with",
        "starts_with_none",
        "matches",
        "matches_none",
    ]
    """`one_of` and `none_of` compare with `values`, also where a switch or a number is written as
    text; the next two take `values` as prefixes, the last two as patterns of the whole text."""
    values: tuple[Scalar, ...] = ()


def value_at(inputs: Mapping[str, object], path: str) -> object:
    """Read one input.

    Args:
        inputs: Inputs of a resource by wire name, plain values.
        path: Wire names with dots between levels; a number enters a list at that place, as in
            `versionings.0.enabled`.

    Returns:
        The value; None when it is absent on any level; `UNKNOWN` when it is unknown there or
        anything on the way to it is.
    """
    if "." not in path:
        return inputs.get(path)
    value: object = inputs
    for step in path.split("."):
        value = _step_into(value, step)
    return value


def holds(condition: Condition, inputs: Mapping[str, object]) -> bool | None:
    """Answer a condition.

    Args:
        condition: The question. Each `*` in its path stands for every item of a list: a positive
            test then holds when any item passes it, a negative one when none does.
        inputs: Inputs of a resource by wire name, plain values, `UNKNOWN` where unknown.

    Returns:
        True or False; None when it depends on an unknown input. An absent input is not `present`,
        is not among any values and starts with nothing.
    """
    answers = [_passes(condition, value) for value in values_at(inputs, condition.path)]
    passed = True if True in answers else (None if None in answers else False)
    if passed is None or condition.test in {"present", "one_of", "starts_with", "matches"}:
        return passed
    return not passed


def values_at(inputs: Mapping[str, object], path: str) -> Sequence[object]:
    """List the values of an input whose path may hold `*` for every item of a list.

    An unknown list is one `UNKNOWN`; an absent one has no items.
    """
    before, star, after = path.partition(".*.")
    if not star:
        return [value_at(inputs, path)]
    items = value_at(inputs, before)
    if items is UNKNOWN:
        return [UNKNOWN]
    if not isinstance(items, Sequence) or isinstance(items, str):
        return []
    # On the wire, items of a list are anything.
    return [
        value
        for item in cast("Sequence[object]", items)
        for value in values_at({"item": item}, f"item.{after}")
    ]


def _step_into(value: object, step: str) -> object:
    if value is UNKNOWN:
        return UNKNOWN
    # Nested inputs come as plain objects: on the wire keys are strings, and items are anything.
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value).get(step)
    if isinstance(value, Sequence) and not isinstance(value, str) and step.isdigit():
        items = cast("Sequence[object]", value)
        return items[int(step)] if int(step) < len(items) else None
    return None


def _passes(condition: Condition, value: object) -> bool | None:
    """Answer the positive form of the test: `absent` asks whether the value is present."""
    if value is UNKNOWN:
        return None
    match condition.test:
        case "present" | "absent":
            return value is not None
        case "one_of" | "none_of":
            return any(is_same_scalar(value, one) for one in condition.values)
        case "starts_with" | "starts_with_none":
            return _starts_with(value, condition.values)
        case "matches" | "matches_none":
            return isinstance(value, str) and any(
                re.fullmatch(str(pattern), value, re.ASCII) for pattern in condition.values
            )


def _starts_with(value: object, prefixes: tuple[Scalar, ...]) -> bool:
    return isinstance(value, str) and value.startswith(tuple(str(prefix) for prefix in prefixes))
