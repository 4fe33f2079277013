"""The reader of an account: all that is there is seen, by page, and nothing is written.

The stand-in holds each request and answer to botocore's models. That AWS's services behave as it
does cannot be shown here.
"""

import os
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

import pytest
from aws_backup_stand_in import ACCOUNT, NOW, Request, StandIn, throttled
from backed_up_account import PRIMARY, RECOVERY, TYPES, many_stores, sound_account, table_arn

from bamp_pulumi.lambdas.health.asking import Asker
from bamp_pulumi.lambdas.health.reading import Budget, Progress, read_account
from bamp_pulumi.lambdas.health.records import AccessPoint, JobKind, Point, Replica, Seen

# Any: further arguments of the reader.
PLENTY: Final = Budget(calls=10_000, seconds=600)
REGIONS: Final = (PRIMARY, RECOVERY)


def read(stand_in: StandIn, **changed: Any) -> Seen:  # noqa: ANN401 - any argument
    """Read the account of a stand-in."""
    arguments: dict[str, Any] = {
        "regions": REGIONS,
        "vaults": ("main", "recovery"),
        "types": TYPES,
        "since": timedelta(days=40),
        "budget": PLENTY,
        "now": stand_in.now,
        "sleep": stand_in.sleep,
    }
    return read_account(stand_in.connect, **{**arguments, **changed})


def test_a_sound_account_is_seen_whole() -> None:
    """Each store by its type, with its tags; what is deleted, or part of a cluster, is none."""
    seen = read(sound_account())

    assert seen.unseen == ()
    assert [(store.name or store.arn.split("/")[-1], store.type) for store in seen.stores] == [
        ("carts", "DynamoDB"),
        ("never-tagged", "DynamoDB"),
        ("i-1", "EC2"),
        ("vol-1", "EBS"),
        ("fs-1", "EFS"),
        ("ledger", "Aurora"),
        ("papers", "DocumentDB"),
        ("queue", "RDS"),
        ("orders", "RDS"),
        ("thumbnails", "S3"),
    ]
    assert {store.name: dict(store.tags or {}) for store in seen.stores if not store.tags} == {
        "never-tagged": {}
    }


def test_what_aws_says_of_a_store_is_kept() -> None:
    """Native backups, until when it restores, since when it is there, where it is replicated."""
    stores = {store.name: store for store in read(sound_account()).stores}

    orders = stores["orders"]
    assert orders.native_days == 7
    assert orders.restorable_until == NOW - timedelta(minutes=4)
    assert orders.created_at == NOW - timedelta(days=100)
    assert orders.replica_regions == (RECOVERY,)
    assert stores["carts"].arn == table_arn("carts")
    assert stores["carts"].native_days is None
    assert stores["thumbnails"].created_at is None
    assert (stores["queue"].variant, orders.variant) == ("Multi-AZ cluster", "")


def test_what_aws_backup_has_is_kept() -> None:
    """Points of both vaults, jobs of both kinds, locks, settings, open access points, replicas."""
    seen = read(sound_account())

    assert (seen.account_id, seen.at, seen.since) == (ACCOUNT, NOW, NOW - timedelta(days=40))
    assert Counter((point.region, point.vault) for point in seen.points) == {
        (PRIMARY, "main"): 2,
        (RECOVERY, "recovery"): 2,
    }
    first = seen.points[0]
    assert (first.retention_days, first.rule) == (35, "daily_kept_35_days")
    assert first.deletes_at == NOW - timedelta(hours=6) + timedelta(days=35)
    assert [(job.kind, job.state, job.to_vault_arn.split(":")[-1]) for job in seen.jobs] == [
        (JobKind.BACKUP, "COMPLETED", "main"),
        (JobKind.COPY, "RUNNING", "recovery"),
    ]
    assert [(vault.name, vault.locked, vault.min_retention_days) for vault in seen.vaults] == [
        ("main", True, 7),
        ("recovery", True, 7),
    ]
    on = {"RDS": True, "DynamoDB": True}
    assert seen.opted_in == {PRIMARY: on, RECOVERY: on}
    assert [type(one) for one in seen.access_points] == [AccessPoint]
    assert seen.replicas == (
        Replica(
            arn=f"arn:aws:rds:{RECOVERY}:{ACCOUNT}:auto-backup:ab-o",
            store_arn=f"arn:aws:rds:{PRIMARY}:{ACCOUNT}:db:orders",
            region=RECOVERY,
            status="active",
            key_arn=f"arn:aws:kms:{RECOVERY}:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000",
            native_days=7,
            restorable_until=NOW - timedelta(minutes=6),
        ),
    )


def test_nothing_is_written() -> None:
    """Only operations that describe, list or get are called; anything else is refused unsent."""
    stand_in = sound_account()
    read(stand_in)

    assert {
        request.operation
        for request in stand_in.calls
        if not request.operation.startswith(("Describe", "Get", "List"))
    } == set()
    asker = Asker(connect=stand_in.connect, budget=PLENTY, now=stand_in.now, sleep=stand_in.sleep)
    number = len(stand_in.calls)
    with pytest.raises(ValueError, match="DeleteRecoveryPoint may write"):
        asker.ask(PRIMARY, "backup", "DeleteRecoveryPoint", {})
    assert len(stand_in.calls) == number


