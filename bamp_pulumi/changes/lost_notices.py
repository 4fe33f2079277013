"""Faults of which somebody is notified before a deployment, and nobody is after it.

Both states are rehearsed, and the answers compared: whatever the deployment changes on the way from
an event of a backup to a person shows in them. Nothing is rehearsed where nothing changes that an
alert may come to.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import About, Change, Direction, unnamed
from bamp_pulumi.changes.notice_changes import NOTIFIED, notice_changes
from bamp_pulumi.changes.snapshot import Snapshot
from bamp_pulumi.changes.unrelated_parts import unrelated_parts
from bamp_pulumi.coverage import Coverage
from bamp_pulumi.declared import trail_parts

__all__ = ["ComparedNotices", "LostNotices", "alerting_changes", "compare_notices"]

_Place = tuple[str, str]
_MOST_NAMED: Final = 3
"""How many of several things a message names."""
_SERVICES: Final = tuple(
    begin
    for service in (
        "backup",
        "chatbot",
        "cloudtrail",
        "cloudwatch",
        "events",
        "iam",
        "kms",
        "lambda",
        "scheduler",
        "sns",
        "sqs",
    )
    for begin in (f"aws:{service}/", f"aws-native:{service}:")
)
"""How the types begin that a rehearsal reads (`ALERTING_INPUTS`), that change one of these, or that
stand for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostNotices:
    """Faults of data stores, or of what plans back up, of which nobody is notified any more."""

    direction: Direction
    """lost; unsure where it is not known whether somebody is."""
    faults: tuple[str, ...]
    """Ids of the faults."""
    names: tuple[str, ...]
    """Names of the data stores and plans that they strike."""
    messages: bool = False
    """Whether it is a message alone that is lost, which named too little to notify of a fault."""
    by: tuple[Change, ...]
    """Changes of what the alerts came to before; none where something else is the reason."""
    place: _Place
    """Program and URN of the first of these changes, else of the first data store or plan."""

    def in_words(self) -> str:
        """Return what is lost, and by which changes."""
        changed = f"{_some([_named(one) for one in self.by])}: " if self.by else ""
        faults, names = _some(self.faults), _some(self.names)
        if self.messages:
            return f"{changed}no message of {faults} of {names} reaches anybody any more"
        if self.direction is Direction.LOST:
            return f"{changed}nobody is notified any more of {faults} of {names}"
        return f"{changed}whether somebody is notified of {faults} of {names} is not known any more"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedNotices:
    """What a deployment does to the notifications of an estate."""

    lost: tuple[LostNotices, ...] = ()
    unrelated: frozenset[_Place] = frozenset()
    """Program and URN of the parts that no alert about a backup comes to."""


def alerting_changes(
    compared: Sequence[Change], of_trails: Collection[_Place]
) -> tuple[Change, ...]:
    """List the changes of resources that an alert may come to, or that one may depend on.

    Args:
        compared: All changes.
        of_trails: What trails depend on: their buckets and keys, and the policies of these.
    """
    return tuple(
        one
        for one in compared
        if one.aspect is not Aspect.LABELS
        and (
            (one.about in (About.VAULT, About.PLAN, About.PART) and one.type.startswith(_SERVICES))
            or (one.program, one.urn) in of_trails
        )
    )


def compare_notices(
    was: Coverage, now: Coverage, compared: Sequence[Change], *, today: date
) -> ComparedNotices:
    """Rehearse both states, and list what nobody is notified of any more.

    Args:
        was: How the estate stands before its deployments.
        now: How it stands after them.
        compared: What they change.
        today: Day of the judgement.
    """
    of_trails = {(one.program, one.urn) for side in (was, now) for one in trail_parts(side.estate)}
    changed = alerting_changes(compared, of_trails)
    if not changed:
        return ComparedNotices()
    # Loads the simulation, which most deployments do not need.
    from bamp_pulumi.changes.notices import read_notices  # noqa: PLC0415

    before, after = read_notices(was, today=today), read_notices(now, today=today)
    urns = {(r.program, alias): r.urn for r in now.estate.resources for alias in r.aliases}

    def as_now(program: str, urn: str) -> _Place:
        return program, urns.get((program, urn), urn)

    old = tuple(
        one.model_copy(update={"urn": as_now(one.program, one.urn)[1]}) for one in before.notices
    )
    found = [
        _unrecorded(one) if (one.of, one.program, one.urn) in after.unrecorded else one
        for one in notice_changes(Snapshot(notices=old), Snapshot(notices=after.notices))
        if one.aspect is Aspect.NOTIFIED
        and one.before == NOTIFIED
        and now.acknowledged.fault(one.of) is None
    ]
    said = {(one.of, one.program, one.urn) for one in found}
    silent = {one.key for one in after.notices} - after.reached - said
    keys = ((fault, *as_now(program, urn)) for fault, program, urn in sorted(before.reached))
    unheard = [
        _unheard(*key) for key in keys if key in silent and now.acknowledged.fault(key[0]) is None
    ]
    on_paths = {as_now(one.program, one.urn) for one in before.on_paths}
    by = tuple(one for one in changed if _is_reason(one, on_paths))
    unrelated = unrelated_parts(was.estate, before.on_paths)
    kinds = {
        (Direction.LOST, False): [one for one in found if one.direction is Direction.LOST],
        (Direction.UNSURE, False): [one for one in found if one.direction is Direction.UNSURE],
        (Direction.LOST, True): unheard,
    }
    return ComparedNotices(
        lost=tuple(_lost(*kind, of, by) for kind, of in kinds.items() if of),
        unrelated=frozenset(as_now(one.program, one.urn) for one in unrelated),
    )


def _unrecorded(change: Change) -> Change:
    """Call it lost that no declared trail records any more the calls that somebody heard of."""
    return change.model_copy(update={"direction": Direction.LOST})


def _unheard(fault: str, program: str, urn: str) -> Change:
    """Name a fault of which no message comes any more, and what it strikes."""
    found = unnamed(Direction.LOST, Aspect.NOTIFIED, of=fault)
    name = urn.rpartition("::")[2]
    return found.model_copy(update={"program": program, "urn": urn, "name": name})


def _lost(
    direction: Direction,
    messages: bool,  # noqa: FBT001 - a part of a key
    of: Sequence[Change],
    by: tuple[Change, ...],
) -> LostNotices:
    first = (*by, *of)[0]
    return LostNotices(
        direction=direction,
        faults=tuple(dict.fromkeys(one.of for one in of)),
        names=tuple(dict.fromkeys(one.name for one in of)),
        messages=messages,
        by=by,
        place=(first.program, first.urn),
    )


def _is_reason(change: Change, on_paths: Collection[_Place]) -> bool:
    is_worse = change.direction in (Direction.LOST, Direction.UNSURE)
    return is_worse and (change.program, change.urn) in on_paths


def _named(change: Change) -> str:
    return f"{change.type.rpartition(':')[2]} {change.name}"


def _some(names: Sequence[str]) -> str:
    """Name the first of several things, and how many there are beside them."""
    listed = list(dict.fromkeys(names))
    shown, more = listed[:_MOST_NAMED], len(listed) - _MOST_NAMED
    said = ", ".join(shown)
    return f"{said} and {more} more" if more > 0 else said
