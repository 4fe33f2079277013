"""What a fault comes to: whether somebody hears of it, who, by what, how soon."""

from dataclasses import dataclass

from bamp_pulumi.rehearsal.delivery import Arrival, Destination, Network, Stop
from bamp_pulumi.rehearsal.faults.kinds import FAULTS
from bamp_pulumi.rehearsal.faults.scene import Scene
from bamp_pulumi.truth import Truth

__all__ = ["Outcome", "strike"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Who hears of a fault."""

    fault: str
    detected: Truth
    """Whether a person certainly hears of it; None when that hangs on something."""
    by: tuple[str, ...] = ()
    """What first notices it on each way that arrives: a rule, an alarm, a vault's notifications."""
    delivered_to: tuple[Destination, ...] = ()
    """Who hears of it for certain."""
    after_minutes: int | None = None
    """Longest time until the first of them does."""
    doubts: tuple[str, ...] = ()
    """What the ways hang on that may arrive."""
    stops: tuple[Stop, ...] = ()
    """Where other ways end."""


def strike(fault: str, scene: Scene, network: Network) -> Outcome:
    """Let a fault happen in a scene.

    Args:
        fault: One of `FAULTS`.
        scene: Where.
        network: What passes on what AWS emits.
    """
    ends = [end for signal in FAULTS[fault].signals(scene) for end in network.follow(signal)]
    ordinary = {
        (end.destination, end.by)
        for signal in FAULTS[fault].ordinary_signals(scene)
        for end in network.follow(signal)
        if isinstance(end, Arrival)
    }
    arrivals = [
        end
        for end in ends
        if isinstance(end, Arrival)
        and FAULTS[fault].reaches(end)
        and (end.destination, end.by) not in ordinary
    ]
    heard = [a for a in arrivals if a.destination.is_heard and not a.doubt]
    open_ways = [a for a in arrivals if a not in heard and a.doubt]
    return Outcome(
        fault=fault,
        detected=True if heard else None if open_ways else False,
        by=tuple(dict.fromkeys(_noticed_by(a) for a in heard or open_ways)),
        delivered_to=tuple(dict.fromkeys(a.destination for a in heard)),
        after_minutes=min((a.minutes for a in heard), default=None),
        doubts=tuple(dict.fromkeys(a.doubt for a in open_ways)),
        stops=tuple(dict.fromkeys(end for end in ends if isinstance(end, Stop))),
    )


def _noticed_by(arrival: Arrival) -> str:
    return next(name for name in arrival.by if name != "EventBridge")
