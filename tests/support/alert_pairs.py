"""The fields in which two alerts of a kind may differ, one changed alone each time.

The table beside this file says of each whether the two are one alert, and why. Fields that events
of a kind do not have are not there.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from alert_events import ACCOUNT, HERE, THERE

__all__ = ["FIELDS", "ROWS", "Row"]

OTHER_ACCOUNT = "444455556666"
_DB = f"arn:aws:rds:{HERE}:{ACCOUNT}:db:users"
_OTHER_VAULT = f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-vault:other"
_OTHER_WHO = f"arn:aws:sts::{ACCOUNT}:assumed-role/intruder/mallory"
_OTHER_TOPIC = f"arn:aws:sns:{HERE}:{OTHER_ACCOUNT}:bamp-alerts"
_THERE_TOPIC = f"arn:aws:sns:{THERE}:{ACCOUNT}:bamp-alerts"
_LATER = "2026-11-28T05:30:00Z"

# What is written into an event for each field, by kind where the kinds differ.
_EVERY = {
    "account": ("event.account", OTHER_ACCOUNT),
    "region": ("event.region", THERE),
    "event": ("event.id", "e9"),
    "time": ("event.time", _LATER),
}
_BACKED_UP = {
    "resource": ("event.detail.resourceArn", _DB),
    "vault": ("event.detail.backupVaultArn", _OTHER_VAULT),
    "plan": ("event.detail.createdBy.backupPlanId", "p2"),
    "rule": ("event.detail.createdBy.backupPlanRuleId", "r2"),
    "on demand": ("event.detail.createdBy", None),
    "job": ("event.detail.backupJobId", "bbbb"),
    "why": ("event.detail.statusMessage", '"Something else."'),
}
_RESTORED = {
    "resource": ("event.detail.sourceResourceArn", _DB),
    "vault": ("event.detail.backupVaultArn", _OTHER_VAULT),
    "job": ("event.detail.restoreJobId", "eeee"),
    "point": ("event.detail.recoveryPointArn", f"{_DB}-point"),
}
_VALIDATED = {
    "resource": ("event.detail.resourceArn", _DB),
    "job": ("event.detail.restoreJobId", "eeee"),
    "point": ("event.detail.recoveryPointArn", f"{_DB}-point"),
    "why": ("event.detail.statusMessage", "Something else."),
}
_CALLED = {
    "call": ("event.detail.eventName", "PutBackupVaultAccessPolicy"),
    "who": ("event.detail.userIdentity.arn", _OTHER_WHO),
    "outcome": ("event.detail.errorCode", "AccessDenied"),
    "id of the call": ("event.detail.eventID", "call-2"),
}
_SNS = "Records.0.Sns"
_MESSAGE = {
    "account": (f"{_SNS}.TopicArn", _OTHER_TOPIC),
    "region": (f"{_SNS}.TopicArn", _THERE_TOPIC),
    "message": (f"{_SNS}.MessageId", "m2"),
    "time": (f"{_SNS}.Timestamp", "2026-11-28T05:30:00.000Z"),
}
_CHECKED = {
    **_EVERY,
    "resource": ("event.detail.resourceArn", _DB),
    "Region of the resource": ("event.detail.region", THERE),
    "vault": (
        "event.detail.backupVaultArn",
        f"arn:aws:backup:{THERE}:{ACCOUNT}:backup-vault:other",
    ),
    "vault's Region": (
        "event.detail.backupVaultArn",
        f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-vault:dr",
    ),
    "state": ("event.detail.state", "Unprotected"),
    "why": ("event.detail.statusMessage", "Something else."),
}
FIELDS: Mapping[str, Mapping[str, tuple[str, object]]] = {
    "job-failed": {**_EVERY, **_BACKED_UP, "state": ("event.detail.state", "EXPIRED")},
    "job-failed, a copy": {
        **_EVERY,
        **_BACKED_UP,
        "vault": ("event.detail.destinationBackupVaultArn", _OTHER_VAULT),
        "vault's Region": (
            "event.detail.destinationBackupVaultArn",
            f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-vault:dr",
        ),
        "source vault": ("event.detail.sourceBackupVaultArn", _OTHER_VAULT),
        "job": ("event.detail.copyJobId", "dddd"),
        "state": ("event.detail.state", "PARTIAL"),
    },
    "job-has-issues": {**_EVERY, **_BACKED_UP},
    "restore-failed": {**_EVERY, **_RESTORED, "state": ("event.detail.status", "ABORTED")},
    "restore-started": {**_EVERY, **_RESTORED},
    "restore-test-failed": {**_EVERY, **_VALIDATED},
    "restore-too-slow": {**_EVERY, **_VALIDATED},
    "recovery-point-stuck": {
        **_EVERY,
        "resource": ("event.detail.resourceArn", _DB),
        "vault": ("event.detail.backupVaultArn", _OTHER_VAULT),
        "point": ("event.resources", [f"{_DB}-point"]),
        "state": ("event.detail.status", "EXPIRED"),
    },
    "plan-deleted": {**_EVERY, "plan": ("event.resources", [f"{_DB}-plan"])},
    "vault-changed": {
        **_EVERY,
        "vault": ("event.resources", [_OTHER_VAULT]),
        "name of the vault": ("event.detail.backupVaultName", "other"),
        "state": ("event.detail.state", "DELETED"),
    },
    "opt-in-changed": {
        **_EVERY,
        "type": ("event.detail.ResourceTypeOptInPreference", {"EFS": False}),
    },
    "protection-weakened": {
        **_EVERY,
        **_CALLED,
        "vault": ("event.detail.requestParameters.backupVaultName", "other"),
    },
    "key-endangered": {
        **_EVERY,
        **_CALLED,
        "call": ("event.detail.eventName", "ScheduleKeyDeletion"),
        "resource": ("event.detail.resources.0.ARN", _DB),
        "key as it was asked for": ("event.detail.requestParameters.keyId", "alias/bamp"),
    },
    "key-deleted": {**_EVERY, "resource": ("event.resources", [_DB])},
    "bucket-frozen": {
        **_EVERY,
        **{name: said for name, said in _CALLED.items() if name != "call"},
        "resource": ("event.detail.requestParameters.bucketName", "other"),
    },
    "tier-lost": {**_EVERY, "resource": ("event.resources", [_DB])},
    "backup-missing": {**_CHECKED, "kind": ("event.detail.kind", "stale")},
    "not-as-promised": {**_CHECKED, "kind": ("event.detail.kind", "unlocked")},
    "exemption-over": {**_CHECKED, "kind": ("event.detail.kind", "exemption-incomplete")},
    "not-seen": {
        **_EVERY,
        **{name: said for name, said in _CHECKED.items() if not name.startswith("vault")},
    },
    "vault-reports": {**_MESSAGE, "why": (f"{_SNS}.Message", "Another sentence.")},
    "alarm-on": {
        **_MESSAGE,
        "resource": (f"{_SNS}.Message.AlarmArn", f"{_DB}-alarm"),
        "name of the alarm": (f"{_SNS}.Message.AlarmName", "other"),
        "vault": (f"{_SNS}.Message.Trigger.Dimensions.0.value", "other"),
        "time": (f"{_SNS}.Message.StateChangeTime", "2026-11-28T05:30:00.000+0000"),
    },
    "not-understood": {**_EVERY, "state": ("event.detail.state", "NEWER")},
    "alerts-broken": {**_EVERY},
}


class Row(NamedTuple):
    """One row of the table."""

    kind: str
    field: str
    answer: str
    """`same` or `two`."""
    why: str
    """Of two that are one alert."""


def _rows() -> tuple[Row, ...]:
    table = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    return tuple(Row(*(part.strip() for part in line.split("|"))) for line in lines)


ROWS: Final = _rows()
