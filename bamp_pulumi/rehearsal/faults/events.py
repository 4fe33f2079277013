"""What AWS emits when nothing is wrong: jobs that have completed, or wait, as rows like the faults.

Nobody has to be notified of these. Whoever asks for them (severity `info`) is, and a rehearsal
shows that they arrive. A copy job has no state PENDING: it waits as CREATED.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.delivery import Signal
from bamp_pulumi.rehearsal.faults.fault import Fault
from bamp_pulumi.rehearsal.faults.jobs import backup_job, restore_started
from bamp_pulumi.rehearsal.faults.scene import Trait
from bamp_pulumi.rehearsal.faults.templates import Given, event, notifications

__all__ = ["EVENTS"]

_SOURCE: Final = "AWS Backup developer guide, eventbridge, backup-notifications"
_COPIED: Final = frozenset({Trait.COPIED})


def _copy_job(state: str, *named: str) -> tuple[Signal, ...]:
    return (
        *event("Copy Job State Change", {"state": state, "resourceArn": Given.RESOURCE}),
        *notifications(*named, EventType=UNKNOWN, State=UNKNOWN),
    )


def _restore_job(status: str, *named: str) -> tuple[Signal, ...]:
    return (
        *event("Restore Job State Change", {"status": status, "sourceResourceArn": Given.RESOURCE}),
        *notifications(*named, EventType=UNKNOWN, State=UNKNOWN),
    )


EVENTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "backup-job-completed": Fault(
            "A backup job completes.",
            backup_job("COMPLETED", "BACKUP_JOB_COMPLETED", has_message=False),
            source=_SOURCE,
        ),
        "backup-job-pending": Fault(
            "A backup job waits for its turn.",
            backup_job("PENDING", has_message=False),
            source=_SOURCE,
        ),
        "copy-job-completed": Fault(
            "A copy job completes.",
            _copy_job("COMPLETED", "COPY_JOB_SUCCESSFUL"),
            needs=_COPIED,
            source=_SOURCE,
        ),
        "copy-job-pending": Fault(
            "A copy job waits for its turn.",
            _copy_job("CREATED", "COPY_JOB_STARTED"),
            needs=_COPIED,
            source=_SOURCE,
        ),
        "restore-job-started": Fault("A restore starts.", restore_started(), source=_SOURCE),
        "restore-job-pending": Fault(
            "A restore job waits for its turn.", _restore_job("PENDING"), source=_SOURCE
        ),
        "restore-job-completed": Fault(
            "A restore job completes.",
            _restore_job("COMPLETED", "RESTORE_JOB_COMPLETED"),
            source=_SOURCE,
        ),
    }
)
"""Every event that is rehearsed, by id, in the order of a job's life."""
