"""What could be restored on a day: the table as it is without a script, and what a script needs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bamp_pulumi.rehearsal import ContinuousPoint, RecoveryPoint, Rehearsal, RehearsedKind
from bamp_pulumi.report.page.markup import DASH, Cell, Column, plain, small, table, within
from bamp_pulumi.report.rehearsal_words import (
    NOT_KNOWN,
    age_in_words,
    bound_in_words,
    kind_in_words,
    worst_in_words,
)
from bamp_pulumi.report.shown import shown, shown_in_html

__all__ = ["day_data", "day_table"]

_COLUMNS: Final = (
    Column("Data store"),
    Column("From"),
    Column("Newest state", is_number=True),
    Column("Oldest state", is_number=True),
    Column("Recovery points", is_number=True),
    Column("Lost at most", is_number=True),
    Column("At worst in the span"),
)
_MINUTE: Final = timedelta(minutes=1)


def day_table(rehearsal: Rehearsal) -> str:
    """Write what could be restored at the instant at which faults occur."""
    if not rehearsal.kinds:
        return "<p>Nothing, as far as is known.</p>"
    rows = (
        _row(rehearsal.at, number, one, region)
        for number, one in enumerate(rehearsal.kinds)
        for region in one.exposures
    )
    return table(
        "What could be restored, by data store and Region", _COLUMNS, rows, identity="answers"
    )


def _row(at: datetime, number: int, one: RehearsedKind, region: str) -> tuple[Cell, ...]:
    there = [r for r in one.restorable if r.region == region]
    newest = max((r.last for r in there), default=None)
    oldest = min((r.first for r in there), default=None)
    points = sum(p.region == region and p.is_there(at) for p in one.history.points)
    lost, when = worst_in_words(one, region)
    worst, is_kept = one.exposures[region], region not in one.at_most
    is_bad = not is_kept and (worst is None or worst.loss is None)
    found = f' data-kind="{number}" data-region="{list(one.exposures).index(region)}" data-of='
    nothing = NOT_KNOWN if is_kept else "nothing"
    return (
        within(f"<strong>{shown_in_html(kind_in_words(one))}</strong>", small(one.kind.one.label)),
        within(f'<span class="region">{shown_in_html(region)}</span>'),
        Cell(nothing if newest is None else f"{age_in_words(at - newest)} old", f'{found}"newest"'),
        Cell(DASH if oldest is None else f"{age_in_words(at - oldest)} old", f'{found}"oldest"'),
        Cell(str(points), f'{found}"points"'),
        plain(bound_in_words(one, region)),
        within(
            f'<span class="{"bad" if is_bad else ""}">{shown_in_html(lost)}</span>', small(when)
        ),
    )


def day_data(rehearsal: Rehearsal) -> dict[str, object]:
    """Return what the script needs as plain values, times in minutes since the start.

    Times are rounded up: what counts is whether an instant is there at a whole minute.
    """
    start = rehearsal.start
    return {
        "start": f"{start:%Y-%m-%dT%H:%MZ}",
        "minutes": (rehearsal.end - start) // _MINUTE,
        "kinds": [_kind(one, start) for one in rehearsal.kinds],
    }


def _kind(one: RehearsedKind, start: datetime) -> dict[str, object]:
    regions = list(one.exposures)
    live = (point for point in one.history.continuous if point.region in regions)
    return {
        "name": shown(kind_in_words(one)),
        "label": shown(one.kind.one.label),
        "regions": [{"name": shown(name), "isKnown": name in one.at_most} for name in regions],
        "lanes": list(_lanes(one, regions, start)),
        "live": [_live(point, regions, start) for point in live],
    }


def _lanes(one: RehearsedKind, regions: list[str], start: datetime) -> Iterator[dict[str, object]]:
    """Gather the recovery points of a rule in a vault, Region by Region."""
    found: dict[tuple[int, bool, str, str, str], list[RecoveryPoint]] = {}
    for point in one.history.points:
        if point.region not in regions:
            continue
        place = (regions.index(point.region), point.is_copy, point.plan, point.rule, point.vault)
        found.setdefault(place, []).append(point)
    # A secret that is a name of a rule is shown nowhere; rules keep their order.
    rules = {(r.plan, r.rule) for r in one.kind.one.rules}
    for (region, is_copy, plan, rule, _), points in sorted(found.items(), key=lambda f: f[0][0]):
        yield {
            "region": region,
            "copy": is_copy,
            "rule": shown(rule) if not rules or (plan, rule) in rules else "a rule",
            "points": [_point(point, start) for point in points],
        }


def _point(point: RecoveryPoint, start: datetime) -> list[int | None]:
    """Return creation, completion and end of retention."""
    expires = None if point.expires is None else _minutes(point.expires, start)
    return [_minutes(point.created, start), _minutes(point.complete, start), expires]


def _live(point: ContinuousPoint, regions: list[str], start: datetime) -> dict[str, object]:
    return {
        "region": regions.index(point.region),
        "byService": not point.rule,
        "since": _minutes(point.since, start),
        "days": point.days,
        "lag": point.lag_minutes,
    }


def _minutes(instant: datetime, start: datetime) -> int:
    return -((start - instant) // _MINUTE)
