"""What is published to a topic, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bamp_pulumi.access import ContextValue, Principal
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Resource

__all__ = ["Message", "Written"]


class Written(StrEnum):
    """Who has written a message: what reads it may know only some."""

    EVENT = "an event of EventBridge"
    """Whole, as EventBridge sends it."""
    ALARM = "a CloudWatch alarm"
    VAULT = "a vault notification"
    """Plain text."""
    CUSTOM = "text of its own"
    """Made by a template, or by a function."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is published."""

    publisher: Principal
    """A service such as `events.amazonaws.com`, or the role of a function."""
    region: str
    """Where it is published from: a topic of another Region is out of reach."""
    account_id: str
    """Account that it is published from; empty while unknown."""
    role: Resource | None = None
    """The role, where the publisher is one."""
    source_arn: ContextValue = UNKNOWN
    """ARN of the rule, alarm or vault that it is published for; `UNKNOWN` while unknown."""
    attributes: Mapping[str, object]
    body: object = UNKNOWN
    """Text, or the parsed JSON with `UNKNOWN` where unknown; `UNKNOWN` where nothing is known.
    Filters match it."""
    shown: object = UNKNOWN
    """The same as a person reads it: what only AWS knows has a placeholder."""
    written: Written
