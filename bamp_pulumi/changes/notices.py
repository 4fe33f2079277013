"""Whether somebody is notified of each fault of each data store, from a rehearsal of one day.

What a fault does to backups over months is not asked here, so a day is enough: whether somebody is
notified depends on what is declared, and not on what has been kept by then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from bamp_pulumi.changes.snapshot import NoticeState
from bamp_pulumi.coverage import Coverage
from bamp_pulumi.declared import parts_of, trail_parts
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal import NO_TRAIL, Outcome, PathStanding, inject_in_plans, rehearse

__all__ = ["Notices", "notices_of", "read_notices"]


_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    state: NoticeState
    """Who is notified."""
    is_reached: bool
    """Whether a message surely reaches somebody, whatever it says."""
    is_unrecorded: bool
    """Whether that hangs on a trail, and no declared one records the calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Who is notified of what, and what that depends on."""

    notices: tuple[NoticeState, ...]
    reached: frozenset[_Key]
    """The notices of which a message surely reaches somebody, though it may not say enough to
    count as notified: the message of an alarm names no resource."""
    unrecorded: frozenset[_Key]
    """The notices that come of calls which no declared trail records."""
    on_paths: frozenset[Resource]
    """The resources that an alert comes to, and what declares a part of one of them."""


def notices_of(coverage: Coverage, *, today: date) -> tuple[NoticeState, ...]:
    """Rehearse every fault, and record for each data store who is notified.

    Of plans that back up no given data store the same is recorded of whatever they back up.
    """
    return read_notices(coverage, today=today).notices


def read_notices(coverage: Coverage, *, today: date) -> Notices:
    """Do as `notices_of`, and say which resources that depends on."""
    standing = PathStanding.over(coverage.estate, coverage.standing)
    found = {one.state.key: one for one in _of_stores(coverage, standing, today)}
    for one in _of_plans(coverage, standing):
        key = one.state.key
        known = found.get(key, one)
        # Of several vaults the one counts of which the fewest are notified.
        worse = one if _certainty(one) < _certainty(known) else known
        found[key] = replace(worse, is_reached=one.is_reached and known.is_reached)
    on_paths = frozenset(standing.on_paths)
    parts = {part.source for one in on_paths for part in parts_of(coverage.estate, one)}
    return Notices(
        notices=tuple(one.state for one in found.values()),
        reached=frozenset(key for key, one in found.items() if one.is_reached),
        unrecorded=frozenset(key for key, one in found.items() if one.is_unrecorded),
        on_paths=on_paths | parts | frozenset(trail_parts(coverage.estate)),
    )


def _of_stores(coverage: Coverage, standing: PathStanding, today: date) -> Iterator[_Found]:
    start = datetime.combine(today, time.min, UTC)
    rehearsal = rehearse(coverage, start=start, days=1, at=start, standing=standing)
    for one in rehearsal.kinds:
        for fault in one.faults:
            for member in one.kind.members:
                yield _notice(fault.outcome, member.resource)


def _of_plans(coverage: Coverage, standing: PathStanding) -> Iterator[_Found]:
    if coverage.account is None:
        return
    used = {
        (rule.plan, covered.resource.account_id, rule.region)
        for covered in coverage.resources
        for rule in covered.rules
    }
    for one in inject_in_plans(coverage.account, standing):
        if (one.plan.name, one.plan.account_id, one.plan.region) not in used:
            yield _notice(one.outcome, one.plan.resource)


def _notice(outcome: Outcome, of: Resource) -> _Found:
    notice = NoticeState(
        fault=outcome.fault,
        program=of.program,
        urn=of.urn,
        notified=outcome.detected,
        recipients={
            f"{one.recipient.kind} {one.recipient.address}": one.minutes for one in outcome.notified
        },
    )
    return _Found(
        notice,
        is_reached=bool(outcome.notified or outcome.unsaid),
        is_unrecorded=any(doubt.startswith(NO_TRAIL) for doubt in outcome.doubts),
    )


def _certainty(found: _Found) -> int:
    return {False: 0, None: 1, True: 2}[found.state.notified]
