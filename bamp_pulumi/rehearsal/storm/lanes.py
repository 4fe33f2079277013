"""The last stretch of a path, read from the estate: how many messages it takes.

Source: EventBridge API reference, CreateApiDestination, RetryPolicy (read 2026-11-28).
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bamp_pulumi.baseline import CHANNELS
from bamp_pulumi.catalog import (
    API_DESTINATION_PER_SECOND,
    TARGET_MAX_AGE_SECONDS,
    whole_number,
)
from bamp_pulumi.declared import mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import Delivered
from bamp_pulumi.rehearsal.delivery.api_destinations import API_DESTINATION
from bamp_pulumi.rehearsal.delivery.recipients import QUEUE, SUBSCRIPTION
from bamp_pulumi.rehearsal.delivery.router import TARGET
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.storm.arrivals import Lane

__all__ = ["DeclaredLanes"]

_RATES: Final = {row.recipient: row.rate for row in CHANNELS.values()}
_RATE: Final = "invocationRateLimitPerSecond"
_AGE: Final = "maximumEventAgeInSeconds"


@dataclass(frozen=True, slots=True)
class DeclaredLanes:
    """Finds the last stretch of paths in an estate."""

    estate: Estate

    def of(self, end: Delivered) -> Lane:
        """Return the last stretch of a path, by the names of what it comes through."""
        name = end.by[-1]
        rate = _RATES.get(end.recipient.kind)
        destination = self._named(API_DESTINATION, name)
        if destination is None:
            return Lane(
                name=name,
                per_second=rate.per_second if rate else None,
                ends_it=rate.ends_it if rate else "",
            )
        # A rate that is known after deployment is taken for the quota, as one that is not set.
        set_rate = whole_number(destination.value(_RATE)) or API_DESTINATION_PER_SECOND
        target = self._named(TARGET, end.by[-2]) if len(end.by) > 1 else None
        policy = mapping(target.value("retryPolicy") if target is not None else None)
        age = whole_number(policy.get(_AGE)) or TARGET_MAX_AGE_SECONDS
        return Lane(
            name=name,
            per_second=min(set_rate, rate.per_second if rate else set_rate),
            waits=timedelta(seconds=age),
            kept_in=self._dead_letters(target),
        )

    def _dead_letters(self, target: Resource | None) -> str:
        if target is None or target.value("deadLetterConfig") is None:
            return ""
        queue = self.estate.resolve(target, "deadLetterConfig", QUEUE).only
        return queue.name if queue is not None else "of another program"

    def is_called(self, end: Delivered) -> bool:
        """Return True if an API destination is at the end of a path."""
        return self._named(API_DESTINATION, end.by[-1]) is not None

    def sms_topic(self, end: Delivered) -> Resource | None:
        """Return the topic that SMS of a path is sent from."""
        subscription = self._named(SUBSCRIPTION, end.by[-1])
        if subscription is None:
            return None
        return self.estate.resolve(subscription, "topic", TOPIC).only

    def _named(self, token: str, name: str) -> Resource | None:
        return next((one for one in self.estate.of_type(token) if one.name == name), None)
