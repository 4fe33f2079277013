"""The way of one signal, step by step, and how it ends."""

from dataclasses import dataclass, replace

__all__ = ["Arrival", "Destination", "Stop", "Way"]


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
    by_topic: bool = False
    """Whether it came through a topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A way has ended where nobody hears of it."""

    at: str
    """Name of the resource that ends it."""
    why: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A signal under way."""

    minutes: int
    by: tuple[str, ...] = ()
    doubt: str = ""
    by_topic: bool = False

    def through(
        self, name: str, *, minutes: int = 0, doubt: str = "", is_topic: bool = False
    ) -> "Way":
        """Go on through a resource; the first doubt is kept."""
        return replace(
            self,
            minutes=self.minutes + minutes,
            by=(*self.by, name),
            doubt=self.doubt or doubt,
            by_topic=self.by_topic or is_topic,
        )

    def arrives(self, kind: str, address: str, *, doubt: str = "") -> Arrival:
        """Arrive."""
        return Arrival(
            destination=Destination(kind, address),
            minutes=self.minutes,
            by=self.by,
            doubt=self.doubt or doubt,
            by_topic=self.by_topic,
        )

    def stops(self, at: str, why: str) -> Stop:
        """End."""
        return Stop(at=at, why=why, by=self.by)
