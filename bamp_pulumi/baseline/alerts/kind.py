"""What is said of one kind of alerts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["AlertKind", "Pattern"]

Pattern = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertKind:
    """One kind of alert."""

    what: str
    """What has happened, as the message begins."""
    severity: str
    """`critical`: backups are failing, or somebody works against them. `warning`: act within the
    day. `info`: nothing is wrong."""
    first_step: str = ""
    """What to do first."""
    pattern: Pattern | None = None
    """What the rule matches; None for what comes through a topic, or depends on names of alarms."""
    identity: tuple[str, ...] = ("occurrence",)
    """Fields of an alert in which two of this kind differ; two that differ in none are one. What
    lasts is told apart by the thing that it is about, the rest by the job, the call or the event.
    The account always tells two apart."""
    group_by: tuple[str, ...] = ("place",)
    """Fields that alerts share which one message may list together. They are among those that tell
    two alerts apart, so that what closes an alert finds its group."""
    closes: tuple[str, ...] = ()
    """Kinds that are over once this has happened to the same thing."""
    closes_calls: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Of calls: which ones each of them takes back. Default: the kind is not about calls."""
    renews: bool = False
    """Whether a later report of what is open means that it was over in between."""
    needs: tuple[str, ...] = ()
    """Fields without which an event is not understood: what closes an alert has to name it."""
    people_know: bool = False
    """Whether an alarm has notified people directly already."""
