"""Which resources are companions of which kind, and how they name what they accompany."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.data_store import CompanionKind, Condition

__all__ = ["COMPANION_TYPES", "CompanionType", "Removal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What becomes of a companion, and of the data, once its program no longer declares it."""

    retained: bool | None
    """Whether Pulumi leaves it in AWS (`retain_on_delete`); None: as its data store."""
    effect: str
    """What its deletion does in AWS, in one sentence; of one that is always retained, what stays
    as it is."""
    data: str
    """What becomes of what is kept already, in one sentence."""
    source: str
    """Where it was read."""
    read_on: str
    """Date of that reading, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionType:
    """How one kind of companion is declared."""

    tokens: tuple[str, ...]
    """Type tokens that do it; the first is the one to create."""
    removal: Removal
    """What becomes of it when it is no longer declared."""
    link: str
    """Wire name of the input that says which data store it belongs to: its id, ARN or name."""
    owner_name: str
    """Wire name of the data store's own input that a link in plain text ends in: its name."""
    suffix: str
    """What follows the logical name of its data store in its own, where `inherit()` creates it."""
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
            removal=Removal(
                retained=True,
                effect="Versioning stays enabled; deleting the resource would suspend it, and AWS "
                "Backup backs up only buckets with versioning on.",
                data="All versions stay.",
                source="pulumi_aws 7.51.1, BucketVersioning (deletion suspends); "
                "AWS Backup developer guide, s3-backups",
                read_on="2026-11-28",
            ),
            link="bucket",
            owner_name="bucket",
            suffix="-versioning",
            does=Condition(
                path="versioningConfiguration.status", test="one_of", values=("Enabled",)
            ),
        ),
        CompanionKind.BUCKET_LIFECYCLE: CompanionType(
            tokens=(
                "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
            ),
            removal=Removal(
                retained=False,
                effect="S3 no longer deletes versions that were overwritten or deleted.",
                data="Versions that are there stay, and are billed.",
                source="Amazon S3 API, DeleteBucketLifecycle",
                read_on="2026-11-28",
            ),
            link="bucket",
            owner_name="bucket",
            suffix="-lifecycle",
        ),
        CompanionKind.RDS_BACKUP_REPLICATION: CompanionType(
            tokens=(
                "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
            ),
            removal=Removal(
                retained=None,
                effect="RDS stops replicating automated backups to the recovery Region.",
                data="Backups that were replicated stay there until their retention ends.",
                source="Amazon RDS user guide, AutomatedBackups.StopReplicating",
                read_on="2026-11-26",
            ),
            link="sourceDbInstanceArn",
            owner_name="identifier",
            suffix="-backup-replication",
            most_in_a_region=20,
        ),
    }
)
"""One row a kind. Source: pulumi_aws 7.51.1; Amazon RDS user guide, USER_ReplicateBackups: 20 in
each destination Region of an account (read 2026-11-22).
"""
