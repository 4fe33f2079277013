"""Vault lock: which retentions a vault accepts, and who may still change that."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from bamp_pulumi.catalog.limits import LOCK_CHANGEABLE_MIN_DAYS
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import LockChangeableDays, RetentionDays

__all__ = ["LockMode", "LockPolicy"]


class LockMode(StrEnum):
    """Who can lift a vault lock. Always said; AWS tells it by a missing field."""

    GOVERNANCE = "governance"
    """Whoever holds the IAM permission can lift it."""

    COMPLIANCE = "compliance"
    """Nobody can once the grace time is over: not root, not AWS."""


class LockPolicy(Promise):
    """The lock of a vault. Jobs with a retention outside it fail, and nothing checks at deploy.

    Source: developer guide, vault-lock; API, PutBackupVaultLockConfiguration (2026-11-21).
    """

    mode: LockMode
    """`governance` or `compliance`."""

    min_retention_days: RetentionDays
    """Shortest retention a backup or copy job may ask for. Days, 1 to 36500."""

    max_retention_days: RetentionDays
    """Longest retention a backup or copy job may ask for. Days, 1 to 36500."""

    changeable_for_days: LockChangeableDays | None = None
    """Grace time of a compliance lock: after it the lock is irreversible. Days, 3 to 36500.
    Default: none, which only governance mode allows."""

    @model_validator(mode="after")
    def _minimum_is_below_maximum(self) -> Self:
        if self.min_retention_days > self.max_retention_days:
            raise RefusedError(
                "BAMP-K01",
                given=f"min_retention_days={self.min_retention_days}, "
                f"max_retention_days={self.max_retention_days}",
                allowed="min_retention_days up to max_retention_days",
                why="AWS Backup refuses a vault lock that no retention can meet",
                write=f"min_retention_days={self.max_retention_days}, "
                f"max_retention_days={self.min_retention_days}",
            )
        return self

    @model_validator(mode="after")
    def _compliance_says_when_it_becomes_irreversible(self) -> Self:
        if self.mode is LockMode.COMPLIANCE and self.changeable_for_days is None:
            raise RefusedError(
                "BAMP-K02",
                given="mode=compliance without changeable_for_days",
                allowed=f"changeable_for_days={LOCK_CHANGEABLE_MIN_DAYS} or more",
                why="AWS Backup takes a lock without changeable_for_days for governance mode",
                write="mode=compliance, changeable_for_days=30",
            )
        return self

    @model_validator(mode="after")
    def _governance_has_no_irreversible_date(self) -> Self:
        if self.mode is LockMode.GOVERNANCE and self.changeable_for_days is not None:
            raise RefusedError(
                "BAMP-K03",
                given=f"mode=governance, changeable_for_days={self.changeable_for_days}",
                allowed="mode=governance without changeable_for_days",
                why="AWS Backup takes a lock with changeable_for_days for compliance mode, which "
                "nobody can lift",
                write="mode=governance",
            )
        return self
