"""What a fault comes to: whether somebody hears of it, who, by what, how soon."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Arrival, Closed, Destination, Network, Stop
from bamp_pulumi.rehearsal.faults.kinds import FAULTS
from bamp_pulumi.rehearsal.faults.scene import Scene
from bamp_pulumi.truth import Truth

__all__ = ["Outcome", "Told", "strike"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody who hears of a fault for certain."""

    destination: Destination
    minutes: int
    """Longest time until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Who hears of a fault."""

    fault: str
    detected: Truth
    """Whether a person certainly hears of it; None when that hangs on something."""
    by: tuple[str, ...] = ()
    """What first notices it on each way that arrives: a rule, an alarm, a vault's notifications."""
    told: tuple[Told, ...] = ()
    """Who hears of it for certain, each once, by the quickest way."""
    doubts: tuple[str, ...] = ()
    """What the ways hang on that may arrive."""
    stops: tuple[Stop, ...] = ()
    """Where other ways end."""

    @property
    def delivered_to(self) -> tuple[Destination, ...]:
        """Who hears of it for certain."""
        return tuple(one.destination for one in self.told)

    @property
    def after_minutes(self) -> int | None:
        """Longest time until the first of them does; None when nobody certainly does."""
        return min((one.minutes for one in self.told), default=None)


def strike(fault: str, scene: Scene, estate: Estate, together: Iterable[str] = ()) -> Outcome:
    """Let a fault happen in a scene.

    Args:
        fault: One of `FAULTS`.
        scene: Where.
        estate: What passes on what AWS emits.
        together: Faults that strike at the same time: ways that they close are closed to it.
            Default: none.
    """
    kind = FAULTS[fault]
    network = Network(estate, _closed((fault, *together), scene))
    ends = [end for signal in kind.signals(scene) for end in network.follow(signal)]
    ordinary = {
        (end.destination, end.by)
        for signal in kind.ordinary_signals(scene)
        for end in network.follow(signal)
        if isinstance(end, Arrival)
    }
    arrivals = [
        end
        for end in ends
        if isinstance(end, Arrival)
        # That an alert was lost says nothing of the fault that it was about.
        and end.about_alerts is (kind.closes is not None)
        and (end.destination, end.by) not in ordinary
    ]
    heard = [a for a in arrivals if a.destination.is_heard and not a.doubt]
    # What stands in reserve speaks when all else is silent.
    heard = [a for a in heard if not a.in_reserve] or heard
    open_ways = [a for a in arrivals if a not in heard and a.doubt]
    return Outcome(
        fault=fault,
        detected=True if heard else None if open_ways else False,
        by=tuple(dict.fromkeys(_noticed_by(a) for a in heard or open_ways)),
        told=tuple(_told(heard)),
        doubts=tuple(dict.fromkeys(a.doubt for a in open_ways)),
        stops=tuple(dict.fromkeys(end for end in ends if isinstance(end, Stop))),
    )


def _closed(faults: Iterable[str], scene: Scene) -> Closed:
    closings = [FAULTS[each].closes for each in faults]
    each = [closes(scene) for closes in closings if closes is not None]
    return Closed(
        topics_of=next((one.topics_of for one in each if one.topics_of), ""),
        calls=any(one.calls for one in each),
    )


def _told(heard: Sequence[Arrival]) -> Iterator[Told]:
    for destination in dict.fromkeys(a.destination for a in heard):
        minutes = min(a.minutes for a in heard if a.destination == destination)
        yield Told(destination=destination, minutes=minutes)


def _noticed_by(arrival: Arrival) -> str:
    """Name what first notices it; of lost alerts, the alarm that finds them."""
    ways = [name for name in arrival.by if name != "EventBridge"]
    return ways[0]
