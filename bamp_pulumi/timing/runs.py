"""When the rules of plans really run, where their start windows overlap.

Of rules of one plan whose start windows overlap, AWS Backup runs only the one kept longest, and
the others not for as long as its window is open. Of rules kept alike it runs one, and does not say
which: both count as run, for a recovery point is made. Plans do not suppress one another.

Source: AWS Backup developer guide, plan-options-and-configuration (read 2026-11-21).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bamp_pulumi.policy import Schedule

__all__ = [
    "LOOKED_AT",
    "Cadence",
    "all_runs",
    "longest_gap",
    "never_runs",
    "runs_between",
    "suppressed_share",
]

_START = datetime(2027, 1, 1, tzinfo=UTC)
_END = datetime(2029, 1, 1, tzinfo=UTC)
"""Two years that are looked at: with a leap day, and each change of the clocks twice. A fixed span,
for a judgement must not change from day to day."""
LOOKED_AT: Final = (_START, _END)
"""The span that is looked at: its first instant, and the one at which it ends."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a rule runs and how long it keeps; all that decides between rules that overlap."""

    plan: str
    schedule: str
    timezone: str
    start_window_minutes: int
    retention_days: int | None
    """None: kept indefinitely."""

    def is_of(self, plan: str, schedule: str, timezone: str) -> bool:
        """Return True if it is the cadence of a rule of a plan."""
        return (self.plan, self.schedule, self.timezone) == (plan, schedule, timezone)


def longest_gap(wanted: Iterable[Cadence], of: Iterable[Cadence]) -> timedelta | None:
    """Return the longest time without a recovery point of any wanted rule; None when none runs.

    The time before the first run of the span and after the last counts too, so a schedule that
    ends within it has a long gap.

    Args:
        wanted: The rules that are asked about.
        of: All rules of the same plans: what may suppress them.
    """
    return _gap(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(of)))


@lru_cache(maxsize=256)
def _gap(wanted: tuple[Cadence, ...], beside: tuple[Cadence, ...]) -> timedelta | None:
    runs = sorted({run for rule in wanted for run in _effective(rule, beside)})
    if not runs:
        return None
    return max(after - before for before, after in pairwise((_START, *runs, _END)))


def never_runs(rule: Cadence) -> bool:
    """Return True if a schedule falls due on no day of the two years that are looked at."""
    return not _due(rule.schedule, rule.timezone)


def suppressed_share(rule: Cadence, of: Iterable[Cadence]) -> float:
    """Return which share of a rule's runs AWS Backup leaves out for rules that are kept longer."""
    due = _due(rule.schedule, rule.timezone)
    return 1 - len(_effective(rule, tuple(dict.fromkeys(of)))) / len(due) if due else 0.0


def all_runs(rule: Cadence, of: Iterable[Cadence]) -> tuple[datetime, ...]:
    """List when a rule really runs in the two years that are looked at, ascending."""
    return _effective(rule, tuple(dict.fromkeys(of)))


def runs_between(
    rule: Cadence, of: Iterable[Cadence], start: datetime, end: datetime
) -> tuple[datetime, ...]:
    """List when a rule really runs in a span, ascending; the end is not included.

    Args:
        rule: The rule.
        of: All rules of the same plans: what may suppress it.
        start: Aware. A window that opened before it suppresses nothing in it.
        end: Aware.
    """
    return _effective(rule, tuple(dict.fromkeys(of)), start, end)


@lru_cache(maxsize=256)
def _due(
    expression: str, timezone: str, start: datetime = _START, end: datetime = _END
) -> tuple[datetime, ...]:
    """List when a schedule falls due in a span. It is one that AWS Backup takes."""
    schedule = Schedule(expression=expression, timezone=timezone)
    return tuple(schedule.between(start, end))


@lru_cache(maxsize=256)
def _effective(
    rule: Cadence, beside: tuple[Cadence, ...], start: datetime = _START, end: datetime = _END
) -> tuple[datetime, ...]:
    """List the runs of a rule that no rule of its plan suppresses."""
    stronger = [
        (
            _due(other.schedule, other.timezone, start, end),
            timedelta(minutes=other.start_window_minutes),
        )
        for other in beside
        if other.plan == rule.plan and _kept(other) > _kept(rule)
    ]
    window = timedelta(minutes=rule.start_window_minutes)
    return tuple(
        run
        for run in _due(rule.schedule, rule.timezone, start, end)
        if not any(_overlaps(run, window, due, open_for) for due, open_for in stronger)
    )


def _overlaps(
    run: datetime, window: timedelta, due: Sequence[datetime], open_for: timedelta
) -> bool:
    """Return True if a window that opens at `run` overlaps one of those that open at `due`."""
    first = bisect_left(due, run - open_for + timedelta(minutes=1))
    return first < len(due) and due[first] < run + window


def _kept(rule: Cadence) -> float:
    return float("inf") if rule.retention_days is None else rule.retention_days
