"""The ways to people and machines: what each takes, and what may go through it.

Sources: EventBridge user guide, eb-transform-target-input (a placeholder without quotes becomes a
JSON value, with quotes where it is a text); Slack, incoming webhooks; PagerDuty Events API v2;
Systems Manager user guide, OpsCenter-automatically-create-OpsItems (read 2026-11-26).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bamp_pulumi.lambdas.alerts import Status

__all__ = ["CHANNELS", "PAGERDUTY_ENDPOINT", "Channel", "Reach"]

PAGERDUTY_ENDPOINT: Final = "https://events.pagerduty.com/v2/enqueue"
_NEWS: Final = (Status.OPEN, Status.ESCALATED)


class Reach(StrEnum):
    """How a message gets to a destination."""

    PERSON = "person"
    """A subscription of SNS."""
    CALL = "call"
    """A call over the Internet, which EventBridge makes."""
    ITEM = "item"
    """An item of Systems Manager, which EventBridge makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way out."""

    reach: Reach
    """How a message gets there."""
    statuses: tuple[Status, ...] = _NEWS
    """Which standings of an alert it is sent."""
    takes_records: bool = True
    """Whether it may be asked to tell of what is well; nobody is paged for that."""
    paths: Mapping[str, str] = field(default_factory=dict[str, str])
    """What its message takes from the event, beside the text."""
    template: str = ""
    """The message; empty sends the detail of the event as it is."""


CHANNELS: Final[Mapping[str, Channel]] = MappingProxyType(
    {
        "email": Channel(reach=Reach.PERSON),
        "sms": Channel(reach=Reach.PERSON, takes_records=False),
        "slack": Channel(
            reach=Reach.CALL,
            statuses=(*_NEWS, Status.RESOLVED),
            paths=MappingProxyType({"summary": "$.detail.summary", "text": "$.detail.text"}),
            template='{"text": <summary>, "attachments": [{"text": <text>}]}',
        ),
        "pagerduty": Channel(
            reach=Reach.CALL,
            statuses=(*_NEWS, Status.RESOLVED),
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
        "webhook": Channel(reach=Reach.CALL, statuses=(*_NEWS, Status.RESOLVED)),
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
