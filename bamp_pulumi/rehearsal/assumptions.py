"""What a rehearsal assumes where AWS promises nothing, or says nothing."""

from dataclasses import dataclass
from datetime import timedelta

__all__ = ["Assumptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Times that a rehearsal takes for granted; each can be set."""

    seed: int = 0
    """What chance draws from; the same seed gives the same history."""
    start_delay: timedelta = timedelta(hours=1)
    """Longest time from a schedule to the start of its job, where the start window is as long. AWS
    Backup says only that a job starts within its window."""
    backup_takes: timedelta = timedelta(minutes=30)
    """From the start of a backup job to its end. First backups of large file systems and buckets
    take days."""
    copy_delay: timedelta = timedelta(minutes=10)
    """Longest time from the end of a backup to the start of its copy."""
    copy_takes: timedelta = timedelta(hours=1)
    """From the start of a copy job to its end. AWS promises no time for it."""
    deletion_delay: timedelta = timedelta(hours=8)
    """Longest time from the end of a recovery point's retention to its deletion.
    Source: AWS Backup developer guide, deleting-backups (read 2026-11-21)."""
    reaction: timedelta = timedelta(hours=2)
    """From the message to its having been acted on. Source: requirement IT-7."""
    restore_takes: timedelta = timedelta(hours=1)
    """From the start of a restore to its end. AWS promises no time for it; a restore test
    measures it."""
