"""How long backup and copy jobs are taken to wait and to last.

House rules: AWS promises no time for any of it, except that a job starts within its start window.
Stated once, so that preview and rehearsal say the same; what an account has measured of a type
(`bamp_pulumi.measured`) takes their place.
"""

from dataclasses import dataclass
from datetime import timedelta

__all__ = ["JobTimes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTimes:
    """Times of one backup or copy job; each can be set."""

    start_delay: timedelta = timedelta(hours=1)
    """Longest time from a schedule to the start of its job, where the start window is as long. AWS
    Backup says only that a job starts within its window.
    Source: AWS Backup developer guide, plan-options-and-configuration (read 2026-11-28)."""
    backup_takes: timedelta = timedelta(minutes=30)
    """From the start of a backup job to its end. First backups of large file systems and buckets
    take days."""
    copy_delay: timedelta = timedelta(minutes=10)
    """Longest time from the end of a backup to the start of its copy."""
    copy_takes: timedelta = timedelta(hours=1)
    """From the start of a copy job to its end. AWS promises no time for it."""
    by_type: tuple[tuple[str, "JobTimes"], ...] = ()
    """Times of some types, by AWS Backup's name, such as `EFS`: those that were measured."""

    def of_type(self, backup_type: str | None) -> "JobTimes":
        """Return the times of one type alone, without what else is assumed beside them.

        Args:
            backup_type: AWS Backup's name of it; None for what AWS Backup does not know.
        """
        for name, times in self.by_type:
            if name == backup_type:
                return times
        return JobTimes(
            start_delay=self.start_delay,
            backup_takes=self.backup_takes,
            copy_delay=self.copy_delay,
            copy_takes=self.copy_takes,
        )

    def latest_start(self, start_window_minutes: int) -> timedelta:
        """Return how long after its rule falls due a job may start, nothing else being done."""
        return min(self.start_delay, timedelta(minutes=start_window_minutes))
