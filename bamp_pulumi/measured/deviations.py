"""Where what has happened differs from what was rehearsed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bamp_pulumi.baseline import most_lost
from bamp_pulumi.lambdas.health import Seen, spoken
from bamp_pulumi.measured.observed import Observed, promised_stores
from bamp_pulumi.measured.runs import find_missed, find_shifted
from bamp_pulumi.measured.spread import ENOUGH, Measured, Spread, measure, times_of
from bamp_pulumi.policy import BackupPolicy
from bamp_pulumi.timing import JobTimes

__all__ = ["Deviation", "DeviationKind", "deviations_of"]

_TOLERANCE: Final = 1.1
_LEAST: Final = timedelta(minutes=5)
"""House rule: a tenth more, and five minutes, is no deviation."""
_DELETED_BY: Final = timedelta(hours=8)
"""Source: AWS Backup developer guide, deleting-backups (read 2026-11-21)."""
_SHOWN: Final = 3


class DeviationKind(StrEnum):
    """What differs."""

    SCHEDULE = "schedule"
    """Jobs come at another time than their schedule says, as of another time zone."""
    MISSED = "missed"
    """AWS Backup has no job of a run."""
    START = "start"
    """Jobs begin later than was rehearsed."""
    BACKUP = "backup"
    """Backups take longer."""
    COPY_START = "copy-start"
    """Copies begin later."""
    COPY = "copy"
    """Copies take longer."""
    LOSS = "loss"
    """With what was measured, more can be lost."""
    NOT_DELETED = "not-deleted"
    """Recovery points are there whose retention is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Something that happened otherwise than it was rehearsed."""

    kind: DeviationKind
    why: str
    """One clause, with both numbers."""
    type: str = ""
    """AWS Backup's name of the type; empty where it is about all."""
    tier: str = ""
    rule: str = ""
    region: str = ""
    measured: timedelta | None = None
    rehearsed: timedelta | None = None


def deviations_of(
    policy: BackupPolicy,
    seen: Seen,
    observed: Iterable[Observed],
    rehearsed: JobTimes,
    *,
    since: datetime | None = None,
) -> tuple[Deviation, ...]:
    """Compare what has happened with what was rehearsed.

    Args:
        policy: The policy in force.
        seen: What was read of the account.
        observed: Its jobs, paired with the rules of the policy.
        rehearsed: Times that the rehearsal counted with.
        since: Since when the policy is in force. Default: for as long as each resource exists.
    """
    jobs = tuple(observed)
    measured = measure(jobs)
    longer = [d for name, each in measured.items() for d in _times(name, each, rehearsed)]
    # What takes no longer than was rehearsed lets no more be lost.
    slow = {d.type: measured[d.type] for d in longer}
    return (
        *_schedules(policy, seen, jobs, since),
        *longer,
        *(_losses(policy, seen, slow, rehearsed) if slow else ()),
        *_not_deleted(seen),
    )


def _schedules(
    policy: BackupPolicy, seen: Seen, jobs: tuple[Observed, ...], since: datetime | None
) -> Iterator[Deviation]:
    shifted = {(each.tier, each.rule): each for each in find_shifted(policy, jobs)}
    for each in shifted.values():
        schedule = next(r for r in policy.tiers[each.tier].rules if r.name == each.rule).schedule
        said = f"{schedule.expression} in {schedule.timezone}"
        at = f"one was scheduled for {each.example:%Y-%m-%d %H:%M} UTC"
        if each.by:
            by = " and ".join(_shift(shift) for shift in each.by)
            why = f"come {by} than {said} says, as in another time zone; {at}"
        else:
            why = f"do not follow {said}; {at}"
        yield Deviation(
            kind=DeviationKind.SCHEDULE,
            tier=each.tier,
            rule=each.rule,
            why=f"{each.jobs} of {each.of} jobs of rule {each.rule} of tier {each.tier} {why}",
            measured=each.by[0] if each.by else None,
        )
    for missed in find_missed(policy, seen, jobs, since):
        if (missed.tier, missed.rule) in shifted:
            continue
        names = ", ".join(missed.names[:_SHOWN])
        more = f" and {len(missed.names) - _SHOWN} more" if len(missed.names) > _SHOWN else ""
        yield Deviation(
            kind=DeviationKind.MISSED,
            tier=missed.tier,
            rule=missed.rule,
            type=missed.type,
            why=f"AWS Backup has no job of {missed.runs} of {missed.of} runs of rule {missed.rule} "
            f"for {names}{more}, the last of {missed.example:%Y-%m-%d %H:%M} UTC",
        )


