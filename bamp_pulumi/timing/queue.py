"""When at the latest the jobs of one resource start and end, whatever AWS Backup leaves open.

AWS Backup does one thing to a resource at a time, the earliest first. A job that waits for another
starts later than its delay alone would have it; where its start window may close before, it may
never run. Then something is still sure: of runs that get in each other's way the first is not kept
waiting by any of them.

Source: AWS Backup developer guide, aws-backup-limits, plan-options-and-configuration
(read 2026-11-28).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Final, NamedTuple

from bamp_pulumi.timing.covered import CoveredCopy, CoveredRule
from bamp_pulumi.timing.job_times import JobTimes

__all__ = ["MadePoint", "Run", "runs_that_may_expire", "sure_points"]

_NONE: Final = timedelta(0)
_OVERLOAD: Final = timedelta(days=2)
"""Work that may not be done so long after it fell due is taken to be never caught up with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a rule, and the copies that follow it."""

    due: datetime
    rule: CoveredRule
    copies: tuple[CoveredCopy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePoint:
    """A state of the resource that can certainly be restored for some time, by Region and rule."""

    region: str
    """Region of the vault that it lies in."""
    made_by: tuple[object, ...]
    """What it is a recovery point of: one rule or copy, or several of which one."""
    state: datetime
    """The oldest that the state may be."""
    first: datetime
    """From when on it certainly exists."""
    last: datetime | None
    """Until when; None: indefinitely."""
    continuous: bool = False
    """It is none of its own, but goes on with the continuous backup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timed:
    """A run and the latest times of its jobs."""

    run: Run
    starts: datetime
    copied: datetime
    """When the last of its copies is made."""
    meets: bool
    """Whether it may wait for an earlier run, or have to share with one."""


def sure_points(
    runs: Sequence[Run],
    times: JobTimes,
    *,
    home: str,
    fails: Callable[[datetime, timedelta], bool],
) -> tuple[MadePoint, ...] | None:
    """List the recovery points and copies that are certainly made, and when they are there.

    Args:
        runs: Of all rules, ascending.
        times: How long jobs wait and last.
        home: Region of the resource.
        fails: Whether a job may fail that starts within a time from an instant on.

    Returns:
        The points; None when more is to be done than there is time for, and nothing is sure.
    """
    timed = _timed(runs, times)
    if timed is None:
        return None
    points: list[MadePoint] = []
    for group in _groups(timed):
        sure = [each for each in group if not _may_fail(each, fails)]
        for each in sure:
            points += _points((each.run,), each.starts + times.backup_takes, each.copied, home)
        if len(sure) < len(group):
            points += _first_of(group, times, home, fails)
    return tuple(points)


def runs_that_may_expire(runs: Sequence[Run], times: JobTimes) -> Sequence[Run]:
    """List the runs that may not start within their window, for another is not done.

    Args:
        runs: Of all rules, ascending.
        times: How long jobs wait and last.

    Returns:
        The runs; all of them when more is to be done than there is time for.
    """
    timed = _timed(runs, times)
    if timed is None:
        return runs
    return [each.run for each in timed if each.starts > each.run.due + _window(each.run)]


def _timed(runs: Sequence[Run], times: JobTimes) -> list[_Timed] | None:
    """Work out the latest times of each run; None when the work is never caught up with."""
    line = _Line(runs, times)
    open_work: list[_Work] = []
    timed: list[_Timed] = []
    for number, run in enumerate(runs):
        before = [each for each in open_work if each.done > run.due]
        ready = run.due + times.latest_start(run.rule.start_window_minutes)
        starts = line.latest(number, before, ready)
        copied = complete = min(starts, run.due + _window(run)) + times.backup_takes
        if run.copies:
            copied = line.latest(number, before, complete + times.copy_delay)
            copied += len(run.copies) * times.copy_takes
        if copied - run.due > _OVERLOAD:
            return None
        timed.append(_Timed(run=run, starts=starts, copied=copied, meets=bool(before)))
        open_work = [*before, _Work(copied, line.work[number])]
    return timed


class _Work(NamedTuple):
    """What an earlier run still has to do."""

    done: datetime
    """When it is done at the latest."""
    takes: timedelta


