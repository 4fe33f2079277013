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
                # No condition: no page says that AWS Backup sends aws:SourceAccount or
                # aws:SourceArn here, and with a key that it does not send no backup would run.
                # Source: AWS Backup developer guide, iam-service-roles and
                # cross-service-confused-deputy-prevention, which is about topics and keys. No other
                # account can hand the role to AWS Backup: a role can be passed only to a service
                # in its own account. Source: IAM user guide, id_roles_use_passrole (read
                # 2026-11-28).
            }
        ]
    )
