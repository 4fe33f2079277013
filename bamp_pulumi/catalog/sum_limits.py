"""What several resources may take together: the inline policies of one role, and the like."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["SUM_LIMITS", "SumLimit", "Summed", "SummedPart"]

_READ: Final = "2026-11-29"
_IAM: Final = "IAM user guide, reference_iam-quotas"


class Summed(StrEnum):
    """What is added up, and its unit."""

    POLICIES = "characters without white space"
    """Sizes of policies, as IAM counts them."""
    DIFFERENT = "policies"
    """Different values."""
    PERMISSIONS = "bytes of JSON"
    """Sizes of the statements that Lambda writes for permissions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedPart:
    """Inputs of one type that count towards a sum."""

    type: str
    """Type token."""
    path: str
    """Wire path of what counts, `*` for each item of a list. Empty: the inputs as a whole."""
    link: tuple[str, ...]
    """Wire names of the inputs that say whose sum it is; the first one names a resource. Empty:
    the resource's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLimit:
    """How much several resources may take together."""

    whose: str
    """Type token of what they belong to."""
    parts: tuple[SummedPart, ...]
    of: str
    """What is summed, as in "the inline policies of a role"."""
    summed: Summed
    most: int
    """AWS takes this much of every account."""
    at_most: int
    """The largest number that AWS raises it to; the same where it raises nothing."""
    service: str
    source: str
    read_on: str = _READ


SUM_LIMITS: Final = (
    SumLimit(
        whose="aws:iam/role:Role",
        parts=(
            SummedPart(type="aws:iam/rolePolicy:RolePolicy", path="policy", link=("role",)),
            SummedPart(type="aws:iam/role:Role", path="inlinePolicies.*.policy", link=()),
        ),
        of="the inline policies of a role together",
        summed=Summed.POLICIES,
        most=10_240,
        at_most=10_240,
        service="IAM",
        source=_IAM,
    ),
    SumLimit(
        whose="aws:iam/group:Group",
        parts=(SummedPart(type="aws:iam/groupPolicy:GroupPolicy", path="policy", link=("group",)),),
        of="the inline policies of a group together",
        summed=Summed.POLICIES,
        most=5_120,
        at_most=5_120,
        service="IAM",
        source=_IAM,
    ),
    SumLimit(
        whose="aws:iam/user:User",
        parts=(SummedPart(type="aws:iam/userPolicy:UserPolicy", path="policy", link=("user",)),),
        of="the inline policies of a user together",
        summed=Summed.POLICIES,
        most=2_048,
        at_most=2_048,
        service="IAM",
        source=_IAM,
    ),
    # Pages of different years say 10 or 20 by default, and 20 or 25 when raised: the larger ones.
    SumLimit(
        whose="aws:iam/role:Role",
        parts=(
            SummedPart(
                type="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                path="policyArn",
                link=("role",),
            ),
            SummedPart(type="aws:iam/role:Role", path="managedPolicyArns", link=()),
            SummedPart(
                type="aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
                path="policyArns",
                link=("roleName",),
            ),
        ),
        of="the managed policies of a role",
        summed=Summed.DIFFERENT,
        most=20,
        at_most=25,
        service="IAM",
        source=_IAM,
    ),
    SumLimit(
        whose="aws:lambda/function:Function",
        parts=(
            SummedPart(
                type="aws:lambda/permission:Permission", path="", link=("function", "qualifier")
            ),
        ),
        of="the resource policy of a function",
        summed=Summed.PERMISSIONS,
        most=20_480,
        at_most=20_480,
        service="Lambda",
        source="Lambda developer guide, gettingstarted-limits",
    ),
)
"""Every limit on what several resources take together."""
