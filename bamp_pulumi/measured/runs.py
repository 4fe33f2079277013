"""Do the jobs of a rule come when its schedule says, and all of them?

A plan that reads another time zone than the policy means makes every backup, only at another hour:
no age is ever too great, and nobody notices until the window meets the busiest hour of the day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bamp_pulumi.lambdas.health import JOBS_KEPT, JobKind, Seen
from bamp_pulumi.measured.observed import Observed, promised_stores
from bamp_pulumi.measured.spread import ENOUGH
from bamp_pulumi.policy import BackupPolicy, Tier
from bamp_pulumi.timing import Cadence, runs_between

__all__ = ["Missed", "Shifted", "find_missed", "find_shifted", "shift_of"]

_DAY: Final = timedelta(days=1)
_PRECISION: Final = timedelta(minutes=1)
"""Schedules fall due on whole minutes."""
_SHARE: Final = 0.9
"""House rule: runs that come by one shift, of all that come at another time, before it is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A rule whose jobs come at another time than its schedule says."""

    tier: str
    rule: str
    jobs: int
    """How many of them."""
    of: int
    """How many were seen."""
    by: tuple[timedelta, ...]
    """By how much, the most frequent first: two where the clocks were changed in between. Empty
    where no shift explains them."""
    example: datetime
    """When one of them was scheduled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Runs of a rule of which AWS Backup has no job."""

    tier: str
    rule: str
    type: str
    names: tuple[str, ...]
    """Names of the resources."""
    runs: int
    of: int
    example: datetime


def cadences_of(tier_name: str, tier: Tier) -> Mapping[str, Cadence]:
    """Return the cadence of each rule of a tier: they make one plan."""
    return {
        rule.name: Cadence(
            tier_name,
            rule.schedule.expression,
            rule.schedule.timezone,
            rule.start_window_minutes,
            rule.lifecycle.delete_after_days,
        )
        for rule in tier.rules
    }


def shift_of(
    scheduled: Sequence[datetime], cadence: Cadence
) -> tuple[Sequence[datetime], tuple[timedelta, ...]]:
    """Compare when runs were scheduled with when a schedule falls due.

    Args:
        scheduled: Times that AWS has, ascending, not empty.
        cadence: What they ought to follow.

    Returns:
        Those that are not runs of the schedule, and the shifts that explain them.
    """
    due = runs_between(cadence, (), scheduled[0] - 32 * _DAY, scheduled[-1] + 32 * _DAY)
    known = {each.replace(second=0, microsecond=0) for each in due}
    others = [each for each in scheduled if _whole(each) not in known]
    if not others or not due:
        return others, ()
    shifts = Counter(_nearest(each, due) for each in others)
    # Clocks are changed by an hour: a wrong time zone shows in one shift, or in two.
    found = [shift for shift, _ in shifts.most_common(2)]
    explained = sum(shifts[shift] for shift in found)
    is_one_zone = len(found) == 1 or abs(found[0] - found[1]) <= timedelta(hours=1)
    return others, tuple(found) if is_one_zone and explained >= _SHARE * len(others) else ()


def _whole(at: datetime) -> datetime:
    """Return the minute of an instant: AWS gives milliseconds."""
    return (at + _PRECISION / 2).replace(second=0, microsecond=0)


def _nearest(at: datetime, due: Sequence[datetime]) -> timedelta:
    return min((_whole(at) - each for each in due), key=lambda shift: (abs(shift), shift))


def find_shifted(policy: BackupPolicy, observed: Iterable[Observed]) -> Iterator[Shifted]:
    """Report rules whose jobs come at another time than their schedules say.

    Args:
        policy: The policy in force.
        observed: What was paired with its rules.
    """
    scheduled: defaultdict[tuple[str, str], list[datetime]] = defaultdict(list)
    for each in observed:
        if each.kind is JobKind.BACKUP and each.scheduled is not None:
            scheduled[each.tier, each.rule].append(each.scheduled)
    for (tier, rule), times in sorted(scheduled.items()):
        cadence = cadences_of(tier, policy.tiers[tier])[rule]
        others, by = shift_of(sorted(times), cadence)
        # A plan that is being changed has a job or two of its former schedule.
        if len(others) >= ENOUGH or (others and len(others) == len(times) and by):
            yield Shifted(
                tier=tier, rule=rule, jobs=len(others), of=len(times), by=by, example=others[-1]
            )


def find_missed(
    policy: BackupPolicy, seen: Seen, observed: Iterable[Observed], since: datetime | None = None
) -> Iterator[Missed]:
    """Report runs of which there is no job at all: AWS Backup reports nothing of them.

    Only where all backup jobs of the span were read: nothing is missed that was not looked for.

    Args:
        policy: The policy in force.
        seen: What was read.
        observed: What was paired with its rules.
        since: Since when this is promised. Default: for as long as each resource exists.
    """
    if any(each.what == "backup:ListBackupJobs" for each in seen.unseen):
        return
    had: defaultdict[tuple[str, str], set[datetime]] = defaultdict(set)
    for each in observed:
        if each.kind is JobKind.BACKUP and each.scheduled is not None:
            had[each.store.arn, each.rule].add(_whole(each.scheduled))
    missed: defaultdict[tuple[str, str, str], list[tuple[str, int, int, datetime]]]
    missed = defaultdict(list)
    for store, tier in promised_stores(policy, seen):
        if store.created_at is None:
            continue
        begins = [seen.at - JOBS_KEPT, store.created_at, seen.since, since]
        begin = max(each for each in begins if each is not None) + _DAY
        cadences = cadences_of(tier, policy.tiers[tier])
        for name, cadence in cadences.items():
            # A rule without any job is the health check's to report.
            ran = had[store.arn, name]
            end = seen.at - timedelta(minutes=cadence.start_window_minutes)
            due = runs_between(cadence, cadences.values(), begin, end) if ran else ()
            gone = [run for run in due if run not in ran]
            if gone:
                of = (store.name or store.arn, len(gone), len(due), gone[-1])
                missed[tier, name, store.type].append(of)
    for (tier, name, kind), each in sorted(missed.items()):
        yield Missed(
            tier=tier,
            rule=name,
            type=kind,
            names=tuple(sorted(of[0] for of in each)),
            runs=sum(of[1] for of in each),
            of=sum(of[2] for of in each),
            example=max(of[3] for of in each),
        )
