"""How far apart the jobs of a schedule lie."""

from datetime import timedelta
from functools import cache
from typing import Final

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import Schedule

__all__ = ["interval_minutes"]


_AN_HOUR: Final = timedelta(hours=1)


@cache
def interval_minutes(expression: str, timezone: str) -> int | None:
    """Return the longest time between two jobs that follow each other, minutes.

    The hour by which clocks go back once a year is left out: in every time zone a schedule runs as
    often. Where clocks that go forward skip a job, the time until the next one counts.

    None for a schedule that is not known, that AWS Backup refuses, or that runs less than twice.
    """
    there, in_utc = (_longest(expression, zone) for zone in (timezone, "UTC"))
    if there is None or in_utc is None:
        return None
    longest = in_utc if there - in_utc <= _AN_HOUR else there
    return int(longest / timedelta(minutes=1))


def _longest(expression: str, timezone: str) -> timedelta | None:
    schedule = Schedule.model_construct(expression=expression, timezone=timezone)
    try:
        longest = schedule.longest_interval
    except (RefusedError, KeyError, ValueError, OSError):
        return None
    return None if longest == timedelta.max else longest
