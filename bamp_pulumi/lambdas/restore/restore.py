"""A restore that is to be validated: of what, as of when, and since when it runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from bamp_pulumi.lambdas.restore.validations import Validations

__all__ = ["Answers", "Restore", "restore_of"]

_MINUTE = timedelta(minutes=1)
_TIER = "backup-tier"
_OWNER = "backup-owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """One restore job of AWS Backup that is completed."""

    job_id: str
    type: str
    """AWS Backup's name of the type of resource."""
    source: str
    """ARN of what was backed up; it may be gone."""
    created: str
    """ARN of what was restored."""
    recovery_point: str
    """ARN of the recovery point."""
    began_at: datetime
    """CreationDate of the job: the time of recovery counts from here."""
    state_from: datetime
    """The restored data are not older than this."""
    state_until: datetime
    """The restored data are not younger than this. The two are one where it was restored to a time;
    else they are when the recovery point was begun and when it was completed."""
    tier: str
    owner: str
    """From the tags; empty for nobody."""
    rto_minutes: int | None
    """None where nothing is promised for its tier."""

    def minutes(self, at: datetime) -> int:
        """Return the minutes from the creation of the job, as whole ones that have begun."""
        return max(0, ceil((at - self.began_at) / _MINUTE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What AWS answers about a restore job."""

    job: Mapping[str, Any]
    """Of DescribeRestoreJob."""
    point: Mapping[str, Any]
    """Of DescribeRecoveryPoint; empty where the recovery point is gone."""
    metadata: Mapping[str, str]
    """Of GetRestoreJobMetadata: it has the time that a continuous backup was restored to."""
    tags: Mapping[str, str]
    """Of the source, or of the recovery point."""


def restore_of(answers: Answers, validations: Validations) -> Restore:
    """Make a restore of what AWS answers."""
    job, point = answers.job, answers.point
    tier = answers.tags.get(_TIER) or validations.default_tier
    began = point.get("CreationDate") or job.get("RecoveryPointCreationDate") or job["CreationDate"]
    done = point.get("CompletionDate") or began
    to = _restore_time(answers.metadata)
    return Restore(
        job_id=job["RestoreJobId"],
        type=job.get("ResourceType", ""),
        source=job.get("SourceResourceArn") or point.get("ResourceArn", ""),
        created=job.get("CreatedResourceArn", ""),
        recovery_point=job.get("RecoveryPointArn", ""),
        began_at=job["CreationDate"],
        state_from=to or began,
        state_until=to or max(began, done),
        tier=tier,
        owner=answers.tags.get(_OWNER, ""),
        rto_minutes=validations.rto_minutes.get(tier),
    )


def _restore_time(metadata: Mapping[str, str]) -> datetime | None:
    """Return the time that a continuous backup was restored to; None for a snapshot."""
    written = next((v for k, v in metadata.items() if k.casefold() == "restoretime"), "")
    try:
        read = datetime.fromisoformat(written)
    except ValueError:  # none, or one that only AWS can read
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
