"""AWS's own policies for the role that AWS Backup takes on.

Source: AWS managed policies (as packaged in moto 5.2.5; read 2026-11-21).
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["BACKUP_ROLE_POLICIES", "ManagedPolicy", "policies_for_backups", "policies_for_restores"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedPolicy:
    """A policy that AWS keeps and versions."""

    purpose: str
    """What it is for, one word: `backup`, `restores`, `s3-backup`, `s3-restore`."""
    name: str
    path: str
    """Part of the ARN: a policy of AWS is not found under another path."""
    why: str
    """What the role can do with it."""

    def arn(self, partition: str = "aws") -> str:
        """Give its ARN in a partition. Default: the commercial one."""
        return f"arn:{partition}:iam::aws:policy{self.path}{self.name}"


BACKUP_ROLE_POLICIES: Final = (
    ManagedPolicy(
        purpose="backup",
        name="AWSBackupServiceRolePolicyForBackup",
        path="/service-role/",
        why="make recovery points, and copy them to other vaults",
    ),
    ManagedPolicy(
        purpose="restores",
        name="AWSBackupServiceRolePolicyForRestores",
        path="/service-role/",
        why="restore from recovery points",
    ),
    ManagedPolicy(
        purpose="s3-backup",
        name="AWSBackupServiceRolePolicyForS3Backup",
        path="/",
        why="back up buckets, with the notifications and keys that it takes",
    ),
    ManagedPolicy(
        purpose="s3-restore",
        name="AWSBackupServiceRolePolicyForS3Restore",
        path="/",
        why="restore buckets and objects",
    ),
)
"""The four of the backup role: the first two leave buckets out.
"""

_BUCKETS: Final = "S3"


def policies_for_backups(backup_type: str) -> tuple[ManagedPolicy, ...]:
    """List the policies that a role needs to back up a type, by AWS Backup's name of the type."""
    purposes = ("backup", "s3-backup") if backup_type == _BUCKETS else ("backup",)
    return tuple(policy for policy in BACKUP_ROLE_POLICIES if policy.purpose in purposes)


def policies_for_restores(backup_type: str) -> tuple[ManagedPolicy, ...]:
    """List the policies that a role needs to restore a type, by AWS Backup's name of the type."""
    purposes = ("restores", "s3-restore") if backup_type == _BUCKETS else ("restores",)
    return tuple(policy for policy in BACKUP_ROLE_POLICIES if policy.purpose in purposes)
