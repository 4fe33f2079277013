"""Messages to one recipient: which arrive when, at the rate of the alerting path.

A message above the rate of an API destination waits with EventBridge, until it is older than its
target lets it be; SNS tries an SMS again; an e-mail subscription that gets too many is deactivated.

Source: EventBridge API reference, CreateApiDestination.InvocationRateLimitPerSecond; EventBridge
user guide, eb-rule-retry-policy; SNS developer guide, sns-message-delivery-retries; AWS Knowledge
Center, sns-email-subscription-disabled (read 2026-11-28).
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bamp_pulumi.rehearsal.delivery import Delivered

__all__ = ["Arrival", "Lane", "Passed", "most_within", "within_spending"]

_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One message."""

    at: datetime
    end: Delivered
    """Who it is for, and by which path."""
    parts: int = 1
    """Parts of it as SMS."""
    incident: str = ""
    """What pagers and tickets know it by; empty where each message is one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What has become of messages."""

    delivered: tuple[datetime, ...]
    lost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The last stretch of a path: a subscription, or a target with its API destination."""

    name: str
    per_second: float | None = None
    """How many it accepts. Default: not documented."""
    waits: timedelta | None = None
    """How long a message may wait. Default: as long as it takes."""
    ends_it: str = ""
    """What more than that in one second ends, for good. Default: nothing."""
    kept_in: str = ""
    """Dead-letter queue of what has waited too long. Default: none, and it is lost."""

    def take(self, times: Sequence[datetime]) -> Passed:
        """Let messages through that come at these times, in order."""
        if self.per_second is None:
            return Passed(delivered=tuple(times))
        if self.ends_it:
            return self._until_ended(times)
        delivered: list[datetime] = []
        between = _SECOND / self.per_second
        free: datetime | None = None
        for at in times:
            goes = at if free is None else max(at, free)
            if self.waits is not None and goes - at > self.waits:
                continue
            delivered.append(goes)
            free = goes + between
        return Passed(delivered=tuple(delivered), lost=len(times) - len(delivered))

    def _until_ended(self, times: Sequence[datetime]) -> Passed:
        recent: deque[datetime] = deque()
        for number, at in enumerate(times):
            recent.append(at)
            while recent[0] <= at - _SECOND:
                recent.popleft()
            if self.per_second is not None and len(recent) > self.per_second:
                return Passed(delivered=tuple(times[:number]), lost=len(times) - number)
        return Passed(delivered=tuple(times))

    @property
    def why_lost(self) -> str:
        """Return why messages are lost there."""
        if self.ends_it:
            return f"more than {self.per_second:g} a second: {self.ends_it}"
        minutes = (self.waits or timedelta()) // timedelta(minutes=1)
        kept = f"goes to dead-letter queue {self.kept_in}" if self.kept_in else "is dropped"
        return f"at {self.per_second:g} a second, what waits {minutes} minutes {kept}"


def within_spending(
    arrivals: Iterable[Arrival], limit_usd: float, part_usd: float
) -> tuple[list[Arrival], list[Arrival]]:
    """Divide SMS of an account into what is sent, and what is not once its limit is reached.

    Args:
        arrivals: All SMS from one Region of an account.
        limit_usd: What may be spent in a month, of which nothing is spent yet.
        part_usd: Price of a part.
    """
    ordered = sorted(arrivals, key=lambda one: one.at)
    spent = 0.0
    for number, one in enumerate(ordered):
        spent += one.parts * part_usd
        if spent > limit_usd:
            return ordered[:number], ordered[number:]
    return ordered, []


def most_within(times: Sequence[datetime], span: timedelta) -> int:
    """Return the most messages in any span of a length."""
    most, recent = 0, deque[datetime]()
    for at in sorted(times):
        recent.append(at)
        while recent[0] <= at - span:
            recent.popleft()
        most = max(most, len(recent))
    return most
