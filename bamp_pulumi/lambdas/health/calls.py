"""What a reading may call: its list calls, and the IAM actions that allow them.

Made from the reader's own listings, so a call that is added there is added here. An action has the
name of its call but for what stands in the two tables.

Sources: Service Authorization Reference, actions of each service; Timestream developer guide,
security_iam_service-with-iam (read 2026-11-29).
"""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.lambdas.health.backup_lists import (
    access_points_in,
    jobs_in,
    points_in,
    settings_of,
    vaults_in,
)
from bamp_pulumi.lambdas.health.expected import Expected
from bamp_pulumi.lambdas.health.key_lists import key_of
from bamp_pulumi.lambdas.health.listed_stores import (
    OwningAccount,
    replicas_in,
    stores_in,
    tagged_types,
    tags_in,
)
from bamp_pulumi.lambdas.health.listing import Listing
from bamp_pulumi.lambdas.health.records import JobKind
from bamp_pulumi.lambdas.health.store_rows import ROWS

__all__ = ["LISTED_TYPES", "READ_ACTIONS", "actions_of", "read_actions", "types_of"]

LISTED_TYPES: Final = tuple(sorted({row.type for row in ROWS}))
"""Types of which a list call is known: AWS Backup's names, else those of CloudFormation."""

_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "efs": "elasticfilesystem",
        "resourcegroupstaggingapi": "tag",
        "timestream-write": "timestream",
    }
)
"""Services whose actions do not begin with boto3's name of the service."""
_ACTIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "s3:ListBuckets": ("s3:ListAllMyBuckets",),
        "s3:GetBucketNotificationConfiguration": ("s3:GetBucketNotification",),
        # A client asks for the endpoint of its account first.
        "timestream-write:ListTables": ("timestream:DescribeEndpoints", "timestream:ListTables"),
    }
)
"""Calls that are not allowed by an action of their own name alone."""
_ANY: Final = "any"


def types_of(expected: Expected) -> tuple[str, ...]:
    """Return the types that a check looks for: those of a promise that a list call is known of.

    A resource of another type that has recovery points is reported as not seen.
    """
    return tuple(sorted(expected.types & {*LISTED_TYPES}))


def read_actions(types: Collection[str]) -> tuple[str, ...]:
    """Return the IAM actions that a reading needs, sorted; which account it is needs none.

    None of them writes. They are for all resources: a list call knows no single one, but for that
    of a vault's recovery points.

    Args:
        types: Types that it looks for, as `read_account` takes them.
    """
    calls = (f"{one.service}:{one.operation}" for one in _listings(types))
    return tuple(sorted({action for call in calls for action in actions_of(call)}))


def _listings(types: Collection[str]) -> Iterator[Listing]:
    """Give each listing of a reading, of a Region and a vault that stand for any."""
    yield vaults_in(_ANY)
    yield settings_of(_ANY)
    yield replicas_in(_ANY)
    yield access_points_in(_ANY)
    yield points_in(_ANY, _ANY, None)
    yield key_of(_ANY)
    for kind in (JobKind.BACKUP, JobKind.COPY):
        yield jobs_in(_ANY, kind, None)
    yield from stores_in(_ANY, OwningAccount(id=_ANY, partition=_ANY), types)
    yield tags_in(_ANY, types, tagged_types(_ANY, types, ()))


def actions_of(call: str) -> tuple[str, ...]:
    """Return the IAM actions that a call such as `s3:ListBuckets` needs, all of them."""
    service, _, operation = call.partition(":")
    return _ACTIONS.get(call, (f"{_PREFIXES.get(service, service)}:{operation}",))


READ_ACTIONS: Final = read_actions(LISTED_TYPES)
"""The IAM actions of a reading of all types."""
