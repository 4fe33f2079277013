"""What could be restored on any day, and what would be lost."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush

from bamp_pulumi.rehearsal.history import History, RecoveryPoint

__all__ = ["Exposure", "Restorable", "newest_state", "restorable_at", "worst_exposure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restorable:
    """Something to restore from."""

    region: str
    account_id: str
    vault: str
    """Empty for what the service keeps itself; so are plan and rule."""
    plan: str
    rule: str
    first: datetime
    """The oldest state it restores to."""
    last: datetime
    """The newest; the same for a snapshot."""
    expires: datetime | None
    """None if kept indefinitely, or continuous."""
    is_copy: bool = False


def restorable_at(history: History, at: datetime) -> tuple[Restorable, ...]:
    """List what there is to restore from at an instant, the newest state first."""
    listed = [*_continuous(history, at), *(_snapshot(p) for p in history.points if p.is_there(at))]
    return tuple(sorted(listed, key=lambda one: one.last, reverse=True))


def newest_state(history: History, at: datetime, region: str = "") -> datetime | None:
    """Return the newest state that can be restored; None when there is none.

    Args:
        history: What happened.
        at: When the restore begins.
        region: Only from this Region. Default: from any.
    """
    there = (r.last for r in restorable_at(history, at) if not region or r.region == region)
    return max(there, default=None)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The worst moment to lose a resource in."""

    at: datetime
    loss: timedelta | None
    """Age of the newest state that could be restored; None when there would be none."""


def worst_exposure(
    history: History, start: datetime, end: datetime, region: str = ""
) -> Exposure | None:
    """Find the moment of a span at which most would be lost.

    Counts once each rule that runs in the span has made its first recovery point, and a continuous
    backup has begun: a plan that was deployed today has nothing to restore from.

    Args:
        history: What happened.
        start: First instant looked at, aware.
        end: Last instant looked at, aware.
        region: Only what can be restored from this Region counts. Default: from any.

    Returns:
        The worst moment; None when nothing is ever there.
    """
    moments = [*_moments(history, start, end, region)]
    if not moments:
        return None
    return max(moments, key=lambda m: timedelta.max if m.loss is None else m.loss)


def _moments(history: History, start: datetime, end: datetime, region: str) -> Iterator[Exposure]:
    """List the moments just before and after which more can be restored, and the last.

    Between them the loss only grows, so the worst is one of them.
    """
    points = [p for p in history.points if not region or p.region == region]
    live = [c for c in history.continuous if not region or c.region == region]
    goes_live = [c.since + timedelta(minutes=c.lag_minutes) for c in live]
    begin = max((start, *_first_of_each(points), *goes_live)) if points or live else end
    changes = {*goes_live, *(p.complete for p in points)}
    changes |= {p.expires for p in points if p.expires is not None}
    instants = sorted(instant for instant in {*changes, end} if begin < instant <= end)
    coming = sorted(points, key=lambda p: p.complete, reverse=True)
    newest: list[tuple[timedelta, int, RecoveryPoint]] = []
    for instant in instants:
        # Up to this instant, without what becomes complete in it.
        while coming and coming[-1].complete < instant:
            point = coming.pop()
            heappush(newest, (begin - point.created, len(coming), point))
        while newest and not _lasts(newest[0][2], instant):
            heappop(newest)
        states = [newest[0][2].created] if newest else []
        for kept, since in zip(live, goes_live, strict=True):
            window = kept.window(instant) if since < instant else None
            states += [window[1]] if window is not None else []
        yield Exposure(instant, instant - max(states) if states else None)


def _first_of_each(points: Sequence[RecoveryPoint]) -> Iterable[datetime]:
    """List when the first recovery point of each rule is there, and the first copy of each."""
    first: dict[object, datetime] = {}
    for point in points:
        made_by = (point.plan, point.rule, point.vault, point.region)
        first[made_by] = min(point.complete, first.get(made_by, point.complete))
    return first.values()


def _lasts(point: RecoveryPoint, instant: datetime) -> bool:
    return point.expires is None or instant < point.expires


def _continuous(history: History, at: datetime) -> Iterator[Restorable]:
    for point in history.continuous:
        window = point.window(at)
        if window is not None:
            yield Restorable(
                region=point.region,
                account_id=point.account_id,
                vault=point.vault,
                plan=point.plan,
                rule=point.rule,
                first=window[0],
                last=window[1],
                expires=None,
            )


def _snapshot(point: RecoveryPoint) -> Restorable:
    return Restorable(
        region=point.region,
        account_id=point.account_id,
        vault=point.vault,
        plan=point.plan,
        rule=point.rule,
        first=point.created,
        last=point.created,
        expires=point.expires,
        is_copy=point.is_copy,
    )
