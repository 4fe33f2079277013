"""The account's side of an estate, read once: what coverage reads of it, resource by resource."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bamp_pulumi.coverage.permissions import Permissions
from bamp_pulumi.declared import (
    Companions,
    DeclaredPlan,
    DeclaredVault,
    OptIn,
    Roles,
    Standing,
    read_companions,
    read_opt_ins,
    read_plans,
    read_vaults,
)
from bamp_pulumi.estate import Estate, Resource, may_share_place

__all__ = ["DeclaredAccount", "read_account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredAccount:
    """Vaults, plans, opt-in, roles and companions of an estate, indexed."""

    estate: Estate
    vaults: tuple[DeclaredVault, ...]
    plans: tuple[DeclaredPlan, ...]
    opt_ins: Mapping[tuple[str, str], OptIn]
    roles: Roles
    permissions: Permissions
    companions: Companions

    def plans_in(self, resource: Resource) -> tuple[DeclaredPlan, ...]:
        """Plans of the resource's own account and Region: only these can select it."""
        return tuple(plan for plan in self.plans if plan.resource.shares_place(resource))

    def plans_perhaps_in(self, resource: Resource) -> tuple[DeclaredPlan, ...]:
        """Plans that may be in the resource's Region and account; known only after deployment."""
        return tuple(
            plan
            for plan in self.plans
            if may_share_place(plan.resource, resource) and not plan.resource.shares_place(resource)
        )

    def opt_in(self, resource: Resource) -> OptIn | None:
        """Opt-in of the resource's Region; None when no Region settings are declared for it."""
        return self.opt_ins.get((resource.account_id, resource.region))


def read_account(estate: Estate, *, today: date | None = None) -> DeclaredAccount:
    """Read the account's side of an estate.

    Args:
        estate: Where it is declared.
        today: The day on which it is judged. Default: none; then nothing expires.
    """
    vaults = read_vaults(estate)
    return DeclaredAccount(
        estate=estate,
        vaults=vaults,
        plans=read_plans(estate, vaults),
        opt_ins=read_opt_ins(estate),
        roles=Roles(estate=estate),
        permissions=Permissions(estate=estate, standing=Standing(estate, today)),
        companions=read_companions(estate),
    )
