"""The `Condition` element: does it hold for a call?

All operators and all keys must hold; of the values of one key, one must match. A key that the call
does not have matches nothing, so it fails every operator but the negated ones, `...IfExists`,
`Null` and `ForAllValues`. `IpAddress`, `BinaryEquals` and whatever AWS adds are not evaluated: they
answer "cannot tell".

Source: IAM user guide, reference_policies_elements_condition_operators and
reference_policies_condition-single-vs-multi-valued-context-keys (read 2026-11-26).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from bamp_pulumi.access.arn_of import ArnOf
from bamp_pulumi.access.reading import listed, mapping, text_of
from bamp_pulumi.access.request import Request
from bamp_pulumi.access.variables import filled
from bamp_pulumi.access.wildcard import arn_fits, text_fits
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.truth import Truth, all_hold, any_holds, negated

__all__ = ["condition_holds", "undecided"]

_OPERATOR: Final = re.compile(
    r"(?:(?P<set>ForAllValues|ForAnyValue):)?(?P<name>[A-Za-z]+?)(?P<if_exists>IfExists)?"
)

_Wanted = str | ArnOf | None
_Compare = Callable[[str, str], Truth]
"""Compares what the policy requires with what the call has."""


def condition_holds(condition: object, request: Request, *, variables: bool) -> Truth:
    """Answer whether a condition holds for a call.

    Args:
        condition: The element; None where the statement has none.
        request: The call.
        variables: Whether `${...}` stands for a value: not in documents older than 2012-10-17.
    """
    return all_hold(answer for _, answer in _parts(condition, request, variables=variables))


def undecided(condition: object, request: Request, *, variables: bool) -> str:
    """Name the first part of a condition that is unknown."""
    parts = _parts(condition, request, variables=variables)
    return next((name for name, answer in parts if answer is None), "")


def _parts(condition: object, request: Request, *, variables: bool) -> Iterator[tuple[str, Truth]]:
    if condition is None:
        return
    by_operator = mapping(condition)
    if by_operator is None:
        yield "its condition", None
        return
    for operator, keys in by_operator.items():
        by_key = mapping(keys)
        if by_key is None:
            yield f"condition {operator}", None
            continue
        for key, wanted in by_key.items():
            values = [_value(value, request, variables=variables) for value in listed(wanted)]
            yield f"condition {operator} on {key}", _holds(operator, values, request.value(key))


def _value(value: object, request: Request, *, variables: bool) -> _Wanted:
    """Return a value that the policy requires; None while unknown."""
    if isinstance(value, ArnOf):
        return value
    text = text_of(value)
    return filled(text, request) if text is not None and variables else text


def _holds(operator: str, wanted: Sequence[_Wanted], found: object) -> Truth:
    parsed = _OPERATOR.fullmatch(operator)
    if parsed is None or found is UNKNOWN:
        return None
    name, of_set, if_exists = parsed["name"], parsed["set"], parsed["if_exists"] is not None
    if name == "Null":
        return None if of_set or if_exists else _is_absent(wanted, found)
    compare, is_negative = _COMPARISONS.get(name), name in _NEGATIVE
    if compare is None:
        return None
    has = () if found is None else listed(found)
    if not has:
        # AWS: nothing matches what is not there, but every one of no values does.
        return if_exists or (is_negative if not of_set else of_set == "ForAllValues")
    answers = [_one(compare, wanted, value, is_negative=is_negative) for value in has]
    if not of_set and len(set(answers)) > 1:
        return None  # several values without a set operator: AWS states no rule where they differ
    return all_hold(answers) if of_set == "ForAllValues" else any_holds(answers)


def _is_absent(wanted: Sequence[_Wanted], found: object) -> Truth:
    texts = (want if isinstance(want, str) else None for want in wanted)
    return any_holds(
        None if text is None else (text.lower() == "true") is (found is None) for text in texts
    )


def _one(
    compare: _Compare, wanted: Sequence[_Wanted], value: object, *, is_negative: bool
) -> Truth:
    """Compare one value of the call with all that the policy requires."""
    matched = any_holds(_compared(compare, want, value) for want in wanted)
    return negated(matched) if is_negative else matched


def _compared(compare: _Compare, want: _Wanted, value: object) -> Truth:
    if isinstance(want, ArnOf):
        literally = compare is eq and any(c in want.below for c in "*?")
        if literally or compare not in _OF_ARNS or not isinstance(value, ArnOf):
            return None
        return want.fits(value)
    text = text_of(value)
    return None if want is None or text is None else compare(want, text)


def _ignoring_case(want: str, has: str) -> Truth:
    return want.lower() == has.lower()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        if re.fullmatch(r"\d+", text):
            return datetime.fromtimestamp(int(text), UTC)
        read = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _ordered(
    read: Callable[[str], Any],  # Any: numbers or instants, each compared with its own kind
    compare: Callable[[Any, Any], bool],
) -> _Compare:
    """Compare what both texts mean; for a text that means nothing the answer is unknown."""

    def answer(want: str, has: str) -> Truth:
        wanted, found = read(want), read(has)
        return None if wanted is None or found is None else compare(found, wanted)

    return answer


def _orders(prefix: str, read: Callable[[str], Any]) -> dict[str, _Compare]:
    return {
        f"{prefix}Equals": _ordered(read, eq),
        f"{prefix}NotEquals": _ordered(read, eq),
        f"{prefix}LessThan": _ordered(read, lt),
        f"{prefix}LessThanEquals": _ordered(read, le),
        f"{prefix}GreaterThan": _ordered(read, gt),
        f"{prefix}GreaterThanEquals": _ordered(read, ge),
    }


_COMPARISONS: Final[Mapping[str, _Compare]] = {
    "StringEquals": eq,
    "StringNotEquals": eq,
    "StringEqualsIgnoreCase": _ignoring_case,
    "StringNotEqualsIgnoreCase": _ignoring_case,
    "StringLike": text_fits,
    "StringNotLike": text_fits,
    "ArnEquals": arn_fits,
    "ArnNotEquals": arn_fits,
    "ArnLike": arn_fits,
    "ArnNotLike": arn_fits,
    "Bool": _ignoring_case,
    **_orders("Numeric", _number),
    **_orders("Date", _instant),
}
_OF_ARNS: Final = (eq, text_fits, arn_fits)
_NEGATIVE: Final = frozenset(name for name in _COMPARISONS if "Not" in name)
