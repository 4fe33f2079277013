"""The comparisons that event patterns and filter policies share.

A field is compared with a list: one entry that fits is enough. An entry is a value, compared by
kind and content, or names an operator. Of a field that holds a list, one value that fits is enough.

Sources: EventBridge user guide, eb-create-pattern-operators; SNS developer guide,
sns-subscription-filter-policies (read 2026-11-26).
"""

from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address, ip_network
from operator import eq, ge, gt, le, lt
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.texts import wildcard_fits
from bamp_pulumi.truth import Truth, all_hold, any_holds, negated

__all__ = ["ABSENT", "OPERATORS", "field_fits"]


class _Absent:
    """The field is not there, which is not the same as null."""


ABSENT: Final = _Absent()

_Compare = Callable[[object, object], Truth]
"""Compares what the entry wants with the field's value; both are known."""


def field_fits(wanted: object, found: object) -> Truth:
    """Compare a field with the entries that a pattern gives for it.

    Args:
        wanted: The list of entries; `UNKNOWN` where unknown.
        found: Value of the field, or a list of values; `ABSENT` without the field.
    """
    if not isinstance(wanted, list):
        return None if wanted is UNKNOWN else False
    return any_holds(_entry_fits(entry, found) for entry in cast("list[object]", wanted))


def _entry_fits(entry: object, found: object) -> Truth:
    if entry is UNKNOWN:
        return None
    if not isinstance(entry, Mapping):
        return False if found is ABSENT else any_holds(_same(entry, v) for v in _values(found))
    ((name, wanted),) = list(cast("Mapping[str, object]", entry).items())[:1] or [("", None)]
    if name == "exists":
        is_there = found is not ABSENT
        return None if wanted is UNKNOWN else is_there == wanted
    if found is ABSENT:
        return False
    return any_holds(_fits(name, wanted, value) for value in _values(found))


def _values(found: object) -> Sequence[object]:
    return cast("list[object]", found) if isinstance(found, list) else [found]


def _same(wanted: object, value: object) -> Truth:
    """Compare by kind and content: the number 1 is neither the text nor the truth value."""
    if UNKNOWN in (wanted, value):
        return None
    if isinstance(wanted, bool) or isinstance(value, bool):
        return wanted is value
    return wanted == value


def _fits(name: str, wanted: object, value: object) -> Truth:
    compare = OPERATORS.get(name)
    if compare is None or UNKNOWN in (wanted, value):
        return None
    return compare(wanted, value)


def _by_text(compare: Callable[[str, str], bool]) -> _Compare:
    """Compare texts: one wanted or several, in this case or, where a map says so, in any."""

    def fits(wanted: object, value: object) -> Truth:
        if isinstance(wanted, Mapping):
            folded = cast("Mapping[str, object]", wanted).get("equals-ignore-case")
            return fits(_folded(folded), _folded(value))
        if isinstance(wanted, list):
            return any_holds(fits(one, value) for one in cast("list[object]", wanted))
        if wanted is UNKNOWN:
            return None
        if not isinstance(wanted, str) or not isinstance(value, str):
            return False
        return compare(wanted, value)

    return fits


def _folded(value: object) -> object:
    if isinstance(value, list):
        return [_folded(one) for one in cast("list[object]", value)]
    return value.casefold() if isinstance(value, str) else value


def _numeric(wanted: object, value: object) -> Truth:
    """Compare with one or two bounds: `[">", 10, "<=", 20]`."""
    if not isinstance(wanted, list):
        return None
    bounds = cast("list[object]", wanted)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return all_hold(
        _bound_holds(sign, bound, value)
        for sign, bound in zip(bounds[::2], bounds[1::2], strict=False)
    )


def _bound_holds(sign: object, bound: object, value: float) -> Truth:
    compare = _SIGNS.get(sign) if isinstance(sign, str) else None
    if compare is None or not isinstance(bound, int | float):
        return None
    return compare(value, bound)


def _anything_but(wanted: object, value: object) -> Truth:
    """Negate: of values none may be the same; of another operator none may fit."""
    if isinstance(wanted, Mapping):
        ((name, inner),) = list(cast("Mapping[str, object]", wanted).items())[:1] or [("", None)]
        return negated(_fits(name, inner, value))
    several = cast("list[object]", wanted) if isinstance(wanted, list) else [wanted]
    return negated(any_holds(_same(one, value) for one in several))


def _cidr(wanted: object, value: object) -> Truth:
    try:
        return ip_address(str(value)) in ip_network(str(wanted))
    except ValueError:
        return False


def _wildcard(pattern: str, text: str) -> bool:
    r"""Compare: `*` is any characters, none included; a backslash removes its meaning."""
    return wildcard_fits(pattern, text, has_escapes=True)


_SIGNS: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<": lt,
    "<=": le,
    "=": eq,
    ">=": ge,
    ">": gt,
}
OPERATORS: Final[Mapping[str, _Compare]] = {
    "anything-but": _anything_but,
    "cidr": _cidr,
    "equals-ignore-case": lambda wanted, value: _by_text(eq)(_folded(wanted), _folded(value)),
    "numeric": _numeric,
    "prefix": _by_text(lambda wanted, text: text.startswith(wanted)),
    "suffix": _by_text(lambda wanted, text: text.endswith(wanted)),
    "wildcard": _by_text(_wildcard),
}
"""All but `exists`, which asks about the field and not about its value."""
