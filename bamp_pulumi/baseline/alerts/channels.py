"""The channels to people and machines: one row says all that is known of each.

Settings read which fields and secrets a destination has, components what to build, a rehearsal who
is at the end. Adding a destination is a row here and a field in `Destination`.

Sources: EventBridge user guide, eb-transform-target-input (a placeholder without quotes becomes a
JSON value, with quotes where it is a text); Slack, incoming webhooks; PagerDuty Events API v2;
Systems Manager user guide, OpsCenter-automatically-create-OpsItems (read 2026-11-26). SNS developer
guide, sns-email-notifications and SendMessageToHttp.prepare (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bamp_pulumi.lambdas.alerts import AlertStatus

__all__ = ["CHANNELS", "Channel", "Reach", "SecretUse", "channel_of_host", "channel_of_protocol"]

_NEWS: Final = (AlertStatus.OPEN, AlertStatus.ESCALATED)


class Reach(StrEnum):
    """How a message gets to a destination."""

    PERSON = "person"
    """A subscription of SNS."""
    CALL = "call"
    """A call over the Internet, which EventBridge makes."""
    ITEM = "item"
    """An item of Systems Manager, which EventBridge makes."""


class SecretUse(StrEnum):
    """What the secret of a destination is for."""

    ADDRESS = "address"
    """It is the address that is called."""
    HEADER = "header"
    """It is sent as the `Authorization` header."""
    BODY = "body"
    """It is a field of each message (`Channel.body_field`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel."""

    reach: Reach
    """How a message gets there."""
    has_person: bool = False
    """Whether a person is at its end; else a system, which somebody has to look at."""
    protocols: tuple[str, ...] = ()
    """Protocols of SNS that lead there."""
    confirmed_by_hand: bool = False
    """Whether somebody must confirm a subscription of SNS before it gets a message."""
    confirms_itself: bool = False
    """Whether its endpoint confirms a subscription of SNS that calls it straight."""
    hosts: tuple[str, ...] = ()
    """Hosts of its addresses."""
    endpoint: str = ""
    """The one address that is called; empty where each destination has its own."""
    secret_field: str = ""
    """Field of `Destination` that names its secret; empty: it has none."""
    secret_use: SecretUse | None = None
    body_field: str = ""
    """Field of the body that takes the secret, for `SecretUse.BODY`."""
    statuses: tuple[AlertStatus, ...] = _NEWS
    """Which standings of an alert it is sent."""
    takes_records: bool = True
    """Whether it may be asked to tell of what is well; nobody is paged for that."""
    paths: Mapping[str, str] = field(default_factory=dict[str, str])
    """What its message takes from the event, beside the text."""
    template: str = ""
    """The message; empty sends the detail of the event as it is."""


CHANNELS: Final[Mapping[str, Channel]] = MappingProxyType(
    {
        "email": Channel(
            reach=Reach.PERSON,
            has_person=True,
            protocols=("email", "email-json"),
            confirmed_by_hand=True,
        ),
        "sms": Channel(
            reach=Reach.PERSON, has_person=True, protocols=("sms",), takes_records=False
        ),
        "slack": Channel(
            reach=Reach.CALL,
            has_person=True,
            hosts=("hooks.slack.com", "slack.com", "hooks.slack-gov.com"),
            secret_field="slack",  # noqa: S106 - the name of a field
            secret_use=SecretUse.ADDRESS,
            statuses=(*_NEWS, AlertStatus.RESOLVED),
            paths=MappingProxyType({"summary": "$.detail.summary", "text": "$.detail.text"}),
            template='{"text": <summary>, "attachments": [{"text": <text>}]}',
        ),
        "pagerduty": Channel(
            reach=Reach.CALL,
            has_person=True,
            hosts=("events.pagerduty.com", "events.eu.pagerduty.com"),
            endpoint="https://events.pagerduty.com/v2/enqueue",
            secret_field="pagerduty",  # noqa: S106 - the name of a field
            secret_use=SecretUse.BODY,
            body_field="routing_key",
            statuses=(*_NEWS, AlertStatus.RESOLVED),
            takes_records=False,
            paths=MappingProxyType(
                {
                    "action": "$.detail.action",
                    "key": "$.detail.key",
                    "summary": "$.detail.summary",
                    "severity": "$.detail.severity",
                    "account": "$.detail.accountId",
                    "runbook": "$.detail.runbook",
                    "text": "$.detail.text",
                }
            ),
            template='{"event_action": <action>, "dedup_key": <key>, "payload": {"summary": '
            '<summary>, "source": <account>, "severity": <severity>, "custom_details": '
            '{"text": <text>, "runbook": <runbook>}}}',
        ),
        "webhook": Channel(
            reach=Reach.CALL,
            secret_field="webhook_secret",  # noqa: S106 - the name of a field
            secret_use=SecretUse.HEADER,
            statuses=(*_NEWS, AlertStatus.RESOLVED),
        ),
        "tickets": Channel(
            reach=Reach.ITEM,
            takes_records=False,
            paths=MappingProxyType(
                {
                    "summary": "$.detail.summary",
                    "text": "$.detail.text",
                    "severity": "$.detail.opsSeverity",
                    "dedup": "$.detail.dedup",
                }
            ),
            template='{"title": <summary>, "description": <text>, "source": "bamp", "category": '
            '"Recovery", "severity": <severity>, "operationalData": {"/aws/dedup": {"type": '
            '"SearchableString", "value": <dedup>}}}',
        ),
    }
)
"""The channels, by the names that settings call them by."""


def channel_of_host(host: str) -> str | None:
    """Return the channel whose addresses have a host; None for anybody's."""
    return next((name for name, channel in CHANNELS.items() if host in channel.hosts), None)


def channel_of_protocol(protocol: str) -> str | None:
    """Return the channel that a protocol of SNS leads to; None for what is no channel of ours."""
    return next((name for name, row in CHANNELS.items() if protocol in row.protocols), None)
