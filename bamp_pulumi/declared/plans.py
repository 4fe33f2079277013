"""Plans as an estate declares them, each with its rules and selections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.declared.refused_plans import why_refused
from bamp_pulumi.declared.rules import DeclaredRule, read_rules
from bamp_pulumi.declared.selections import DeclaredSelection, read_selection
from bamp_pulumi.declared.vaults import DeclaredVault
from bamp_pulumi.estate import Estate, Resource, may_share_place

__all__ = ["PLAN", "SELECTION", "DeclaredPlan", "read_plans"]

PLAN: Final = "aws:backup/plan:Plan"
SELECTION: Final = "aws:backup/selection:Selection"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredPlan:
    """A plan with its rules and selections."""

    name: str
    region: str
    account_id: str
    rules: tuple[DeclaredRule, ...]
    selections: tuple[DeclaredSelection, ...]
    resource: Resource
    misplaced: tuple[Resource, ...] = ()
    """Selections that name the plan and are made in another Region or account, where AWS does not
    find it."""
    refused: str = ""
    """Why AWS Backup refuses it; empty when no reason is known."""

    @property
    def is_looked_up(self) -> bool:
        """Return True if a program only looks it up: then its rules are not known."""
        return self.resource.external


def read_plans(estate: Estate, vaults: Sequence[DeclaredVault]) -> tuple[DeclaredPlan, ...]:
    """Read the plans of an estate, each with its rules and selections.

    A plan that one program looks up and another declares is the declared one.
    """
    return tuple(
        _plan(estate, plan, vaults)
        for plan in estate.of_type(PLAN)
        if not (plan.external and any(not same.external for same in estate.same_as(plan)))
    )


def _plan(estate: Estate, plan: Resource, vaults: Sequence[DeclaredVault]) -> DeclaredPlan:
    rules = (
        (DeclaredRule(name="", unknown=("rules",)),)
        if plan.external
        else read_rules(estate, plan, vaults)
    )
    references = estate.naming(plan, "planId", SELECTION)
    selections = [reference.source for reference in references]
    perhaps = {reference.source for reference in references if not reference.is_certain}
    placed = [s for s in selections if may_share_place(s, plan)]
    perhaps |= {s for s in placed if not s.shares_place(plan)}
    return DeclaredPlan(
        name=plan.text("name") or plan.name,
        region=plan.region,
        account_id=plan.account_id,
        rules=rules,
        selections=tuple(
            # One that may be another plan's, or elsewhere, may select nothing for this one.
            replace(read, unknown=True) if selection in perhaps else read
            for selection in placed
            for read in (read_selection(estate, selection),)
        ),
        resource=plan,
        misplaced=tuple(s for s in selections if s not in placed and s not in perhaps),
        refused=why_refused(rules),
    )
