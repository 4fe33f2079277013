"""The events that AWS Backup sends: their types, states and fields.

Source: AWS Backup developer guide, eventbridge; botocore 1.44.5: the enums of states (read
2026-11-26).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["BACKUP_EVENTS", "BACKUP_EVENT_SOURCE", "BackupEvent"]

BACKUP_EVENT_SOURCE: Final = "aws.backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupEvent:
    """One detail type."""

    state_field: str
    """Field of the state: `state`, `status` or `indexStatus`."""
    states: frozenset[str]
    """States with a sample event, and those of the API without one."""
    fields: frozenset[str]
    """Every field of the detail that a sample shows."""
    about: str
    """Field of the finest thing that an event is about: an ARN, a name or an id."""
    lists: str = "recovery-point"
    """Kind of ARN in the `resources` of an event that ends something; empty for none."""
    created_field: str = ""
    """Field of the state in an event that reports a beginning, where it is another."""


_JOB: Final = (
    "backupSizeInBytes",
    "backupVaultArn",
    "completionDate",
    "createdBy",
    "creationDate",
    "iamRoleArn",
    "percentDone",
    "resourceType",
    "statusMessage",
)


def _event(
    state_field: str,
    states: str,
    *fields: str,
    about: str,
    lists: str = "recovery-point",
    created_field: str = "",
) -> BackupEvent:
    return BackupEvent(
        lists=lists,
        about=about,
        created_field=created_field,
        state_field=state_field,
        states=frozenset(states.split()),
        fields=frozenset({state_field, *fields}),
    )


BACKUP_EVENTS: Final[Mapping[str, BackupEvent]] = MappingProxyType(
    {
        "Backup Job State Change": _event(
            "state",
            "CREATED PENDING RUNNING COMPLETED FAILED ABORTED EXPIRED ABORTING PARTIAL",
            *_JOB,
            "backupJobId",
            "backupVaultName",
            "bytesTransferred",
            "expectedCompletionDate",
            "resourceArn",
            "retryCount",
            "startBy",
            about="resourceArn",
        ),
        "Copy Job State Change": _event(
            "state",
            "CREATED RUNNING COMPLETED FAILED PARTIAL",
            *_JOB,
            "copyJobId",
            "destinationBackupVaultArn",
            "destinationRecoveryPointArn",
            "resourceArn",
            "sourceBackupVaultArn",
            "sourceRecoveryPointArn",
            about="resourceArn",
        ),
        "Restore Job State Change": _event(
            "status",
            "PENDING RUNNING COMPLETED FAILED ABORTED",
            *_JOB,
            "createdResourceArn",
            "recoveryPointArn",
            "restoreJobId",
            "restoreTestingPlanArn",
            "sourceResourceArn",
            about="sourceResourceArn",
            created_field="state",
        ),
        "Recovery Point State Change": _event(
            "status",
            "COMPLETED PARTIAL DELETING EXPIRED AVAILABLE STOPPED CREATING",
            *_JOB,
            "backupVaultName",
            "calculatedLifeCycle",
            "calculatedLifecycle",
            "isEncrypted",
            "lifecycle",
            "resourceArn",
            "storageClass",
            about="resourceArn",
        ),
        "Backup Vault State Change": _event(
            "state",
            "CREATED MODIFIED DELETED",
            "backupVaultName",
            "isLocked",
            about="backupVaultName",
            lists="backup-vault",
        ),
        "Backup Plan State Change": _event(
            "state",
            "CREATED MODIFIED DELETED",
            "backupPlanId",
            "creationDate",
            "deletionDate",
            "modifiedAt",
            "versionId",
            about="backupPlanId",
            lists="backup-plan",
        ),
        "Region Setting State Change": _event(
            "state",
            "MODIFIED",
            "ResourceTypeOptInPreference",
            "modifiedAt",
            about="ResourceTypeOptInPreference",
            lists="",
        ),
        "Recovery Point Index State Change": _event(
            "indexStatus",
            "ACTIVE DELETED FAILED PENDING DELETING",
            "recoveryPointArn",
            about="recoveryPointArn",
        ),
        "Scan Job State Change": _event(
            "state",
            "CREATED RUNNING COMPLETED COMPLETED_WITH_ISSUES FAILED CANCELED",
            "backupVaultName",
            "createdBy",
            "scanJobId",
            "scanResult",
            about="backupVaultName",
        ),
    }
)
"""The events by detail type."""
