"""What is lost with a resource that protects something, when it is deleted or replaced.

Of data stores the loss is their data: `STORE_GUARDS` says what is kept of it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.declared_backups import IMAGES, SNAPSHOTS
from bamp_pulumi.catalog.deleted_alerting import DELETED_ALERTING
from bamp_pulumi.catalog.deletion_effect import DeletionEffect
from bamp_pulumi.catalog.twins import of_twins

__all__ = ["DELETION_EFFECTS", "DeletionEffect"]


_EARLIER: Final = "2026-11-28"
"""Date of the rows that were not read again since."""
_SAME_ID: Final = (
    "between the two the vault has none; where Pulumi creates before it deletes, none is left, for "
    "both have the name of the vault (set `deleteBeforeReplace`)"
)
_UNREADABLE: Final = (
    "from then on nothing that it encrypts can be read, recovery points included; "
    "CancelKeyDeletion takes that back until its deletion window is over"
)
_REPLICA: Final = (
    "from then on nothing in its Region that it encrypts can be read, recovery points included; "
    "CancelKeyDeletion takes that back until its deletion window is over, and afterwards a new "
    "replica of the same primary key can read it again"
)
_SNAPSHOT: Final = DeletionEffect(
    deleted="the backup that it is goes with it: nothing can be restored from it any more",
    replaced="the old backup is deleted, and the new one holds what there is now",
    source="Amazon RDS API, DeleteDBSnapshot, DeleteDBClusterSnapshot; Amazon EC2 API, "
    "DeleteSnapshot; Amazon DynamoDB API, DeleteBackup; Amazon FSx API, DeleteBackup, "
    "DeleteSnapshot; Amazon Redshift API, DeleteClusterSnapshot; Amazon Redshift Serverless API, "
    "DeleteSnapshot; Amazon ElastiCache API, DeleteSnapshot, DeleteServerlessCacheSnapshot; Amazon "
    "MemoryDB API, DeleteSnapshot; Amazon DocumentDB elastic clusters API, DeleteClusterSnapshot; "
    "Amazon Neptune Analytics API, DeleteGraphSnapshot; Amazon Lightsail API, "
    "DeleteInstanceSnapshot, DeleteDiskSnapshot, DeleteRelationalDatabaseSnapshot; Managed Service "
    "for Apache Flink API, DeleteApplicationSnapshot",
)
_IMAGE: Final = DeletionEffect(
    deleted="no instance can be launched from it any more",
    is_grave=False,
    source="Amazon EC2 API, DeregisterImage",
)

_OF_PROVIDER: Final[Mapping[str, DeletionEffect]] = MappingProxyType(
    {
        "aws:backup/vault:Vault": DeletionEffect(
            deleted="jobs that keep recovery points or copies in it fail",
            replaced="the new one is empty",
            guards=("forceDestroy",),
            source="AWS Backup API, DeleteBackupVault; pulumi_aws 7.51.1, forceDestroy",
        ),
        "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": DeletionEffect(
            deleted="AWS Backup refuses that while recovery points are in it, and the deployment "
            "fails",
            replaced="the new one is empty; AWS Backup refuses the deletion of the old one while "
            "recovery points are in it",
            source="AWS Backup API, DeleteBackupVault",
        ),
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration": DeletionEffect(
            deleted="the vault has no lock any more: recovery points in it can be deleted and "
            "their retention shortened; in compliance mode AWS Backup refuses that once its grace "
            "time is over",
            replaced=_SAME_ID,
            source=(
                "AWS Backup API, DeleteBackupVaultLockConfiguration, "
                "PutBackupVaultLockConfiguration"
            ),
        ),
        "aws:backup/vaultPolicy:VaultPolicy": DeletionEffect(
            deleted="what it denies is allowed again to whom IAM allows it",
            source="AWS Backup API, DeleteBackupVaultAccessPolicy",
        ),
        "aws:backup/vaultNotifications:VaultNotifications": DeletionEffect(
            deleted="the vault notifies nobody any more",
            source="AWS Backup API, DeleteBackupVaultNotifications",
        ),
        "aws:backup/plan:Plan": DeletionEffect(
            deleted="it makes no more recovery points; those that exist stay until their retention "
            "ends",
            source="AWS Backup developer guide, deleting-a-backup-plan",
        ),
        "aws:backup/selection:Selection": DeletionEffect(
            deleted="no more recovery points are made of what it selects; those that exist stay "
            "until their retention ends",
            source="AWS Backup API, DeleteBackupSelection",
        ),
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": (
            DeletionEffect(
                deleted="no more automated backups are replicated to the other Region; those that "
                "are there stay until their retention ends",
                source="Amazon RDS user guide, USER_ReplicateBackups",
                read_on=_EARLIER,
            )
        ),
        "aws:s3/bucketVersioning:BucketVersioning": DeletionEffect(
            deleted="versioning is suspended: what is overwritten or deleted from then on is gone, "
            "and AWS Backup refuses the bucket",
            source="pulumi_aws 7.51.1, BucketVersioning; AWS Backup developer guide, s3-backups",
            read_on=_EARLIER,
        ),
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": DeletionEffect(
            deleted="new objects have no default retention any more",
            source="Amazon S3 API, PutObjectLockConfiguration",
            read_on=_EARLIER,
        ),
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig": DeletionEffect(
            deleted="new objects are not replicated any more",
            source="Amazon S3 API, DeleteBucketReplication",
        ),
        "aws:kms/key:Key": DeletionEffect(
            deleted=_UNREADABLE,
            replaced=f"the old key is deleted: {_UNREADABLE}",
            source=(
                "AWS KMS API, ScheduleKeyDeletion, CancelKeyDeletion; AWS KMS developer "
                "guide, deleting-keys"
            ),
        ),
        "aws:kms/replicaKey:ReplicaKey": DeletionEffect(
            deleted=_REPLICA,
            replaced=f"the old replica is deleted: {_REPLICA}",
            source=("AWS KMS developer guide, deleting-keys; AWS KMS API, ScheduleKeyDeletion"),
        ),
        "aws:kms/externalKey:ExternalKey": DeletionEffect(
            deleted=f"{_UNREADABLE}; the same key material in a new key does not read it",
            replaced=f"the old key is deleted: {_UNREADABLE}",
            source="AWS KMS API, ScheduleKeyDeletion, CancelKeyDeletion, ImportKeyMaterial; "
            "AWS KMS developer guide, deleting-keys",
        ),
        "aws:kms/replicaExternalKey:ReplicaExternalKey": DeletionEffect(
            deleted=_REPLICA,
            replaced=f"the old replica is deleted: {_REPLICA}",
            source="AWS KMS developer guide, deleting-keys; AWS KMS API, ScheduleKeyDeletion",
        ),
        "aws:organizations/policy:Policy": DeletionEffect(
            deleted="what it makes or demands of the accounts that it applies to holds no more: a "
            "backup policy makes no more recovery points there",
            only={"type": ("BACKUP_POLICY",)},
            left_out=frozenset({"type"}),
            source="AWS Organizations API, DeletePolicy, DetachPolicy, EffectivePolicy",
        ),
        "aws:organizations/policyAttachment:PolicyAttachment": DeletionEffect(
            deleted="the policy does not apply to its target any more: a backup policy makes no "
            "more recovery points there",
            is_grave=False,
            source="AWS Organizations API, DetachPolicy, EffectivePolicy",
        ),
        "aws:efs/backupPolicy:BackupPolicy": DeletionEffect(
            deleted="the automatic backups of AWS Backup are made of the file system no more; "
            "those that exist stay until their retention ends",
            source="Amazon EFS API, PutBackupPolicy; terraform-provider-aws 6.58.0, "
            "efs/backup_policy.go (it disables it)",
        ),
        "aws:rbin/rule:Rule": DeletionEffect(
            deleted="what is deleted from then on does not stay in the Recycle Bin by it; what is "
            "there stays until its time ends",
            source="Recycle Bin API, DeleteRule, CreateRule",
        ),
        "aws:redshift/snapshotScheduleAssociation:SnapshotScheduleAssociation": DeletionEffect(
            deleted="automated snapshots of the cluster no longer follow the schedule",
            is_grave=False,
            source="Amazon Redshift API, ModifyClusterSnapshotSchedule.DisassociateSchedule",
        ),
        **{
            token: DeletionEffect(
                deleted="nothing is replicated between its Regions any more; its clusters stay",
                source=source,
            )
            for token, source in (
                (
                    "aws:docdb/globalCluster:GlobalCluster",
                    "Amazon DocumentDB API, DeleteGlobalCluster, RemoveFromGlobalCluster",
                ),
                (
                    "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup",
                    (
                        "Amazon ElastiCache API, DeleteGlobalReplicationGroup, "
                        "DisassociateGlobalReplicationGroup"
                    ),
                ),
                (
                    "aws:neptune/globalCluster:GlobalCluster",
                    "Amazon Neptune API, DeleteGlobalCluster, RemoveFromGlobalCluster",
                ),
                (
                    "aws:rds/globalCluster:GlobalCluster",
                    "Amazon RDS API, DeleteGlobalCluster, RemoveFromGlobalCluster",
                ),
            )
        },
        "aws:kms/alias:Alias": DeletionEffect(
            deleted="what names the key by this alias finds none",
            is_generic=True,
            source="AWS KMS API, DeleteAlias",
        ),
        "aws:iam/role:Role": DeletionEffect(
            deleted="nobody can assume it any more: backup jobs that use it fail",
            is_generic=True,
            source="AWS Backup developer guide, iam-service-roles",
            read_on=_EARLIER,
        ),
        **dict.fromkeys(
            ("aws:cloudtrail/trail:Trail", "aws-native:cloudtrail:Trail"),
            DeletionEffect(
                deleted="calls that change backups are not recorded any more",
                is_generic=True,
                source="CloudTrail API, DeleteTrail",
            ),
        ),
        **dict.fromkeys(SNAPSHOTS, _SNAPSHOT),
        **dict.fromkeys(IMAGES, _IMAGE),
        "aws:dlm/lifecyclePolicy:LifecyclePolicy": DeletionEffect(
            deleted="it makes no more snapshots and images; those that exist stay, and nothing "
            "deletes them",
            source="Amazon Data Lifecycle Manager API, DeleteLifecyclePolicy",
        ),
        "aws:efs/replicationConfiguration:ReplicationConfiguration": DeletionEffect(
            deleted="nothing is replicated any more; the destination stays, and can be written to",
            replaced="nothing is replicated between the two",
            source="Amazon EFS API, DeleteReplicationConfiguration",
        ),
        "aws:redshift/snapshotCopy:SnapshotCopy": DeletionEffect(
            deleted="snapshots are not copied to the other Region any more",
            source="Amazon Redshift API, DisableSnapshotCopy",
        ),
        "aws:ecr/replicationConfiguration:ReplicationConfiguration": DeletionEffect(
            deleted="new images are not replicated any more; those that are there stay",
            source="Amazon ECR API, PutReplicationConfiguration",
        ),
        "aws:glacier/vaultLock:VaultLock": DeletionEffect(
            deleted="the lock policy is removed from the vault: archives can be deleted by whom "
            "IAM allows it; AWS refuses that once the lock is complete",
            source="Amazon Glacier API, AbortVaultLock",
        ),
        "aws:dsql/clusterPeering:ClusterPeering": DeletionEffect(
            deleted="nothing says whether its clusters stay peered",
            is_grave=False,
            source="Aurora DSQL API, UpdateCluster",
        ),
        **dict.fromkeys(
            (
                "aws:s3tables/tableBucketReplication:TableBucketReplication",
                "aws:s3tables/tableReplication:TableReplication",
            ),
            DeletionEffect(
                deleted="new updates of tables are not replicated any more; replicas that there "
                "are stay",
                source="S3 Tables API, DeleteTableBucketReplication, DeleteTableReplication",
            ),
        ),
        "aws:backup/restoreTestingPlan:RestoreTestingPlan": DeletionEffect(
            deleted="restores are not tested any more",
            is_grave=False,
            source="AWS Backup API, DeleteRestoreTestingPlan",
        ),
        "aws:backup/restoreTestingSelection:RestoreTestingSelection": DeletionEffect(
            deleted="restores of what it selects are not tested any more",
            is_grave=False,
            source="AWS Backup API, DeleteRestoreTestingSelection",
        ),
        "aws:backup/framework:Framework": DeletionEffect(
            deleted="AWS Backup Audit Manager does not check backups by it any more",
            is_grave=False,
            source="AWS Backup API, DeleteFramework",
        ),
        "aws:kms/grant:Grant": DeletionEffect(
            deleted="who may use the key by this grant alone can no longer back up or restore "
            "with it",
            is_grave=False,
            source="AWS KMS API, RevokeGrant",
        ),
        "aws:kms/keyPolicy:KeyPolicy": DeletionEffect(
            deleted="the key has AWS's default policy again: other accounts and services that the "
            "old one allowed can no longer use it",
            is_grave=False,
            is_generic=True,
            source="terraform-provider-aws 6.58.0, kms/key_policy.go (it sets the default policy)",
        ),
        **{
            token: DeletionEffect(
                deleted="other accounts can no longer restore from the logically air-gapped "
                "vaults that it shares",
                is_grave=False,
                is_generic=True,
                source=f"AWS RAM API, {api}; AWS Backup developer guide, logicallyairgappedvault",
            )
            for token, api in (
                ("aws-native:ram:PrincipalAssociation", "DisassociateResourceShare"),
                ("aws-native:ram:ResourceAssociation", "DisassociateResourceShare"),
                ("aws-native:ram:ResourceShare", "DeleteResourceShare"),
                ("aws:ram/principalAssociation:PrincipalAssociation", "DisassociateResourceShare"),
                ("aws:ram/resourceAssociation:ResourceAssociation", "DisassociateResourceShare"),
                ("aws:ram/resourceShare:ResourceShare", "DeleteResourceShare"),
            )
        },
        "aws:backup/reportPlan:ReportPlan": DeletionEffect(
            deleted="AWS Backup Audit Manager makes no more reports by it; those that exist stay",
            is_grave=False,
            source="AWS Backup API, DeleteReportPlan",
        ),
        **DELETED_ALERTING,
    }
)

DELETION_EFFECTS: Final[Mapping[str, DeletionEffect]] = MappingProxyType(
    {**_OF_PROVIDER, **of_twins(_OF_PROVIDER)}
)
"""By type token, of what is no data store; the types of aws-native as their twins."""
