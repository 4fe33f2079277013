"""What happened: jobs and recovery points, simulated or real."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

__all__ = ["ContinuousPoint", "History", "Job", "JobKind", "JobState", "RecoveryPoint"]


class JobKind(StrEnum):
    """What a job makes."""

    BACKUP = "backup"
    COPY = "copy"


class JobState(StrEnum):
    """How a job ended; names as in AWS Backup's API."""

    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"
    """It could not start within its window."""
    ABORTED = "ABORTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One backup or copy job."""

    kind: JobKind
    plan: str
    rule: str
    vault: str
    """Where its recovery point goes."""
    region: str
    """Region of that vault."""
    due: datetime
    """When its rule ran; of a copy, when its source was complete."""
    started: datetime | None
    """None when it never started."""
    ended: datetime
    state: JobState


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPoint:
    """A state of a resource, kept in a vault."""

    plan: str
    rule: str
    vault: str
    region: str
    account_id: str
    created: datetime
    """Start of the backup job: the state that is kept, and what its age counts from; a copy has
    that of its source."""
    complete: datetime
    """From when on it can be restored."""
    expires: datetime | None
    """End of its retention; None if kept indefinitely."""
    deleted: datetime | None
    """When AWS Backup deletes it; None if kept indefinitely."""
    is_copy: bool = False

    def is_there(self, at: datetime) -> bool:
        """Return True if it can certainly be restored: not if it may be deleted any moment."""
        return self.complete <= at and (self.expires is None or at < self.expires)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuousPoint:
    """A recovery point that restores to any second of its window."""

    plan: str
    """Empty for what the service keeps itself; so are rule and vault."""
    rule: str
    vault: str
    region: str
    account_id: str
    since: datetime
    """The first second that can be restored to, once there is one."""
    days: int
    """Length of its window."""
    lag_minutes: int
    """How close to now its window reaches."""
    frozen_at: datetime | None = None
    """From when on it goes no further; None while it does."""

    def window(self, at: datetime) -> tuple[datetime, datetime] | None:
        """Return the first and the last second it restores to; None when there is none."""
        last = at - timedelta(minutes=self.lag_minutes)
        if self.frozen_at is not None:
            last = min(last, self.frozen_at)
        first = max(self.since, at - timedelta(days=self.days))
        return (first, last) if first <= last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened to the resources of one kind."""

    jobs: tuple[Job, ...] = ()
    """In the order in which they ended."""
    points: tuple[RecoveryPoint, ...] = ()
    """In the order in which they were complete."""
    continuous: tuple[ContinuousPoint, ...] = ()
    """That of AWS Backup, and what the service itself keeps."""
