"""What is promised of a data store: for each tier and type, what AWS Backup must have made by now.

Worked out from the policy when the account is deployed, so that the function needs no schedule
arithmetic and the promise stands in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

__all__ = ["Expected", "ExpectedRule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRule:
    """Recovery points that a rule makes in one vault: its own, or that of a copy."""

    rule: str
    region: str
    vault: str
    at_most: timedelta
    """Greatest age that its newest recovery point may have: the longest interval of the schedule,
    with the windows of the job and what it takes, and for a copy that of the copy."""
    retention_days: int | None
    """None: kept indefinitely."""
    is_copy: bool = False
    continuous: bool = False
    """Whether it restores to any second; then `restorable_lag` says how far that may be behind."""
    restorable_lag: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """All that an account promises."""

    primary_region: str
    recovery_region: str
    default_tier: str
    """Tier of what has no tag that names one; empty where that is nobody's."""
    rules: Mapping[str, Mapping[str, tuple[ExpectedRule, ...]]]
    """By tier, then by AWS Backup's name of a type."""
    native_days: Mapping[str, Mapping[str, int]] = field(
        default_factory=dict[str, Mapping[str, int]]
    )
    """By tier and type: for how many days the service must keep backups of its own."""
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    """By name of a vault and Region, as `name/us-east-1`: ARN of the key its recovery points must
    be under, where the vault decides that; empty for any."""
    locked: frozenset[str] = frozenset()
    """Vaults, as `name/us-east-1`, that must be locked."""
