"""Since when something is promised of a resource, as far as that shows: before, no rule was due.

Both doors of the judge give it what they read by way of these.

A tag that names a tier may be younger than its resource, and of some types no list call says when
they were made. What shows it is the first recovery point that a plan has made: of one in the first
half of its retention, an earlier one would be there still.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bamp_pulumi.lambdas.health.expected import Expected
from bamp_pulumi.lambdas.health.records import Point, Seen
from bamp_pulumi.lambdas.health.sight import where

__all__ = ["since_selected", "since_vaults"]


def since_selected(seen: Seen) -> Seen:
    """Return what was seen, with stores that exist for no longer than they were selected.

    Nothing is changed where recovery points were asked for only since some time.
    """
    if seen.since is not None:
        return seen
    first = _first_by_plan(seen.points)
    return replace(
        seen,
        stores=tuple(
            replace(store, created_at=_later(store.created_at, first.get(store.arn), seen.at))
            for store in seen.stores
        ),
    )


def since_vaults(expected: Expected, seen: Seen) -> Expected:
    """Return what is promised, since the vaults that it names are there."""
    named = {*expected.keys, *expected.locked}
    made = [
        vault.created_at
        for vault in seen.vaults
        if where(vault.name, vault.region) in named and vault.created_at is not None
    ]
    return replace(expected, since=expected.since or max(made, default=None))


def _first_by_plan(points: Iterable[Point]) -> dict[str, Point]:
    first: dict[str, Point] = {}
    for point in points:
        found = first.get(point.resource_arn)
        if point.rule and (found is None or point.created_at < found.created_at):
            first[point.resource_arn] = point
    return first


def _later(created_at: datetime | None, first: Point | None, at: datetime) -> datetime | None:
    if first is None or (
        first.retention_days is not None
        and (at - first.created_at).days * 2 >= first.retention_days
    ):
        return created_at
    return first.created_at if created_at is None else max(created_at, first.created_at)
