"""From what AWS sends to an alert: events of EventBridge, messages of SNS.

An event arrives with the kind of its rule. A vault's message is one English sentence,
and its attributes are documented for backup jobs only: it is passed on as it is. What does not have
the shape that AWS documents is an alert of its own, or an error: it is never taken for success.

Sources: AWS Backup developer guide, eventbridge and backup-notifications; Lambda developer guide,
with-sns; CloudWatch user guide, alarm notifications (read 2026-11-26).
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import accumulate, product
from typing import Any, cast

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.matching import is_matched
from bamp_pulumi.lambdas.alerts.plain import shell_line
from bamp_pulumi.lambdas.alerts.tags import TIER_TAG

__all__ = [
    "ALARM",
    "ALARM_OFF",
    "NOT_UNDERSTOOD",
    "VAULT",
    "Kinds",
    "UnreadableError",
    "read_alerts",
    "time_text",
]

Kinds = Mapping[str, Mapping[str, object]]
"""Of each kind what `render_kinds` writes."""

HEALTH = "bamp.health"
"""Source of the events of the health check."""
VAULT = "vault-reports"
"""Kind of a vault's message."""
ALARM = "alarm-on"
"""Kind of an alarm."""
ALARM_OFF = "alarm-off"
"""Kind of an alarm that is over."""
NOT_UNDERSTOOD = "not-understood"
"""Kind of an event that has another shape than AWS documents."""
_TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_JOB_IDS = ("backupJobId", "copyJobId", "restoreJobId", "scanJobId")
_JOB_ARNS = ("resourceArn", "sourceResourceArn", "recoveryPointArn")
_CALL_NAMES = (
    "recoveryPointArn",
    "selectionId",
    "keyId",
    "bucketName",
    "backupPlanId",
    "backupVaultName",
    "resourceArn",
)
_ARN_PARTS = 6
_STARTED_AGAIN = ("job-failed", "backup-missing")
_TIER_BACK, _TIER_LOST = "tier-back", "tier-lost"
_SHOWN = 1_000
_LONGEST = 4_000
_ALARM_STATES = {"ALARM": ALARM, "OK": ALARM_OFF}


class UnreadableError(Exception):
    """The function was called with something that is no event and no message."""


def read_alerts(
    payload: Mapping[str, object], kinds: Kinds, tiers: Collection[str] = ()
) -> Iterator[Alert]:
    """Read what the function is called with.

    Args:
        payload: `{"kind": ..., "event": ...}` from a rule, `{"Records": [...]}` from a topic.
        kinds: What is said of each kind.
        tiers: Those that plans select. Default: not known; then any is taken for one.

    Raises:
        UnreadableError: When it is neither. Lambda then keeps it in the dead-letter queue, which
            has an alarm.
    """
    if "event" in payload:
        kind = _text(payload.get("kind"))
        # A tag that no plan selects by is as good as none.
        has_other = kind == _TIER_BACK and tiers and _tier_of(payload["event"]) not in tiers
        yield _of_event(_TIER_LOST if has_other else kind, payload["event"], kinds)
        return
    records = _list(payload.get("Records"))
    messages = [_map(_map(record).get("Sns")) for record in records]
    if not messages or not all(_text(message.get("Message")) for message in messages):
        raise UnreadableError(f"neither an event nor a message: {_shown(payload)}")
    for message in messages:
        yield _of_message(message, kinds)


def _tier_of(event: object) -> str:
    tags = _map(_map(_map(event).get("detail")).get("tags"))
    return _text(tags.get(TIER_TAG))


def _of_event(kind: str, given: object, kinds: Kinds) -> Alert:
    event = _map(given)
    detail = _map(event.get("detail"))
    call = _map(detail.get("requestParameters"))
    # The health check puts its events in one Region, and says what they are about.
    own: Mapping[str, object] = detail if event.get("source") == HEALTH else {}
    region = _text(own.get("region")) or _text(event.get("region"))
    vault, vault_region = _vault_of(detail, call, region)
    alert = _alert(
        kind,
        kinds,
        resource=_resource_of(event, detail, call),
        point=_point_of(event, detail, call),
        vault=vault,
        vault_region=vault_region,
        rule=_rule_of(_map(detail.get("createdBy"))) or _text(call.get("backupPlanId")),
        call=_text(detail.get("eventName")),
        outcome=_text(detail.get("errorCode")),
        occurrence=_first(detail, *_JOB_IDS, "eventID") or _text(event.get("id")) or _hash(event),
        state=_first(detail, "state", "status", "eventName") or _tier_of(event),
        why=_first(detail, "statusMessage", "errorMessage", "errorCode").strip('"')
        or _text(_map(detail.get("configuration")).get("description")),
        who=_text(_map(detail.get("userIdentity")).get("arn")),
        command=_again(kind, detail, region),
        account_id=_text(event.get("account")),
        region=region,
        time=_instant(event.get("time")),
        owner=_text(own.get("owner")),
        tier=_text(own.get("tier")),
    )
    said = kinds.get(kind, {})
    if not _is_understood(alert, event, said):
        return _not_understood(kind, given, alert, kinds)
    if alert.outcome:
        # A call that was refused has changed nothing: there is nothing that can last or be over.
        return replace(alert, what=f"refused by AWS: {alert.what}", lasts=False, closes=())
    over = {*map(_text, _list(own.get("over")))}
    return replace(alert, closes=tuple(_closed_by(alert, said, kinds, over)))


