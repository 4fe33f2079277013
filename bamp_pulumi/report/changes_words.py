"""The words of a comparison with a base, the same in terminal and Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.changes import (
    PROVIDER_DEFAULT,
    About,
    Aspect,
    Change,
    Changes,
    Comparison,
    Direction,
    Unit,
    effect_spelled,
    name_spelled,
)
from bamp_pulumi.coverage import RegionExposure
from bamp_pulumi.report.changes_counted import changes_counted
from bamp_pulumi.report.words import at_most_in_words, duration_in_words

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
        Aspect.COPY_VAULT,
        Aspect.NATIVE,
        Aspect.SCHEDULE,
        Aspect.VAULT,
        Aspect.VAULT_LOCK,
        Aspect.COLD,
    }
)
"""What follows of itself where a data store begins or ceases to be protected."""
_FIRST: Final = (Direction.LOST, Direction.UNSURE)
_OF_EXEMPTIONS: Final = (Aspect.STATUS, Aspect.TIER)
"""What an exemption changes of itself."""
_NOTABLE: Final = (Aspect.DECLARED, Aspect.REPLACED, Aspect.STATUS, Aspect.TIER, Aspect.EXEMPTION)
"""What a reviewer sees first of a data store even where nothing is lost."""

_COMES_AND_GOES: Final = {
    Aspect.DECLARED: ("added", "removed"),
    Aspect.FOUND: ("new", "fixed"),
}
"""What a value is called that comes, and one that goes."""
_LABELS: Final = {Aspect.EXEMPTION: {Direction.LOST: "exempt", Direction.GAINED: "ended"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """One change, and everything that it is a change of."""

    direction: Direction
    label: str
    """What becomes of it, in a word: `lost`, `removed`, `new`."""
    what: str
    """What changes: `retention of daily of standard, us-east-1`."""
    before: str
    after: str
    names: tuple[str, ...]
    """What it is a change of, as `name (type), file:line`."""


def comparison_in_words(comparison: Comparison) -> str:
    """Return in one sentence what is lost compared with the base, and what else changed."""
    found = comparison.found
    if found is None:
        return f"Not compared with {comparison.base}: {comparison.not_compared}."
    said = list(changes_counted(found))
    if not said:
        return f"Compared with {comparison.base}: nothing changed."
    # From the very rows that are shown: a headline that says less than they do is believed.
    rows = [*first_groups(found), *other_groups(found)]
    is_lost = any(row.direction in _FIRST for row in rows)
    begin = "" if is_lost else "no loss is known; "
    return f"Compared with {comparison.base}: {begin}{', '.join(said)}."


def first_groups(changes: Changes) -> list[ChangeGroup]:
    """List what matters for the change: losses, what is unsure, and data stores that come."""
    told = _told(changes)
    return _grouped(change for change in changes.changes if _is_first(change, told))


def other_groups(changes: Changes) -> list[ChangeGroup]:
    """List all other changes."""
    told = _told(changes)
    return _grouped(change for change in changes.changes if not _is_first(change, told))


_Told = frozenset[tuple[Aspect, str, str]]


def _told(changes: Changes) -> _Told:
    """Index what changes of data stores, for what follows from it."""
    return frozenset((c.aspect, c.program, c.urn) for c in changes.about(About.STORE))


def _is_first(change: Change, told: _Told) -> bool:
    if change.about is not About.STORE:
        return change.direction in _FIRST
    place = change.program, change.urn
    if change.aspect in _CONSEQUENCES and not _is_fall(change):
        # It is said that the data store is no longer protected; how, is for who asks.
        return change.direction in _FIRST and (Aspect.STATUS, *place) not in told
    if change.aspect in _OF_EXEMPTIONS and (Aspect.EXEMPTION, *place) in told:
        return False
    return change.direction in _FIRST or change.aspect in _NOTABLE


def _is_fall(change: Change) -> bool:
    """Return True for a value that is left to the provider: AWS deletes what is older than it."""
    return change.direction is Direction.LOST and PROVIDER_DEFAULT in (change.after or "")


def _grouped(found: Iterable[Change]) -> list[ChangeGroup]:
    """Gather equal changes of several things, in the order of the first of each."""
    groups: dict[tuple[str | None, ...], list[Change]] = {}
    for change in found:
        about = "" if change.about is About.STORE else str(change.about)
        key = (change.direction, about, _what(change), change.before, change.after)
        groups.setdefault(key, []).append(change)
    return [
        ChangeGroup(
            direction=members[0].direction,
            label=_label(members[0]),
            what=_what(members[0]),
            before=_values(members[0])[0],
            after=_values(members[0])[1],
            names=tuple(_named(member) for member in members if member.name),
        )
        for members in groups.values()
    ]


def _label(change: Change) -> str:
    """Return in one word what happens to it."""
    come, gone = _COMES_AND_GOES.get(change.aspect, ("", ""))
    if come and change.before is None:
        return come
    if gone and change.after is None:
        return gone
    return _LABELS.get(change.aspect, {}).get(change.direction, str(change.direction))


def _what(change: Change) -> str:
    """Return what changes, and what is deleted with it."""
    match change.aspect:
        case Aspect.DECLARED | Aspect.REPLACED:
            what = "other resource" if change.about is About.PART else str(change.about)
            what += (
                f" replaced ({name_spelled(change)})" if change.aspect is Aspect.REPLACED else ""
            )
            what += f": {effect_spelled(change)}" if change.effect else ""
        case Aspect.FOUND:
            message = change.before or change.after
            what = change.of if change.before and change.after else f"{change.of} {message}"
        case Aspect.NOTIFIED:
            what = f"somebody is notified of fault {change.of}"
        case Aspect.RECIPIENT:
            what = f"faults that {change.of} is notified of"
        case Aspect.NOTIFIED_WITHIN:
            what = f"{change.of} is notified within"
        case Aspect.LOSS if change.of:
            what = f"{change.aspect} from {change.of}"
        case Aspect.SETTINGS | Aspect.LABELS:
            what = _setting(change)
        case Aspect.GUARD | Aspect.INPUT | Aspect.PROTECTION:
            what = name_spelled(change)
        case _:
            what = f"{change.aspect} of {change.of}" if change.of else str(change.aspect)
    return what


def _setting(change: Change) -> str:
    unsure = ", and nothing tells whether that is a loss"
    return (
        f"settings: {name_spelled(change)}{unsure if change.direction is Direction.UNSURE else ''}"
    )


_NONE: Final = {
    Aspect.DECLARED: "not declared",
    Aspect.FOUND: "not found",
}
"""What a value that is none means. Default: there is none."""


_OF_HASHES: Final = frozenset({Aspect.SETTINGS, Aspect.LABELS})
"""Aspects of which a hash alone is known, unless a value is given."""


def _values(change: Change) -> tuple[str, str]:
    """Format the values of before and of now."""
    if change.aspect in _OF_HASHES and change.before is None and change.after is None:
        return "one value", "another value"
    return _value(change, change.before), _value(change, change.after)


def _value(change: Change, value: str | None) -> str:
    """Format a value: `35 d`, `1 d`, `none`, `not declared`; never empty."""
    if value is None:
        return _NONE.get(change.aspect, "none")
    if change.aspect is Aspect.FOUND and not (change.before and change.after):
        # What was found is what changes, and stands there.
        return "found"
    if not value.isdecimal() or change.unit is Unit.NONE:
        return value or "empty"
    if change.aspect in (Aspect.LOSS, Aspect.ACHIEVED_RPO):
        return at_most_in_words(RegionExposure(region=change.of, at_most_minutes=int(value)))
    return f"{value} d" if change.unit is Unit.DAYS else duration_in_words(int(value))


def _named(change: Change) -> str:
    """Name what changes: `orders (RDS instance), __main__.py:9`."""
    kind = "" if change.about is About.FINDING else change.type.rpartition(":")[2]
    named = f"{change.name} ({kind})" if kind else change.name
    return f"{named}, {change.source}" if change.source else named
