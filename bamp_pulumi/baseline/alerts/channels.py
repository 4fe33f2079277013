"""The channels to people: one row states everything about each.

Settings read which fields and secrets a destination has, components what to build, a rehearsal who
is at the end, what an endpoint accepts and what has to be confirmed.

Sources: EventBridge user guide, eb-transform-target-input (a placeholder without quotes becomes a
JSON value, with quotes where it is a text); Systems Manager user guide,
OpsCenter-automatically-create-OpsItems (read 2026-11-26). SNS developer guide,
sns-email-notifications and SendMessageToHttp.prepare; Slack, Sending messages using incoming
webhooks, Message payloads (`mrkdwn` false: the text is shown as it is) and Secondary attachments
(so are fields that `mrkdwn_in` does not name); PagerDuty, Send an event to PagerDuty; SNS developer
guide, sms_publish-to-phone, and SNS API, Publish.PhoneNumber: E.164 (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog import (
    EMAIL_RATE,
    PAGERDUTY_RATE,
    SLACK_RATE,
    SMS_RATE,
    SMS_REGIONS,
    MessageRate,
)
from bamp_pulumi.lambdas.alerts import AlertStatus

__all__ = [
    "CHANNELS",
    "INVISIBLE",
    "PAID_CHANNEL",
    "Accepted",
    "Channel",
    "Reach",
    "SecretUse",
    "channel_of_host",
    "channel_of_protocol",
]

INVISIBLE: Final = (
    r"\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
)
"""Signs that nobody sees, for a set of a pattern: Unicode's categories Cc and Cf, as far as they
have four digits. Escapes of more are not the same in all languages that read our schemas."""
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
class Accepted:
    """The body that an endpoint accepts. To another it answers with an error."""

    at: str
    """Pattern of the addresses that it holds for; of the owner's other addresses nothing is
    known."""
    one_of: tuple[str, ...] = ()
    """Fields of which one at least is needed. Default: none is."""
    all_of: tuple[str, ...] = ()
    """Fields that are needed, with dots between levels. Default: none."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Values of fields with which somebody is notified. Default: any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel."""

    label: str
    """What people call it."""
    recipient: str
    """Kind of recipient that a rehearsal lists at its end."""
    reach: Reach
    """How a message gets there."""
    has_person: bool
    """Whether a person is notified at its end. Of a ticket, requirement DG-2 says so; an endpoint
    of one's own is taken for one that notifies somebody, for that is what it is called for."""
    protocols: tuple[str, ...] = ()
    """Protocols of SNS that lead there, the one that components use first."""
    address_pattern: str = ""
    """Pattern of the endpoints that SNS accepts for them. Default: any."""
    doubtful_pattern: str = ""
    """Pattern of other endpoints, of which it is not known whether SNS accepts them. Default:
    none; SNS refuses, or cannot reach, what fits neither."""
    regions: frozenset[str] | None = None
    """Regions from which SNS sends there, where a page lists them. Default: all."""
    spend_limited_by: str = ""
    """Type of Pulumi whose `monthlySpendLimit` SNS keeps to: once it is reached nothing is sent.
    Source: Amazon SNS API, SetSMSAttributes (read 2026-11-28). Default: none."""
    rate: MessageRate | None = None
    """How many messages it takes. Default: no page says."""
    keeps_incidents: bool = False
    """Whether what is at its end keeps all messages about one incident together."""
    confirmed_by_hand: bool = False
    """Whether a person must confirm a subscription of SNS before it gets a message."""
    confirming_path: str = ""
    """Part of the paths of its addresses that confirm a subscription of SNS by themselves. Default:
    no address of a known host does."""
    hosts: tuple[str, ...] = ()
    """Hosts of its addresses. Default: each destination has its own."""
    endpoint: str = ""
    """The one address that is called; empty where each destination has its own."""
    accepts: Accepted | None = None
    """The body that its endpoint accepts. Default: any."""
    secret_field: str = ""
    """Field of `Destination` that names its secret; empty: it has none."""
    secret_use: SecretUse | None = None
    body_field: str = ""
    """Field of the body that takes the secret, for `SecretUse.BODY`."""
    statuses: tuple[AlertStatus, ...] = _NEWS
    """Which states of an alert it is sent."""
    takes_records: bool = True
    """Whether it may be sent what is well, too; nobody is paged for that."""
    paths: Mapping[str, str] = field(default_factory=dict[str, str])
    """What its message takes from the event, beside the text."""
    template: str = ""
    """The message; empty sends the detail of the event as it is."""


_NEITHER: Final = r"\s@<>,;()\"" + INVISIBLE
"""What stands in no part of an e-mail address: what people write around one, and what nobody
sees."""

