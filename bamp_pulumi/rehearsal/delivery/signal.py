"""What AWS emits: an event, a message of a vault, a datapoint of a metric; or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bamp_pulumi.catalog import CALL_RECORD, UNKNOWN
from bamp_pulumi.lambdas.alerts import HEARTBEAT
from bamp_pulumi.rehearsal.health import Lapse

__all__ = ["CALL", "Absence", "Datapoint", "Event", "Signal", "Silence", "VaultMessage"]


CALL: Final = "AWS API Call via CloudTrail"
"""Detail type of the event of a call of an API."""


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
    names: str = ""
    """What `resources` names it by in AWS: an ARN or a name; empty while unknown."""
    vault: str = ""
    """Vault that a call is made on; empty for none."""
    depends_on: str = ""
    """What must be there for it to be sent, and was not found; empty for nothing."""

    @property
    def record(self) -> Mapping[str, object]:
        """The detail, with what the record of each call holds besides."""
        if self.detail_type != CALL:
            return self.detail
        place = {"awsRegion": self.region, "recipientAccountId": self.account_id}
        return {**CALL_RECORD, **place, **self.detail}

    @property
    def envelope(self) -> dict[str, object]:
        """The event as rules see it."""
        return {
            "version": "0",
            "id": UNKNOWN,
            "time": UNKNOWN,
            "source": self.source,
            "detail-type": self.detail_type,
            "account": self.account_id,
            "region": self.region,
            "resources": list(self.resources),
            "detail": self.record,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultMessage(_Emitted):
    """A notification of a vault."""

    vault: str
    name: str
    """Such as `BACKUP_JOB_COMPLETED`."""
    resource: str = ""
    """ARN of the resource that it names; empty while unknown."""
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
    """Whether the metric is published continuously until somebody acts. Default: it is
    published when something happens, and not otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence(_Emitted):
    """Something sends nothing any more: only a missing metric of ours shows it."""

    metric: str = HEARTBEAT
    """What comes no more. Default: heartbeats, as when a whole Region is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(_Emitted):
    """Something is not made, and AWS emits nothing of it: only a check that looks for it finds it.

    Its time is counted from the instant at which the fault occurs.
    """

    resource: str = ""
    """ARN of the resource of which it is not made, or a placeholder while it is unknown."""
    lapse: Lapse = field(default_factory=Lapse)
    """What is not made."""


Signal = Event | VaultMessage | Datapoint | Silence | Absence
