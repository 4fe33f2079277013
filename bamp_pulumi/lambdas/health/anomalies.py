"""A backup that is much smaller, larger or slower than those of its rule before it.

A backup that completes says nothing of what is in it: of a database whose tables were dropped the
next recovery point is as complete as the last.

Median and median absolute deviation, for one backup of a month that was odd must not hide the next.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from statistics import median

from bamp_pulumi.lambdas.health.records import Point
from bamp_pulumi.lambdas.health.standing import Reason, ReasonKind, Weight, spoken

__all__ = ["find_anomalies"]

_ENOUGH = 8
"""House rule: of fewer backups before it nothing is called unusual."""
_LOOKED_AT = 30
"""House rule: with so many of the latest it is compared."""
_SPREADS = 6.0
"""House rule: how many times the usual spread it must differ by ..."""
_SHARE = 0.5
"""... and by which share of the median: data grows by a third in a day of migrations."""
_NORMAL = 1.4826
"""Of a normal distribution, the standard deviation is so many median absolute deviations."""
_SLOW = timedelta(minutes=30)
"""House rule: a backup that takes no longer than that is not slow."""
_DONE = frozenset({"COMPLETED", "AVAILABLE"})
_UNIT = 1_000


def find_anomalies(points: Sequence[Point]) -> Iterator[Reason]:
    """Report the newest backup of each rule where it is unusual.

    Args:
        points: Recovery points of one resource. Copies are left out: they have the size of their
            source.
    """
    by_rule: defaultdict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for point in points:
        is_own = not (point.source_vault_arn or point.parent_arn) and point.status in _DONE
        if is_own and point.rule:
            by_rule[point.rule, point.vault, point.region].append(point)
    for (rule, _, region), made in by_rule.items():
        made.sort(key=lambda point: point.created_at)
        newest, before = made[-1], made[-1 - _LOOKED_AT : -1]
        of = f"the backup of {newest.created_at:%Y-%m-%d %H:%M} UTC by rule {rule}"
        size = _unusual(newest, before, _size)
        if size is not None:
            now, usual = size
            less = "smaller" if now < usual else "larger"
            why = f"{of} has {_bytes(now)}, much {less} than the usual {_bytes(usual)}"
            yield _reason(ReasonKind.UNUSUAL_SIZE, why, rule, region)
        lasted = _unusual(newest, before, _seconds)
        if lasted is not None and lasted[0] > max(lasted[1], _SLOW.total_seconds()):
            now, usual = (timedelta(seconds=each) for each in lasted)
            why = f"{of} took {spoken(now)}, usual are {spoken(usual)}"
            yield _reason(ReasonKind.UNUSUAL_DURATION, why, rule, region)


def _unusual(
    newest: Point, before: Sequence[Point], measure: Callable[[Point], float | None]
) -> tuple[float, float] | None:
    """Return a measure of the newest and the usual one, where they differ by too much."""
    known = [each for each in map(measure, before) if each is not None]
    now = measure(newest)
    if now is None or len(known) < _ENOUGH:
        return None
    usual = median(known)
    spread = _NORMAL * median(abs(each - usual) for each in known)
    return (now, usual) if abs(now - usual) > max(_SPREADS * spread, _SHARE * usual) else None


def _size(point: Point) -> float | None:
    return None if point.size_bytes is None else float(point.size_bytes)


def _seconds(point: Point) -> float | None:
    if point.completed_at is None:
        return None
    return (point.completed_at - point.created_at).total_seconds()


def _bytes(number: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if number < _UNIT:
            return f"{number:.0f} {unit}"
        number /= _UNIT
    return f"{number:,.1f} TB"


def _reason(kind: ReasonKind, why: str, rule: str, region: str) -> Reason:
    return Reason(kind=kind, weight=Weight.WARNING, why=why, rule=rule, region=region)
