"""Where a backup of an account may fail: a scene for each plan and vault, of whatever resource."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import OPT_IN_TYPES
from bamp_pulumi.coverage import DeclaredAccount
from bamp_pulumi.declared import DeclaredPlan
from bamp_pulumi.estate import is_of_manifest
from bamp_pulumi.policy import TIER_TAG
from bamp_pulumi.rehearsal.faults import Scene

__all__ = ["PlanScene", "plan_scenes"]

_RESOURCE: Final = "arn:any-resource"
"""Placeholder for an unknown ARN of a resource."""
_RESOURCE_TYPE: Final = OPT_IN_TYPES[0].name
"""Type of that resource: alerts that are for some types only are asked of by the rehearsal, of
each resource."""
_KEYS_OF_TIER: Final = (TIER_TAG, f"aws:ResourceTag/{TIER_TAG}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanScene:
    """A vault that a plan writes to."""

    plan: DeclaredPlan
    tier: str
    """Tier that the plan's selections ask for; empty for none."""
    vault: str
    scene: Scene


def plan_scenes(account: DeclaredAccount) -> Iterator[PlanScene]:
    """Set a scene at each vault that a declared plan writes to.

    Plans that are only looked up, or read from a manifest, show no alerts.
    """
    for plan in account.plans:
        is_seen = not (plan.is_looked_up or is_of_manifest(plan.resource))
        if is_seen and plan.account_id and plan.region:
            tier = _tier_of(plan)
            # Of a vault whose name is known only after deployment nothing can be followed.
            for vault in filter(None, dict.fromkeys(rule.vault_name for rule in plan.rules)):
                yield PlanScene(plan=plan, tier=tier, vault=vault, scene=_scene(plan, tier, vault))


def _tier_of(plan: DeclaredPlan) -> str:
    """Return the tier that a plan is for, as its selections ask for it."""
    pairs = (
        pair
        for selection in plan.selections
        for pair in (*selection.list_of_tags, *((k, v) for _, k, v in selection.conditions))
    )
    named = (v for k, v in pairs if k in _KEYS_OF_TIER and isinstance(v, str))
    return next(named, "")


def _scene(plan: DeclaredPlan, tier: str, vault: str) -> Scene:
    return Scene(
        account_id=plan.account_id,
        region=plan.region,
        vault=vault,
        recovery_region="",
        recovery_vault="",
        resource_type=_RESOURCE_TYPE,
        resource_arn=_RESOURCE,
        identifier=_RESOURCE,
        metric_namespace="",
        tier=tier,
    )
