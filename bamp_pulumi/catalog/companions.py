"""Which resources are companions of which kind, and how they name what they accompany."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.data_store import CompanionKind, Condition

__all__ = ["COMPANION_TYPES", "CompanionType"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionType:
    """How one kind of companion is declared."""

    tokens: tuple[str, ...]
    """Type tokens that do it; the first is the one to create."""
    link: str
    """Wire name of the input that says which data store it belongs to: its id, ARN or name."""
    owner_name: str
    """Wire name of the data store's own input that a link in plain text ends in: its name."""
    most_in_a_region: int | None = None
    """How many AWS takes in one Region of an account unless asked for more; None: no such limit."""
    does: Condition | None = None
    """What its inputs must say for it to count; None when its being there is enough."""


COMPANION_TYPES: Final[Mapping[CompanionKind, CompanionType]] = MappingProxyType(
    {
        CompanionKind.BUCKET_VERSIONING: CompanionType(
            tokens=(
                "aws:s3/bucketVersioning:BucketVersioning",
                "aws:s3/bucketVersioningV2:BucketVersioningV2",
            ),
            link="bucket",
            owner_name="bucket",
            does=Condition(
                path="versioningConfiguration.status", test="one_of", values=("Enabled",)
            ),
        ),
        CompanionKind.BUCKET_LIFECYCLE: CompanionType(
            tokens=(
                "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
            ),
            link="bucket",
            owner_name="bucket",
        ),
        CompanionKind.RDS_BACKUP_REPLICATION: CompanionType(
            tokens=(
                "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
            ),
            link="sourceDbInstanceArn",
            owner_name="identifier",
            most_in_a_region=20,
        ),
    }
)
"""One row a kind. Source: pulumi_aws 7.51.1; Amazon RDS user guide, Replicating automated backups
to another AWS Region (20 in each destination Region of an account). Read 2026-11-22."""
