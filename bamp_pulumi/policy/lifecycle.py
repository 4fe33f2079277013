"""How long a recovery point is kept, and when it moves to cold storage."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from bamp_pulumi.catalog import COLD_STORAGE_MIN_DAYS, RETENTION_MAX_DAYS
from bamp_pulumi.errors import Refusal
from bamp_pulumi.policy.meant import meant_days
from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import RetentionDays

__all__ = ["Lifecycle"]


class Lifecycle(Promise, frozen=True):
    """When a recovery point moves to cold storage, and when it is deleted. Days since its creation.

    A copy keeps the creation date of its source, so its days count from there too.

    Source: AWS Backup API, Lifecycle; developer guide, recov-point-create-a-copy (2026-11-21).
    """

    delete_after_days: RetentionDays = Field(examples=[30])
    """Retention in days, 1 to 36500. Required: a backup that is kept indefinitely is a decision."""

    cold_storage_after_days: RetentionDays | None = None
    """Days until cold storage, for the types that have it; others ignore it. AWS then keeps the
    recovery point cold 90 days or more. Default: always warm."""

    @classmethod
    def from_text(cls, text: str) -> Mapping[str, object] | None:
        """Return the lifecycle that somebody means who writes its days alone; None for none."""
        days = meant_days(text)
        return None if days is None else {"delete_after_days": days}

    def refusals(self) -> Iterator[Refusal]:
        """Refuse a recovery point that would leave cold storage too early (`BAMP-L02`)."""
        cold, deleted = self.cold_storage_after_days, self.delete_after_days
        if cold is None or deleted >= cold + COLD_STORAGE_MIN_DAYS:
            return
        earliest = cold + COLD_STORAGE_MIN_DAYS
        can_be_cold = earliest <= RETENTION_MAX_DAYS
        yield Refusal(
            code="BAMP-L02",
            given=f"cold_storage_after_days={cold}, delete_after_days={deleted}",
            allowed=f"delete_after_days={earliest} or more"
            if can_be_cold
            else "no cold_storage_after_days so close to the longest retention",
            why=f"AWS Backup holds cold recovery points {COLD_STORAGE_MIN_DAYS} days or more",
            write=f"Lifecycle(cold_storage_after_days={cold}, delete_after_days={earliest})"
            if can_be_cold
            else f"Lifecycle(delete_after_days={deleted})",
        )