def _is_understood(alert: Alert, event: Mapping[str, object], said: Mapping[str, object]) -> bool:
    """Return True if an event has the form of its kind."""
    detail = _map(event.get("detail"))
    states = _list(said.get("states"))
    # Of the two names of the field only one is there.
    state = _first(detail, "state", "status")
    is_listed = not states or state in states
    needed = [getattr(alert, _text(name)) for name in _list(said.get("needs"))]
    has_rule = not said.get("closes") or _names_its_rule(detail)
    is_asked_for = is_matched(_map(said.get("pattern")), event)
    return bool(said) and is_listed and all(needed) and has_rule and is_asked_for


def _names_its_rule(detail: Mapping[str, object]) -> bool:
    """Return True if a job names the plan and the rule that started it, or that nobody's did.

    A job on demand has no such field, or an empty one: it is not a job of which nothing is known.
    """
    created_by = detail.get("createdBy", {})
    return created_by == {} or "/" in _rule_of(_map(created_by))


def _not_understood(kind: str, given: object, alert: Alert, kinds: Kinds) -> Alert:
    """Make an alert of an event without the form of its kind: it never counts as success."""
    return _alert(
        NOT_UNDERSTOOD,
        kinds,
        resource=alert.resource,
        vault=alert.vault,
        vault_region=alert.vault_region,
        state=kind,
        why=_shown(given),
        occurrence=alert.occurrence,
        account_id=alert.account_id,
        region=alert.region,
        time=alert.time,
    )


def _closed_by(
    alert: Alert, said: Mapping[str, object], kinds: Kinds, over: Collection[str] = ()
) -> Iterator[str]:
    """List the keys of what is over once something has happened: of the same thing.

    Without the thing, or the time, nothing: what is open may be another, or have come later.
    Where it is said which kinds are over, the others are not.
    """
    if not (alert.account_id and alert.resource and alert.time):
        return
    calls = _map(said.get("closes_calls"))
    taken_back = map(_text, _list(calls.get(alert.call))) if calls else [alert.call]
    closes = [name for name in map(_text, _list(said.get("closes"))) if not over or name in over]
    for name, call in product(closes, taken_back):
        closed = kinds[name]
        yield replace(
            alert,
            kind=name,
            call=call,
            identity=tuple(map(_text, _list(closed.get("identity")))),
            group_by=tuple(map(_text, _list(closed.get("group_by")))),
        ).key


def _again(kind: str, detail: Mapping[str, object], region: str) -> str:
    """Return the command that starts a backup job; that of a copy needs what no event says.

    Of a backup that is missing the health check says how long it is to be kept: the check counts
    it then, and so does the lock of a vault.

    Source: AWS CLI reference, backup start-backup-job (read 2026-11-29).
    """
    fields = {
        "--backup-vault-name": _text(detail.get("backupVaultName")),
        "--resource-arn": _text(detail.get("resourceArn")),
        "--iam-role-arn": _text(detail.get("iamRoleArn")),
        "--region": region,
    }
    is_named = all(value and not value.startswith("-") for value in fields.values())
    if kind not in _STARTED_AGAIN or "copyJobId" in detail or not is_named:
        return ""
    words = [word for pair in fields.items() for word in pair]
    days = detail.get("deleteAfterDays")
    if isinstance(days, int):
        words += ["--lifecycle", f"DeleteAfterDays={days}"]
    return shell_line(["aws", "backup", "start-backup-job", *words])


def _rule_of(created_by: Mapping[str, object]) -> str:
    """Name the plan and the rule that started a job. Events of scans name the rule otherwise."""
    named = (
        _text(created_by.get("backupPlanId")),
        _first(created_by, "backupPlanRuleId", "backupRuleId"),
    )
    return "/".join(filter(None, named))


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
        _text(detail.get("backupPlanId")),
    )
    return next((name for name in named_so if name), "")


