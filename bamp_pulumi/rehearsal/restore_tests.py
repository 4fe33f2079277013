"""Restore tests that the account declares, played through: which recovery point each would restore.

A plan runs on its schedule and starts within its window. A selection takes one type, by ARN or by
the tags of the recovery point, which are those of the resource. A run restores at most one point of
a resource; where none is eligible nothing is tested, and nobody says so. What depends on something
unknown is not counted as tested, nor is a restore that coverage says fails, or may; continuous
recovery points are not looked at.

Source: AWS Backup developer guide, restore-testing (read 2026-11-26).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bamp_pulumi.coverage import Cadence, Coverage, ResourceCoverage, runs_between
from bamp_pulumi.declared import RestoreTestingPlan, read_restore_tests
from bamp_pulumi.rehearsal.history import History, RecoveryPoint
from bamp_pulumi.rehearsal.random_delays import RandomDelays

__all__ = ["RestoreTest", "simulate_restore_tests"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTest:
    """One restore, for a test."""

    plan: str
    """Name of the restore testing plan."""
    started: datetime
    region: str
    vault: str
    state_of: datetime
    """The state that is restored."""


def simulate_restore_tests(
    coverage: Coverage,
    covered: ResourceCoverage,
    history: History,
    span: tuple[datetime, datetime],
    chance: RandomDelays,
) -> tuple[RestoreTest, ...]:
    """Simulate the restore tests of a resource, in the order in which they start.

    Args:
        coverage: Coverage of the estate that the plans are declared in.
        covered: The resource.
        history: Its recovery points.
        span: First and last instant, aware.
        chance: Draws starts and random points.
    """
    store = covered.store
    if store is None:
        return ()
    found: list[RestoreTest] = []
    estate = coverage.estate
    for test in read_restore_tests(estate):
        if test.plan is None or not coverage.is_tested(test.resource, covered.resource):
            continue
        if test.selects(estate, covered.resource, store):
            found += _runs(test.plan, history, span, chance)
    return tuple(sorted(found, key=lambda test: test.started))


def _runs(
    plan: RestoreTestingPlan,
    history: History,
    span: tuple[datetime, datetime],
    chance: RandomDelays,
) -> Iterator[RestoreTest]:
    if not plan.schedule:
        return
    hours = plan.start_window_hours
    cadence = Cadence(plan.name, plan.schedule, plan.timezone, hours * 60, None)
    for due in runs_between(cadence, [cadence], *span):
        started = due + chance.within(timedelta(hours=hours), "restore test", plan.name, due)
        eligible = [*_eligible(plan, history, started)]
        if eligible:
            point = _chosen(plan, eligible, chance, due)
            yield RestoreTest(
                plan=plan.name,
                started=started,
                region=point.region,
                vault=point.vault,
                state_of=point.created,
            )


def _chosen(
    plan: RestoreTestingPlan, eligible: Sequence[RecoveryPoint], chance: RandomDelays, due: datetime
) -> RecoveryPoint:
    if not plan.is_random:
        return max(eligible, key=lambda point: point.created)
    drawn = chance.within(
        timedelta(seconds=len(eligible) - 1), "random point", plan.resource.name, due
    )
    return eligible[int(drawn.total_seconds())]


def _eligible(plan: RestoreTestingPlan, history: History, at: datetime) -> Iterator[RecoveryPoint]:
    """List what a run may restore: from the plan's own Region, and from the vaults it names."""
    since = at - timedelta(days=plan.selection_window_days)
    if not plan.takes_type("SNAPSHOT"):
        return
    for point in history.points:
        is_here = plan.resource.lies_in(point.account_id, point.region)
        is_asked = plan.takes_vault(point.region, point.account_id, point.vault)
        if is_here and is_asked and point.created >= since and point.is_there(at):
            yield point
