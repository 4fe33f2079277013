"""One thing that a rehearsal finds wrong, and the codes of all.

A code keeps its meaning for ever; a new kind gets a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["REHEARSAL_CODES", "RehearsalFinding"]

REHEARSAL_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BAMP-W01": "an alert that is dropped before anybody is notified",
        "BAMP-W02": "a rule that matches no event that AWS sends",
        "BAMP-W03": "a filter that matches no message",
        "BAMP-W04": "an alarm on a metric or dimensions that AWS does not publish",
        "BAMP-W05": "an alarm that notifies nobody",
        "BAMP-W06": "a call over the Internet without a dead-letter queue",
        "BAMP-W07": "a notification that cannot be relied on",
        "BAMP-W08": "a topic that nobody subscribes to",
        "BAMP-W09": "a fault of which nobody is notified, because no resource receives its signal",
        "BAMP-W10": "backups that start in their resource's own backup or maintenance window",
        "BAMP-W11": "backups that cannot start within their window",
        "BAMP-W12": "an alerting path that ends where nobody is notified",
        "BAMP-W13": "more of a kind than AWS allows",
        "BAMP-W14": "a message that does not say what failed",
        "BAMP-W15": "messages of a storm that are lost",
        "BAMP-W16": "more messages in a storm than a person reads",
        "BAMP-W17": "a storm of which nobody is certainly notified",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalFinding:
    """What is wrong with one resource."""

    code: str
    """One of `REHEARSAL_CODES`."""
    at: str
    """Name of the resource in its program."""
    why: str
    """What is wrong with it, and what would be right."""
