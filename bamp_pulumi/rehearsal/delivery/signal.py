"""What AWS emits: an event, a message of a vault, a datapoint of a metric."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Datapoint", "Event", "Signal", "Silence", "VaultMessage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Emitted:
    account_id: str
    region: str
    tier: str = ""
    """Tier of the resource that it is about."""
    minutes: int = 5
    """Longest time from what happened to the signal. AWS Backup sends events, and publishes
    metrics, about every five minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(_Emitted):
    """An event on the default bus of its account and Region."""

    source: str
    detail_type: str
    detail: Mapping[str, object]
    """`UNKNOWN` where it differs from case to case."""
    resources: tuple[object, ...] = ()
    depends_on: str = ""
    """What must be there for it to be sent, and was not found; empty for nothing."""

    @property
    def envelope(self) -> dict[str, object]:
        """The event as rules see it."""
        return {
            "version": "0",
            "source": self.source,
            "detail-type": self.detail_type,
            "account": self.account_id,
            "region": self.region,
            "resources": list(self.resources),
            "detail": self.detail,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultMessage(_Emitted):
    """A notification of a vault."""

    vault: str
    name: str
    """Such as `BACKUP_JOB_COMPLETED`."""
    attributes: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Datapoint(_Emitted):
    """One datapoint of a metric, published with each set of dimensions that the metric has."""

    namespace: str
    metric: str
    value: float
    dimensions: tuple[Mapping[str, str], ...]
    unit: str = ""
    """Its unit; empty where no page names one."""
    lasts: bool = False
    """Whether the metric is published all the time, and stays so while nobody acts. Default: it is
    published when something happens, and not otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence(_Emitted):
    """Nothing comes from a Region any more: only a missing heartbeat shows it."""


Signal = Event | VaultMessage | Datapoint | Silence
