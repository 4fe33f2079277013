"""Who is notified of each fault that may strike what a plan backs up, whatever that is.

A rehearsal asks it of each data store. An account's own programs declare plans and alerts and no
data store: there it is asked of the plans.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bamp_pulumi.coverage import DeclaredAccount
from bamp_pulumi.declared import DeclaredPlan, DeclaredRule
from bamp_pulumi.rehearsal.delivery import PathStanding
from bamp_pulumi.rehearsal.faults import (
    FAULTS,
    Outcome,
    Scene,
    Trait,
    alerting_traits,
    inject,
    trails_there,
)
from bamp_pulumi.rehearsal.plan_scenes import PlanScene, plan_scenes

__all__ = ["PlanOutcome", "inject_in_plans"]

_OF_ANY_TYPE = frozenset({Trait.BACKED_UP, Trait.NEEDS_A_SETTING, Trait.REPORTS_OBJECTS})
"""What is true of some type that a plan may back up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcome:
    """Who is notified of a fault of what a plan backs up into one vault."""

    plan: DeclaredPlan
    outcome: Outcome


def inject_in_plans(account: DeclaredAccount, standing: PathStanding) -> Iterator[PlanOutcome]:
    """Inject every fault into what each declared plan backs up, in each vault it writes to.

    Args:
        account: The account's side of the estate.
        standing: What is known of the resources of the estate already.
    """
    known: dict[tuple[str, Scene], Outcome] = {}
    for one in plan_scenes(account):
        scene = _whole(one, account, standing)
        for fault, row in FAULTS.items():
            if not row.applies_to(scene):
                continue
            away = scene.at_copies() if row.of_vault else ()
            for place in (scene, *away):
                key = fault, place
                if key not in known:
                    known[key] = inject(fault, place, account.estate, standing=standing)
                yield PlanOutcome(plan=one.plan, outcome=known[key])


def _whole(one: PlanScene, account: DeclaredAccount, standing: PathStanding) -> Scene:
    rules = [rule for rule in one.plan.rules if rule.vault_name == one.vault]
    return replace(
        one.scene,
        trails=trails_there(account.estate, standing),
        traits=frozenset({*_traits(rules), *alerting_traits(account.estate)}),
        **_first_copy(rules),
        copies=tuple(dict.fromkeys(_copies(one.plan, rules))),
    )


def _traits(rules: list[DeclaredRule]) -> Iterator[Trait]:
    yield from _OF_ANY_TYPE
    if any(rule.copies for rule in rules):
        yield Trait.COPIED
    if any(rule.continuous for rule in rules):
        yield Trait.CONTINUOUS


def _first_copy(rules: list[DeclaredRule]) -> dict[str, str]:
    """Name the vault of the first copy that is known."""
    copies = [copy for rule in rules for copy in rule.copies if copy.region and copy.vault_name]
    if not copies:
        return {}
    return {"recovery_region": copies[0].region, "recovery_vault": copies[0].vault_name}


def _copies(plan: DeclaredPlan, rules: list[DeclaredRule]) -> Iterator[tuple[str, str, str]]:
    """List where copies go in the plan's own account: of another one no alerts are seen."""
    for copy in (copy for rule in rules for copy in rule.copies):
        place = (copy.account_id, copy.region, copy.vault_name)
        if all(place) and copy.account_id == plan.account_id:
            yield place