class _Line:
    """The line in which the jobs of a resource wait: who is ready first is done first."""

    def __init__(self, runs: Sequence[Run], times: JobTimes) -> None:
        self._runs = runs
        self._dues = [run.due for run in runs]
        # While its backup waits its copies do not yet, and while they wait it is done.
        self.work = [max(times.backup_takes, len(run.copies) * times.copy_takes) for run in runs]
        self._total = [_NONE, *accumulate(self.work)]

    def latest(self, number: int, before: Sequence[_Work], ready: datetime) -> datetime:
        """Return when a job of a run starts at the latest.

        Args:
            number: Which run.
            before: What earlier ones still have to do.
            ready: When the job is ready at the latest; it may be earlier.
        """
        # Between these instants it starts the later, the later it is ready.
        tried = {ready, *(each.done for each in before if each.done < ready)}
        caught_up = max((each.done for each in before), default=ready)
        return max(self._starts(number, before, caught_up, instant) for instant in tried)

    def _starts(
        self, number: int, before: Sequence[_Work], caught_up: datetime, ready: datetime
    ) -> datetime:
        """Return when a job starts at the latest that is ready at an instant.

        By then all that earlier runs have to do is done; and no more of it can be left than what
        may be undone when the job is ready.
        """
        later = self._later(number, ready)
        left = sum((each.takes for each in before if each.done >= ready), _NONE)
        return min(ready + left, max(ready, caught_up)) + later

    def _later(self, number: int, ready: datetime) -> timedelta:
        """Return the work of later runs that may be ready before a job of this one."""
        first = number + 1
        upto = max(first, bisect_left(self._dues, ready))
        work = self._total[upto] - self._total[first]
        while upto < len(self._dues) and self._dues[upto] <= ready:
            # Runs of one rule keep their order.
            if self._runs[upto].rule != self._runs[number].rule:
                work += self.work[upto]
            upto += 1
        return work


def _groups(timed: Sequence[_Timed]) -> list[list[_Timed]]:
    """Group runs of which one may wait for another; the first waits for none."""
    groups: list[list[_Timed]] = []
    for each in timed:
        if each.meets:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _may_fail(timed: _Timed, fails: Callable[[datetime, timedelta], bool]) -> bool:
    due = timed.run.due
    return timed.starts > due + _window(timed.run) or fails(due, timed.starts - due)


def _first_of(
    group: Sequence[_Timed],
    times: JobTimes,
    home: str,
    fails: Callable[[datetime, timedelta], bool],
) -> Iterator[MadePoint]:
    """List what is sure of runs that may keep each other from starting: one of them starts."""
    runs = tuple(each.run for each in group)
    ready = min(run.due + times.latest_start(run.rule.start_window_minutes) for run in runs)
    if fails(runs[0].due, ready - runs[0].due):
        return
    first = [each for each in group if each.run.due <= ready]
    copied = max(each.copied for each in first)
    complete = ready + times.backup_takes
    yield from _points(tuple(each.run for each in first), complete, copied, home)


def _points(
    runs: Sequence[Run], complete: datetime, copied: datetime, home: str
) -> Iterator[MadePoint]:
    """List what one of some runs makes: only what each of them would make is sure."""
    state = runs[0].due
    kept = [run.rule.retention_days for run in runs]
    made_by = tuple((run.rule.plan, run.rule.rule) for run in runs)
    # Of a continuous backup AWS Backup keeps one recovery point, and no snapshots.
    kinds = {run.rule.continuous for run in runs}
    if len(kinds) == 1:
        yield MadePoint(
            region=home,
            made_by=made_by,
            state=state,
            first=complete,
            last=_last(state, kept),
            continuous=kinds.pop(),
        )
    for copy in runs[0].copies:
        there = [c for run in runs for c in run.copies if c.region == copy.region]
        if all(any(c.region == copy.region for c in run.copies) for run in runs):
            yield MadePoint(
                region=copy.region,
                made_by=(copy.vault, *made_by),
                state=state,
                first=copied,
                last=_last(state, [c.retention_days for c in there]),
            )


def _last(state: datetime, kept: Sequence[int | None]) -> datetime | None:
    days = [each for each in kept if each is not None]
    return state + timedelta(days=min(days)) if days else None


def _window(run: Run) -> timedelta:
    return timedelta(minutes=run.rule.start_window_minutes)
