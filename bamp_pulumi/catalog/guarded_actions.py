"""Actions that a policy denies to keep backups, and those by which one keeps them from being used.

Source: Service Authorization Reference, list_awsbackup, list_amazons3,
list_awskeymanagementservice; botocore 1.44.5: each of the others is an operation of its service
(read 2026-11-29).
"""

from typing import Final

from bamp_pulumi.catalog.destructive_actions import DESTRUCTIVE_ACTIONS

__all__ = ["GUARDED_ACTIONS", "KEY_USES", "SERVICE_USES", "TRANSPORT_KEYS"]

GUARDED_ACTIONS: Final = DESTRUCTIVE_ACTIONS | {
    "backup:UpdateGlobalSettings",
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "dlm:DeleteLifecyclePolicy",
    "dlm:UpdateLifecyclePolicy",
    "docdb-elastic:DeleteClusterSnapshot",
    "dynamodb:DeleteBackup",
    "dynamodb:UpdateContinuousBackups",
    "ec2:DeleteSnapshot",
    "ec2:DeregisterImage",
    "ec2:UnlockSnapshot",
    "elasticache:DeleteServerlessCacheSnapshot",
    "elasticache:DeleteSnapshot",
    "elasticfilesystem:DeleteReplicationConfiguration",
    "elasticfilesystem:PutBackupPolicy",
    "fsx:DeleteBackup",
    "fsx:DeleteSnapshot",
    "kms:RevokeGrant",
    "memorydb:DeleteSnapshot",
    "rbin:DeleteRule",
    "rbin:UnlockRule",
    "rbin:UpdateRule",
    "rds:DeleteDBClusterAutomatedBackup",
    "rds:DeleteDBClusterSnapshot",
    "rds:DeleteDBInstanceAutomatedBackup",
    "rds:DeleteDBSnapshot",
    "rds:StopDBInstanceAutomatedBackupsReplication",
    "redshift-serverless:DeleteSnapshot",
    "redshift:DeleteClusterSnapshot",
    "redshift:DisableSnapshotCopy",
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucketPolicy",
    "s3:DeleteObjectVersion",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutLifecycleConfiguration",
    "s3:PutReplicationConfiguration",
}
"""Actions that delete backups or versions, stop them from being made, or lift what holds them."""

KEY_USES: Final = frozenset(
    {
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
    }
)
"""What backups and restores do with a key (`BACKUP_KEY_NEEDS` says which does what)."""

SERVICE_USES: Final = KEY_USES | {
    "backup:CopyFromBackupVault",
    "backup:CopyIntoBackupVault",
    "backup:StartBackupJob",
    "backup:StartCopyJob",
    "backup:StartRestoreJob",
}
"""What starts backups, copies and restores, and what these do with keys."""

TRANSPORT_KEYS: Final = frozenset({"aws:securetransport", "s3:tlsversion"})
"""Condition keys, in lower case, of denials about how a call is sent: they keep no backup."""
