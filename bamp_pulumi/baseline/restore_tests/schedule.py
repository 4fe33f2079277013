"""When restores are tested: apart from the backups of the tier, in the time zone of its rules.

A restore test that starts while backups of the same databases start competes with them, and would
choose among recovery points that are being made.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from bamp_pulumi.policy import RestoreTestFrequency, Rule, Schedule, Tier

__all__ = ["restore_test_schedule"]

_WEEKDAYS: Final = ("TUE", "WED", "THU", "MON", "FRI", "SAT", "SUN")
"""Days of a weekly test, the best first: people are at work that day, and the next."""
_MONTH_DAYS: Final = range(8, 29)
"""Days of a quarterly test: in every month, and away from its first days, when much else runs."""
_HOURS: Final = range(24)
_START: Final = datetime(2026, 1, 1, tzinfo=UTC)
_SPANS: Final = {
    # A year has every weekday in every season; in 28 years every date falls on every weekday.
    RestoreTestFrequency.WEEKLY: timedelta(days=366),
    RestoreTestFrequency.QUARTERLY: timedelta(days=28 * 365 + 7),
}


def restore_test_schedule(
    tier: Tier, frequency: RestoreTestFrequency, start_window_hours: int
) -> Schedule:
    """Return the first time of the week, or quarter, at which no rule of the tier may start a job.

    Args:
        tier: Its rules.
        frequency: How often.
        start_window_hours: How long after the scheduled instant a test may start.

    Returns:
        The schedule, in the time zone of the first rule. Where the rules leave no such time, such
        as hourly ones, the first of all.
    """
    window = timedelta(hours=start_window_hours)
    candidates = [*_candidates(frequency, tier.rules[0].schedule.timezone)]
    free = (one for one in candidates if not _meets(one, window, tier.rules, _SPANS[frequency]))
    return next(free, candidates[0])


def _candidates(frequency: RestoreTestFrequency, timezone: str) -> Iterator[Schedule]:
    if frequency is RestoreTestFrequency.WEEKLY:
        days = [f"? * {day}" for day in _WEEKDAYS]
    else:
        days = [f"{day} 1,4,7,10 ?" for day in _MONTH_DAYS]
    for day in days:
        for hour in _HOURS:
            yield Schedule(expression=f"cron(0 {hour} {day} *)", timezone=timezone)


def _meets(
    candidate: Schedule, window: timedelta, rules: tuple[Rule, ...], span: timedelta
) -> bool:
    """Return True if in some run the start window of a rule is open during that of the test."""
    return any(
        last is not None and last + rule.start_window > due
        for due in candidate.between(_START, _START + span)
        for rule in rules
        for last in [rule.schedule.previous_before(due + window)]
    )
