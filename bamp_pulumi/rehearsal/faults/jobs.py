"""What jobs of AWS Backup emit when they end, as templates: an event, notifications, a metric.

Source: AWS Backup developer guide, eventbridge, backup-notifications, cloudwatch (read 2026-11-21).
"""

from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.delivery import Signal
from bamp_pulumi.rehearsal.faults.templates import Given, event, metric, notifications

__all__ = [
    "backup_job",
    "copy_job_failed",
    "restore_job_failed",
    "restore_started",
    "restore_test_completed",
]

_BEGAN: Final = "2026-01-01T00:00:00Z"


def backup_job(state: str, *named: str, has_message: bool = True) -> tuple[Signal, ...]:
    """Write the event and the vault notifications of a backup job that has ended.

    Args:
        state: The state it ends in.
        named: Names of the notifications.
        has_message: Whether AWS sends something about it. Default: yes; of a plain success it says
            nothing.
    """
    message = {"statusMessage": UNKNOWN} if has_message else {}
    attributes = {"EventType": "BACKUP_JOB", "State": state, "AccountId": Given.ACCOUNT}
    return (
        *event(
            "Backup Job State Change", {"state": state, "resourceArn": Given.RESOURCE, **message}
        ),
        *notifications(*named, **attributes),
    )


def copy_job_failed() -> tuple[Signal, ...]:
    """Write what a failed copy brings.

    Its event is sent where it is copied from; its metric names the destination vault,
    and is published there.
    """
    return (
        *event(
            "Copy Job State Change",
            {"state": "FAILED", "resourceArn": Given.RESOURCE, "statusMessage": UNKNOWN},
        ),
        *notifications("COPY_JOB_FAILED"),
        *metric("NumberOfCopyJobsFailed", vault=Given.RECOVERY_VAULT, region=Given.RECOVERY_REGION),
    )


def restore_job_failed(**known: object) -> tuple[Signal, ...]:
    """Write what a failed restore brings, and what else is known of its event."""
    return (
        *event(
            "Restore Job State Change",
            {
                "status": "FAILED",
                "sourceResourceArn": Given.RESOURCE,
                "statusMessage": UNKNOWN,
                **known,
            },
        ),
        # Which attributes these messages have no page says.
        *notifications(
            "RESTORE_JOB_COMPLETED", "RESTORE_JOB_FAILED", EventType=UNKNOWN, State=UNKNOWN
        ),
        *metric("NumberOfRestoreJobsFailed"),
    )


def restore_started() -> tuple[Signal, ...]:
    """Write what a restore brings that begins, and that no restore testing plan started."""
    return (
        *event(
            "Restore Job State Change", {"status": "RUNNING", "sourceResourceArn": Given.RESOURCE}
        ),
        *notifications("RESTORE_JOB_STARTED", EventType=UNKNOWN, State=UNKNOWN),
    )


def restore_test_completed(*, until: str) -> tuple[Signal, ...]:
    """Write what the restore of a test brings that began with the year 2026, and is completed.

    Args:
        until: When it is completed: as text, in UTC.
    """
    return (
        *event(
            "Restore Job State Change",
            {
                "status": "COMPLETED",
                "sourceResourceArn": Given.RESOURCE,
                "restoreTestingPlanArn": Given.RESTORE_TEST,
                "creationDate": _BEGAN,
                "completionDate": until,
            },
        ),
        *notifications("RESTORE_JOB_COMPLETED", EventType=UNKNOWN, State=UNKNOWN),
    )
