"""Event patterns of EventBridge: which forms it refuses.

Source: EventBridge user guide, eb-create-pattern ("the value to match is in a JSON array"),
eb-create-pattern-operators (read 2026-11-28).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

__all__ = ["PATTERN_OPERATORS", "why_no_pattern"]

PATTERN_OPERATORS: Final = (
    "anything-but",
    "cidr",
    "equals-ignore-case",
    "exists",
    "numeric",
    "prefix",
    "suffix",
    "wildcard",
)
"""What an object in the list of a field may ask."""


def why_no_pattern(pattern: Mapping[str, object], at: str = "") -> Iterator[str]:
    """List what EventBridge refuses in a pattern; nothing when it accepts it.

    Each field leads to a list of values, or to more fields; no list and no object is empty.
    """
    if not pattern:
        yield f"{at or 'the pattern'} is empty"
    for name, value in pattern.items():
        path = f"{at}.{name}" if at else name
        if isinstance(value, Mapping):
            yield from why_no_pattern(cast("Mapping[str, object]", value), path)
        elif not isinstance(value, list):
            yield f"{path} is a list of values, or more fields"
        elif not value:
            yield f"{path} is empty"
        elif name == "$or":
            yield from _alternatives(cast("Sequence[object]", value), at)
        else:
            yield from _values(cast("Sequence[object]", value), path)


def _alternatives(branches: Sequence[object], at: str) -> Iterator[str]:
    for branch in branches:
        if isinstance(branch, Mapping):
            yield from why_no_pattern(cast("Mapping[str, object]", branch), at)


def _values(values: Sequence[object], path: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, list):
            yield f"{path} holds a list in a list"
        if isinstance(value, Mapping):
            asked = [str(key) for key in cast("Mapping[object, object]", value)]
            if len(asked) != 1 or asked[0] not in PATTERN_OPERATORS:
                yield f"{path} asks {', '.join(asked) or 'nothing'}, and there is no such filter"
