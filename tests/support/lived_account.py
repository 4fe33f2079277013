"""An account that has lived for a month: its jobs take times, and follow clocks, that nobody said.

Of each store all jobs of its tier's plan, with recovery points and copies, as AWS Backup would list
them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from bamp_pulumi.lambdas.health import Job, JobKind, Point, Seen, Store
from bamp_pulumi.policy import BackupPolicy, CopyRule, Rule
from bamp_pulumi.timing import Cadence, JobTimes, runs_between

__all__ = ["ACCOUNT", "AT", "Lived", "lived_account"]

ACCOUNT: Final = "111122223333"
AT: Final = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAYS: Final = timedelta(days=30)
LEAST: Final = 0.6
"""The shortest of the jobs takes this share of the longest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """How an account really behaves."""

    times: JobTimes
    seed: int = 0
    timezone: str = ""
    """Time zone that AWS reads the schedules in. Default: the one that they say."""
    missing: frozenset[int] = frozenset()
    """Numbers of runs of which there is no job."""


def lived_account(
    policy: BackupPolicy, lived: Lived, stores: Sequence[tuple[str, str]] = (("EFS", "critical"),)
) -> Seen:
    """Let an account live for a month.

    Args:
        policy: What its plans were made from.
        lived: How it really behaves.
        stores: Type and tier of each of its resources.
    """
    chance = Random(lived.seed)  # noqa: S311 - of a test
    made: list[Job] = []
    points: list[Point] = []
    resources: list[Store] = []
    for number, (kind, tier) in enumerate(stores):
        arn = f"arn:aws:any:us-east-1:{ACCOUNT}:thing/{number}"
        resources.append(
            Store(
                arn=arn,
                type=kind,
                region=policy.primary_region,
                name=f"thing-{number}",
                tags={"backup-tier": tier},
                created_at=AT - timedelta(days=400),
            )
        )
        for rule in policy.tiers[tier].rules:
            for job, point in _jobs(policy, rule, (arn, kind), lived, chance):
                made.append(job)
                if point is not None:
                    points.append(point)
    return Seen(
        account_id=ACCOUNT,
        at=AT,
        regions=(policy.primary_region, policy.recovery_region),
        stores=tuple(resources),
        jobs=tuple(made),
        points=tuple(points),
    )


def _jobs(
    policy: BackupPolicy, rule: Rule, of: tuple[str, str], lived: Lived, chance: Random
) -> Iterator[tuple[Job, Point | None]]:
    arn, kind = of
    cadence = Cadence(
        "plan",
        rule.schedule.expression,
        lived.timezone or rule.schedule.timezone,
        rule.start_window_minutes,
        rule.lifecycle.delete_after_days,
    )
    times = lived.times
    for number, due in enumerate(runs_between(cadence, (), AT - DAYS, AT)):
        if number in lived.missing:
            continue
        begun = due + chance.random() * times.latest_start(rule.start_window_minutes)
        ended = begun + chance.uniform(LEAST, 1) * times.backup_takes
        own = f"{arn}-{rule.name}-{number}"
        home = f"arn:aws:backup:{policy.primary_region}:{ACCOUNT}:backup-vault:main"
        point = Point(
            arn=own,
            resource_arn=arn,
            resource_type=kind,
            vault="main",
            region=policy.primary_region,
            status="COMPLETED" if ended <= AT else "CREATING",
            created_at=begun,
            completed_at=ended if ended <= AT else None,
            rule=rule.name,
            size_bytes=1_000_000,
        )
        job = Job(
            id=f"job-{own}",
            kind=JobKind.BACKUP,
            resource_arn=arn,
            region=policy.primary_region,
            state="COMPLETED" if ended <= AT else "RUNNING",
            created_at=due,
            completed_at=ended if ended <= AT else None,
            rule=rule.name,
            to_vault_arn=home,
            start_by=due + rule.start_window,
            point_arn=own,
            size_bytes=1_000_000,
        )
        yield job, point
        for copy in rule.copies if ended <= AT else ():
            yield _copied(job, copy, times, chance), None


def _copied(job: Job, copy: CopyRule, times: JobTimes, chance: Random) -> Job:
    assert job.completed_at is not None
    begun = job.completed_at + chance.random() * times.copy_delay
    ended = begun + chance.uniform(LEAST, 1) * times.copy_takes
    region = copy.destination_region
    return Job(
        id=f"copy-{job.id}-{region}",
        kind=JobKind.COPY,
        resource_arn=job.resource_arn,
        region=job.region,
        state="COMPLETED" if ended <= AT else "RUNNING",
        created_at=begun,
        completed_at=ended if ended <= AT else None,
        rule=job.rule,
        to_vault_arn=f"arn:aws:backup:{region}:{ACCOUNT}:backup-vault:recovery",
        point_arn=job.point_arn,
    )
