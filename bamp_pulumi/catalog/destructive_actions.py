"""Actions by which backups are deleted, lose what holds them, or can no longer be read.

Source: Service Authorization Reference, list_awsbackup, list_awskeymanagementservice (read
2026-11-28); AWS Backup API, CancelLegalHold, DisassociateRecoveryPointFromParent,
RevokeRestoreAccessBackupVault; AWS KMS API, DisconnectCustomKeyStore; botocore 1.44.5: each of them
is an operation of its service (read 2026-11-29).
"""

from typing import Final

__all__ = ["DESTRUCTIVE_ACTIONS", "NOTIFYING_ACTIONS"]

DESTRUCTIVE_ACTIONS: Final = frozenset(
    {
        "backup:CancelLegalHold",
        "backup:DeleteBackupPlan",
        "backup:DeleteBackupSelection",
        "backup:DeleteBackupVault",
        "backup:DeleteBackupVaultAccessPolicy",
        "backup:DeleteBackupVaultLockConfiguration",
        "backup:DeleteBackupVaultNotifications",
        "backup:DeleteRecoveryPoint",
        "backup:DisassociateRecoveryPoint",
        "backup:DisassociateRecoveryPointFromParent",
        "backup:PutBackupVaultAccessPolicy",
        "backup:PutBackupVaultLockConfiguration",
        "backup:RevokeRestoreAccessBackupVault",
        "backup:UpdateBackupPlan",
        "backup:UpdateRecoveryPointLifecycle",
        "backup:UpdateRegionSettings",
        "kms:DeleteImportedKeyMaterial",
        "kms:DisableKey",
        "kms:DisconnectCustomKeyStore",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
    }
)
"""Of the last ones of a resource: what replaces a plan, a lock or a policy may keep nothing of
it."""

NOTIFYING_ACTIONS: Final = frozenset(
    {
        "cloudwatch:PutMetricData",
        "events:PutEvents",
        "logs:PutLogEvents",
        "sns:Publish",
        "sqs:SendMessage",
    }
)
"""Actions that send something, and change or delete nothing that is there: who may do one of them
to one more resource can only say more.

Source: our inference: their names in botocore's models.
"""
