"""Where a fault strikes: a resource, its account and Regions, its vaults and plan."""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.estate import Estate, Resource

__all__ = ["Scene", "scene_of"]

_TRAIL: Final = "aws:cloudtrail/trail:Trail"
_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
_DESTINATION: Final = "aws:cloudwatch/eventApiDestination:EventApiDestination"


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
    rules: tuple[str, ...]
    """Names of the EventBridge rules of the account in that Region."""
    calling_rules: tuple[str, ...]
    """Those of them that call an API destination."""
    has_trail: bool
    """Whether a trail is declared: without one EventBridge hears of no calls."""


def scene_of(estate: Estate, covered: ResourceCoverage) -> Scene:
    """Set the scene at a resource."""
    resource = covered.resource
    rule = covered.rules[0] if covered.rules else None
    copy = covered.copies[0] if covered.copies else None
    rules = [
        each
        for each in estate.of_type(_RULE)
        if (each.account_id, each.region) == (resource.account_id, resource.region)
        and each.text("name")
    ]
    return Scene(
        account_id=resource.account_id,
        region=resource.region,
        vault=rule.vault if rule is not None else "",
        recovery_region=copy.region if copy is not None else "",
        recovery_vault=copy.vault if copy is not None else "",
        resource_type=(covered.store.backup_type or "") if covered.store is not None else "",
        identifier=resource.value("identifier"),
        rules=tuple(rule.text("name") for rule in rules),
        calling_rules=tuple(r.text("name") for r in rules if _calls(estate, r)),
        has_trail=any(_hears(trail, resource) for trail in estate.of_type(_TRAIL)),
    )


def _calls(estate: Estate, rule: Resource) -> bool:
    return any(
        estate.follow(target, "arn", _DESTINATION)
        for target in estate.of_type(_TARGET)
        if rule in estate.follow(target, "rule") or target.text("rule") == rule.text("name")
    )


def _hears(trail: Resource, resource: Resource) -> bool:
    """Say whether a trail certainly hears of calls in the account and Region of a resource.

    One that leaves out management events of a service, or selects them by conditions, may not.
    """
    selects = ("eventSelectors", "advancedEventSelectors")
    is_everywhere = trail.value("isMultiRegionTrail") is True
    return (
        trail.account_id == resource.account_id
        and (is_everywhere or trail.region == resource.region)
        and trail.value("enableLogging") in (None, True)
        and all(trail.value(name) is None for name in selects)
    )
