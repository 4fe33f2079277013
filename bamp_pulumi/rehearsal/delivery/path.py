"""The alerting path of one signal, step by step, and how it ends."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol

from bamp_pulumi.access import ALLOWED, Answer
from bamp_pulumi.baseline import CHANNELS
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery.naming import Naming, Says

if TYPE_CHECKING:
    from bamp_pulumi.declared import DeclaredRole
    from bamp_pulumi.rehearsal.delivery.message import Message
    from bamp_pulumi.rehearsal.delivery.signal import Datapoint, Event
    from bamp_pulumi.rehearsal.health import Year

__all__ = [
    "CHAT",
    "MOST_STEPS_OF_A_SIGNAL",
    "AlertPath",
    "Delivered",
    "Dropped",
    "Outage",
    "Recipient",
    "Routing",
    "dropped_at",
    "otherwise",
]

CHAT: Final = "chat"
"""A chat channel of Amazon Q Developer. Components build none, so it is no row of `CHANNELS`."""
_PEOPLE: Final = frozenset({CHAT, *(row.recipient for row in CHANNELS.values() if row.has_person)})


_NOTHING_SAID: Final = Says()
_NO_NAMING: Final = Naming()


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """Somebody or something at the end of a path."""

    kind: str
    """That of a channel (`Channel.recipient`), or `chat`, `queue`, `log`, `function`, ..."""
    address: str

    @property
    def is_person(self) -> bool:
        """Return True if a person is notified there: not by a queue, a log or a function."""
        return self.kind in _PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A signal was delivered."""

    recipient: Recipient
    minutes: int
    """Longest time from what happened to the message."""
    by: tuple[str, ...]
    """Names of the resources on the path."""
    doubt: str = ""
    """What the delivery depends on; empty when it is certain."""
    about_alerts: bool = False
    """Whether it says only that an alert was not delivered."""
    is_fallback: bool = False
    """Whether it is sent only when nothing else was delivered."""
    says: Says = _NOTHING_SAID
    """What the message says."""
    alert_key: str = ""
    """What our own function takes for the same alert as others; empty for none of its alerts."""

    @property
    def is_certain(self) -> bool:
        """Return True if it certainly notifies a person of what has happened, and to what."""
        return self.recipient.is_person and not self.doubt and self.says.names is True


_MOST_STEPS: Final = 24
"""Longer paths go round in circles: a function that is subscribed to the topic it publishes to, or
called by a rule that takes the event it sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A signal was dropped before anybody was notified."""

    at: str
    """Name of the resource that drops it."""
    why: str
    by: tuple[str, ...] = ()
    is_broken: bool = True
    """Whether something is wrong there; false where the resource is for other signals."""
    is_filter: bool = False
    """Whether it is a filter that matches nothing of the kind."""
    unread: Delivered | None = None
    """What would be delivered, but for an address that nobody reads; None where it ends before."""


def otherwise(
    ends: Iterable[Delivered | Dropped], more: Callable[[], Iterable[Delivered | Dropped]]
) -> Iterator[Delivered | Dropped]:
    """Continue with what may be meant too, unless a person is certainly notified without it.

    Args:
        ends: The ends of a signal by what is certainly meant, or named at least.
        more: Those by what is meant perhaps: of an unknown input nothing says what it names.
    """
    is_certain = False
    for end in ends:
        is_certain = is_certain or (isinstance(end, Delivered) and end.is_certain)
        yield end
    if not is_certain:
        yield from more()


def dropped_at(ends: Iterable[Delivered | Dropped], name: str) -> bool:
    """Return True if a resource dropped a signal before passing it on."""
    drops = (end for end in ends if isinstance(end, Dropped))
    return any(drop.at == name and name not in drop.by for drop in drops)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """What a fault of the alerts themselves has put out of service."""

    topics_of: str = ""
    """Region whose topics allow nobody to publish; empty for none."""
    calls: bool = False
    """Whether no endpoint on the Internet answers."""


MOST_STEPS_OF_A_SIGNAL: Final = 2_000
"""Steps of all paths of one signal. The alerts of this library take under 100; ten functions that
are called by a topic to which each of them publishes would take a million million."""


