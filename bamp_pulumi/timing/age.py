"""How old the newest state is that can be restored, just before the next one is there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Final

from bamp_pulumi.timing.queue import MadePoint
from bamp_pulumi.timing.runs import LOOKED_AT

__all__ = ["longest_age"]

_YEAR: Final = timedelta(days=366)


def longest_age(points: Sequence[MadePoint]) -> timedelta | None:
    """Return the greatest age of the newest state there is; None when at some time there is none.

    It is greatest just before a recovery point is there and just after one has ended. It counts
    once everything has been made for the first time.

    Args:
        points: All that may be restored.
    """
    if not points:
        return None
    begin, end = _begins(points), LOOKED_AT[1]
    instants = {end, *(p.first for p in points), *(p.last for p in points if p.last is not None)}
    coming = sorted(points, key=lambda p: p.first, reverse=True)
    newest: list[tuple[timedelta, int, MadePoint]] = []
    longest = timedelta(0)
    for instant in sorted(each for each in instants if begin < each <= end):
        while coming and coming[-1].first < instant:
            point = coming.pop()
            heappush(newest, (begin - point.state, len(coming), point))
        while newest and newest[0][2].last is not None and newest[0][2].last <= instant:
            heappop(newest)
        if not newest:
            return None
        longest = max(longest, instant - newest[0][2].state)
    return longest


def _begins(points: Sequence[MadePoint]) -> datetime:
    """Return when every rule has made its first; one that begins after a year is not waited for."""
    first: dict[object, datetime] = {}
    for point in points:
        earliest = first.get(point.made_by)
        first[point.made_by] = point.first if earliest is None else min(earliest, point.first)
    early = [each for each in first.values() if each <= LOOKED_AT[0] + _YEAR]
    return max(early, default=min(first.values()))