CHANNELS: Final[Mapping[str, Channel]] = MappingProxyType(
    {
        "email": Channel(
            label="e-mail",
            recipient="email",
            rate=EMAIL_RATE,
            reach=Reach.PERSON,
            has_person=True,
            protocols=("email", "email-json"),
            address_pattern=rf"[^{_NEITHER}]{{1,64}}@[^{_NEITHER}.]+(\.[^{_NEITHER}.]+)+",
            confirmed_by_hand=True,
        ),
        "sms": Channel(
            label="SMS",
            recipient="sms",
            rate=SMS_RATE,
            reach=Reach.PERSON,
            has_person=True,
            protocols=("sms",),
            # E.164: +, the country, the number. SNS takes out what people write between digits; a
            # long number without + may begin with a country, a short one is nobody's.
            address_pattern=r"\+[1-9]([ ()./-]*\d){6,14}",
            doubtful_pattern=r"\(?[1-9]([ ()./-]*\d){9,14}",
            regions=SMS_REGIONS,
            spend_limited_by="aws:sns/smsPreferences:SmsPreferences",
            takes_records=False,
        ),
        "slack": Channel(
            label="Slack",
            recipient="slack",
            rate=SLACK_RATE,
            reach=Reach.CALL,
            has_person=True,
            hosts=("hooks.slack.com", "slack.com", "hooks.slack-gov.com"),
            accepts=Accepted(
                at=r"https://hooks\.slack(-gov)?\.com/services/.*",
                one_of=("text", "blocks", "attachments"),
            ),
            secret_field="slack",  # noqa: S106 - the name of a field
            secret_use=SecretUse.ADDRESS,
            statuses=(*_NEWS, AlertStatus.RESOLVED),
            paths=MappingProxyType(
                {"summary": "$.detail.slackSummary", "text": "$.detail.slackText"}
            ),
            # Without markup: what stands in a name is no formatting.
            template='{"text": <summary>, "mrkdwn": false, "attachments": '
            '[{"text": <text>, "mrkdwn_in": []}]}',
        ),
        "pagerduty": Channel(
            label="PagerDuty",
            recipient="pagerduty",
            rate=PAGERDUTY_RATE,
            keeps_incidents=True,
            reach=Reach.CALL,
            has_person=True,
            hosts=("events.pagerduty.com", "events.eu.pagerduty.com"),
            # Its integration for CloudWatch takes messages of SNS; the Events API does not.
            confirming_path="/integration/",
            endpoint="https://events.pagerduty.com/v2/enqueue",
            accepts=Accepted(
                at=r"https://events\.(eu\.)?pagerduty\.com/v2/enqueue",
                all_of=(
                    "routing_key",
                    "event_action",
                    "payload.summary",
                    "payload.source",
                    "payload.severity",
                ),
                values=MappingProxyType(
                    {
                        "event_action": ("trigger",),
                        "payload.severity": ("critical", "error", "warning", "info"),
                    }
                ),
            ),
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
                    "source": "$.detail.source",
                    "runbook": "$.detail.runbook",
                    "text": "$.detail.text",
                }
            ),
            template='{"event_action": <action>, "dedup_key": <key>, "payload": {"summary": '
            '<summary>, "source": <source>, "severity": <severity>, "custom_details": '
            '{"text": <text>, "runbook": <runbook>}}}',
        ),
        "webhook": Channel(
            label="webhook",
            recipient="https",
            reach=Reach.CALL,
            has_person=True,
            protocols=("https",),
            secret_field="webhook_secret",  # noqa: S106 - the name of a field
            secret_use=SecretUse.HEADER,
            statuses=(*_NEWS, AlertStatus.RESOLVED),
        ),
        "tickets": Channel(
            label="OpsItems",
            recipient="ticket",
            keeps_incidents=True,
            reach=Reach.ITEM,
            has_person=True,
            takes_records=False,
            paths=MappingProxyType(
                {
                    "summary": "$.detail.summary",
                    "text": "$.detail.ticketText",
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


PAID_CHANNEL: Final = next(row for row in CHANNELS.values() if row.spend_limited_by)
"""The one that stops once what may be spent on it is spent."""

_ANYBODYS: Final = next(
    row for row in CHANNELS.values() if row.reach is Reach.CALL and not row.hosts
)


def channel_of_host(host: str) -> Channel:
    """Return the channel whose addresses have a host; of any other host, that of anybody's."""
    return next((row for row in CHANNELS.values() if host in row.hosts), _ANYBODYS)


def channel_of_protocol(protocol: object) -> Channel | None:
    """Return the channel that a protocol of SNS leads to; None where none does, or it is unknown.

    What is called over the Internet is a matter of the host, too.
    """
    return next((row for row in CHANNELS.values() if protocol in row.protocols), None)
