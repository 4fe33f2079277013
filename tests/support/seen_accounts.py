"""A simulated history as the health check would have read it at an instant."""

from datetime import datetime

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.lambdas.health import Expected
from bamp_pulumi.lambdas.health.records import Job, JobKind, Point, Seen, Store, Vault
from bamp_pulumi.rehearsal import ContinuousPoint, History, RecoveryPoint
from bamp_pulumi.rehearsal import Job as DoneJob

__all__ = ["ACCOUNT_ID", "seen_of"]

ACCOUNT_ID = "111122223333"


def seen_of(
    history: History,
    covered: ResourceCoverage,
    expected: Expected,
    at: datetime,
    *,
    created_at: datetime,
) -> Seen:
    """Read an account in which nothing went wrong.

    Args:
        history: What was simulated for the resource.
        covered: The resource.
        expected: What is promised: its keys and locks are those of the vaults.
        at: When it is read.
        created_at: Since when the resource exists.
    """
    store = _store(history, covered, expected, at, created_at)
    points = (*(_point(each, store, expected, at) for each in history.points),)
    begun = (*(_begun(each, store, at) for each in history.continuous if each.vault),)
    regions = (expected.primary_region, expected.recovery_region)
    return Seen(
        account_id=ACCOUNT_ID,
        at=at,
        regions=regions,
        stores=(store,),
        points=tuple(each for each in (*points, *begun) if each is not None),
        jobs=tuple(
            job
            for n, each in enumerate(history.jobs)
            if (job := _job(each, store, n, at)) is not None
        ),
        vaults=tuple(
            Vault(
                name=name,
                arn=f"arn:aws:backup:{region}:{ACCOUNT_ID}:backup-vault:{name}",
                region=region,
                key_arn=expected.keys.get(f"{name}/{region}", ""),
                locked=f"{name}/{region}" in expected.locked,
                min_retention_days=least,
                max_retention_days=most,
            )
            for name, _, region in sorted(
                named.rpartition("/") for named in {*expected.keys, *expected.locked}
            )
            for least, most in (expected.lock_days.get(f"{name}/{region}", (None, None)),)
        ),
        opted_in={region: {store.type: True} for region in regions},
    )


def _store(
    history: History,
    covered: ResourceCoverage,
    expected: Expected,
    at: datetime,
    created_at: datetime,
) -> Store:
    row = covered.store
    assert row is not None
    assert row.abilities is not None
    kind, tier = row.abilities.backup_type, covered.tier
    windows = [w for each in history.continuous if (w := each.window(at)) is not None]
    until = max((last for _, last in windows), default=None)
    return Store(
        arn=f"arn:aws:rds:{covered.resource.region}:{ACCOUNT_ID}:db:data",
        type=kind,
        region=covered.resource.region,
        name="data",
        tags={"backup-tier": tier, "backup-owner": "orders"},
        created_at=created_at,
        native_days=expected.native_days.get(tier, {}).get(kind),
        restorable_until=until if row.abilities.reports_restorable_time else None,
        keeps_continuous=True,
        replica_regions=(expected.recovery_region,),
        variant=row.abilities.variant,
    )


def _point(each: RecoveryPoint, store: Store, expected: Expected, at: datetime) -> Point | None:
    if at < each.created or (each.deleted is not None and each.deleted <= at):
        return None
    days = None if each.expires is None else (each.expires - each.created).days
    return Point(
        arn=f"arn:aws:backup:{each.region}:{ACCOUNT_ID}:recovery-point:{each.rule}-{each.created:%s}",
        resource_arn=store.arn,
        resource_type=store.type,
        vault=each.vault,
        region=each.region,
        status="COMPLETED" if each.complete <= at else "CREATING",
        created_at=each.created,
        completed_at=each.complete if each.complete <= at else None,
        deletes_at=each.expires,
        retention_days=days,
        key_arn=expected.keys.get(f"{each.vault}/{each.region}", ""),
        source_vault_arn="arn:aws:backup:..." if each.is_copy else "",
        rule=each.rule,
    )


def _begun(each: ContinuousPoint, store: Store, at: datetime) -> Point | None:
    if at < each.since:
        return None
    return Point(
        arn=f"arn:aws:backup:{each.region}:{ACCOUNT_ID}:recovery-point:continuous:data",
        resource_arn=store.arn,
        resource_type=store.type,
        vault=each.vault,
        region=each.region,
        status="AVAILABLE",
        created_at=each.since,
        retention_days=each.days,
        rule=each.rule,
        key_arn="arn:aws:kms:us-east-1:111122223333:key/main",
    )


def _job(each: DoneJob, store: Store, number: int, at: datetime) -> Job | None:
    begun = each.started or each.due
    if at < begun:
        return None
    is_done = each.ended <= at
    return Job(
        id=f"job-{number}",
        kind=JobKind(each.kind),
        resource_arn=store.arn,
        region=each.region,
        state=str(each.state) if is_done else "RUNNING",
        created_at=begun,
        completed_at=each.ended if is_done else None,
        rule=each.rule,
    )