@dataclass(slots=True)
class Budget:
    """How far one signal has been followed."""

    steps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPath:
    """A signal, and the path that it has taken so far."""

    minutes: int
    by: tuple[str, ...] = ()
    doubt: str = ""
    rules: tuple[Resource, ...] = ()
    """Rules of EventBridge that it has come through."""
    tier: str = ""
    """Tier of the resource that the signal is about; empty for none."""
    about_alerts: bool = False
    is_fallback: bool = False
    naming: Naming = _NO_NAMING
    """By which words a message names what has happened, and what it is about."""
    says: Says = _NOTHING_SAID
    """What the message says."""
    alert_key: str = ""
    is_guessed: bool = False
    """Whether it has passed a rule of which it is unknown before deployment whether it matches."""
    budget: Budget = field(default_factory=Budget, compare=False, repr=False)
    """Of the signal: all paths of it share one."""

    def past(self, at: str, answer: Answer = ALLOWED, *, minutes: int = 0) -> "AlertPath | Dropped":
        """Take the next step: nothing else turns an answer into the next step of a signal.

        Args:
            at: Name of the resource that is passed.
            answer: Whether it can be passed. Default: it can.
            minutes: How long that takes at most.

        Returns:
            The path behind it, with the first doubt there was; what was dropped where it cannot.
        """
        if answer.is_refused:
            return self.dropped(at, answer.why)
        if len(self.by) >= _MOST_STEPS:
            return self.dropped(at, "the path goes round in a circle")
        self.budget.steps += 1
        if self.budget.steps > MOST_STEPS_OF_A_SIGNAL:
            why = f"a signal is followed for {MOST_STEPS_OF_A_SIGNAL:,} steps and no further"
            return self.dropped(at, why)
        return replace(
            self,
            minutes=self.minutes + minutes,
            by=(*self.by, at),
            doubt=self.doubt or answer.why,
        )

    def provided(self, answer: Answer) -> "AlertPath":
        """Go on with what an answer leaves open; it must not be a refusal."""
        return replace(self, doubt=self.doubt or answer.why)

    def saying(self, body: object, *, by: str = "", first: str = "") -> "AlertPath":
        """Continue with a message; see `Naming.judge`."""
        return replace(self, says=self.naming.judge(body, by=by, first=first))

    def delivered(self, kind: str, address: str, answer: Answer = ALLOWED) -> Delivered:
        """End at a recipient; an answer that is not certain is what the delivery depends on."""
        return Delivered(
            recipient=Recipient(kind, address),
            minutes=self.minutes,
            by=self.by,
            doubt=self.doubt or answer.why,
            about_alerts=self.about_alerts,
            is_fallback=self.is_fallback,
            says=self.says,
            alert_key=self.alert_key,
        )

    def dropped(
        self, at: str, why: str, *, broken: bool = True, is_filter: bool = False
    ) -> Dropped:
        """End at a resource that drops the signal."""
        return Dropped(at=at, why=why, by=self.by, is_broken=broken, is_filter=is_filter)

    def unread(self, at: str, why: str, kind: str, address: str) -> Dropped:
        """End at an address that nobody reads."""
        return Dropped(at=at, why=why, by=self.by, unread=self.delivered(kind, address))


class Routing(Protocol):
    """What a part of a path hands on to: everything that passes signals on."""

    @property
    def estate(self) -> Estate:
        """Everything declared."""
        ...

    @property
    def outage(self) -> Outage:
        """What is out of service."""
        ...

    @property
    def year(self) -> "Year | None":
        """What happens to the resource that a fault occurs to; None where that is not simulated."""
        ...

    def stands(self, resource: Resource) -> Answer:
        """Answer whether a path can rely on a resource as it is declared."""
        ...

    def role(self, role: Resource) -> "DeclaredRole":
        """Read a declared role, once."""
        ...

    def event(self, event: "Event", path: AlertPath) -> Iterator[Delivered | Dropped]:
        """Go on with an event on the default bus of its account and Region."""
        ...

    def datapoint(self, point: "Datapoint", path: AlertPath) -> Iterator[Delivered | Dropped]:
        """Go on with a datapoint of a metric."""
        ...

    def publish(
        self, topic: Resource, message: "Message", path: AlertPath
    ) -> Iterator[Delivered | Dropped]:
        """Go on with a message through a topic."""
        ...

    def call(
        self, function: Resource, payload: Mapping[str, object], path: AlertPath
    ) -> Iterator[Delivered | Dropped]:
        """Go on with a function that is called with a payload."""
        ...
