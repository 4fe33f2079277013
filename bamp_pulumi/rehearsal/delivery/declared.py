"""What is in one account and Region, as far as that is known before deployment."""

from bamp_pulumi.access import ALLOWED, Answer, refused
from bamp_pulumi.estate import Resource

__all__ = ["in_place", "same_place"]


def in_place(resource: Resource, account_id: str, region: str) -> bool:
    """Return True if a resource is in an account and Region, as far as both are known."""
    return resource.account_id == account_id and resource.region == region


def same_place(one: Resource, other: Resource) -> Answer:
    """Answer whether two resources that belong together are in one account and Region."""
    for what, mine, its in (
        ("Region", one.region, other.region),
        ("account", one.account_id, other.account_id),
    ):
        if mine and its and mine != its:
            return refused(f"{one.name} is in {what} {mine}, {other.name} in {its}")
    return ALLOWED
