"""The way of one signal, step by step, and how it ends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bamp_pulumi.estate import Estate, Resource

if TYPE_CHECKING:
    from bamp_pulumi.rehearsal.delivery.message import Message
    from bamp_pulumi.rehearsal.delivery.signal import Datapoint, Event

__all__ = ["Arrival", "Closed", "Destination", "Onward", "Stop", "Way", "kept_out"]


@dataclass(frozen=True, slots=True, order=True)
class Destination:
    """Somebody or something at the end of a way."""

    kind: str
    """`email`, `sms`, `slack`, `pagerduty`, `https`, `ticket`, `queue`, `log`, `function`, ..."""
    address: str

    @property
    def is_heard(self) -> bool:
        """Say whether a person hears of it there; queues, logs and functions are not people."""
        return self.kind in {"email", "sms", "slack", "pagerduty", "https", "ticket", "chat"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A signal has arrived."""

    destination: Destination
    minutes: int
    """Longest time from what happened to the message."""
    by: tuple[str, ...]
    """Names of the resources on the way."""
    doubt: str = ""
    """What its arrival hangs on; empty when it is certain."""
    about_alerts: bool = False
    """Whether it tells only that an alert was not delivered."""
    in_reserve: bool = False
    """Whether it comes only when nothing else has arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A way has ended where nobody hears of it."""

    at: str
    """Name of the resource that ends it."""
    why: str
    by: tuple[str, ...] = ()
    is_broken: bool = True
    """Whether something is wrong there; false where somebody else is meant."""
    is_filter: bool = False
    """Whether it is a filter that lets nothing of the kind through."""


def kept_out(ends: Iterable[Arrival | Stop], name: str) -> bool:
    """Say whether a way ended at a resource before it got through."""
    stops = (end for end in ends if isinstance(end, Stop))
    return any(stop.at == name and name not in stop.by for stop in stops)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Ways that a fault of the alerts themselves has closed."""

    topics_of: str = ""
    """Region whose topics let nobody publish; empty for none."""
    calls: bool = False
    """Whether nobody who is called over the Internet answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A signal under way."""

    minutes: int
    by: tuple[str, ...] = ()
    doubt: str = ""
    tier: str = ""
    """Tier of the resource that the signal is about; empty for none."""
    about_alerts: bool = False
    in_reserve: bool = False

    def through(self, name: str, *, minutes: int = 0, doubt: str = "") -> "Way":
        """Go on through a resource; the first doubt is kept."""
        return replace(
            self,
            minutes=self.minutes + minutes,
            by=(*self.by, name),
            doubt=self.doubt or doubt,
        )

    def arrives(self, kind: str, address: str, *, doubt: str = "") -> Arrival:
        """Arrive."""
        return Arrival(
            destination=Destination(kind, address),
            minutes=self.minutes,
            by=self.by,
            doubt=self.doubt or doubt,
            about_alerts=self.about_alerts,
            in_reserve=self.in_reserve,
        )

    def stops(self, at: str, why: str, *, broken: bool = True, is_filter: bool = False) -> Stop:
        """End."""
        return Stop(at=at, why=why, by=self.by, is_broken=broken, is_filter=is_filter)


class Onward(Protocol):
    """What a part of the way hands on to: the whole network."""

    @property
    def estate(self) -> Estate:
        """Everything declared."""
        ...

    @property
    def closed(self) -> Closed:
        """Ways that are closed."""
        ...

    def event(self, event: "Event", way: Way) -> Iterator[Arrival | Stop]:
        """Go on with an event on the default bus of its account and Region."""
        ...

    def datapoint(self, point: "Datapoint", way: Way) -> Iterator[Arrival | Stop]:
        """Go on with a point of a metric."""
        ...

    def publish(self, topic: Resource, message: "Message", way: Way) -> Iterator[Arrival | Stop]:
        """Go on with a message through a topic."""
        ...

    def call(
        self, function: Resource, payload: Mapping[str, object], way: Way
    ) -> Iterator[Arrival | Stop]:
        """Go on with a function that is called with a payload."""
        ...
