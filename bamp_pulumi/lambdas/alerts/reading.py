"""From what AWS sends to an alert: events of EventBridge, messages of SNS.

An event comes with the kind that its rule stands for. A vault's message is one English sentence,
and its attributes are documented for backup jobs only: it is passed on as it is.

Sources: AWS Backup developer guide, eventbridge and backup-notifications; Lambda developer guide,
with-sns; CloudWatch user guide, alarm notifications (read 2026-11-26).
"""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus

__all__ = ["ALARM", "VAULT", "Kinds", "read_alerts"]

Kinds = Mapping[str, Mapping[str, object]]
"""Of each kind: `what`, `first_step`, `severity`, `closes`, `lasts`, `people_know`."""

VAULT = "vault-tells"
"""Kind of a vault's message."""
ALARM = "alarm-on"
"""Kind of an alarm."""
_JOB_ARNS = ("resourceArn", "sourceResourceArn", "recoveryPointArn")
_CALL_NAMES = ("backupVaultName", "keyId", "bucketName", "backupPlanId", "resourceArn")
_ARN_PARTS = 6


def read_alerts(payload: Mapping[str, object], kinds: Kinds) -> Iterator[Alert]:
    """Read what the function is called with.

    Args:
        payload: `{"kind": ..., "event": ...}` from a rule, `{"Records": [...]}` from a topic.
        kinds: What is said of each kind.
    """
    if "event" in payload:
        yield _of_event(_text(payload.get("kind")), _map(payload["event"]), kinds)
        return
    records = payload.get("Records")
    for record in cast("list[object]", records) if isinstance(records, list) else ():
        yield _of_message(_map(_map(record).get("Sns")), kinds)


def _of_event(kind: str, event: Mapping[str, object], kinds: Kinds) -> Alert:
    detail = _map(event.get("detail"))
    call = _map(detail.get("requestParameters"))
    vault, vault_region = _vault_of(detail, call, _text(event.get("region")))
    return _alert(
        kind,
        kinds,
        resource=_resource_of(event, detail, call),
        vault=vault,
        vault_region=vault_region,
        state=_first(detail, "state", "status", "eventName"),
        why=_first(detail, "statusMessage", "errorMessage", "errorCode").strip('"')
        or _text(_map(detail.get("configuration")).get("description")),
        who=_text(_map(detail.get("userIdentity")).get("arn")),
        command=_again(kind, detail, _text(event.get("region"))),
        account_id=_text(event.get("account")),
        region=_text(event.get("region")),
        time=_text(event.get("time")),
    )


def _again(kind: str, detail: Mapping[str, object], region: str) -> str:
    """Return the command that starts a backup job again; that of a copy needs what no event says.

    Source: AWS CLI reference, backup start-backup-job (read 2026-11-26).
    """
    fields = {
        "--backup-vault-name": _text(detail.get("backupVaultName")),
        "--resource-arn": _text(detail.get("resourceArn")),
        "--iam-role-arn": _text(detail.get("iamRoleArn")),
        "--region": region,
    }
    if kind != "job-failed" or "copyJobId" in detail or not all(fields.values()):
        return ""
    return " ".join(["aws backup start-backup-job", *map(" ".join, fields.items())])


def _resource_of(
    event: Mapping[str, object], detail: Mapping[str, object], call: Mapping[str, object]
) -> str:
    """Name what an event is about: by the job's fields, by the call's, or by the envelope's."""
    named = _first(detail, *_JOB_ARNS)
    if named:
        return named
    named_so = (
        *(_text(_map(touched).get("ARN")) for touched in _list(detail.get("resources"))),
        _first(call, *_CALL_NAMES),
        *(_text(one) for one in _list(event.get("resources"))),
    )
    return next((name for name in named_so if name), "")


def _vault_of(
    detail: Mapping[str, object], call: Mapping[str, object], region: str
) -> tuple[str, str]:
    """Name the vault that something should have gone to, and its Region."""
    for name in ("destinationBackupVaultArn", "backupVaultArn"):
        parts = _text(detail.get(name)).split(":")
        if len(parts) > _ARN_PARTS:
            return parts[-1], parts[3]
    named = _first(detail, "backupVaultName") or _first(call, "backupVaultName")
    return named, region if named else ""


def _of_message(message: Mapping[str, object], kinds: Kinds) -> Alert:
    topic = _text(message.get("TopicArn")).split(":")
    region, account = (topic[3], topic[4]) if len(topic) == _ARN_PARTS else ("", "")
    body, time = _text(message.get("Message")), _text(message.get("Timestamp"))
    alarm = _alarm_in(body)
    if "AlarmName" not in alarm:
        return _alert(VAULT, kinds, why=body, account_id=account, region=region, time=time)
    dimensions = [_map(one) for one in _list(_map(alarm.get("Trigger")).get("Dimensions"))]
    vault = next((_text(d.get("value")) for d in dimensions if _is_vault(d)), "")
    return _alert(
        ALARM,
        kinds,
        resource=_text(alarm.get("AlarmArn")) or _text(alarm.get("AlarmName")),
        vault=vault,
        vault_region=region if vault else "",
        state=_text(alarm.get("NewStateValue")),
        why=_text(alarm.get("AlarmDescription")),
        account_id=account,
        region=region,
        time=time,
    )


def _alarm_in(body: str) -> Mapping[str, object]:
    try:
        return _map(json.loads(body))
    except ValueError:
        return {}


def _is_vault(dimension: Mapping[str, object]) -> bool:
    return dimension.get("name") == "BackupVaultName"


def _alert(kind: str, kinds: Kinds, **fields: str) -> Alert:
    said = kinds.get(kind, {})
    severity = _text(said.get("severity")) or "warning"
    return Alert(
        kind=kind,
        severity=severity,
        what=_text(said.get("what")) or kind,
        first_step=_text(said.get("first_step")),
        closes=tuple(map(_text, _list(said.get("closes")))),
        lasts=said.get("lasts") is True,
        people_know=said.get("people_know") is True,
        status=AlertStatus.RECORDED if severity == "info" else AlertStatus.OPEN,
        **fields,
    )


def _first(fields: Mapping[str, object], *names: str) -> str:
    return next((text for text in (_text(fields.get(name)) for name in names) if text), "")


def _text(value: object) -> str:
    """Return a text; of a value that is none, nothing: a failed copy has `{}` for an ARN."""
    return value if isinstance(value, str) else ""


def _map(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
