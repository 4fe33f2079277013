"""The outcome of a fault: whether somebody is notified, who, by what, how soon."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import (
    Delivered,
    Dropped,
    Outage,
    PathStanding,
    Recipient,
    Router,
)
from bamp_pulumi.rehearsal.faults.events import EVENTS
from bamp_pulumi.rehearsal.faults.scene import Scene
from bamp_pulumi.rehearsal.faults.table import FAULTS
from bamp_pulumi.rehearsal.faults.templates import fill
from bamp_pulumi.rehearsal.health import Year
from bamp_pulumi.truth import Truth

__all__ = ["Notified", "Outcome", "inject"]

_ROWS: Final = {**FAULTS, **EVENTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    """Somebody who is certainly notified of a fault, or would be at another address."""

    recipient: Recipient
    minutes: int
    """Longest time until then."""
    by: tuple[str, ...] = ()
    """Names of the resources on the quickest path."""
    says: str = ""
    """First line of the message, quoted, and what it names in place of the resource."""
    unread: str = ""
    """Why nobody reads it there: the address is reserved. Empty where nothing is known against it;
    only of `Outcome.unread` is it not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Who is notified of a fault."""

    fault: str
    detected: Truth
    """Whether a person is certainly notified by a message that names what has happened and what it
    is about; None when that depends on something."""
    by: tuple[str, ...] = ()
    """What first notices it on each path that arrives: a rule, an alarm, a vault's
    notifications."""
    notified: tuple[Notified, ...] = ()
    """Who is certainly notified, each once, by the quickest path."""
    doubts: tuple[str, ...] = ()
    """What the paths depend on that may arrive."""
    drops: tuple[Dropped, ...] = ()
    """Where other paths end."""
    ends_at: tuple[Delivered, ...] = ()
    """Paths that end at a queue, a log or a function, where nobody is notified."""
    unread: tuple[Notified, ...] = ()
    """Who would certainly be notified, each once, if somebody read the address. Nobody does, so
    they make nothing `detected`."""
    unsaid: tuple[Delivered, ...] = ()
    """Messages to people that do not name what has happened, or not what it is about."""
    assumed: str = ""
    """What was assumed by the policy in force, without which nobody would certainly be notified;
    then `detected` is None. Default: nothing."""
    alert_keys: frozenset[str] = frozenset()
    """What our own function takes for the same alert, of the alerts that it sends."""

    @property
    def delivered_to(self) -> tuple[Recipient, ...]:
        """Who is certainly notified."""
        return tuple(one.recipient for one in self.notified)

    @property
    def after_minutes(self) -> int | None:
        """Longest time until the first of them is; None when nobody certainly is."""
        return min((one.minutes for one in self.notified), default=None)


def inject(  # noqa: PLR0913 - what happens, where, and what is known of it; most of it named
    fault: str,
    scene: Scene,
    estate: Estate,
    together: Iterable[str] = (),
    standing: PathStanding | None = None,
    *,
    sent: frozenset[str] = frozenset(),
    year: Year | None = None,
) -> Outcome:
    """Inject a fault into a scene.

    Args:
        fault: One of `FAULTS`, or of `EVENTS`.
        scene: Where.
        estate: What passes on what AWS emits.
        together: Faults that occur at the same time: what they put out of service is so for it
            too. Default: none.
        standing: What is known of the resources of the estate already. Default: nothing.
        sent: Keys of the alerts that our own function has sent already, of faults that occurred
            before: it sends none of them again. Default: none.
        year: What happens to the resource of the scene, where a health check may look at it.
            Default: it is not simulated.
    """
    kind = _ROWS[fault]
    router = Router(estate, _outage((fault, *together), scene), standing, year)
    ends = [end for signal in kind.signals(scene) for end in router.follow(signal)]
    usual = [end for signal in kind.ordinary_signals(scene) for end in router.follow(signal)]
    ordinary = {(end.recipient, end.by) for end in (*_delivered(usual), *_unread(usual))}

    def is_of_it(end: Delivered) -> bool:
        """Return True if it is this fault that a message is about, and for the first time."""
        # That an alert was lost says nothing of the fault that it was about.
        return (
            end.about_alerts is kind.is_of_alerts
            and (end.recipient, end.by) not in ordinary
            and end.alert_key not in sent
        )

    arrived = [end for end in _delivered(ends) if is_of_it(end)]
    unread = {end: why for end, why in _unread(ends).items() if is_of_it(end) and end.is_certain}
    sure = [a for a in arrived if a.recipient.is_person and not a.doubt]
    certain = [a for a in arrived if a.is_certain]
    # What is sent as a fallback comes when nothing else does.
    certain = [a for a in certain if not a.is_fallback] or certain
    open_paths = [a for a in arrived if a not in certain and _is_open(a)]
    nobody = [a for a in arrived if not a.recipient.is_person]
    return Outcome(
        fault=fault,
        detected=True if certain else None if open_paths else False,
        by=tuple(dict.fromkeys(_noticed_by(a) for a in certain or open_paths)),
        notified=tuple(_notified(dict.fromkeys(certain, ""))),
        unread=tuple(_notified(unread)),
        doubts=tuple(dict.fromkeys(a.doubt or a.says.doubt for a in open_paths)),
        drops=tuple(dict.fromkeys(end for end in ends if isinstance(end, Dropped))),
        ends_at=tuple(dict.fromkeys(nobody)),
        unsaid=tuple(dict.fromkeys(a for a in sure if a.says.names is False)),
        alert_keys=frozenset(e.alert_key for e in _delivered(ends) if e.alert_key),
    )


def _is_open(arrived: Delivered) -> bool:
    """Return True if a message may notify somebody of the fault; what it leaves out it does not."""
    if not arrived.recipient.is_person:
        return bool(arrived.doubt)
    return arrived.says.names is not False and bool(arrived.doubt or arrived.says.doubt)


def _outage(faults: Iterable[str], scene: Scene) -> Outage:
    """Put together what several faults put out of service."""
    each = [fill(_ROWS[one].outage, scene) for one in faults]
    return Outage(
        topics_of=next((one.topics_of for one in each if one.topics_of), ""),
        calls=any(one.calls for one in each),
    )


def _delivered(ends: Iterable[Delivered | Dropped]) -> Iterator[Delivered]:
    return (end for end in ends if isinstance(end, Delivered))


def _unread(ends: Iterable[Delivered | Dropped]) -> Mapping[Delivered, str]:
    """Return what is sent to addresses that nobody reads, each with why."""
    drops = (end for end in ends if isinstance(end, Dropped))
    return {drop.unread: drop.why for drop in drops if drop.unread is not None}


def _notified(certain: Mapping[Delivered, str]) -> Iterator[Notified]:
    """Put each recipient once, by the quickest path.

    Args:
        certain: What is certainly sent, each with why nobody reads it; empty where somebody does.
    """
    for recipient in dict.fromkeys(a.recipient for a in certain):
        first = min((a for a in certain if a.recipient == recipient), key=lambda a: a.minutes)
        yield Notified(
            recipient=recipient,
            minutes=first.minutes,
            by=first.by,
            says=first.says.quoted,
            unread=certain[first],
        )


def _noticed_by(arrived: Delivered) -> str:
    """Name what first notices it; of lost alerts, the alarm that finds them."""
    names = [name for name in arrived.by if name != "EventBridge"]
    return names[0]
