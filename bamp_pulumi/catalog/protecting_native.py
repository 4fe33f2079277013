"""Inputs of aws-native that protect: those of pulumi_aws's twins under CloudFormation's names.

Whatever one leaves out, its resource type decides what becomes of it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.absence import NOT_KNOWN, sent
from bamp_pulumi.catalog.comparing import Better, Form
from bamp_pulumi.catalog.protecting_input import ProtectingInput
from bamp_pulumi.catalog.protecting_rules import (
    ORGANIZATION_ROWS,
    copies_of_events,
    lifecycle_rows,
    object_lock_rows,
    replication_rows,
)

__all__ = ["PROTECTING_NATIVE"]

_FOR_EVER: Final = "for ever"
_SCHEMAS: Final = "CloudFormation resource schemas"
_OLDER: Final = "the service deletes its own backups that are older"
_NO_SECOND: Final = "the table restores to no second before it is turned on again"
_OF_DYNAMODB: Final = (
    f"Amazon DynamoDB developer guide, Point-in-time-recovery (considerations); {_SCHEMAS}"
)
_BACKUP: Final = f"AWS Backup API, BackupRule, CopyAction, BackupSelection; {_SCHEMAS}"
_LIFECYCLE: Final = "Amazon S3 API, NoncurrentVersionExpiration"
_RULES: Final = "backupPlan.backupPlanRule"


def _row(  # noqa: PLR0913 - one for each field of a row
    lost: str,
    form: Form,
    source: str = _SCHEMAS,
    *,
    on: str = "true",
    better: Better | None = None,
    named_by: tuple[str, ...] = (),
    own: bool = True,
) -> ProtectingInput:
    """Return a row; one without an absence of its own is said by a setting of its path."""
    return ProtectingInput(
        lost=lost,
        form=form,
        on=on,
        better=better,
        named_by=named_by,
        absent=NOT_KNOWN if own else None,
        source=source,
    )


def _days(path: str, lost: str = _OLDER, source: str = _SCHEMAS) -> dict[str, ProtectingInput]:
    return {path: _row(lost, Form.NUMBER, source)}


def _kept(lost: str, *named_by: str) -> ProtectingInput:
    """Return the row of a retention: without one AWS Backup keeps a recovery point for ever."""
    return ProtectingInput(
        lost=lost,
        form=Form.NUMBER,
        endless=_FOR_EVER,
        named_by=named_by,
        absent=sent(_FOR_EVER, source=_BACKUP),
        source=_BACKUP,
    )


_LIFECYCLE_POLICY: Final = lifecycle_rows(
    NOT_KNOWN, archive="archiveRule.retainRule.retentionArchiveTier", shared="shareRules"
)
"""Rows of a policy of Data Lifecycle Manager; a default policy writes some beside its details."""

PROTECTING_NATIVE: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {
        "aws-native:backup:BackupPlan": {
            _RULES: _row(
                "it makes no more recovery points by that rule",
                Form.NAMES,
                _BACKUP,
                named_by=("ruleName",),
            ),
            f"{_RULES}.*.lifecycle.deleteAfterDays": _kept(
                "recovery points that exist keep their retention; new ones do not", "ruleName"
            ),
            f"{_RULES}.*.enableContinuousBackup": _row(
                "new recovery points restore to one moment only",
                Form.SWITCH,
                _BACKUP,
                named_by=("ruleName",),
            ),
            f"{_RULES}.*.copyActions": _row(
                "no more copies go there",
                Form.NAMES,
                _BACKUP,
                named_by=("ruleName", "destinationBackupVaultArn"),
            ),
            f"{_RULES}.*.copyActions.*.lifecycle.deleteAfterDays": _kept(
                "new copies are kept for less long", "ruleName", "destinationBackupVaultArn"
            ),
            **{
                f"{_RULES}.*.{name}": _row(
                    "", Form.TEXT, _BACKUP, better=Better.UNJUDGED, named_by=("ruleName",)
                )
                for name in (
                    "scheduleExpression",
                    "targetBackupVault",
                    "targetLogicallyAirGappedBackupVaultArn",
                )
            },
        },
        "aws-native:backup:BackupSelection": {
            "backupSelection.resources": _row(
                "what only it selects is not backed up any more", Form.LIST, _BACKUP
            ),
            "backupSelection.listOfTags": _row(
                "what only it selects is not backed up any more", Form.LIST, _BACKUP
            ),
            "backupSelection.notResources": _row(
                "what it names is not backed up any more",
                Form.LIST,
                _BACKUP,
                better=Better.FEWER,
            ),
            "backupSelection.conditions": _row("", Form.TEXT, _BACKUP, better=Better.UNJUDGED),
        },
        "aws-native:backup:BackupVault": {
            "lockConfiguration.minRetentionDays": _row(
                "recovery points can be made that are deleted sooner",
                Form.NUMBER,
                "AWS Backup API, PutBackupVaultLockConfiguration",
            ),
            "accessPolicy": _row(
                "what it denies is allowed again to whom IAM allows it",
                Form.DOCUMENT,
                "AWS Backup API, PutBackupVaultAccessPolicy",
            ),
            "notifications.backupVaultEvents": _row(
                "the vault notifies nobody of that any more",
                Form.LIST,
                "AWS Backup API, PutBackupVaultNotifications",
            ),
        },
        "aws-native:cassandra:Table": {
            "pointInTimeRecoveryEnabled": _row(
                "the backups that there are are erased",
                Form.SWITCH,
                "Amazon Keyspaces developer guide, PointInTimeRecovery_HowItWorks",
            )
        },
        "aws-native:dlm:LifecyclePolicy": {
            "state": _row(
                "it takes no more snapshots",
                Form.TEXT,
                "Amazon Data Lifecycle Manager API, UpdateLifecyclePolicy.State",
                on="ENABLED",
            ),
            **_LIFECYCLE_POLICY,
            **{
                name: _LIFECYCLE_POLICY[f"policyDetails.{name}"]
                for name in ("createInterval", "exclusions", "extendDeletion", "retainInterval")
            },
            **copies_of_events("policyDetails.actions.*.crossRegionCopy", NOT_KNOWN),
            "policyDetails.actions": _row(
                "shared snapshots are not copied by it any more", Form.NAMES, named_by=("name",)
            ),
        },
        "aws-native:docdb:DbCluster": _days("backupRetentionPeriod"),
        "aws-native:dynamodb:GlobalTable": {
            "replicas": _row(
                "that Region no longer holds the table",
                Form.NAMES,
                "Amazon DynamoDB API, DeleteReplicationGroupMemberAction",
                named_by=("region",),
            ),
            "replicas.*.pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled": _row(
                _NO_SECOND, Form.SWITCH, _OF_DYNAMODB, named_by=("region",)
            ),
            "replicas.*.pointInTimeRecoverySpecification.recoveryPeriodInDays": _row(
                "the table restores to fewer days", Form.NUMBER, _OF_DYNAMODB, named_by=("region",)
            ),
        },
        "aws-native:dynamodb:Table": {
            "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled": _row(
                _NO_SECOND, Form.SWITCH, _OF_DYNAMODB, own=False
            ),
            "pointInTimeRecoverySpecification.recoveryPeriodInDays": _row(
                "the table restores to fewer days", Form.NUMBER, _OF_DYNAMODB
            ),
        },
        "aws-native:efs:FileSystem": {
            "backupPolicy.status": _row(
                "the automatic backups of AWS Backup are made of it no more; those that exist stay "
                "until their retention ends",
                Form.TEXT,
                "Amazon EFS API, PutBackupPolicy; Amazon EFS user guide, automatic-backups",
                on="ENABLED",
            ),
            "fileSystemProtection.replicationOverwriteProtection": _row(
                "a replication from another file system can overwrite it",
                Form.TEXT,
                "Amazon EFS API, UpdateFileSystemProtection",
                on="ENABLED",
            ),
            "replicationConfiguration.destinations": _row(
                "nothing is replicated there any more; the destination stays, and can be written "
                "to",
                Form.NAMES,
                "Amazon EFS API, DeleteReplicationConfiguration",
                named_by=("region",),
            ),
        },
        "aws-native:elasticache:ReplicationGroup": _days("snapshotRetentionLimit"),
        "aws-native:elasticache:ServerlessCache": _days("snapshotRetentionLimit"),
        "aws-native:fsx:FileSystem": {
            path: row
            for kind in ("lustre", "ontap", "openZFS", "windows")
            for path, row in _days(f"{kind}Configuration.automaticBackupRetentionDays").items()
        },
        "aws-native:kinesisanalyticsv2:Application": {
            "applicationConfiguration.applicationSnapshotConfiguration.snapshotsEnabled": _row(
                "updating, scaling or stopping it loses its state from then on",
                Form.SWITCH,
                "Managed Service for Apache Flink guide, how-snapshots",
            )
        },
        "aws-native:lightsail:Database": {
            "backupRetention": _row(
                "all automated backups of the database are deleted",
                Form.SWITCH,
                "Amazon Lightsail API, UpdateRelationalDatabase.disableBackupRetention",
            )
        },
        "aws-native:lightsail:Instance": {
            "addOns": _row(
                "Lightsail takes no more snapshots of its own",
                Form.NAMES,
                "Amazon Lightsail API, DisableAddOn",
                named_by=("addOnType",),
            ),
            "addOns.*.status": _row(
                "Lightsail takes no more snapshots of its own",
                Form.TEXT,
                "Amazon Lightsail API, DisableAddOn",
                on="Enabled",
                named_by=("addOnType",),
            ),
        },
        "aws-native:memorydb:Cluster": _days("snapshotRetentionLimit"),
        "aws-native:neptune:DbCluster": _days("backupRetentionPeriod"),
        "aws-native:organizations:Policy": {
            **ORGANIZATION_ROWS,
            "targetIds": _row(
                "the policy does not apply there any more",
                Form.LIST,
                "AWS Organizations API, DetachPolicy",
            ),
        },
        "aws-native:rds:DbCluster": {
            **_days(
                "backtrackWindow",
                "the cluster can be rewound less far",
                "Amazon RDS API, ModifyDBCluster.BacktrackWindow",
            ),
            "globalClusterIdentifier": _row(
                "nothing is replicated between it and the other Regions any more",
                Form.TEXT,
                "Amazon RDS API, RemoveFromGlobalCluster",
                better=Better.SAME,
            ),
        },
        "aws-native:rds:DbInstance": {
            "automaticBackupReplicationRegion": _row(
                "no more automated backups are replicated to that Region; those that are there "
                "stay until their retention ends",
                Form.TEXT,
                "Amazon RDS user guide, USER_ReplicateBackups",
                better=Better.SAME,
            ),
            "automaticBackupReplicationRetentionPeriod": _row(
                "automated backups are kept there for fewer days",
                Form.NUMBER,
                "Amazon RDS user guide, USER_ReplicateBackups",
            ),
        },
        "aws-native:redshift:Cluster": {
            **_days("automatedSnapshotRetentionPeriod"),
            "snapshotCopyRetentionPeriod": _row(
                "Amazon Redshift deletes the copies of automated snapshots that are older",
                Form.NUMBER,
                "Amazon Redshift API, ModifySnapshotCopyRetentionPeriod.RetentionPeriod",
            ),
            "destinationRegion": _row(
                "snapshots are not copied to that Region any more",
                Form.TEXT,
                "Amazon Redshift API, DisableSnapshotCopy",
                better=Better.SAME,
            ),
        },
        "aws-native:s3:Bucket": {
            "versioningConfiguration.status": _row(
                "what is overwritten or deleted from then on is gone, and backup jobs fail",
                Form.TEXT,
                "Amazon S3 user guide, AddingObjectstoVersionSuspendedBuckets; AWS Backup "
                "developer guide, s3-backups",
                on="Enabled",
                own=False,
            ),
            **{
                f"lifecycleConfiguration.rules.*.{path}": ProtectingInput(
                    form=Form.NUMBER,
                    endless=_FOR_EVER,
                    named_by=("id",),
                    lost="Amazon S3 deletes noncurrent versions that are older, existing ones too",
                    absent=sent(_FOR_EVER, source=_LIFECYCLE),
                    source=_LIFECYCLE,
                )
                for path in (
                    "noncurrentVersionExpiration.noncurrentDays",
                    "noncurrentVersionExpirationInDays",
                )
            },
            **replication_rows("replicationConfiguration.rules", NOT_KNOWN),
            **object_lock_rows("objectLockConfiguration.rule.defaultRetention", NOT_KNOWN),
        },
        "aws-native:secretsmanager:Secret": {
            "replicaRegions": _row(
                "the secret is deleted there at once",
                Form.REPLICAS,
                "AWS Secrets Manager API, RemoveRegionsFromReplication, DeleteSecret (a replica is "
                "deleted immediately)",
            )
        },
    }
)
"""By type token and wire path of the input."""
