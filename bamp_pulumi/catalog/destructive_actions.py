"""Actions by which backups are deleted, lose what holds them, or can no longer be read.

Source: Service Authorization Reference, list_awsbackup and list_awskeymanagementservice (read
2026-11-28); botocore's models of both services have each of them as an operation, and say of
CancelLegalHold, DisassociateRecoveryPointFromParent, RevokeRestoreAccessBackupVault and
DisconnectCustomKeyStore what they do (read 2026-11-29).
"""

from typing import Final

__all__ = ["DESTRUCTIVE_ACTIONS"]

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
