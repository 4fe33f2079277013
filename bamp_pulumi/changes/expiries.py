"""What the lifecycle of a bucket deletes before and after a change, whoever writes its rules.

Of the same objects the least days count, by whichever rule. So a rule that has another name, stands
in another resource or is narrower than one that deletes as soon is no loss, and the first rule of a
bucket is one.
"""

from collections.abc import Iterable, Iterator, Sequence

from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.change import UNKNOWN_VALUE, Change, unnamed
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
_EVERYTHING: _Objects = ("", ())


def expiries_of(estate: Estate, bucket: Resource) -> tuple[ExpiryState, ...]:
    """List what the rules of a bucket delete."""
    return tuple(
        ExpiryState(
            current=each.is_current,
            prefix=each.prefix,
            chosen_by=each.chosen_by,
            days=each.days,
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
        told: set[tuple[float | None, float | None]] = set()
        for objects in sorted({_EVERYTHING, *map(_objects, (*was, *now))}):
            before, after = _days(was, objects), _days(now, objects)
            if objects != _EVERYTHING and (before, after) in told:
                continue  # it is told of everything
            if objects == _EVERYTHING:
                told.add((before, after))
            direction = compared_by(MEANINGS[aspect].better, before, after)
            if direction is not None:
                yield unnamed(
                    direction, aspect, of=_named(objects), before=_said(before), after=_said(after)
                ).model_copy(update={"unit": Unit.DAYS, "effect": value_effect(aspect, direction)})


def _objects(one: ExpiryState) -> _Objects:
    return one.prefix, one.chosen_by


def _days(rules: Sequence[ExpiryState], objects: _Objects) -> float | None:
    """Return after how many days objects go at the latest; None while that is not known."""
    covering = [one for one in rules if _covers(_objects(one), objects)]
    if any(one.days is None for one in covering):
        return None
    return min((float(one.days or 0) for one in covering), default=ENDLESS)


def _covers(one: _Objects, other: _Objects) -> bool:
    """Return True if a rule of some objects is about all others too."""
    return other[0].startswith(one[0]) and {*one[1]} <= {*other[1]}


def _named(objects: _Objects) -> str:
    prefix, others = objects
    return ", ".join(_parts(prefix, others))


def _parts(prefix: str, others: Iterable[str]) -> Iterator[str]:
    if prefix:
        yield f"prefix {prefix}"
    yield from others


def _said(days: float | None) -> str:
    if days is None:
        return UNKNOWN_VALUE
    if days == ENDLESS:
        return _FOR_EVER
    return str(int(days)) if days else "a date"
