"""Jobs and recovery points of a running account, each with the run of the rule that made it.

AWS Backup gives the end of a job's start window, and that is the time it was scheduled for plus the
window: so the run is known to the minute, whenever the job has really begun.

Source: AWS Backup API, ListBackupJobs (BackupJob.StartBy), ListCopyJobs, and
ListRecoveryPointsByBackupVault (read 2026-11-29).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bamp_pulumi.lambdas.health import Job, JobKind, Point, Seen, Store
from bamp_pulumi.policy import TIER_TAG, BackupPolicy, Rule

__all__ = ["Observed", "observe", "promised_stores"]

_DONE = "COMPLETED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A backup job of a rule, or one of the copies of what it made."""

    kind: JobKind
    store: Store
    tier: str
    rule: str
    region: str
    """Region of the vault it wrote to."""
    state: str
    """As AWS Backup says it, such as `COMPLETED` or `EXPIRED`."""
    scheduled: datetime | None = None
    """When its rule fell due, as AWS has it; None of copies, and where AWS does not say."""
    waited: timedelta | None = None
    """From then until it began; of a copy, from the end of its source. None where it never
    began, or either is not known."""
    took: timedelta | None = None
    """From its beginning to its end; None where either is not known."""
    size_bytes: int | None = None


def observe(policy: BackupPolicy, seen: Seen) -> tuple[Observed, ...]:
    """Pair what was read of an account with the rules of its policy.

    Args:
        policy: The policy in force.
        seen: What was read. Jobs of nobody's rule, and those of a store whose tags were not read,
            are left out.
    """
    points = {point.arn: point for point in seen.points}
    stores = {store.arn: (store, tier) for store, tier in promised_stores(policy, seen)}
    rules = {name: {rule.name: rule for rule in tier.rules} for name, tier in policy.tiers.items()}
    return tuple(_observed(seen.jobs, points, stores, rules))


def promised_stores(policy: BackupPolicy, seen: Seen) -> Iterator[tuple[Store, str]]:
    """List the stores that name a tier of the policy, each with it."""
    for store in seen.stores:
        tier = (store.tags or {}).get(TIER_TAG, "")
        if tier in policy.tiers:
            yield store, tier


def _observed(
    jobs: tuple[Job, ...],
    points: Mapping[str, Point],
    stores: Mapping[str, tuple[Store, str]],
    rules: Mapping[str, Mapping[str, Rule]],
) -> Iterator[Observed]:
    for job in jobs:
        store, tier = stores.get(job.resource_arn, (None, ""))
        rule = rules.get(tier, {}).get(job.rule)
        if store is None or rule is None or job.kind is JobKind.RESTORE:
            continue
        scheduled, begun, ready = _times(job, points.get(job.point_arn), rule)
        ended = job.completed_at if job.state == _DONE else None
        yield Observed(
            kind=job.kind,
            store=store,
            tier=tier,
            rule=rule.name,
            region=_region_of(job),
            state=job.state,
            scheduled=scheduled,
            waited=_between(ready, begun),
            took=_between(begun, ended),
            size_bytes=job.size_bytes,
        )


def _times(
    job: Job, point: Point | None, rule: Rule
) -> tuple[datetime | None, datetime | None, datetime | None]:
    """Return when a job was scheduled, when it began, and since when it could."""
    if job.kind is JobKind.COPY:
        return None, job.created_at, None if point is None else point.completed_at
    scheduled = None if job.start_by is None else job.start_by - rule.start_window
    # A continuous recovery point is begun once; of its later runs only the jobs tell.
    is_its_own = point is not None and not rule.enable_continuous_backup
    return scheduled, point.created_at if point is not None and is_its_own else None, scheduled


def _between(first: datetime | None, last: datetime | None) -> timedelta | None:
    if first is None or last is None:
        return None
    # Clocks of two services differ by seconds.
    return max(last - first, timedelta(0))


def _region_of(job: Job) -> str:
    return "".join(job.to_vault_arn.split(":")[3:4]) or job.region
