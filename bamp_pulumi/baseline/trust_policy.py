"""Who may be the role of AWS Backup; what it may do is `BACKUP_ROLE_POLICIES` of the catalog."""

from bamp_pulumi.baseline.iam_document import PolicyDocument, policy_document

__all__ = ["render_trust_policy"]


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
