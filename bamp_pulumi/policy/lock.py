"""Vault lock: which retentions a vault accepts, and who may still change that."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from pydantic import Field

from bamp_pulumi.catalog import LOCK_CHANGEABLE_MIN_DAYS
from bamp_pulumi.errors import Refusal
from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import LockChangeableDays, RetentionDays

__all__ = ["LockMode", "LockPolicy"]


class LockMode(StrEnum):
    """Who can remove a vault lock. Always stated; AWS distinguishes it by a missing field."""

    GOVERNANCE = "governance"
    """Whoever holds the IAM permission can lift it."""

    COMPLIANCE = "compliance"
    """Nobody can once the grace time is over: not root, not AWS."""


_ANY_LOCK: Final = ("true", "yes", "on", "enabled", "locked")
"""Words for a lock of no mode: the one that can be lifted again is meant."""


class LockPolicy(Promise, frozen=True):
    """The lock of a vault. Jobs with a retention outside it fail, and nothing checks at deploy.

    Source: developer guide, vault-lock; API, PutBackupVaultLockConfiguration (2026-11-21).
    """

    mode: LockMode = Field(examples=["governance"])
    """`governance` or `compliance`."""

    min_retention_days: RetentionDays = Field(examples=[7])
    """Shortest retention a backup or copy job may ask for. Days, 1 to 36500."""

    max_retention_days: RetentionDays = Field(examples=[365])
    """Longest retention a backup or copy job may ask for. Days, 1 to 36500."""

    changeable_for_days: LockChangeableDays | None = None
    """Grace time of a compliance lock: after it the lock is irreversible. Days, 3 to 36500.
    Default: none, which only governance mode allows."""

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object] | None:
        """Return the lock that somebody means who writes its mode alone; None for none.

        Its bounds are missing then, and asked for.
        """
        mode = text.strip().casefold()
        mode = LockMode.GOVERNANCE if mode in _ANY_LOCK else mode
        if mode not in list(LockMode):
            return None
        return {"mode": str(mode)}

    def accepts(self, lifecycle: Lifecycle) -> bool:
        """Return whether a job with this lifecycle may write to the vault."""
        return self.min_retention_days <= lifecycle.delete_after_days <= self.max_retention_days

    def refusals(self) -> Iterator[Refusal]:
        """Refuse bounds that nothing can meet, and a mode that AWS would read as the other."""
        shortest, longest = self.min_retention_days, self.max_retention_days
        if shortest > longest:
            yield Refusal(
                code="BAMP-K01",
                given=f"min_retention_days={shortest}, max_retention_days={longest}",
                allowed="min_retention_days up to max_retention_days",
                why="AWS Backup refuses a vault lock that no retention can meet",
                write=f"min_retention_days={longest}, max_retention_days={shortest}",
            )
        if self.mode is LockMode.COMPLIANCE and self.changeable_for_days is None:
            yield Refusal(
                code="BAMP-K02",
                given="mode=compliance without changeable_for_days",
                allowed=f"changeable_for_days={LOCK_CHANGEABLE_MIN_DAYS} or more",
                why="AWS Backup treats a lock without changeable_for_days as governance mode",
                write="mode='compliance', changeable_for_days=30",
            )
        if self.mode is LockMode.GOVERNANCE and self.changeable_for_days is not None:
            yield Refusal(
                code="BAMP-K03",
                given=f"mode=governance, changeable_for_days={self.changeable_for_days}",
                allowed="mode=governance without changeable_for_days",
                why="AWS Backup treats a lock with changeable_for_days as compliance mode, which "
                "nobody can lift",
                write="mode='governance'",
            )
