"""Rules and copies that apply to a resource: all that decides what is made of it, and when."""

from dataclasses import dataclass

from bamp_pulumi.timing.runs import Cadence

__all__ = ["CoveredCopy", "CoveredRule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredRule:
    """A rule that will make recovery points of a resource."""

    plan: str
    rule: str
    schedule: str
    timezone: str
    retention_days: int | None
    """None: kept indefinitely."""
    continuous: bool
    """Whether it restores this type of resource to any second."""
    vault: str
    region: str
    start_window_minutes: int = 60

    @property
    def cadence(self) -> Cadence:
        """What decides when it runs beside the other rules of its plan."""
        return Cadence(
            self.plan, self.schedule, self.timezone, self.start_window_minutes, self.retention_days
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredCopy:
    """A copy that will be made of a resource's recovery points."""

    plan: str
    rule: str
    region: str
    account_id: str
    vault: str
    retention_days: int | None
    """None: kept indefinitely."""
