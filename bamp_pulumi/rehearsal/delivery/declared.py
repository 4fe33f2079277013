"""Are two resources in one account and Region, as far as that is known before deployment?"""

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused
from bamp_pulumi.estate import Resource, may_share_place

__all__ = ["may_be_in", "same_place"]


def may_be_in(resource: Resource, account_id: str, region: str) -> Answer:
    """Answer whether a resource is in an account and Region, either of which may be unknown."""
    match resource.lies_in(account_id, region):
        case True:
            return ALLOWED
        case None:
            return in_doubt(f"the account and Region of {resource.name} are known after deployment")
        case False:
            return refused(f"{resource.name} is in another account or Region")


def same_place(one: Resource, other: Resource) -> Answer:
    """Answer whether two resources that belong together are in one account and Region."""
    if one.shares_place(other):
        return ALLOWED
    if not may_share_place(one, other):
        what, here, there = ("account", one.account_id, other.account_id)
        if one.region and other.region and one.region != other.region:
            what, here, there = ("Region", one.region, other.region)
        return refused(f"{one.name} is in {what} {here}, {other.name} in {there}")
    place = f"whether {one.name} is in the account and Region of {other.name}"
    return in_doubt(f"{place} is known after deployment")
