"""What is published to a topic, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from bamp_pulumi.access import Principal
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Resource

__all__ = ["Message"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is published."""

    publisher: Principal
    """A service such as `events.amazonaws.com`, or the role of a function."""
    region: str
    """Where it is published from: a topic of another Region is out of reach."""
    role: Resource | None = None
    """The role, where the publisher is one."""
    source_arn: object = UNKNOWN
    """ARN of the rule, alarm or vault that it is published for; `UNKNOWN` while unknown."""
    attributes: Mapping[str, object]
    body: object = UNKNOWN
    """Text, where it is known: a function that subscribes reads it."""
