"""Restore tests that the account declares, played through: which recovery point each would restore.

A plan runs on its schedule and starts within its window. A selection takes one type, by ARN or by
the tags of the recovery point, which are those of the resource. A run restores at most one point of
a resource; where none is eligible nothing is tested, and nobody says so. What hangs on something
unknown is not counted as tested, and continuous recovery points are not looked at.

Source: AWS Backup developer guide, restore-testing (read 2026-11-26).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bamp_pulumi.coverage import Cadence, ResourceCoverage, runs_between
from bamp_pulumi.declared import effective_tags, items, mapping, matches, read_selection
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.declared import in_place
from bamp_pulumi.rehearsal.history import History, RecoveryPoint
from bamp_pulumi.rehearsal.random_delays import RandomDelays

__all__ = ["RestoreTest", "simulate_restore_tests"]

_PLAN: Final = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
_SELECTION: Final = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
_DEFAULT_WINDOW_HOURS: Final = 24
_DEFAULT_DAYS: Final = 30
_RANDOM: Final = "RANDOM_WITHIN_WINDOW"


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
    estate: Estate,
    covered: ResourceCoverage,
    history: History,
    span: tuple[datetime, datetime],
    chance: RandomDelays,
) -> tuple[RestoreTest, ...]:
    """Simulate the restore tests of a resource, in the order in which they start.

    Args:
        estate: Where plans are declared.
        covered: The resource.
        history: Its recovery points.
        span: First and last instant, aware.
        chance: Draws starts and random points.
    """
    found: list[RestoreTest] = []
    for selection in estate.of_type(_SELECTION):
        plan = _plan_of(estate, selection)
        if plan is not None and _is_selected(estate, selection, covered):
            found += _runs(plan, history, span, chance)
    return tuple(sorted(found, key=lambda test: test.started))


def _plan_of(estate: Estate, selection: Resource) -> Resource | None:
    return estate.resolve(selection, "restoreTestingPlanName", _PLAN).only


def _is_selected(estate: Estate, selection: Resource, covered: ResourceCoverage) -> bool:
    store, resource = covered.store, covered.resource
    if store is None or selection.value("protectedResourceType") != store.backup_type:
        return False
    if selection.account_id != resource.account_id:
        return False
    named = items(selection.value("protectedResourceArns")) or ["*"]
    conditions = selection.value("protectedResourceConditions")
    asked = replace(
        selection,
        inputs={"resources": named, "conditions": conditions},
        dependencies={"resources": selection.references("protectedResourceArns")},
    )
    tags = effective_tags(estate, resource, store)
    return matches(read_selection(estate, asked), resource, tags=tags) is True


def _runs(
    plan: Resource, history: History, span: tuple[datetime, datetime], chance: RandomDelays
) -> Iterator[RestoreTest]:
    schedule, zone = plan.text("scheduleExpression"), plan.text("scheduleExpressionTimezone")
    hours = plan.value("startWindowHours")
    window = hours if isinstance(hours, int) else _DEFAULT_WINDOW_HOURS
    name = plan.text("name") or plan.name
    if not schedule:
        return
    cadence = Cadence(name, schedule, zone or "UTC", window * 60, None)
    for due in runs_between(cadence, [cadence], *span):
        started = due + chance.within(timedelta(hours=window), "restore test", name, due)
        eligible = [*_eligible(plan, history, started)]
        if eligible:
            point = _chosen(plan, eligible, chance, due)
            yield RestoreTest(
                plan=name,
                started=started,
                region=point.region,
                vault=point.vault,
                state_of=point.created,
            )


def _chosen(
    plan: Resource, eligible: Sequence[RecoveryPoint], chance: RandomDelays, due: datetime
) -> RecoveryPoint:
    if _asks(plan).get("algorithm") != _RANDOM:
        return max(eligible, key=lambda point: point.created)
    drawn = chance.within(timedelta(seconds=len(eligible) - 1), "random point", plan.name, due)
    return eligible[int(drawn.total_seconds())]


def _eligible(plan: Resource, history: History, at: datetime) -> Iterator[RecoveryPoint]:
    """List what a run may restore: from the plan's own Region, and from the vaults it names."""
    asks = _asks(plan)
    days = asks.get("selectionWindowDays")
    since = at - timedelta(days=days if isinstance(days, int) else _DEFAULT_DAYS)
    included = [_vault_of(arn) for arn in items(asks.get("includeVaults"))]
    excluded = [_vault_of(arn) for arn in items(asks.get("excludeVaults"))]
    if "SNAPSHOT" not in items(asks.get("recoveryPointTypes")):
        return
    for point in history.points:
        is_here = in_place(plan, point.account_id, point.region)
        is_asked = point.vault in included or "*" in included
        is_in_time = point.created >= since and point.is_there(at)
        if is_here and is_asked and is_in_time and point.vault not in excluded:
            yield point


def _asks(plan: Resource) -> Mapping[str, object]:
    return mapping(plan.value("recoveryPointSelection"))


def _vault_of(arn: object) -> object:
    return arn.rpartition(":")[2] if isinstance(arn, str) else arn
