"""Plans as an estate declares them, each with its rules and selections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.declared.refused_plans import why_refused
from bamp_pulumi.declared.rules import DeclaredRule, read_rules
from bamp_pulumi.declared.selections import DeclaredSelection, read_selection
from bamp_pulumi.declared.vaults import DeclaredVault
from bamp_pulumi.estate import Estate, Resource

__all__ = ["DeclaredPlan", "read_plans"]

_PLAN: Final = "aws:backup/plan:Plan"
_SELECTION: Final = "aws:backup/selection:Selection"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredPlan:
    """A plan with its rules and selections."""

    name: str
    region: str
    account_id: str
    rules: tuple[DeclaredRule, ...]
    selections: tuple[DeclaredSelection, ...]
    resource: Resource
    refused: str = ""
    """Why AWS Backup does not take it; empty when nothing speaks against it."""


def read_plans(estate: Estate, vaults: Sequence[DeclaredVault]) -> tuple[DeclaredPlan, ...]:
    """Read the plans of an estate, each with its rules and selections."""
    by_plan: dict[Resource, list[Resource]] = {}
    for selection in estate.of_type(_SELECTION):
        for plan in _plans_of(estate, selection):
            by_plan.setdefault(plan, []).append(selection)
    return tuple(
        _plan(estate, plan, vaults, by_plan.get(plan, ())) for plan in estate.of_type(_PLAN)
    )


def _plan(
    estate: Estate,
    plan: Resource,
    vaults: Sequence[DeclaredVault],
    selections: Sequence[Resource],
) -> DeclaredPlan:
    rules = read_rules(estate, plan, vaults)
    return DeclaredPlan(
        name=plan.text("name") or plan.name,
        region=plan.region,
        account_id=plan.account_id,
        rules=rules,
        selections=tuple(map(read_selection, selections)),
        resource=plan,
        refused=why_refused(rules),
    )


def _plans_of(estate: Estate, selection: Resource) -> tuple[Resource, ...]:
    linked = estate.follow(selection, "planId", _PLAN)
    if linked:
        return linked
    written = selection.text("planId")
    return tuple(p for p in estate.of_type(_PLAN) if written and written == p.id)
