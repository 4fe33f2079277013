"""What the alert function makes of a storm: it runs, and each message it sends is followed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import StringIO
from typing import Final, cast

from bamp_pulumi.access import Principal
from bamp_pulumi.baseline import PAID_CHANNEL, AlertSettings
from bamp_pulumi.catalog import SMS_MESSAGE_MAX_BYTES, SMS_PART_CHARACTERS, UNKNOWN
from bamp_pulumi.declared import ROLE, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.alerts import AlertStatus
from bamp_pulumi.rehearsal.delivery import Delivered, Event, Router
from bamp_pulumi.rehearsal.delivery.message import Message, Written
from bamp_pulumi.rehearsal.delivery.path import AlertPath
from bamp_pulumi.rehearsal.delivery.roles import may_as
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.storm.account import PEOPLE_ARN, Sent, SimulatedAccount
from bamp_pulumi.rehearsal.storm.arrivals import Arrival
from bamp_pulumi.rehearsal.storm.failing import REASON, Failing, FailingKind
from bamp_pulumi.rehearsal.storm.paths import FunctionCall

__all__ = ["follow_sent", "run_function", "sms_parts"]

_LAMBDA: Final = "lambda.amazonaws.com"
_DAY: Final = timedelta(days=1)
_SETTINGS: Final = {
    "escalate_after_minutes": "ESCALATE_AFTER_MINUTES",
    "remind_after_minutes": "REMIND_AFTER_MINUTES",
}
_OTHER_CHARACTERS: Final = 70
_JOINED: Final = 7
"""Characters of each part that join it to the others of its message."""
_OTHER_JOINED: Final = 3


def run_function(
    function: Resource,
    calls: Sequence[tuple[FunctionCall, FailingKind]],
    start: datetime,
    among: int,
) -> SimulatedAccount:
    """Send a storm to the function, and let a day pass.

    Args:
        function: With the settings in its environment.
        calls: How it is called for a failure of each kind.
        start: When the first fails.
        among: How many fail.
    """
    settings = mapping(function.value("environment.variables"))
    given = {
        name: int(str(settings[variable]))
        for name, variable in _SETTINGS.items()
        if str(settings.get(variable)).isdecimal()
    }
    failing = [member for _, kind in calls for member in kind.members]
    account = SimulatedAccount(
        now=start,
        settings=AlertSettings.model_construct(None, **given),
        has_routed=settings.get("ROUTED_TOPIC_ARN") != "",
        has_sms=settings.get("HAS_SMS") == "true",
        tags={m.arn: {"backup-tier": m.tier, "backup-owner": m.owner} for m in failing},
    )
    for call, kind in calls:
        for member in kind.members:
            for number, at in enumerate(member.fails_at(start, among)):
                account.call(_payload(call.payload, kind, member, at, number), at)
    with redirect_stdout(StringIO()):  # the log of the function
        account.run(start + _DAY)
    return account


def _payload(
    template: Mapping[str, object], kind: FailingKind, member: Failing, at: datetime, number: int
) -> Mapping[str, object]:
    """Return what the function is called with for one failure."""
    job = f"storm-{member.number}-{number}"

    def filled(value: object) -> object:
        if isinstance(value, Mapping):
            known = cast("Mapping[str, object]", value)
            made = {name: filled(one) for name, one in known.items() if one is not UNKNOWN}
            if "detail-type" in made and isinstance(made.get("detail"), Mapping):
                detail = cast("Mapping[str, object]", made["detail"])
                made["detail"] = {**detail, "backupJobId": job, "statusMessage": REASON}
                made |= {"time": f"{at:%Y-%m-%dT%H:%M:%SZ}", "id": job}
            return made
        if isinstance(value, list):
            return [filled(one) for one in cast("list[object]", value) if one is not UNKNOWN]
        return member.arn if value == kind.scene.resource_arn else value

    return cast("Mapping[str, object]", filled(template))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sender:
    """The function, as what sends."""

    router: Router
    function: Resource
    role: Resource
    path: AlertPath

    def follow(self, sent: Sent) -> Iterator[Delivered]:
        """Follow one message to people."""
        ends = self._publish(sent) if sent.to else self._put(sent)
        yield from (end for end in ends if end.recipient.is_person and not end.about_alerts)

    def _publish(self, sent: Sent) -> Iterator[Delivered]:
        name = "TOPIC_ARN" if sent.to == PEOPLE_ARN else "ROUTED_TOPIC_ARN"
        arn = mapping(self.function.value("environment.variables")).get(name, UNKNOWN)
        estate = self.router.estate
        topic = estate.resolve(self.function, "environment", TOPIC, written=arn).only
        if topic is None:
            return
        may = may_as(self.router, self.role, _LAMBDA, "sns:Publish", topic.text("arn"))
        if may.is_refused:
            return
        message = Message(
            publisher=Principal.role(self.role.text("arn"), self.role.account_id),
            role=self.role,
            region=topic.region,
            account_id=topic.account_id,
            attributes=_attributes(sent),
            body=_said(sent.request),
            written=Written.CUSTOM,
        )
        ends = self.router.publish(topic, message, self.path.provided(may))
        yield from (end for end in ends if isinstance(end, Delivered))

    def _put(self, sent: Sent) -> Iterator[Delivered]:
        function = self.function
        bus = f"arn:aws:events:{function.region}:{function.account_id}:event-bus/default"
        may = may_as(self.router, self.role, _LAMBDA, "events:PutEvents", bus)
        if may.is_refused:
            return
        event = Event(
            account_id=function.account_id,
            region=function.region,
            source=sent.request["Source"],
            detail_type=sent.request["DetailType"],
            detail=sent.detail,
        )
        ends = self.router.event(event, self.path.provided(may))
        yield from (end for end in ends if isinstance(end, Delivered))


def _attributes(sent: Sent) -> Mapping[str, object]:
    given = sent.request["MessageAttributes"]
    return {
        name: json.loads(one["StringValue"])
        if one["DataType"] == "String.Array"
        else one["StringValue"]
        for name, one in given.items()
    }


def follow_sent(router: Router, call: FunctionCall, account: SimulatedAccount) -> Iterator[Arrival]:
    """Follow every message that the function has sent to the people who get it.

    Messages that rules and filters do not distinguish take the same paths.
    """
    function = call.function
    role = router.estate.resolve(function, "role", ROLE).only
    if role is None:
        return
    path = replace(call.path, minutes=0, tier="")
    sender = _Sender(router=router, function=function, role=role, path=path)
    followed: dict[str, tuple[Delivered, ...]] = {}
    for sent in account.sent:
        looks = _looks(sent)
        if looks not in followed:
            followed[looks] = tuple(dict.fromkeys(sender.follow(sent)))
        for end in followed[looks]:
            key = "" if sent.to else str(sent.detail["key"])
            yield Arrival(at=sent.at, end=end, parts=sms_parts(sent.request), incident=key)


_SAME: Final = ("status", "severity", "kind", "tier", "owner", "accountId", "region", "vault")


def _looks(sent: Sent) -> str:
    """Return what rules and filters distinguish messages by.

    Of a message it is all of it: they are few. Records are many, and alike in what is listed.
    """
    if sent.to:
        return f"{sent.to} {json.dumps(sent.request, sort_keys=True)}"
    if sent.detail["status"] == AlertStatus.REPEATED:
        return json.dumps([sent.detail.get(name) for name in _SAME])
    return json.dumps(sent.detail)


def _said(request: Mapping[str, object], protocol: str = "default") -> str:
    """Return what a message says to subscribers of a protocol."""
    text = str(request.get("Message", ""))
    if request.get("MessageStructure") != "json":
        return text
    written: dict[str, str] = json.loads(text)
    return written.get(protocol, written["default"])


def sms_parts(request: Mapping[str, object]) -> int:
    """Count the parts of a message as SMS: what SNS sends of it, and charges.

    Source: SNS developer guide, sms_publish-to-phone (read 2026-11-28).
    """
    text = _said(request, PAID_CHANNEL.protocols[0])
    cut = text.encode()[:SMS_MESSAGE_MAX_BYTES].decode(errors="ignore")
    whole, joined = (
        (SMS_PART_CHARACTERS, _JOINED) if cut.isascii() else (_OTHER_CHARACTERS, _OTHER_JOINED)
    )
    return 1 if len(cut) <= whole else -(-len(cut) // (whole - joined))
