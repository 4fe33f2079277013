"""What a rehearsal assumes where AWS documents nothing."""

from dataclasses import dataclass
from datetime import timedelta

from bamp_pulumi.coverage import JobTimes

__all__ = ["Assumptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions(JobTimes):
    """Times that a rehearsal assumes; each can be set.

    Those of backup and copy jobs are coverage's: what a preview says may be lost counts with them.
    """

    seed: int = 0
    """What chance draws from; the same seed gives the same history."""
    deletion_delay: timedelta = timedelta(hours=8)
    """Longest time from the end of a recovery point's retention to its deletion.
    Source: AWS Backup developer guide, deleting-backups (read 2026-11-21)."""
    reaction: timedelta = timedelta(hours=2)
    """From the message to its having been acted on. Source: requirement IT-7."""
    restore_takes: timedelta = timedelta(hours=1)
    """From the start of a restore to its end. AWS promises no time for it; a restore test
    measures it."""

    @classmethod
    def beside(cls, times: JobTimes) -> "Assumptions":
        """Assume the usual beside the times of jobs that somebody has given."""
        return cls(
            start_delay=times.start_delay,
            backup_takes=times.backup_takes,
            copy_delay=times.copy_delay,
            copy_takes=times.copy_takes,
            by_type=times.by_type,
        )
