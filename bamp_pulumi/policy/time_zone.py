"""When the clocks of a time zone change, over the years that lint looks at."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["SPAN_END", "SPAN_START", "clock_changes", "offset_at"]

SPAN_START: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Where lint starts to look at schedules. Fixed, so that a policy means the same every day."""

SPAN_END: Final = datetime(2054, 1, 1, tzinfo=UTC)
"""Where it stops, excluded: after 28 years weekdays and leap days have met in every way."""

_STRIDE: Final = timedelta(days=7)
"""No zone changes its clocks twice in a week."""


@lru_cache(maxsize=64)  # zone data never changes within a process
def clock_changes(zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the instants at which the zone's offset changes, to the minute, ascending, in UTC."""
    return tuple(_changes(zone))


def offset_at(instant: datetime, zone: ZoneInfo) -> timedelta:
    """Return how far the zone's clocks are ahead of UTC at an instant."""
    return instant.astimezone(zone).utcoffset() or timedelta()


def _changes(zone: ZoneInfo) -> Iterator[datetime]:
    before = SPAN_START
    while before < SPAN_END:
        after = before + _STRIDE
        if offset_at(before, zone) != offset_at(after, zone):
            yield _change_between(before, after, zone)
        before = after


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Halve the span until the first minute of the new offset is found."""
    minutes = int((after - before) / timedelta(minutes=1))
    old = offset_at(before, zone)
    low, high = 0, minutes
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(before + timedelta(minutes=middle), zone) == old:
            low = middle
        else:
            high = middle
    return before + timedelta(minutes=high)
