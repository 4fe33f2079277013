"""What the lifecycle of a bucket deletes before and after a change, whoever writes its rules.

Of the same objects the least days count, by whichever rule. So a rule that has another name, stands
in another resource or is narrower than one that deletes as soon is no loss, and the first rule of a
bucket is one.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.change import UNKNOWN_VALUE, Change, Direction, unnamed
from bamp_pulumi.changes.effects import value_effect
from bamp_pulumi.changes.meanings import MEANINGS
from bamp_pulumi.changes.measure import ENDLESS, compared_by
from bamp_pulumi.changes.snapshot import ExpiryState, StoreState
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.declared import expiry_holders, object_expiries
from bamp_pulumi.estate import Estate, Resource

__all__ = ["expiries_of", "expiry_changes", "holders_of", "say_expiries"]

_FOR_EVER = "for ever"
_Objects = tuple[str, tuple[str, ...]]
_Rules = Sequence[ExpiryState]
_Moment = tuple[str, float]
"""`days` or `date`, and which."""
_EVERYTHING: _Objects = ("", ())
_NEWER: Final = "newer ones that stay"
_BOUNDS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "objectSizeGreaterThan": operator.ge,
    "objectSizeLessThan": operator.le,
}
"""Conditions with a bound, and whether one bound follows from another."""


def expiries_of(estate: Estate, bucket: Resource) -> tuple[ExpiryState, ...]:
    """List what the rules of a bucket delete."""
    return tuple(
        ExpiryState(
            current=each.is_current,
            prefix=each.prefix,
            chosen_by=each.chosen_by,
            days=each.days,
            date=each.date,
            newer=each.newer,
        )
        for _, each in object_expiries(estate, bucket)
    )


def holders_of(estate: Estate, bucket: Resource) -> tuple[str, ...]:
    """List the URNs of the resources beside a bucket that certainly write its rules."""
    return tuple(sorted(holder.urn for holder in expiry_holders(estate, bucket)))


def say_expiries(old: DeclaredState | None, new: DeclaredState | None) -> bool:
    """Return True where `expiry_changes` says what is deleted, and no other comparison need."""
    sides = [side.expiries for side in (old, new) if isinstance(side, StoreState)]
    return len(sides) == len((old, new)) and None not in sides


def expiry_changes(old: DeclaredState, new: DeclaredState) -> Iterator[Change]:
    """List the objects of a bucket that are deleted sooner, or later, than before."""
    if not (isinstance(old, StoreState) and isinstance(new, StoreState)):
        return
    if old.expiries is None or new.expiries is None:
        return
    for is_current, aspect in ((True, Aspect.OBJECTS), (False, Aspect.VERSIONS)):
        was = [one for one in old.expiries if one.current is is_current]
        now = [one for one in new.expiries if one.current is is_current]
        told: set[tuple[Direction, str | None, str | None]] = set()
        for objects in sorted({_EVERYTHING, *map(_objects, (*was, *now))}):
            change = _of_objects(aspect, objects, _covering(was, objects), _covering(now, objects))
            if change is None:
                continue
            # What is told of everything is not told again of a part of it.
            is_told = (change.direction, change.before, change.after) in told
            if objects == _EVERYTHING:
                told.add((change.direction, change.before, change.after))
            if not is_told:
                yield change


def _of_objects(aspect: Aspect, objects: _Objects, was: _Rules, now: _Rules) -> Change | None:
    """Compare the rules that some objects fall under."""
    before, after = _first(was), _first(now)
    direction, kind, unit = _sooner(aspect, before, after), "", Unit.DAYS
    said = _said(before), _said(after)
    fewer, more = _fewer_kept(was, now), _fewer_kept(now, was)
    if fewer is not None and direction in (None, Direction.GAINED):
        direction, kind, unit, said = Direction.LOST, _NEWER, Unit.NONE, fewer
    elif more is not None and direction is None:
        direction, kind, unit, said = Direction.GAINED, _NEWER, Unit.NONE, (more[1], more[0])
    if direction is None:
        return None
    found = unnamed(direction, aspect, of=_named(objects, kind), before=said[0], after=said[1])
    return found.model_copy(update={"unit": unit, "effect": value_effect(aspect, direction)})


def _sooner(aspect: Aspect, before: _Moment | None, after: _Moment | None) -> Direction | None:
    """Return what it means that objects go at another moment; None for the same one."""
    if before == after:
        return None
    if before is None or after is None:
        return Direction.UNSURE
    if before[0] == after[0] or ENDLESS in (before[1], after[1]):
        return compared_by(MEANINGS[aspect].better, before[1], after[1])
    # Which of a day and a number of days comes first depends on when the objects were made.
    return Direction.UNSURE


def _fewer_kept(was: _Rules, now: _Rules) -> tuple[str, str] | None:
    """Return how many newer versions stayed and stay, where a rule lets fewer of them stay."""
    for rule in now:
        beside = [one for one in was if (one.days or 0) <= (rule.days or 0)]
        if beside and all(one.newer > rule.newer for one in beside):
            return str(min(one.newer for one in beside)), str(rule.newer)
    return None


def _covering(rules: _Rules, objects: _Objects) -> _Rules:
    return [one for one in rules if _covers(_objects(one), objects)]


def _objects(one: ExpiryState) -> _Objects:
    return one.prefix, one.chosen_by


def _first(rules: _Rules) -> _Moment | None:
    """Return when objects go at the latest; None while that is not known."""
    if any(one.days is None for one in rules):
        return None
    dates = [_day_of(one.date) for one in rules if one.date]
    if dates and len(dates) == len(rules):
        return None if None in dates else ("date", float(min(day or 0 for day in dates)))
    if dates:
        return None  # which of the rules comes first depends on when the objects were made
    return "days", min((float(one.days or 0) for one in rules), default=ENDLESS)


def _day_of(written: str) -> int | None:
    """Return the number of a day; None for a text that is none."""
    try:
        return date.fromisoformat(written[:10]).toordinal()
    except ValueError:
        return None


def _covers(one: _Objects, other: _Objects) -> bool:
    """Return True if a rule of some objects is about all others too."""
    return other[0].startswith(one[0]) and all(_follows(each, other[1]) for each in one[1])


def _follows(condition: str, others: Iterable[str]) -> bool:
    """Return True if a condition holds wherever the others do."""
    name, _, bound = condition.rpartition(" ")
    if name not in _BOUNDS or not bound.isdecimal():
        return condition in others
    given = [other.rpartition(" ") for other in others]
    bounds = [int(each) for own, _, each in given if own == name and each.isdecimal()]
    return any(_BOUNDS[name](each, int(bound)) for each in bounds)


def _named(objects: _Objects, kind: str) -> str:
    return ", ".join((*_parts(*objects), *([kind] if kind else ())))


def _parts(prefix: str, others: Iterable[str]) -> Iterator[str]:
    if prefix:
        yield f"prefix {prefix}"
    yield from others


def _said(moment: _Moment | None) -> str:
    if moment is None:
        return UNKNOWN_VALUE
    kind, number = moment
    if number == ENDLESS:
        return _FOR_EVER
    return str(int(number)) if kind == "days" else f"on {date.fromordinal(int(number))}"
