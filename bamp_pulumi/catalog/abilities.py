"""What AWS Backup can do for each type it knows: one table for the rows of every provider.

Source: AWS Backup developer guide, backup-feature-availability (Feature availability by resource,
footnotes included; copy of 2026-09-28 or later, read 2026-11-29), doc-history.
"""

from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.truth import Truth

__all__ = [
    "ABILITIES",
    "AURORA",
    "CLOUDFORMATION_STACK",
    "DOCUMENTDB",
    "DSQL",
    "DYNAMODB",
    "EBS",
    "EC2",
    "EFS",
    "EKS",
    "FSX_LUSTRE",
    "FSX_ONTAP",
    "FSX_OPENZFS",
    "FSX_WINDOWS",
    "NEPTUNE",
    "RDS",
    "RDS_MULTI_AZ_CLUSTER",
    "REDSHIFT",
    "REDSHIFT_SERVERLESS",
    "S3",
    "STORAGE_GATEWAY",
    "TIMESTREAM",
    "Abilities",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What AWS Backup can do for one type, or one variant of it."""

    backup_type: str
    """Name of the type in AWS Backup's Region opt-in, such as `RDS`."""
    variant: str = ""
    """The part of the type that a footnote sets apart; empty for the rest of it."""
    continuous_rpo_minutes: int | None = None
    """How close to now a continuous backup of AWS Backup restores; None where it makes none."""
    cold_storage: bool = False
    cross_region_copy: bool = False
    cross_account_copy: bool = False
    one_action_copy: bool = False
    """One copy action may cross Region and account at once."""
    independent_encryption: bool = False
    """Recovery points take the vault's key rather than the source's ("fully managed")."""
    restore_testing: bool = False
    air_gapped_vault: Truth = False
    """A logically air-gapped vault takes its recovery points, under a key that lets it; None where
    the guide is not clear."""
    needs_management_preference: bool = False
    """The abilities hold only while the Region's management preference for `backup_type` is on
    (`resourceTypeManagementPreference`): DynamoDB's "advanced features". Without it there is no
    cold storage, no copy and no encryption of its own."""
    shares_arn_form: bool = False
    """ARNs of the type look like another's: even named by ARN it obeys the Region's opt-in.
    Source: AWS Backup developer guide, assigning-resources-json (read 2026-11-21)."""
    one_vault_while_continuous: bool = False
    """Periodic backups beside a continuous one must lie in the continuous one's vault.
    Source: AWS Backup developer guide, s3-backups (read 2026-11-21)."""
    reports_objects: bool = False
    """The vault notifies of single objects that are not backed up or not restored.
    Source: AWS Backup API, PutBackupVaultNotifications (read 2026-11-21)."""
    reports_restorable_time: bool = False
    """The service says up to which second it restores: the only sign of a continuous backup that
    does not go on. Of buckets nothing says it.
    Source: Amazon RDS API, DBInstance.LatestRestorableTime, DBCluster.LatestRestorableTime (read
    2026-11-29)."""
    metric_namespace: str = ""
    """CloudWatch namespace in which the resource itself reports storage and replica lag.
    Source: Amazon RDS user guide, rds-metrics (read 2026-11-28)."""

    @property
    def label(self) -> str:
        """Name of the type, with its variant: `FSx (OpenZFS)`."""
        return f"{self.backup_type} ({self.variant})" if self.variant else self.backup_type


_COPIED: Final = Abilities(
    backup_type="", cross_region_copy=True, cross_account_copy=True, one_action_copy=True
)
_DATABASE: Final = replace(_COPIED, restore_testing=True, shares_arn_form=True)
_MANAGED: Final = replace(_COPIED, independent_encryption=True, air_gapped_vault=True)

AURORA: Final = replace(
    _DATABASE,
    backup_type="Aurora",
    continuous_rpo_minutes=5,
    air_gapped_vault=True,
    reports_restorable_time=True,
)
CLOUDFORMATION_STACK: Final = Abilities(
    backup_type="CloudFormation",
    cold_storage=True,
    cross_region_copy=True,
    independent_encryption=True,
)
DOCUMENTDB: Final = replace(_DATABASE, backup_type="DocumentDB", air_gapped_vault=True)
DSQL: Final = replace(_MANAGED, backup_type="DSQL")
DYNAMODB: Final = replace(
    _MANAGED,
    backup_type="DynamoDB",
    cold_storage=True,
    restore_testing=True,
    needs_management_preference=True,
)
EBS: Final = replace(
    _COPIED, backup_type="EBS", cold_storage=True, restore_testing=True, air_gapped_vault=True
)
EC2: Final = replace(_COPIED, backup_type="EC2", restore_testing=True, air_gapped_vault=True)
EFS: Final = replace(_MANAGED, backup_type="EFS", cold_storage=True, restore_testing=True)
EKS: Final = replace(_MANAGED, backup_type="EKS")
_FSX: Final = replace(_DATABASE, backup_type="FSx")
FSX_LUSTRE: Final = replace(_FSX, variant="Lustre", air_gapped_vault=True)
FSX_ONTAP: Final = replace(_FSX, variant="ONTAP volume", air_gapped_vault=True)
# The marks of its row look shifted: it has cold storage there, which another page denies it.
FSX_OPENZFS: Final = replace(_FSX, variant="OpenZFS", air_gapped_vault=None)
FSX_WINDOWS: Final = replace(_FSX, variant="Windows File Server", air_gapped_vault=True)
NEPTUNE: Final = replace(_DATABASE, backup_type="Neptune", air_gapped_vault=True)
RDS: Final = replace(
    _DATABASE,
    backup_type="RDS",
    continuous_rpo_minutes=5,
    reports_restorable_time=True,
    metric_namespace="AWS/RDS",
)
RDS_MULTI_AZ_CLUSTER: Final = Abilities(
    backup_type="RDS",
    variant="Multi-AZ cluster",
    restore_testing=True,
    shares_arn_form=True,
    metric_namespace="AWS/RDS",
)
REDSHIFT: Final = Abilities(backup_type="Redshift")
REDSHIFT_SERVERLESS: Final = Abilities(backup_type="Redshift Serverless")
S3: Final = replace(
    _MANAGED,
    backup_type="S3",
    continuous_rpo_minutes=15,
    restore_testing=True,
    one_vault_while_continuous=True,
    reports_objects=True,
)
STORAGE_GATEWAY: Final = replace(_COPIED, backup_type="Storage Gateway", air_gapped_vault=True)
TIMESTREAM: Final = replace(_MANAGED, backup_type="Timestream", cold_storage=True)

ABILITIES: Final = (
    AURORA,
    CLOUDFORMATION_STACK,
    DOCUMENTDB,
    DSQL,
    DYNAMODB,
    EBS,
    EC2,
    EFS,
    EKS,
    FSX_LUSTRE,
    FSX_ONTAP,
    FSX_OPENZFS,
    FSX_WINDOWS,
    NEPTUNE,
    RDS,
    RDS_MULTI_AZ_CLUSTER,
    REDSHIFT,
    REDSHIFT_SERVERLESS,
    S3,
    STORAGE_GATEWAY,
    TIMESTREAM,
)
"""All of them. A type that no Pulumi resource declares (SAP HANA, VMware) has none."""
