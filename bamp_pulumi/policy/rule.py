"""What AWS Backup does for a tier, one rule a cadence, and where the copies go."""

from typing import Self

from pydantic import model_validator

from bamp_pulumi.catalog.limits import CONTINUOUS_MAX_DAYS
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy.lifecycle import Lifecycle
from bamp_pulumi.policy.names import AccountId, Region, RuleName
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import StartWindowMinutes, WindowMinutes
from bamp_pulumi.policy.schedule import Schedule

__all__ = ["CopyRule", "Rule"]


class CopyRule(Promise):
    """A copy of each recovery point of a rule, in another Region or account."""

    destination_region: Region
    """Region of the vault that takes the copy."""

    lifecycle: Lifecycle | None = None
    """Lifecycle of the copy, counted from the creation of its source. Default: the rule's."""

    destination_account_id: AccountId | None = None
    """Account of the vault that takes the copy, 12 digits. Default: the same account."""


class Rule(Promise):
    """One cadence: when recovery points are made, how long they live, where copies go.

    Source: AWS Backup API, BackupRuleInput; developer guide, plan-options-and-configuration and
    point-in-time-recovery (2026-11-21).
    """

    name: RuleName
    """Name of the rule in the backup plan, unique in its tier: the cadence, such as `daily`."""

    schedule: Schedule = Schedule()
    """When backup jobs fall due. Default: every day at 02:00 UTC."""

    lifecycle: Lifecycle
    """How long the recovery points live."""

    start_window_minutes: StartWindowMinutes = 480
    """A job that has not started by then expires. Minutes, 60 or more. Default: AWS's 8 hours."""

    completion_window_minutes: WindowMinutes = 10_080
    """A job still running so long after its start is cancelled; the first backup of a large file
    system or bucket takes days. Minutes, 60 or more. Default: AWS's 7 days."""

    enable_continuous_backup: bool = False
    """Restore to any second of the retention, for the types that can; the others get a snapshot
    at each run. Default: snapshots only."""

    copies: tuple[CopyRule, ...] = ()
    """Copies of each recovery point, at most 5. Default: none."""

    def copy_lifecycle(self, copy: CopyRule) -> Lifecycle:
        """Return how long a copy lives: as it says, else as the rule."""
        return copy.lifecycle or self.lifecycle

    @model_validator(mode="after")
    def _continuous_is_kept_35_days_at_most(self) -> Self:
        days = self.lifecycle.delete_after_days
        if self.enable_continuous_backup and days > CONTINUOUS_MAX_DAYS:
            raise RefusedError(
                "BAMP-R01",
                given=f"enable_continuous_backup=True, delete_after_days={days}",
                allowed=f"delete_after_days={CONTINUOUS_MAX_DAYS} or less",
                why=f"AWS Backup keeps a continuous backup {CONTINUOUS_MAX_DAYS} days at most",
                write=f"a continuous rule kept {CONTINUOUS_MAX_DAYS} days, and beside it a rule "
                f"without enable_continuous_backup kept {days} days",
            )
        return self

    @model_validator(mode="after")
    def _continuous_stays_warm(self) -> Self:
        if self.enable_continuous_backup and self.lifecycle.cold_storage_after_days is not None:
            raise RefusedError(
                "BAMP-R02",
                given="enable_continuous_backup=True, "
                f"cold_storage_after_days={self.lifecycle.cold_storage_after_days}",
                allowed="enable_continuous_backup=True without cold_storage_after_days",
                why="AWS Backup moves no continuous backup to cold storage",
                write=f"Lifecycle(delete_after_days={self.lifecycle.delete_after_days})",
            )
        return self
