"""The kinds of alerts.

The rules match what a person has to act on, and what shows that it is over. Calls come from
CloudTrail, and only where a trail logs the management events of the Region.

Sources: AWS Backup developer guide, eventbridge and backup-notifications; EventBridge user guide,
tag change events; KMS developer guide, kms-events (read 2026-11-26); KMS API reference,
CancelKeyDeletion: the key is disabled then (read 2026-11-28).
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, cast

from bamp_pulumi.baseline.alerts.health_kinds import HEALTH_KINDS
from bamp_pulumi.baseline.alerts.kind import AlertKind, Pattern
from bamp_pulumi.baseline.alerts.validation_kinds import VALIDATION_KINDS

__all__ = [
    "ALERT_KINDS",
    "ALERT_NOTIFICATIONS",
    "JOBS_PATTERN",
    "render_forward_pattern",
    "render_kinds",
]

_BACKUP: Final = ["aws.backup"]
_CALL: Final = ["AWS API Call via CloudTrail"]
_KEY_DELETED: Final = ["KMS CMK Deletion"]
_JOBS: Final = ["Backup Job State Change", "Copy Job State Change"]
_RESTORES: Final = ["Restore Job State Change"]
_OF_A_TEST: Final = "restoreTestingPlanArn"
"""Field of the events of a restore that only those of a restore test have."""
_TIER: Final = "backup-tier"
_STATE_FIELDS: Final = ("state", "status")
_THING: Final = ("place", "resource")
_JOB: Final = (*_THING, "vault", "rule")
"""A job is the same as another of the same rule, for the same resource, into the same vault."""
_CALLER: Final = ("principal",)
"""Calls that are listed together: what one caller does cannot hide behind another's calls, and a
caller is one incident, whatever it calls and in which Region."""
_NAMED: Final = ("account_id", "place", "time")


def _calls(source: str, *names: str) -> Pattern:
    return {"source": [source], "detail-type": _CALL, "detail": {"eventName": list(names)}}


def _tag_changed(*, has_tier: bool) -> Pattern:
    return {
        "source": ["aws.tag"],
        "detail-type": ["Tag Change on Resource"],
        "detail": {"changed-tag-keys": [_TIER], "tags": {_TIER: [{"exists": has_tier}]}},
    }


ALERT_KINDS: Final[Mapping[str, AlertKind]] = MappingProxyType(
    {
        "job-failed": AlertKind(
            what="a backup or copy job has not completed",
            severity="critical",
            first_step="read why, fix it, and start the job again",
            pattern={
                "source": _BACKUP,
                "detail-type": _JOBS,
                "detail": {"state": ["FAILED", "EXPIRED", "ABORTED", "PARTIAL"]},
            },
            identity=_JOB,
        ),
        "job-has-issues": AlertKind(
            what="a backup job has completed with data missing",
            severity="warning",
            first_step="read what is missing; it is not in the recovery point",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Backup Job State Change"],
                "detail": {"state": ["COMPLETED"], "statusMessage": [{"exists": True}]},
            },
            identity=_JOB,
            # It has completed: what is left out is an alert of its own.
            closes=("job-failed",),
        ),
        "restore-failed": AlertKind(
            what="a restore, or a restore test, has not completed",
            severity="warning",
            first_step="restore from another recovery point, and find out why this one failed",
            pattern={
                "source": _BACKUP,
                "detail-type": _RESTORES,
                "detail": {"status": ["FAILED", "ABORTED"]},
            },
            # By the job, whose id is the same in every Region.
            group_by=(),
        ),
        "restore-started": AlertKind(
            what="a restore has started, which no restore testing plan asked for",
            severity="warning",
            first_step="find out who started it; if nobody intended it, treat it as an attack",
            pattern={
                "source": _BACKUP,
                "detail-type": _RESTORES,
                "detail": {"status": ["RUNNING"], _OF_A_TEST: [{"exists": False}]},
            },
            group_by=(),
        ),
        "recovery-point-stuck": AlertKind(
            what="a recovery point has stopped, or cannot be deleted",
            severity="warning",
            first_step="review the role that created it and its policies",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Recovery Point State Change", "Recovery Point Change"],
                "detail": {"status": ["EXPIRED", "STOPPED", "PARTIAL"]},
            },
            identity=(*_THING, "point", "state"),
        ),
        "plan-deleted": AlertKind(
            what="a backup plan has been deleted",
            severity="critical",
            first_step="deploy the account stack again",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Backup Plan State Change"],
                "detail": {"state": ["DELETED"]},
            },
            identity=_THING,
        ),
        "vault-changed": AlertKind(
            what="a vault has been changed or deleted",
            severity="warning",
            first_step="find out who, and compare it with what the account stack declares",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Backup Vault State Change"],
                "detail": {"state": ["MODIFIED", "DELETED"]},
            },
            group_by=("place", "state"),
        ),
        "opt-in-changed": AlertKind(
            what="the opt-in of the Region has changed: jobs of a type may have stopped",
            severity="warning",
            first_step="deploy the account stack again",
            pattern={"source": _BACKUP, "detail-type": ["Region Setting State Change"]},
        ),
        "protection-weakened": AlertKind(
            what="somebody has changed, or tried to change, what protects the backups",
            severity="critical",
            first_step="find out who; if it was not intended, treat it as an attack",
            pattern=_calls(
                "aws.backup",
                "DeleteBackupSelection",
                "DeleteBackupVault",
                "DeleteBackupVaultAccessPolicy",
                "DeleteBackupVaultLockConfiguration",
                "DeleteBackupVaultNotifications",
                "DeleteRecoveryPoint",
                "DisassociateRecoveryPoint",
                "PutBackupVaultAccessPolicy",
                "PutBackupVaultLockConfiguration",
                "UpdateRecoveryPointLifecycle",
            ),
            identity=("occurrence", "place", "call"),
            group_by=_CALLER,
        ),
        "key-endangered": AlertKind(
            what="a key has been disabled, or is to be deleted",
            severity="critical",
            first_step="cancel the deletion and enable the key, if backups are encrypted with it",
            pattern=_calls("aws.kms", "DisableKey", "ScheduleKeyDeletion"),
            identity=(*_THING, "call"),
            group_by=("place", "call", "outcome"),
        ),
        "key-deleted": AlertKind(
            what="a key has been deleted",
            severity="critical",
            first_step="find out which backups it encrypted: they cannot be restored any more",
            pattern={"source": ["aws.kms"], "detail-type": _KEY_DELETED},
            identity=_THING,
        ),
        "bucket-frozen": AlertKind(
            what="a bucket's notifications have changed: its continuous backup may have stopped",
            severity="warning",
            first_step="switch EventBridge notifications of the bucket on again",
            pattern=_calls("aws.s3", "PutBucketNotification"),
            identity=("occurrence", "place", "call"),
            group_by=_CALLER,
        ),
        "tier-lost": AlertKind(
            what="a resource has lost the tag by which plans select it",
            severity="warning",
            first_step="deploy the program that declares it again",
            pattern=_tag_changed(has_tier=False),
            identity=_THING,
        ),
        "vault-reports": AlertKind(
            what="a vault reports a fault",
            severity="warning",
            first_step="read the reason, and review the job in the AWS Backup console",
        ),
        "alarm-on": AlertKind(
            what="an alarm of the backups is on",
            severity="warning",
            first_step="review the vault that the alarm names",
            identity=_THING,
            renews=True,
        ),
        "alarm-off": AlertKind(
            what="an alarm of the backups is off again",
            severity="info",
            closes=("alarm-on",),
        ),
        "not-understood": AlertKind(
            what="an event has come that the alerts do not understand",
            severity="warning",
            first_step="read the event; if AWS has changed it, report it to the library",
            group_by=(),
        ),
        "plan-changed": AlertKind(
            what="a backup plan has been changed",
            severity="info",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Backup Plan State Change"],
                "detail": {"state": ["CREATED", "MODIFIED"]},
            },
            needs=_NAMED,
        ),
        "alerts-broken": AlertKind(
            what="an alert could not be delivered",
            severity="critical",
            first_step="read the dead-letter queue, fix what refused the message, empty the queue",
            people_know=True,
        ),
        "job-done": AlertKind(
            what="a backup or copy job has completed",
            severity="info",
            pattern={
                "source": _BACKUP,
                "detail-type": _JOBS,
                "detail": {"state": ["COMPLETED"], "statusMessage": [{"exists": False}]},
            },
            closes=("job-failed",),
            needs=(*_NAMED, "resource", "vault"),
        ),
        "job-waits": AlertKind(
            what="a job waits for its turn",
            severity="info",
            pattern={
                "source": _BACKUP,
                "detail-type": [*_JOBS, *_RESTORES],
                "detail": {"$or": [{"state": ["PENDING"]}, {"status": ["PENDING"]}]},
            },
            needs=_NAMED,
        ),
        "restore-test-started": AlertKind(
            what="a restore testing plan has started a restore",
            severity="info",
            pattern={
                "source": _BACKUP,
                "detail-type": _RESTORES,
                "detail": {"status": ["RUNNING"], _OF_A_TEST: [{"exists": True}]},
            },
            needs=_NAMED,
        ),
        "restore-done": AlertKind(
            what="a restore has completed",
            severity="info",
            pattern={
                "source": _BACKUP,
                "detail-type": _RESTORES,
                "detail": {"status": ["COMPLETED"]},
            },
            needs=_NAMED,
        ),
        "key-mended": AlertKind(
            what="a key has been enabled, or its deletion cancelled",
            severity="info",
            pattern=_calls("aws.kms", "EnableKey", "CancelKeyDeletion"),
            closes=("key-endangered",),
            closes_calls=MappingProxyType(
                # A key whose deletion is cancelled stays disabled: only one that is enabled works.
                {"EnableKey": ("DisableKey", "ScheduleKeyDeletion"), "CancelKeyDeletion": ()}
            ),
            needs=(*_NAMED, "resource", "call"),
        ),
        "tier-back": AlertKind(
            what="a resource has a tag again by which plans select it",
            severity="info",
            pattern=_tag_changed(has_tier=True),
            closes=("tier-lost",),
            needs=(*_NAMED, "resource"),
        ),
        **VALIDATION_KINDS,
        **HEALTH_KINDS,
    }
)
"""The kinds, by the end of the names of their rules."""

ALERT_NOTIFICATIONS: Final = (
    "CONTINUOUS_BACKUP_INTERRUPTED",
    "EKS_BACKUP_OBJECT_FAILED",
    "EKS_RESTORE_OBJECT_FAILED",
    "S3_BACKUP_OBJECT_FAILED",
    "S3_RESTORE_OBJECT_FAILED",
)
"""Notifications that a vault sends to its topic: no event reports these. The rest are events."""

JOBS_PATTERN: Final[Pattern] = MappingProxyType(
    {"source": _BACKUP, "detail-type": [*_JOBS, *_RESTORES]}
)
"""Every state of every job: what the log of jobs takes."""


def render_forward_pattern(region: str) -> Pattern:
    """Return what a Region forwards to the Region of the function: all of AWS that a kind matches.

    Of AWS Backup's own events it is everything: a pattern has 2,048 characters at most.
    """
    names: dict[str, list[str]] = {}
    for source, called in _called_elsewhere():
        names.setdefault(source, []).extend(called)
    either: list[Pattern] = [{"source": _BACKUP}]
    either += [{"source": [source], "detail": {"eventName": n}} for source, n in names.items()]
    either.append({"source": ["aws.kms"], "detail-type": _KEY_DELETED})
    # Both changes of the tag: what they differ in is left to the rules there.
    either.append({"source": ["aws.tag"], "detail": {"changed-tag-keys": [_TIER]}})
    return {"region": [region], "$or": either}


def _called_elsewhere() -> Iterator[tuple[str, list[str]]]:
    """List the calls that kinds take of other services, by their sources."""
    for kind in ALERT_KINDS.values():
        if kind.pattern is not None and kind.pattern["detail-type"] == _CALL:
            (source,) = cast("list[str]", kind.pattern["source"])
            detail = cast("Mapping[str, list[str]]", kind.pattern["detail"])
            if source not in _BACKUP:
                yield source, detail["eventName"]


def render_kinds() -> Mapping[str, Mapping[str, object]]:
    """Return what the function knows of each kind."""
    lasting = {closed for kind in ALERT_KINDS.values() for closed in kind.closes}
    return {
        name: {
            "what": kind.what,
            "first_step": kind.first_step,
            "severity": kind.severity,
            "identity": list(kind.identity),
            "group_by": list(kind.group_by),
            "closes": list(kind.closes),
            "closes_calls": {call: list(back) for call, back in kind.closes_calls.items()},
            "lasts": name in lasting,
            "renews": kind.renews,
            "needs": list(kind.needs),
            "states": _states_of(kind),
            # Nobody is notified of what is well, or over: an event has to be just that.
            "pattern": kind.pattern if kind.severity == "info" or kind.closes else None,
            "people_know": kind.people_know,
        }
        for name, kind in ALERT_KINDS.items()
    }


def _states_of(kind: AlertKind) -> list[str]:
    """List the states of AWS Backup's events that a kind is about; none where it asks for none."""
    detail = cast("Mapping[str, object]", (kind.pattern or {}).get("detail", {}))
    either = cast("list[Mapping[str, object]]", detail.get("$or", [detail]))
    found = (one.get(name, ()) for one in either for name in _STATE_FIELDS)
    listed = [state for states in found for state in cast("list[object]", states)]
    return list(dict.fromkeys(state for state in listed if isinstance(state, str)))
