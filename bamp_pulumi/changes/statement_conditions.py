"""Conditions of statements: which of two holds wherever the other one does.

Source: IAM user guide, reference_policies_elements_condition_operators,
reference_policies_condition-logic-multiple-context-keys-or-values (keys hold together; of several
values one is enough, and of a negated operator none may match) (read 2026-11-29).
"""

from typing import Final, cast

from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["holds_wherever", "keys_of"]

_NEGATED: Final = frozenset(
    {
        "arnnotequals",
        "arnnotlike",
        "notipaddress",
        "stringnotequals",
        "stringnotequalsignorecase",
        "stringnotlike",
    }
)
_ANY_OF: Final = frozenset(
    {
        "arnequals",
        "arnlike",
        "ipaddress",
        "stringequals",
        "stringequalsignorecase",
        "stringlike",
    }
)
_Asked = dict[tuple[str, str], frozenset[str]]
"""Values by operator and key, in lower case."""


def holds_wherever(own: str | None, other: str | None) -> bool:
    """Return True if a condition surely holds wherever another one does.

    Args:
        own: The condition, as JSON; None for a statement without one, which always holds.
        other: The other one.
    """
    if own is None or own == other:
        return True
    mine, theirs = _asked(own), _asked(other)
    if mine is None or theirs is None:
        return False
    return all(
        key in theirs and _holds(key[0], values, theirs[key]) for key, values in mine.items()
    )


def keys_of(condition: str | None) -> frozenset[str]:
    """Return the context keys of a condition, in lower case; none where it cannot be read."""
    return frozenset(key for _, key in _asked(condition) or {})


def _holds(operator: str, own: frozenset[str], other: frozenset[str]) -> bool:
    if operator in _NEGATED:
        return own <= other
    return own >= other if operator in _ANY_OF else own == other


def _asked(condition: str | None) -> _Asked | None:
    try:
        given: object = parse_json(condition or "null")
    except UnreadableError:
        return None
    if not isinstance(given, dict):
        return None
    found: _Asked = {}
    for operator, block in cast("dict[str, object]", given).items():
        if not isinstance(block, dict):
            return None
        for key, value in cast("dict[str, object]", block).items():
            values = cast("list[object]", value) if isinstance(value, list) else [value]
            place = operator.lower(), key.lower()
            found[place] = found.get(place, frozenset()) | {str(each) for each in values}
    return found