def test_times_are_utc_whatever_the_zone_of_the_machine() -> None:
    """boto3 gives times in the zone of the machine."""
    stand_in = sound_account()
    there = timezone(timedelta(hours=-8))
    points = stand_in.lists[PRIMARY, "main"]
    stand_in.lists[PRIMARY, "main"] = [
        {**one, "CreationDate": one["CreationDate"].astimezone(there)} for one in points
    ]

    assert {point.created_at.tzinfo for point in read(stand_in).points} == {UTC}


def test_small_pages_give_the_same() -> None:
    """Pages of one item, whole tokens and all."""
    small = sound_account()
    small.page = 1

    assert read(small) == read(sound_account())


@pytest.mark.parametrize("hours", [-1, 1, 24])
def test_a_wrong_clock_of_ones_own_changes_nothing(hours: int) -> None:
    """The first answer dates the reading, and points and jobs are asked for from there."""
    stand_in = sound_account()

    def now() -> datetime:
        return stand_in.now() + timedelta(hours=hours)

    assert read(stand_in, now=now) == read(sound_account())


def test_a_point_that_is_not_listed_yet_comes_with_the_next_reading() -> None:
    """AWS Backup lists eventually: nothing breaks, and nothing is made up."""
    stand_in = sound_account()
    stand_in.listed_after = timedelta(hours=12)

    assert read(stand_in).points == ()
    stand_in.listed_after = timedelta(0)
    assert len(read(stand_in).points) == 4


def test_all_vaults_are_read_when_none_is_named() -> None:
    """Points in a vault of which nobody promised anything may be orphans."""
    stand_in = sound_account()

    assert len(read(stand_in, vaults=None).points) == 4
    assert len(read(stand_in, vaults=("main",)).points) == 2


MOST: Final = {"DynamoDB": 21, "RDS": 12, "S3": 12}
"""List of the service, tags where it does not give them, and one page of recovery points."""


@pytest.mark.parametrize("kind", MOST)
def test_calls_follow_pages_and_not_resources(kind: str) -> None:
    """1,000 of a kind with a recovery point each, beside what one call of each Region asks."""
    stand_in = many_stores(1_000, kind)
    seen = read(stand_in, regions=(PRIMARY,), types=(kind,), vaults=("main",))

    assert (len(seen.stores), len(seen.points)) == (1_000, 1_000)
    assert all(store.tags for store in seen.stores)
    once = {
        "sts:GetCallerIdentity",
        "backup:ListBackupVaults",
        "backup:DescribeRegionSettings",
        "backup:ListBackupAccessPoints",
        "backup:ListBackupJobs",
        "backup:ListCopyJobs",
        "kms:DescribeKey",
    }
    counted = stand_in.counted()
    assert {counted[what] for what in once} == {1}
    assert sum(counted[what] for what in counted.keys() - once) == MOST[kind]


def test_what_a_region_lacks_is_not_asked_for_there() -> None:
    """It is absent, and not unseen; where it is, all of it is seen."""
    stand_in = sound_account()
    seen = read(stand_in, lacking={RECOVERY: ("EFS", "DynamoDB")})

    asked = {(one.region, one.what) for one in stand_in.calls}
    assert seen.unseen == ()
    assert seen.listed_types == frozenset(TYPES)
    assert {store.type for store in seen.stores} == {*TYPES}
    assert {region for region, what in asked if what == "dynamodb:ListTables"} == {PRIMARY}


def test_an_interrupted_reading_begins_no_further_request() -> None:
    """Whoever waits for a throttled service goes on at once, and what was read stays."""
    stand_in = sound_account()
    progress = Progress()

    def interrupt(request: Request) -> Exception | None:
        if request.what == "backup:ListCopyJobs":
            os.kill(os.getpid(), signal.SIGINT)  # as Ctrl-C does
        return throttled("backup:ListBackupJobs")(request)

    stand_in.faults.append(interrupt)
    # What is started in the background is started without a handler.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            read(stand_in, sleep=None, progress=progress)
    finally:
        signal.signal(signal.SIGINT, before)

    kept = [one for stand in progress.stands.values() for one in stand.records]
    assert any(isinstance(one, Point) for one in kept)
    assert stand_in.counted()["backup:ListBackupJobs"] <= 3


def test_a_read_replica_is_asked_for_no_backups_of_its_own() -> None:
    """Amazon RDS gives 0 days for it, and its source keeps them: nothing is said of it."""
    stand_in = sound_account()
    source = stand_in.lists[PRIMARY, "rds:DescribeDBInstances"][0]
    replica = {
        **source,
        "DBInstanceIdentifier": "reader",
        "DBInstanceArn": source["DBInstanceArn"].replace("orders", "reader"),
        "BackupRetentionPeriod": 0,
        "ReadReplicaSourceDBInstanceIdentifier": "orders",
    }
    stand_in.lists[PRIMARY, "rds:DescribeDBInstances"] = [source, replica]
    stores = {store.name: store for store in read(stand_in).stores}

    assert (stores["reader"].type, stores["reader"].native_days) == ("RDS", None)
    assert stores["orders"].native_days == 7
