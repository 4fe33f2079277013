"""What AWS Backup would do for one kind of resource: jobs, recovery points, copies, deletion.

A job starts within its start window and after whatever else is done to the resource: one backup or
copy at a time. What cannot start within its window expires. The age of a recovery point counts from
the start of its job, that of a copy from the start of its source's; after the end of its retention
it is deleted within eight hours. Of overlapping rules the one kept longest runs. A database or
file system that is busy with itself fails the job: see `maintenance`.

Sources: AWS Backup developer guide, plan-options-and-configuration, recov-point-create-a-copy,
deleting-backups, aws-backup-limits, point-in-time-recovery (read 2026-11-21).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush

from bamp_pulumi.coverage import CoveredCopy, CoveredRule, ResourceCoverage, runs_between
from bamp_pulumi.rehearsal.assumptions import Assumptions
from bamp_pulumi.rehearsal.history import (
    ContinuousPoint,
    History,
    Job,
    JobKind,
    JobState,
    RecoveryPoint,
)
from bamp_pulumi.rehearsal.kinds import windows_of
from bamp_pulumi.rehearsal.random_delays import RandomDelays

__all__ = ["simulate_backups"]


def simulate_backups(
    covered: ResourceCoverage, start: datetime, end: datetime, assumptions: Assumptions
) -> History:
    """Simulate the backups of a resource.

    Args:
        covered: The resource, with the rules and copies that apply to it.
        start: When the plans are deployed, aware: nothing is there before.
        end: Aware; no rule runs from then on, and what has begun is finished.
        assumptions: What AWS promises nothing about.
    """
    work = _Work(covered, assumptions)
    for rule in covered.rules:
        for due in runs_between(rule.cadence, covered.cadences, start, end):
            work.ask_for_backup(rule, due)
    work.do_all()
    return History(
        jobs=tuple(sorted(work.jobs, key=lambda job: job.ended)),
        points=tuple(sorted(work.points, key=lambda point: point.complete)),
        continuous=tuple(_continuous(covered, work.continuous, start)),
    )


def _continuous(
    covered: ResourceCoverage, point: ContinuousPoint | None, start: datetime
) -> Iterator[ContinuousPoint]:
    """List what restores to any second: of AWS Backup's, and what the service keeps itself.

    Where AWS Backup makes continuous backups, they are the service's own, under its control.
    """
    if point is not None:
        yield point
    elif covered.native is not None:
        yield ContinuousPoint(
            plan="",
            rule="",
            vault="",
            region=covered.resource.region,
            account_id=covered.resource.account_id,
            since=start,
            days=covered.native.days,
            lag_minutes=covered.native.lag_minutes,
        )


@dataclass(frozen=True, slots=True, order=True)
class _Waiting:
    """A job that waits for its turn: the earliest first, and of those at once, by plan and rule."""

    ready: datetime
    plan: str
    rule: str
    number: int
    due: datetime = field(compare=False)
    backup: CoveredRule | None = field(compare=False, default=None)
    copy: tuple[CoveredCopy, RecoveryPoint] | None = field(compare=False, default=None)


class _Work:
    """What is done to one resource, one thing at a time."""

    def __init__(self, covered: ResourceCoverage, assumptions: Assumptions) -> None:
        self.jobs: list[Job] = []
        self.points: list[RecoveryPoint] = []
        self.continuous: ContinuousPoint | None = None
        self._covered = covered
        self._assumptions = assumptions
        self._times = assumptions.of_type(covered.store.backup_type if covered.store else None)
        self._chance = RandomDelays(assumptions.seed)
        self._waiting: list[_Waiting] = []
        self._busy = windows_of(covered)

    def ask_for_backup(self, rule: CoveredRule, due: datetime) -> None:
        """Let a rule run."""
        longest = self._times.latest_start(rule.start_window_minutes)
        ready = due + self._chance.within(longest, "start", rule.plan, rule.rule, due)
        number = len(self._waiting)
        waiting = _Waiting(ready, rule.plan, rule.rule, number, due=due, backup=rule)
        heappush(self._waiting, waiting)

    def do_all(self) -> None:
        """Do what waits, the copies that follow included, until nothing does."""
        free: datetime | None = None
        while self._waiting:
            waiting = heappop(self._waiting)
            starts = waiting.ready if free is None else max(waiting.ready, free)
            free = self._do(waiting, starts) or free

    def _do(self, waiting: _Waiting, starts: datetime) -> datetime | None:
        """Do one job; returns when the resource is free again, None when it did not start."""
        if waiting.copy is not None:
            return self._copy(*waiting.copy, due=waiting.due, starts=starts)
        if waiting.backup is not None:
            return self._back_up(waiting.backup, due=waiting.due, starts=starts)
        return None

    def _back_up(self, rule: CoveredRule, *, due: datetime, starts: datetime) -> datetime | None:
        closes = due + timedelta(minutes=rule.start_window_minutes)
        if starts > closes:
            self._end(rule, due=due, started=None, ended=closes, state=JobState.EXPIRED)
            return None
        if any(window.holds(starts) for window in self._busy):
            self._end(rule, due=due, started=None, ended=starts, state=JobState.FAILED)
            return None
        ends = starts + self._times.backup_takes
        self._end(rule, due=due, started=starts, ended=ends, state=JobState.COMPLETED)
        point = self._point(rule, created=starts, complete=ends, days=rule.retention_days)
        # What a continuous rule copies is a snapshot for the time of the copy.
        if not self._is_continuous(rule, starts):
            self.points.append(point)
        for copy in self._covered.copies:
            if (copy.plan, copy.rule) == (rule.plan, rule.rule):
                self._ask_for_copy(copy, point)
        return ends

    def _is_continuous(self, rule: CoveredRule, starts: datetime) -> bool:
        """Return True if a run continues the continuous recovery point; the first run creates it.

        A resource has one: of rules into one vault with the longest retention, of rules into
        several in the vault that comes first. Those into other vaults make snapshots.
        """
        store = self._covered.store
        lag = store.continuous_rpo_minutes if store is not None else None
        if not rule.continuous or lag is None:
            return False
        if self.continuous is None:
            beside = [r for r in self._covered.rules if r.continuous and r.vault == rule.vault]
            kept = max(beside, key=lambda r: r.retention_days or 0)
            self.continuous = ContinuousPoint(
                plan=kept.plan,
                rule=kept.rule,
                vault=kept.vault,
                region=kept.region,
                account_id=self._covered.resource.account_id,
                since=starts,
                days=kept.retention_days or 0,
                lag_minutes=lag,
            )
        return rule.vault == self.continuous.vault

    def _ask_for_copy(self, copy: CoveredCopy, source: RecoveryPoint) -> None:
        about = ("copy", copy.plan, copy.rule, copy.vault, copy.region, source.created)
        ready = source.complete + self._chance.within(self._times.copy_delay, *about)
        heappush(
            self._waiting,
            _Waiting(
                ready,
                copy.plan,
                copy.rule,
                len(self.points),
                due=source.complete,
                copy=(copy, source),
            ),
        )

    def _copy(
        self, copy: CoveredCopy, source: RecoveryPoint, *, due: datetime, starts: datetime
    ) -> datetime:
        ends = starts + self._times.copy_takes
        self._end(copy, due=due, started=starts, ended=ends, state=JobState.COMPLETED)
        self.points.append(
            self._point(copy, created=source.created, complete=ends, days=copy.retention_days)
        )
        return ends

    def _point(
        self,
        made_by: CoveredRule | CoveredCopy,
        *,
        created: datetime,
        complete: datetime,
        days: int | None,
    ) -> RecoveryPoint:
        expires = None if days is None else created + timedelta(days=days)
        about = ("delete", made_by.plan, made_by.rule, made_by.vault, made_by.region, created)
        longest = self._assumptions.deletion_delay
        is_copy = isinstance(made_by, CoveredCopy)
        home = self._covered.resource.account_id
        return RecoveryPoint(
            plan=made_by.plan,
            rule=made_by.rule,
            vault=made_by.vault,
            region=made_by.region,
            account_id=made_by.account_id if isinstance(made_by, CoveredCopy) else home,
            created=created,
            complete=complete,
            expires=expires,
            deleted=None if expires is None else expires + self._chance.within(longest, *about),
            is_copy=is_copy,
        )

    def _end(
        self,
        made_by: CoveredRule | CoveredCopy,
        *,
        due: datetime,
        started: datetime | None,
        ended: datetime,
        state: JobState,
    ) -> None:
        self.jobs.append(
            Job(
                kind=JobKind.COPY if isinstance(made_by, CoveredCopy) else JobKind.BACKUP,
                plan=made_by.plan,
                rule=made_by.rule,
                vault=made_by.vault,
                region=made_by.region,
                due=due,
                started=started,
                ended=ended,
                state=state,
            )
        )
