"""The faults, by id: one row each says what happens, what AWS emits, and what it does.

To add a fault is to add a row. Of what AWS emits nothing of, only a check that looks for it helps.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.policy import TIER_TAG
from bamp_pulumi.rehearsal.delivery import Outage
from bamp_pulumi.rehearsal.effects import Effect
from bamp_pulumi.rehearsal.faults.fault import Fault, Leaves
from bamp_pulumi.rehearsal.faults.jobs import (
    backup_job,
    copy_job_failed,
    restore_job_failed,
    restore_started,
    restore_test_completed,
)
from bamp_pulumi.rehearsal.faults.scene import Trait
from bamp_pulumi.rehearsal.faults.templates import (
    NOT_CHECKED,
    SILENCE,
    Given,
    absence,
    calls,
    event,
    metric,
    notifications,
    of_resource,
    tag_change,
)

__all__ = ["FAULTS"]

_GUIDE: Final = "AWS Backup developer guide"
_JOBS: Final = f"{_GUIDE}, eventbridge, backup-notifications, cloudwatch"
_EVENTS: Final = f"{_GUIDE}, eventbridge"
_NOTIFICATIONS: Final = f"{_GUIDE}, backup-notifications"
_CALLS: Final = f"{_GUIDE}, logging-using-cloudtrail"
_KEYS: Final = (
    "AWS KMS API, DisableKey, ScheduleKeyDeletion; AWS KMS developer guide, "
    f"logging-using-cloudtrail; {_GUIDE}, encryption"
)
_NOT_LISTED: Final = "our inference: events are listed of jobs that exist"
_TAGS: Final = "EventBridge events reference, events-ref-tag"
_METRICS_OF_RDS: Final = "Amazon RDS user guide, rds-metrics"
_OURS: Final = "House rule: a promise of the policy, which AWS does not check"

_BACKUP: Final = "aws.backup"
_COPIED: Final = frozenset({Trait.COPIED})
_REPORTED: Final = frozenset({Trait.REPORTS_OBJECTS})
_ANYTHING: Final = frozenset[Trait]()
_FAILED: Final = (
    *backup_job("FAILED", "BACKUP_JOB_COMPLETED", "BACKUP_JOB_FAILED"),
    *metric("NumberOfBackupJobsFailed"),
)
_HOURS_BEHIND: Final = 3_600.0
_BYTES_LEFT: Final = 0.0
_IN_TIME: Final = "2026-01-01T00:00:30Z"
"""Half a minute after a restore began: no objective is shorter than a minute."""
_TOO_LATE: Final = "2027-01-01T00:01:00Z"
"""A year and a minute after it began: no objective is longer than a year."""

FAULTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "backup-job-failed": Fault(
            "A backup job fails.", _FAILED, Effect.ONE_BACKUP, storms=True, source=_JOBS
        ),
        "backup-job-expired": Fault(
            "A backup job cannot start within its window.",
            (
                *backup_job("EXPIRED", "BACKUP_JOB_COMPLETED", "BACKUP_JOB_EXPIRED"),
                *metric("NumberOfBackupJobsExpired"),
            ),
            Effect.ONE_BACKUP,
            source=_JOBS,
        ),
        "backup-job-aborted": Fault(
            "Somebody stops a backup job.",
            (*backup_job("ABORTED"), *metric("NumberOfBackupJobsAborted")),
            Effect.ONE_BACKUP,
            source=_JOBS,
        ),
        "backup-job-completed-with-issues": Fault(
            "A backup job completes, and leaves something out.",
            backup_job("COMPLETED", "BACKUP_JOB_COMPLETED"),
            Effect.ONE_BACKUP,
            ordinarily=backup_job("COMPLETED", "BACKUP_JOB_COMPLETED", has_message=False),
            source=_JOBS,
        ),
        "copy-job-failed": Fault(
            "A copy job fails.",
            copy_job_failed(),
            Effect.ONE_COPY,
            needs=_COPIED,
            source=_JOBS,
        ),
        "copy-job-stuck": Fault(
            "A copy job stays CREATED while AWS Backup retries.",
            absence(Effect.COPIES, stays="CREATED"),
            Effect.COPIES,
            needs=_COPIED,
            source=f"{_GUIDE}, recov-point-create-a-copy",
        ),
        "restore-job-failed": Fault("A restore job fails.", restore_job_failed(), source=_JOBS),
        "restore-started": Fault("Somebody starts a restore.", restore_started(), source=_JOBS),
        "s3-backup-object-failed": Fault(
            "An object of a bucket is not backed up.",
            notifications("S3_BACKUP_OBJECT_FAILED"),
            Effect.ONE_BACKUP,
            needs=_REPORTED,
            source=f"{_NOTIFICATIONS}, s3-backups",
        ),
        "s3-restore-object-failed": Fault(
            "An object of a bucket is not restored.",
            notifications("S3_RESTORE_OBJECT_FAILED"),
            needs=_REPORTED,
            source=_NOTIFICATIONS,
        ),
        "tag-lost": Fault(
            "A deployment drops the tag that plans select by.",
            tag_change(TIER_TAG),
            Effect.BACKUPS,
            source=_TAGS,
        ),
        "resource-untagged": Fault(
            "Somebody removes the tag by hand.",
            tag_change(TIER_TAG),
            Effect.BACKUPS,
            source=_TAGS,
        ),
        "selection-deleted": Fault(
            "The selection of a plan is deleted.",
            calls(_BACKUP, "DeleteBackupSelection"),
            Effect.BACKUPS,
            source=f"{_CALLS}, eventbridge",
        ),
        "plan-deleted": Fault(
            "A plan is deleted.",
            (
                *event("Backup Plan State Change", {"state": "DELETED"}),
                *calls(_BACKUP, "DeleteBackupPlan"),
            ),
            Effect.BACKUPS,
            source=_EVENTS,
        ),
        "continuous-backup-interrupted": Fault(
            "A continuous backup stops.",
            (
                *notifications("CONTINUOUS_BACKUP_INTERRUPTED"),
                *event("Recovery Point State Change", {"status": "STOPPED"}, is_sampled=False),
            ),
            Effect.CONTINUOUS,
            needs=frozenset({Trait.CONTINUOUS}),
            source=f"{_GUIDE}, point-in-time-recovery, backup-notifications",
        ),
        "s3-continuous-frozen": Fault(
            "A bucket's notifications are switched off: its continuous backup makes no progress.",
            calls("aws.s3", "PutBucketNotification"),
            Effect.CONTINUOUS,
            needs=frozenset({Trait.CONTINUOUS, Trait.NEEDS_A_SETTING}),
            source=f"{_GUIDE}, s3-backups; Amazon S3 user guide, cloudtrail-logging-s3-info",
        ),
        "copy-missing": Fault(
            "A copy is never made, and no job reports it.",
            absence(Effect.ONE_COPY),
            Effect.ONE_COPY,
            needs=_COPIED,
            source=f"{_EVENTS}; {_NOT_LISTED}",
        ),
        "recovery-point-deleted": Fault(
            "Somebody deletes a recovery point.",
            (
                *calls(_BACKUP, "DeleteRecoveryPoint"),
                *event("Recovery Point State Change", {"status": "DELETING"}, is_sampled=False),
                *metric("NumberOfRecoveryPointsDeleting"),
            ),
            Effect.NEWEST_POINT,
            of_vault=True,
            source=_JOBS,
        ),
        "recovery-points-stay-expired": Fault(
            "AWS Backup cannot delete expired recovery points.",
            (
                *event("Recovery Point State Change", {"status": "EXPIRED"}, is_sampled=False),
                *metric("NumberOfRecoveryPointsExpired"),
            ),
            of_vault=True,
            source=f"{_JOBS}, deleting-backups",
        ),
        "vault-policy-changed": Fault(
            "The access policy of a vault is changed.",
            calls(_BACKUP, "PutBackupVaultAccessPolicy"),
            of_vault=True,
            source=f"{_CALLS}, eventbridge",
        ),
        "vault-lock-removed": Fault(
            "The lock of a vault is removed.",
            (
                *calls(_BACKUP, "DeleteBackupVaultLockConfiguration"),
                *event("Backup Vault State Change", {"state": "MODIFIED"}, is_sampled=False),
            ),
            of_vault=True,
            source=f"{_EVENTS}, vault-lock, logging-using-cloudtrail",
        ),
        "key-disabled": Fault(
            "The key of a vault is disabled.",
            calls("aws.kms", "DisableKey"),
            Effect.BACKUPS,
            leaves=Leaves.OTHER_VAULTS,
            of_vault=True,
            source=_KEYS,
        ),
        "key-deletion-scheduled": Fault(
            "The key of a vault is to be deleted.",
            calls("aws.kms", "ScheduleKeyDeletion"),
            Effect.BACKUPS,
            leaves=Leaves.OTHER_VAULTS,
            of_vault=True,
            source=_KEYS,
        ),
        "topic-cannot-be-published": Fault(
            "The policy of a topic no longer allows its publishers.",
            _FAILED,
            needs=frozenset({Trait.BACKED_UP, Trait.HAS_TOPIC}),
            outage=Outage(topics_of=Given.REGION),
            source="SNS developer guide, sns-access-policy-use-cases; EventBridge user guide, "
            "eb-rule-dlq",
        ),
        "destination-down": Fault(
            "An endpoint on the Internet does not answer.",
            _FAILED,
            needs=frozenset({Trait.BACKED_UP, Trait.HAS_CALL}),
            outage=Outage(calls=True),
            source="EventBridge user guide, eb-rule-retry-policy; SNS developer guide, "
            "sns-message-delivery-retries",
        ),
        "region-opt-in-off": Fault(
            "A type is no longer opted in in a Region: its jobs stop, and none fails.",
            (
                *event("Region Setting State Change", {"state": "MODIFIED"}),
                *calls(_BACKUP, "UpdateRegionSettings"),
            ),
            Effect.BACKUPS,
            source=f"{_EVENTS}, assigning-resources; AWS Backup API, UpdateRegionSettings",
        ),
        "retention-outside-lock": Fault(
            "A job asks for a retention that the lock of its vault does not allow, and fails.",
            _FAILED,
            Effect.BACKUPS,
            source=f"{_GUIDE}, vault-lock",
        ),
        "overlapping-windows": Fault(
            "A rule does not run, because the start window of another rule is open.",
            absence(Effect.ONE_BACKUP),
            Effect.ONE_BACKUP,
            source=f"{_GUIDE}, plan-options-and-configuration",
        ),
        "replica-lag": Fault(
            "A replica of a database falls an hour behind.",
            of_resource(
                "AWS/RDS",
                "ReplicaLag",
                _HOURS_BEHIND,
                "Seconds",
                dimension="DBInstanceIdentifier",
            ),
            needs=_ANYTHING,
            source=_METRICS_OF_RDS,
        ),
        "storage-nearly-full": Fault(
            "A database has no storage left.",
            of_resource(
                "AWS/RDS",
                "FreeStorageSpace",
                _BYTES_LEFT,
                "Bytes",
                dimension="DBInstanceIdentifier",
            ),
            needs=_ANYTHING,
            source=_METRICS_OF_RDS,
        ),
        "primary-region-lost": Fault(
            "The Region of the resource is lost, with everything in it.",
            SILENCE,
            leaves=Leaves.OTHER_REGIONS,
            needs=_ANYTHING,
            source="CloudWatch user guide, alarms-and-missing-data",
        ),
        "account-compromised": Fault(
            "Somebody with full permissions deletes the backups first.",
            calls(_BACKUP, "DeleteRecoveryPoint", "DeleteBackupVaultLockConfiguration"),
            leaves=Leaves.OTHER_ACCOUNTS,
            needs=_ANYTHING,
            source=f"{_CALLS}, vault-lock",
        ),
        "restore-test-failed": Fault(
            "A restore test fails.",
            restore_job_failed(restoreTestingPlanArn=UNKNOWN),
            source=f"{_JOBS}, restore-testing",
        ),
        "restore-too-slow": Fault(
            "A restore takes longer than its tier allows.",
            # AWS says when it is completed, and nothing of what was promised.
            restore_test_completed(until=_TOO_LATE),
            ordinarily=restore_test_completed(until=_IN_TIME),
            source=f"{_EVENTS}, restore-testing",
        ),
        "exemption-expired": Fault(
            "An exemption has expired.", absence(is_exempt=True), source=_OURS
        ),
        "repository-not-backed-up": Fault(
            "A repository has had no backup for a day.", source=_OURS
        ),
        "health-check-not-run": Fault(
            "The check for missing backups does not run.", NOT_CHECKED, source=_OURS
        ),
    }
)
"""Every fault that is rehearsed."""
