"""What each further day of a service's own backups costs, where it is a great deal."""

from dataclasses import dataclass

__all__ = ["SnapshotCost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotCost:
    """The price of the backups that a number of days keeps, one of each day."""

    cents_per_gb_month: float
    """US cents for each GB and month, in us-east-1; list price."""
    whole: bool
    """Whether each is a copy of all data; else it holds what changed since the one before."""
    source: str
    read_on: str
