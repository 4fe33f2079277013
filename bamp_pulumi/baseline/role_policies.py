"""What the role of AWS Backup may do, and who may be that role."""

from typing import Final

from bamp_pulumi.baseline.iam_document import PolicyDocument, policy_document

__all__ = ["MANAGED_POLICIES", "render_trust_policy"]

MANAGED_POLICIES: Final = {
    "backup": "service-role/AWSBackupServiceRolePolicyForBackup",
    "restores": "service-role/AWSBackupServiceRolePolicyForRestores",
    "s3-backup": "AWSBackupServiceRolePolicyForS3Backup",
    "s3-restore": "AWSBackupServiceRolePolicyForS3Restore",
}
"""AWS's own policies by what they are for. AWS keeps them up to date; a list of ours would fall
behind, and with it the deletion of old recovery points.

Source: AWS Backup developer guide, iam-service-roles and s3-backups (read 2026-11-21).
"""


def render_trust_policy() -> PolicyDocument:
    """Return who may assume the role: AWS Backup, for restore tests too."""
    return policy_document(
        [
            {
                "Sid": "AllowAwsBackup",
                "Effect": "Allow",
                "Principal": {"Service": "backup.amazonaws.com"},
                "Action": ["sts:AssumeRole"],
            }
        ]
    )
