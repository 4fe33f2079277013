"""Where a fault strikes: a resource, its account and Regions, its vaults and plan."""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.declared import TRAIL, records_calls
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import PathStanding
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["Scene", "scene_of"]

_CALLED: Final = ("backup", "kms", "s3")
"""Services whose calls are faults; those of any other count as not recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the signals of a fault speak of."""

    account_id: str
    region: str
    """Region of the resource and of its backups."""
    vault: str
    """Vault of its backups; empty where AWS Backup makes none."""
    recovery_region: str
    """Region of its copies; empty without copies."""
    recovery_vault: str
    """Vault of its copies; empty without copies."""
    resource_type: str
    """Its type as AWS Backup names it."""
    identifier: object
    """What metrics of its service call it by; `UNKNOWN` while unknown."""
    resource_arn: str
    """ARN of the resource, or what stands for it while nobody knows it."""
    tier: str
    recorded: frozenset[str]
    """Services whose calls a declared trail surely records: without one none becomes an event. An
    event data store sends none.
    Source: EventBridge user guide, eb-service-event-cloudtrail (read 2026-11-28)."""
    perhaps_recorded: frozenset[str] = frozenset()
    """Those of which that is not known. Default: none."""


def scene_of(
    estate: Estate, covered: ResourceCoverage, standing: PathStanding | None = None
) -> Scene:
    """Set the scene at a resource.

    Args:
        estate: Where it is.
        covered: The resource, and how it is backed up.
        standing: What is known of the resources of the estate already. Default: nothing.
    """
    standing = standing or PathStanding.over(estate)
    resource = covered.resource
    rule = covered.rules[0] if covered.rules else None
    copy = covered.copies[0] if covered.copies else None
    recorded = {service: _recorded(estate, resource, service, standing) for service in _CALLED}
    return Scene(
        account_id=resource.account_id,
        region=resource.region,
        vault=rule.vault if rule is not None else "",
        recovery_region=copy.region if copy is not None else "",
        recovery_vault=copy.vault if copy is not None else "",
        resource_type=(covered.store.backup_type or "") if covered.store is not None else "",
        identifier=resource.value("identifier"),
        resource_arn=resource.text("arn") or f"arn:{resource.name}",
        tier=covered.tier,
        recorded=frozenset(service for service, answer in recorded.items() if answer),
        perhaps_recorded=frozenset(s for s, answer in recorded.items() if answer is None),
    )


def _recorded(estate: Estate, resource: Resource, service: str, standing: PathStanding) -> Truth:
    """Answer whether calls of a service in the place of a resource become events."""
    answers: list[Truth] = []
    for trail in estate.of_type(TRAIL):
        there = standing.of(trail)
        is_there = True if there.is_allowed else False if there.is_refused else None
        records = records_calls(trail, resource.account_id, resource.region, service)
        answers.append(all_hold((is_there, records)))
    return any_holds(answers)
