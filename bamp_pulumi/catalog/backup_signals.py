"""The signals of AWS Backup: events, vault notifications, metrics.

Source: AWS Backup developer guide, eventbridge, backup-notifications, cloudwatch; AWS Backup API,
BackupVaultEvent (read 2026-11-21).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = [
    "BACKUP_METRIC_DIMENSIONS",
    "BACKUP_METRIC_NAMESPACE",
    "JOB_METRICS",
    "VAULT_NOTIFICATIONS",
    "VaultNotification",
]

BACKUP_METRIC_NAMESPACE: Final = "AWS/Backup"
BACKUP_METRIC_DIMENSIONS: Final = (
    frozenset({"BackupVaultName"}),
    frozenset({"BackupVaultName", "ResourceType"}),
)
"""Sets of dimensions that its metrics have; an alarm must name one of them exactly."""

JOB_METRICS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "NumberOfBackupJobs": frozenset(
            {"Created", "Pending", "Running", "Aborted", "Completed", "Failed", "Expired"}
        ),
        "NumberOfCopyJobs": frozenset({"Created", "Running", "Completed", "Failed"}),
        "NumberOfRestoreJobs": frozenset({"Pending", "Running", "Completed", "Failed"}),
        "NumberOfRecoveryPoints": frozenset(
            {"Completed", "Partial", "Expired", "Deleting", "Cold"}
        ),
    }
)
"""Metrics by the beginning of their names, and the states that have one: of no other state is
anything published. They are published every five minutes, and only when they are not zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultNotification:
    """A message that a vault sends to its topic."""

    has_state: bool
    """Whether it is documented to carry the attributes `EventType` and `State`; of the others
    nobody says which attributes they have."""
    can_be_relied_on: bool = True
    """False for the five names that the guide has called deprecated and then listed again."""


def _plain(*, relied_on: bool = True) -> VaultNotification:
    return VaultNotification(has_state=False, can_be_relied_on=relied_on)


VAULT_NOTIFICATIONS: Final[Mapping[str, VaultNotification]] = MappingProxyType(
    {
        "BACKUP_JOB_STARTED": VaultNotification(has_state=True),
        "BACKUP_JOB_COMPLETED": VaultNotification(has_state=True),
        "BACKUP_JOB_SUCCESSFUL": VaultNotification(has_state=True, can_be_relied_on=False),
        "BACKUP_JOB_FAILED": VaultNotification(has_state=True, can_be_relied_on=False),
        "BACKUP_JOB_EXPIRED": VaultNotification(has_state=True, can_be_relied_on=False),
        "CONTINUOUS_BACKUP_INTERRUPTED": _plain(),
        "COPY_JOB_STARTED": _plain(),
        "COPY_JOB_SUCCESSFUL": _plain(),
        "COPY_JOB_FAILED": _plain(),
        "RESTORE_JOB_STARTED": _plain(),
        "RESTORE_JOB_COMPLETED": _plain(),
        "RESTORE_JOB_SUCCESSFUL": _plain(relied_on=False),
        "RESTORE_JOB_FAILED": _plain(relied_on=False),
        "RECOVERY_POINT_MODIFIED": _plain(),
        "S3_BACKUP_OBJECT_FAILED": _plain(),
        "S3_RESTORE_OBJECT_FAILED": _plain(),
        "EKS_BACKUP_OBJECT_FAILED": _plain(),
        "EKS_RESTORE_OBJECT_FAILED": _plain(),
    }
)
"""The notifications about jobs and recovery points."""
