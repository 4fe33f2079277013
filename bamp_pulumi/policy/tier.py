"""A class of workload: what is done for it and what may be lost."""

from pydantic import Field

from bamp_pulumi.policy.promise import Promise
from bamp_pulumi.policy.quantities import NativeRetentionDays, ObjectiveMinutes, RetentionDays
from bamp_pulumi.policy.rule import Rule

__all__ = ["Tier"]


class Tier(Promise):
    """One backup plan: its rules, the objectives they must meet, and what services keep beside."""

    description: str = Field(min_length=1)
    """For whom the tier is, one sentence. Shown in reports and runbooks."""

    rules: tuple[Rule, ...] = Field(min_length=1)
    """The rules of the backup plan, 1 to 10. AWS makes one recovery point for each that is due."""

    rpo_minutes: ObjectiveMinutes
    """Recovery point objective: how much of the newest data may be lost. Minutes, 1 to 525600."""

    rto_minutes: ObjectiveMinutes
    """Recovery time objective: how long a restore may take. Minutes, 1 to 525600."""

    native_retention_days: NativeRetentionDays
    """How long a service's own backups are kept (RDS automated backups, DynamoDB point-in-time
    recovery), beside AWS Backup's. Days, 1 to 35."""

    noncurrent_version_days: RetentionDays = 30
    """How long a bucket keeps an object version that was overwritten or deleted. Days, 1 to 36500.
    Default: 30."""
