"""Ask a condition of the catalog about the inputs of one resource."""

from collections.abc import Mapping, Sequence
from typing import cast

from bamp_pulumi.catalog.data_store import Condition, Scalar
from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["holds", "value_at"]


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
    value: object = inputs
    for step in path.split("."):
        value = _step_into(value, step)
    return value


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


def holds(condition: Condition, inputs: Mapping[str, object]) -> bool | None:
    """Answer a condition.

    Args:
        condition: The question.
        inputs: Inputs of a resource by wire name, plain values, `UNKNOWN` where unknown.

    Returns:
        True or False; None when it hangs on an unknown input. An absent input is not `present`,
        is not among any values and starts with nothing.
    """
    value = value_at(inputs, condition.path)
    if value is UNKNOWN:
        return None
    match condition.test:
        case "present" | "absent":
            return (value is not None) is (condition.test == "present")
        case "one_of" | "none_of":
            return _is_one_of(value, condition.values) is (condition.test == "one_of")
        case "starts_with" | "starts_with_none":
            return _starts_with(value, condition.values) is (condition.test == "starts_with")


def _is_one_of(value: object, values: tuple[Scalar, ...]) -> bool:
    # `True == 1` in Python, and numbers arrive from the wire as floats: only bools must match kind.
    return any(value == one and isinstance(value, bool) is isinstance(one, bool) for one in values)


def _starts_with(value: object, prefixes: tuple[Scalar, ...]) -> bool:
    return isinstance(value, str) and value.startswith(tuple(str(prefix) for prefix in prefixes))