def _point_of(
    event: Mapping[str, object], detail: Mapping[str, object], call: Mapping[str, object]
) -> str:
    """Name the recovery point. Its own events name it in the envelope alone."""
    listed = _list(event.get("resources"))
    is_its_own = _text(event.get("detail-type")).startswith("Recovery Point")
    own = next((name for name in map(_text, listed) if name), "") if is_its_own else ""
    return own or _first(detail, "recoveryPointArn") or _first(call, "recoveryPointArn")


def _vault_of(
    detail: Mapping[str, object], call: Mapping[str, object], region: str
) -> tuple[str, str]:
    """Return the vault that something should have been written to, and its Region."""
    for name in ("destinationBackupVaultArn", "backupVaultArn"):
        parts = _text(detail.get(name)).split(":")
        if len(parts) > _ARN_PARTS:
            return parts[-1], parts[3]
    named = _first(detail, "backupVaultName") or _first(call, "backupVaultName")
    return named, region if named else ""


def _of_message(message: Mapping[str, object], kinds: Kinds) -> Alert:
    topic = _text(message.get("TopicArn")).split(":")
    region, account = (topic[3], topic[4]) if len(topic) == _ARN_PARTS else ("", "")
    given, time = message.get("Message"), _instant(message.get("Timestamp"))
    body = given if isinstance(given, str) else ""
    occurrence = _text(message.get("MessageId")) or _hash(message)
    alarm = _alarm_in(body)
    if "AlarmName" not in alarm:
        return _alert(
            VAULT,
            kinds,
            why=_text(body),
            occurrence=occurrence,
            account_id=account,
            region=region,
            time=time,
        )
    dimensions = [_map(one) for one in _list(_map(alarm.get("Trigger")).get("Dimensions"))]
    vault = next((_text(d.get("value")) for d in dimensions if _is_vault(d)), "")
    state = _text(alarm.get("NewStateValue"))
    kind = _ALARM_STATES.get(state, NOT_UNDERSTOOD)
    alert = _alert(
        kind,
        kinds,
        resource=_text(alarm.get("AlarmArn")) or _text(alarm.get("AlarmName")),
        vault=vault,
        vault_region=region if vault else "",
        state=state,
        why=_text(alarm.get("AlarmDescription")),
        occurrence=occurrence,
        account_id=account,
        region=region,
        time=_instant(alarm.get("StateChangeTime")) or time,
    )
    if not alert.resource:
        return _not_understood(kind, message, alert, kinds)
    return replace(alert, closes=tuple(_closed_by(alert, kinds.get(kind, {}), kinds)))


def _alarm_in(body: str) -> Mapping[str, object]:
    try:
        return _map(json.loads(body))
    except (ValueError, RecursionError):
        return {}


def _is_vault(dimension: Mapping[str, object]) -> bool:
    return dimension.get("name") == "BackupVaultName"


# Any: of the fields that are read all are texts.
def _alert(kind: str, kinds: Kinds, **fields: Any) -> Alert:  # noqa: ANN401
    said = kinds.get(kind, {})
    severity = _text(said.get("severity")) or "warning"
    return Alert(
        kind=kind,
        severity=severity,
        what=_text(said.get("what")) or kind,
        first_step=_text(said.get("first_step")),
        identity=tuple(map(_text, _list(said.get("identity")))),
        group_by=tuple(map(_text, _list(said.get("group_by")))),
        lasts=said.get("lasts") is True,
        renews=said.get("renews") is True,
        people_know=said.get("people_know") is True,
        status=AlertStatus.RECORDED if severity == "info" else AlertStatus.OPEN,
        **fields,
    )


def time_text(at: datetime) -> str:
    """Write a time as alerts have it, so that texts are in the order of times."""
    return at.astimezone(UTC).strftime(_TIME_FORMAT)


def _instant(value: object) -> str:
    """Read a time; nothing where it is none. CloudWatch writes `+0000` for the zone."""
    try:
        read = datetime.fromisoformat(_text(value).strip())
        return time_text(read) if read.tzinfo else ""
    except (ValueError, OverflowError):
        return ""


def _hash(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _shown(value: object) -> str:
    return json.dumps(value, default=str)[:_SHOWN]


def _first(fields: Mapping[str, object], *names: str) -> str:
    return next((text for text in (_text(fields.get(name)) for name in names) if text), "")


def _text(value: object) -> str:
    """Return a text; of a value that is none, nothing: a failed copy has `{}` for an ARN.

    A text of any length is cut: what is kept and sent has 262,144 bytes at most, and is written as
    JSON, where a character has up to twelve. Half of a character, which nothing can send, is `?`.
    """
    if not isinstance(value, str):
        return ""
    cut = value[:_LONGEST].encode("utf-8", "replace").decode()
    if len(json.dumps(cut)) <= _LONGEST:
        return cut
    sizes = accumulate(len(json.dumps(character)) - 2 for character in cut)
    return cut[: sum(size <= _LONGEST for size in sizes)]


def _map(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
