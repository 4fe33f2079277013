"""The isolated network of restore tests: who reaches whom, and what of AWS.

Nothing leaves it: no gateway to the internet, no NAT, no peering, and no route beyond itself. What
the validator calls of AWS it reaches by VPC endpoints, and what was restored reaches nothing.

Source: AWS PrivateLink guide, aws-services-privatelink-support: the names of the endpoints; IAM
user guide, reference_policies_condition-keys: aws:ResourceAccount (read 2026-11-29).
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.catalog import RESTORE_TEST_NAME_PREFIX
from bamp_pulumi.lambdas.restore import ALWAYS, BY_TYPE

__all__ = [
    "CIDR_BLOCK",
    "GATEWAYS",
    "NOT_CALLED",
    "SUBNET_CIDR_BLOCKS",
    "Restored",
    "endpoints_of",
    "overrides_of",
    "render_gateway_policy",
    "service_name",
]

CIDR_BLOCK: Final = "10.200.0.0/22"
"""Addresses of the network. It is connected with no other, so they may be used elsewhere too."""
SUBNET_CIDR_BLOCKS: Final = ("10.200.0.0/23", "10.200.2.0/23")
"""One subnet in each of two zones, which a DB subnet group must have; 507 addresses each hold as
many restores as AWS Backup runs at a time."""

GATEWAYS: Final = ("dynamodb", "s3")
"""Endpoints that are routes, and cost nothing."""

NOT_CALLED: Final = ("ssm",)
"""What the validator cannot use here: a restored instance gets no instance profile and reaches
nothing, so Systems Manager does not reach it. Its status checks are what is looked at."""

_ITSELF: Final = "lambda"
"""The function calls itself to go on with what takes longer than one call may."""
_DATABASES: Final = ("Aurora", "DocumentDB", "Neptune", "RDS")
_WITH_TOKENS: Final = ("Aurora", "RDS")


class Restored(Enum):
    """What a key of the metadata of a restore is given."""

    SUBNET = "subnet"
    """Id of a subnet."""
    SUBNET_GROUP = "subnet group"
    """Name of the DB subnet group."""
    GROUPS = "groups"
    """Ids of security groups: a list, written as JSON."""
    YES = "yes"
    """`true`, as text."""


def endpoints_of(types: Sequence[str]) -> tuple[str, ...]:
    """List the services that the validator of some types calls, gateways included."""
    called = {*ALWAYS.endpoints, _ITSELF}
    for one in types:
        called.update(BY_TYPE[one].endpoints)
    return tuple(sorted(called - set(NOT_CALLED)))


def service_name(region: str, service: str) -> str:
    """Return the name of an endpoint service of AWS."""
    return f"com.amazonaws.{region}.{service}"


def render_gateway_policy(
    account: Account, service: str, types: Sequence[str]
) -> Mapping[str, object]:
    """Return the policy of a gateway endpoint: to what a test has made, in this account.

    Without one it would be a way out, to any bucket or table of anybody.
    """
    called = [action for one in types for action in BY_TYPE[one].actions]
    own = [action for action in dict.fromkeys(called) if action.startswith(f"{service}:")]
    made = f"{RESTORE_TEST_NAME_PREFIX}*"
    of_s3 = [f"arn:{account.partition}:s3:::{made}{inside}" for inside in ("", "/*")]
    of_tables = [f"arn:{account.partition}:dynamodb:*:{account.account_id}:table/{made}"]
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": own,
        "Resource": of_s3 if service == "s3" else of_tables,
        "Condition": {"StringEquals": {"aws:ResourceAccount": account.account_id}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def overrides_of(backup_type: str, *, with_iam: bool) -> Mapping[str, Restored]:
    """Return the metadata that puts what a test restores into the isolated network, by its key.

    Left to itself AWS Backup takes the default VPC, or fails where there is none. What has no place
    in a network, such as a table or a volume, needs none.

    Args:
        backup_type: AWS Backup's name of the type.
        with_iam: Whether databases let a user of the validator in by an IAM token.

    Source: AWS Backup developer guide, restore-testing-inferred-metadata (read 2026-11-29).
    """
    if backup_type == "EC2":
        return {"subnetId": Restored.SUBNET, "securityGroupIds": Restored.GROUPS}
    if backup_type not in _DATABASES:
        return {}
    by_token = with_iam and backup_type in _WITH_TOKENS
    return {
        "dbSubnetGroupName": Restored.SUBNET_GROUP,
        "vpcSecurityGroupIds": Restored.GROUPS,
        **({"enableIamDatabaseAuthentication": Restored.YES} if by_token else {}),
    }
