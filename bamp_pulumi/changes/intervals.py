"""How far apart the jobs of a schedule lie."""

from datetime import timedelta
from functools import cache

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import Schedule

__all__ = ["interval_minutes"]


@cache
def interval_minutes(expression: str, timezone: str) -> int | None:
    """Return the longest time between two jobs that follow each other, minutes.

    None for a schedule that is not known, that AWS Backup refuses, or that runs less than twice.
    """
    schedule = Schedule.model_construct(expression=expression, timezone=timezone)
    try:
        longest = schedule.longest_interval
    except (RefusedError, KeyError, ValueError, OSError):
        return None
    return None if longest == timedelta.max else int(longest / timedelta(minutes=1))
