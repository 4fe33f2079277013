"""Where a fault strikes: a resource, its account and Regions, its vaults and plan."""

from dataclasses import dataclass

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.declared import TRAIL, records_calls, why_no_trail
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import PathStanding

__all__ = ["Scene", "scene_of"]


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
    trails: tuple[Resource, ...] = ()
    """Trails that can be relied on: of a call that none of them records no event is certain."""

    def records(self, source: str) -> bool:
        """Return True if calls of a service, as `eventSource` names it, certainly become events."""
        return any(
            records_calls(trail, self.account_id, self.region, source) for trail in self.trails
        )


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
        trails=tuple(
            trail
            for trail in estate.of_type(TRAIL)
            if standing.of(trail).is_allowed and not why_no_trail(estate, trail)
        ),
    )