def _shift(shift: timedelta) -> str:
    minutes = abs(shift) // timedelta(minutes=1)
    hours = f"{minutes // 60} h" + (f" {minutes % 60} min" if minutes % 60 else "")
    return f"{hours} {'later' if shift > timedelta(0) else 'earlier'}"


def _times(name: str, measured: Measured, rehearsed: JobTimes) -> Iterator[Deviation]:
    assumed = rehearsed.of_type(name)
    rows: tuple[tuple[DeviationKind, str, Spread | None, timedelta], ...] = (
        (DeviationKind.START, "wait", measured.start_delay, assumed.start_delay),
        (DeviationKind.BACKUP, "take", measured.backup_takes, assumed.backup_takes),
        (DeviationKind.COPY_START, "wait", measured.copy_delay, assumed.copy_delay),
        (DeviationKind.COPY, "take", measured.copy_takes, assumed.copy_takes),
    )
    for kind, verb, spread, expected in rows:
        if spread is None or spread.jobs < ENOUGH:
            continue
        if spread.longest <= expected * _TOLERANCE + _LEAST:
            continue
        noun = "copies" if kind in (DeviationKind.COPY, DeviationKind.COPY_START) else "backups"
        to = " to begin" if verb == "wait" else ""
        yield Deviation(
            kind=kind,
            type=name,
            why=f"{noun} of {name} {verb} up to {spoken(spread.longest)}{to}, usually "
            f"{spoken(spread.usually)}, rehearsed with {spoken(expected)} ({spread.jobs} jobs)",
            measured=spread.longest,
            rehearsed=expected,
        )


def _losses(
    policy: BackupPolicy, seen: Seen, measured: Mapping[str, Measured], rehearsed: JobTimes
) -> Iterator[Deviation]:
    """Report where the times that were measured let more be lost than was rehearsed."""
    times = times_of(measured, rehearsed)
    for tier, name in sorted({(tier, s.type) for s, tier in promised_stores(policy, seen)}):
        if name not in measured:
            continue
        before = most_lost(policy, tier, name, rehearsed)
        after = most_lost(policy, tier, name, times)
        for region in before:
            was, now = before[region], after.get(region)
            if now is not None and now <= was * _TOLERANCE + _LEAST:
                continue
            most = "all" if now is None else f"up to {spoken(now)}"
            yield Deviation(
                kind=DeviationKind.LOSS,
                type=name,
                tier=tier,
                region=region,
                why=f"{most} of {name} of tier {tier} can be lost in {region}, rehearsed with "
                f"{spoken(was)}",
                measured=now,
                rehearsed=was,
            )


def _not_deleted(seen: Seen) -> Iterator[Deviation]:
    """Report recovery points that ought to be deleted by now, by vault."""
    over: dict[tuple[str, str], list[timedelta]] = {}
    for point in seen.points:
        if point.deletes_at is None or point.parent_arn:
            continue
        late = seen.at - point.deletes_at - _DELETED_BY
        if late > timedelta(0):
            over.setdefault((point.vault, point.region), []).append(late)
    for (vault, region), late in sorted(over.items()):
        yield Deviation(
            kind=DeviationKind.NOT_DELETED,
            region=region,
            why=f"{len(late)} recovery points of vault {vault} in {region} are kept beyond their "
            f"retention, one for {spoken(max(late))}",
            measured=max(late),
        )
