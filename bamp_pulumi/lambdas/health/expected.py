"""What is promised of a data store: for each tier and type, what AWS Backup must have made by now.

Worked out from the policy when the account is deployed, so that the function needs no schedule
arithmetic and the promise stands in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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
    """None where the service of a continuous backup says no time, as of buckets."""
    under_vault_key: bool = False
    """Whether its recovery points are under the key of the vault, and not that of their source."""
    account_id: str = ""
    """Account of the vault, where it is another one: there only the jobs can be seen. Empty for
    the account itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """All that an account promises."""

    primary_region: str
    recovery_region: str
    default_tier: str
    """Tier of what has no tag that names one; empty where that is nobody's."""
    rules: Mapping[str, Mapping[str, tuple[ExpectedRule, ...]]]
    """By tier, then by AWS Backup's name of a type; of a variant as `RDS (Multi-AZ cluster)`."""
    native_days: Mapping[str, Mapping[str, int]] = field(
        default_factory=dict[str, Mapping[str, int]]
    )
    """By tier and type: for how many days the service must keep backups of its own."""
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    """By name of a vault and Region, as `name/us-east-1`: ARN of the key its recovery points must
    be under, where the vault decides that; empty for any."""
    locked: frozenset[str] = frozenset()
    """Vaults, as `name/us-east-1`, that must be locked."""
    lock_days: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    """By vault, as `name/us-east-1`: the shortest and the longest retention of its lock. Days."""
    replicated: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """By tier, the types of which the service replicates its backups to the recovery Region."""
    since: datetime | None = None
    """Since when this is promised: what was made before may be as was promised then, and a rule
    that is younger than its first run is not late. None: for as long as each resource exists."""

    @property
    def types(self) -> frozenset[str]:
        """Types of which anything is promised, of any tier, by their names without a variant."""
        ruled = {of.partition(" (")[0] for by_type in self.rules.values() for of in by_type}
        return frozenset(ruled).union(*self.native_days.values())

    def rules_of(self, tier: str, type_name: str, variant: str = "") -> tuple[ExpectedRule, ...]:
        """Return what must be made of a type; nothing for one that AWS Backup does not know."""
        of_tier = self.rules.get(tier, {})
        return of_tier.get(f"{type_name} ({variant})", of_tier.get(type_name, ()))
