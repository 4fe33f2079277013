"""Which reader reads which type, and what becomes of a reader that fails."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.lambdas.restore.buckets import read_bucket
from bamp_pulumi.lambdas.restore.databases import read_database
from bamp_pulumi.lambdas.restore.dynamodb import read_table
from bamp_pulumi.lambdas.restore.facts import Facts
from bamp_pulumi.lambdas.restore.look import Look, Waiting
from bamp_pulumi.lambdas.restore.machines import read_instance
from bamp_pulumi.lambdas.restore.statuses import (
    read_cluster_status,
    read_efs,
    read_fsx,
    read_volume,
)

__all__ = ["read"]

_READERS: Final[Mapping[str, Callable[[Look], Facts]]] = MappingProxyType(
    {
        "Aurora": read_database,
        "DocumentDB": read_cluster_status,
        "DynamoDB": read_table,
        "EBS": read_volume,
        "EC2": read_instance,
        "EFS": read_efs,
        "FSx": read_fsx,
        "Neptune": read_cluster_status,
        "RDS": read_database,
        "S3": read_bucket,
    }
)
_LONGEST_WHY = 300


def read(look: Look) -> Facts:
    """Read a resource. Whatever keeps it from being read is said, and is never success.

    Raises:
        Waiting: When AWS is not done with it.
    """
    reader = _READERS.get(look.type)
    if reader is None:
        return _unread(look, f"nothing here can read {look.type or 'a resource without a type'}")
    try:
        return reader(look)
    except Waiting:
        raise
    except Exception as error:  # noqa: BLE001 - any failure is a reason
        return _unread(look, f"{type(error).__name__}: {error}"[:_LONGEST_WHY])


def _unread(look: Look, why: str) -> Facts:
    return Facts(resource=look.resource, at=look.now(), unread={"it": why})
