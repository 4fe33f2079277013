"""Which target belongs to which rule, and what lies in one account and Region."""

from bamp_pulumi.estate import Estate, Resource

__all__ = ["in_place", "is_target_of"]


def in_place(resource: Resource, account_id: str, region: str) -> bool:
    """Return True if a resource is in an account and Region, as far as both are known."""
    return resource.account_id == account_id and resource.region == region


def is_target_of(estate: Estate, target: Resource, rule: Resource) -> bool:
    """Return True if an EventBridge target is of a rule: by reference, or by name in its place."""
    return estate.resolve(target, "rule", rule.type).names(rule) is True
