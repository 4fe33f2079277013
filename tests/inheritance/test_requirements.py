"""What five organisations ask of a database, a table and a bucket, true by construction.

Each test is named for its requirement and declares the plainest resource there is. That backups
are made is for a running account to show; here stands what is declared.
"""

from collections.abc import Callable

import pulumi_aws as aws
import pytest
from baselines import baseline
from recovery_keys import only_keys_of

import bamp_pulumi as bamp
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

BUCKET = "aws:s3/bucket:Bucket"
DATABASE = "aws:rds/instance:Instance"
TABLE = "aws:dynamodb/table:Table"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"


def inheriting(
    body: Callable[[], object], tier: str = "standard", *, expire: bool | None = None
) -> Estate:
    """Run a program that inherits."""

    def program() -> None:
        bamp.inherit(owner="orders", tier=tier, expire_noncurrent_versions=expire)
        body()

    return declare(program)


def database(*, backup_retention_period: int | None = None) -> None:
    """Declare a database, and say nothing about backups unless told to."""
    aws.rds.Instance(
        "orders",
        identifier="orders",
        engine="postgres",
        instance_class="db.t4g.micro",
        allocated_storage=20,
        storage_encrypted=True,
        backup_retention_period=backup_retention_period,
    )


def table() -> None:
    """Declare a table and say nothing about backups."""
    aws.dynamodb.Table("carts", attributes=[{"name": "id", "type": "S"}], hash_key="id")


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated"])
def test_it_4_a_database_restores_to_a_point_in_time_in_both_regions(tier: str) -> None:
    """Automated backups give point-in-time recovery; their replicas give it in us-west-2."""
    estate = inheriting(database, tier)

    orders = estate.one(DATABASE).inputs["backupRetentionPeriod"]
    replica = estate.one(REPLICATION)
    assert isinstance(orders, int)
    assert orders >= 1
    assert replica.inputs["sourceDbInstanceArn"] == ("arn:aws:rds:us-east-1:111122223333:db:orders")
    assert replica.region == "us-west-2"


def test_it_5_a_bucket_is_versioned_and_keeps_deleted_objects_30_days() -> None:
    """Both are made beside a bucket that says nothing, once the program lets versions expire."""
    estate = inheriting(lambda: aws.s3.Bucket("logs", bucket="acme-logs"), expire=True)

    assert estate.one(VERSIONING).inputs == {
        "bucket": "acme-logs",
        "versioningConfiguration": {"status": "Enabled"},
    }
    (rule,) = estate.one(LIFECYCLE).inputs["rules"]  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType] - the list that is checked here
    assert rule["status"] == "Enabled"
    assert rule["noncurrentVersionExpiration"] == {"noncurrentDays": 30}


@pytest.mark.parametrize(
    ("tier", "at_least"), [("critical", 7), ("standard", 7), ("regulated", 7), ("development", 3)]
)
def test_em_3_rds_keeps_its_own_backups_7_days_in_production_and_3_in_development(
    tier: str, at_least: int
) -> None:
    """A program that says nothing gets all that RDS takes; one that says less, at least this."""
    assert inheriting(database, tier).one(DATABASE).inputs["backupRetentionPeriod"] == 35

    asks_for_one = inheriting(lambda: database(backup_retention_period=1), tier).one(DATABASE)
    days = asks_for_one.inputs["backupRetentionPeriod"]
    assert isinstance(days, int)
    assert days >= at_least
    assert days == {"critical": 35, "standard": 7, "regulated": 35, "development": 3}[tier]


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated"])
def test_em_5_a_production_table_restores_to_any_second_of_35_days(tier: str) -> None:
    """Whoever says nothing gets the whole window."""
    inputs = inheriting(table, tier).one(TABLE).inputs

    assert inputs["pointInTimeRecovery"] == {"enabled": True, "recoveryPeriodInDays": 35}


def test_na_1_every_database_is_backed_up_daily_and_replicated_with_a_key_of_the_replica() -> None:
    """Seven days or more, here and there, under the key that the account keeps in us-west-2."""
    account = baseline()
    with only_keys_of(account):
        estate = inheriting(database)

    orders, replica = estate.one(DATABASE), estate.one(REPLICATION)
    assert orders.inputs["backupRetentionPeriod"] == 35
    assert (replica.region, replica.inputs["retentionPeriod"]) == ("us-west-2", 35)
    assert replica.inputs["sourceDbInstanceArn"] == "arn:aws:rds:us-east-1:111122223333:db:orders"
    # Of its own Region: the source's key cannot be used in us-west-2.
    assert replica.inputs["kmsKeyId"] == "arn:aws:kms:us-west-2:111122223333:key/bamp-backup"
    aliases = {(a.region, a.text("name")) for a in account.of_type("aws:kms/alias:Alias")}
    assert ("us-west-2", "alias/bamp-backup") in aliases
