"""The words of a comparison with a base, the same in terminal and Markdown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.changes import (
    About,
    Aspect,
    Change,
    Changes,
    Comparison,
    Direction,
    Unit,
)
from bamp_pulumi.report.words import duration_in_words, plural

__all__ = ["ChangeGroup", "comparison_in_words", "first_groups", "other_groups"]

_CONSEQUENCES: Final = frozenset(
    {
        Aspect.RPO,
        Aspect.RTO,
        Aspect.ACHIEVED_RPO,
        Aspect.LOSS,
        Aspect.RETENTION,
        Aspect.ANY_SECOND,
        Aspect.COPY,
        Aspect.NATIVE,
        Aspect.SCHEDULE,
        Aspect.VAULT,
    }
)
"""What follows of itself where a data store begins or ceases to be protected."""
_FIRST: Final = (Direction.LOST, Direction.UNSURE)
_NOTABLE: Final = (Aspect.DECLARED, Aspect.STATUS, Aspect.TIER, Aspect.EXEMPTION)
"""What a reviewer sees first of a data store even where nothing is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """One change, and everything that it is a change of."""

    direction: Direction
    what: str
    """What changes: `retention of daily of standard, us-east-1`."""
    before: str
    after: str
    names: tuple[str, ...]
    """What it is a change of, as `name (type), file:line`."""


def comparison_in_words(comparison: Comparison) -> str:
    """Say in one sentence what is lost against the base, and what else changed."""
    if comparison.changes is None:
        return f"Not compared with {comparison.base}: {comparison.not_compared}."
    said = list(_counted(comparison.changes))
    if not said:
        return f"Compared with {comparison.base}: nothing changed."
    lost = comparison.changes.of(*_FIRST)
    begin = "" if lost else "nothing is lost; "
    return f"Compared with {comparison.base}: {begin}{', '.join(said)}."


def first_groups(changes: Changes) -> list[ChangeGroup]:
    """List what matters for the change: losses, what is unsure, and data stores that come."""
    return _grouped(change for change in changes.changes if _is_first(change, changes))


def other_groups(changes: Changes) -> list[ChangeGroup]:
    """List all other changes."""
    return _grouped(change for change in changes.changes if not _is_first(change, changes))


def _is_first(change: Change, changes: Changes) -> bool:
    if change.about is About.STORE and change.aspect in _CONSEQUENCES:
        # It is said that the data store is no longer protected; how, is for who asks.
        return change.direction in _FIRST and _place(change) not in _with_new_status(changes)
    if change.direction in _FIRST:
        return True
    return change.about in (About.STORE, About.TIER) and change.aspect in _NOTABLE


def _with_new_status(changes: Changes) -> frozenset[tuple[str, str]]:
    return frozenset(
        _place(change)
        for change in changes.changes
        if change.about is About.STORE and change.aspect is Aspect.STATUS
    )


def _place(change: Change) -> tuple[str, str]:
    return change.program, change.urn


def _grouped(found: Iterable[Change]) -> list[ChangeGroup]:
    """Gather equal changes of several things, in the order of the first of each."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in found:
        key = (
            change.direction,
            change.about if change.about is not About.STORE else "",
            _what(change),
            change.before,
            change.after,
        )
        groups.setdefault(key, []).append(change)
    return [
        ChangeGroup(
            direction=members[0].direction,
            what=_what(members[0]),
            before=_value(members[0], members[0].before),
            after=_value(members[0], members[0].after),
            names=tuple(_named(member) for member in members if member.name),
        )
        for members in groups.values()
    ]


def _what(change: Change) -> str:
    """Say what changes."""
    match change.aspect:
        case Aspect.DECLARED:
            what = f"{change.about} {'removed' if change.direction is Direction.LOST else 'added'}"
        case Aspect.FOUND:
            found = "no longer found" if change.before else "newly found"
            what = f"{change.of}, {'other words' if change.before and change.after else found}"
        case Aspect.NOTIFIED:
            what = f"somebody is notified of fault {change.of}"
        case Aspect.SETTINGS:
            what = f"settings: {change.of}"
        case Aspect.GUARD:
            what = change.of
        case _:
            what = f"{change.aspect} of {change.of}" if change.of else str(change.aspect)
    return what


def _value(change: Change, value: str) -> str:
    """Say a value: `35 d`, `1 d`, `none`."""
    if change.aspect is Aspect.SETTINGS:
        return ""
    if not value:
        return "" if change.about is About.FINDING else "none"
    if not value.isdecimal():
        return value
    if change.unit is Unit.DAYS:
        return f"{value} d"
    return duration_in_words(int(value)) if change.unit is Unit.MINUTES else value


def _named(change: Change) -> str:
    named = f"{change.name} ({change.type})" if change.type else change.name
    if change.about is About.FINDING:
        named = change.name
    return f"{named}, {change.source}" if change.source else named


def _counted(changes: Changes) -> Iterator[str]:
    """Count things, each once for what is gravest about it."""
    for direction, phrases in _PHRASES.items():
        some = changes.of(direction)
        for about, aspects, one, many in phrases:
            number = len(
                {
                    (c.program, c.urn, c.name, c.of if about in _BY_CODE else "")
                    for c in some
                    if c.about in about and (not aspects or c.aspect in aspects)
                }
            )
            if number:
                yield plural(number, "").strip() + f" {one if number == 1 else many}"


_BY_CODE: Final = ((About.FINDING,),)
_STORE: Final = (About.STORE,)
_ACCOUNT: Final = (About.TIER, About.PLAN, About.VAULT, About.PART)
_KEPT_LESS: Final = tuple(set(Aspect) - {Aspect.DECLARED, Aspect.STATUS, Aspect.EXEMPTION})
_Phrase = tuple[tuple[About, ...], tuple[Aspect, ...], str, str]

_PHRASES: Final[dict[Direction, tuple[_Phrase, ...]]] = {
    Direction.LOST: (
        (_STORE, (Aspect.DECLARED,), "data store removed", "data stores removed"),
        (
            _STORE,
            (Aspect.STATUS,),
            "data store without protection that was not so before",
            "data stores without protection that were not so before",
        ),
        (
            _STORE,
            (Aspect.EXEMPTION,),
            "exemption added or extended",
            "exemptions added or extended",
        ),
        (_STORE, _KEPT_LESS, "data store keeps less", "data stores keep less"),
        (
            _ACCOUNT,
            (),
            "part of the account weakened or removed",
            "parts of the account weakened or removed",
        ),
        ((About.FINDING,), (), "new finding", "new findings"),
        (
            (About.FAULT,),
            (),
            "data store with a fault of which nobody is notified any more",
            "data stores with a fault of which nobody is notified any more",
        ),
    ),
    Direction.UNSURE: (
        (tuple(About), (), "change that cannot be verified", "changes that cannot be verified"),
    ),
    Direction.GAINED: (
        (_STORE, (Aspect.DECLARED,), "data store added", "data stores added"),
        (_STORE, (Aspect.STATUS,), "data store newly protected", "data stores newly protected"),
        (_STORE, (Aspect.EXEMPTION,), "exemption ended", "exemptions ended"),
        (_STORE, _KEPT_LESS, "data store keeps more", "data stores keep more"),
        (_ACCOUNT, (), "part of the account added", "parts of the account added"),
        ((About.FINDING,), (), "finding fixed", "findings fixed"),
        ((About.FAULT,), (), "data store better watched", "data stores better watched"),
    ),
    Direction.CHANGED: (
        (tuple(About), (), "thing with other settings", "things with other settings"),
    ),
}
"""What is counted, from the gravest on: of what, which of its aspects, one and many."""
