"""The reader with boto3's own clients, on moto: requests are sent, and answers parsed, as for AWS.

Of AWS Backup moto has no list of recovery points or jobs; those come from the stand-in.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final, cast

import boto3
import pytest
from aws_backup_stand_in import ACCOUNT, StandIn
from backed_up_account import PRIMARY, vault
from botocore.config import Config
from moto import mock_aws

from bamp_pulumi.lambdas.health.reading import Budget, read_account

# Any: clients of boto3.
CONFIG: Final = Config(
    retries={"total_max_attempts": 1}, connect_timeout=1, read_timeout=5, parameter_validation=True
)
TAGS: Final = [{"Key": "backup-tier", "Value": "critical"}]
TYPES: Final = ("DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3")


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign with nobody's key."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")


@cache
def client(service: str, region: str, url: str | None = None) -> Any:  # noqa: ANN401 - of boto3
    """Return a client of boto3."""
    make = cast("Any", boto3.client)
    return make(service, region_name=region, config=CONFIG, endpoint_url=url)


def test_what_moto_has_is_seen() -> None:
    """Two tables, of which one never had a tag; a bucket, a database, a volume, files."""
    stand_in = StandIn()
    stand_in.lists[PRIMARY, "main"] = []

    def connect(service: str, region: str) -> Any:  # noqa: ANN401 - of boto3
        if service == "backup":
            return stand_in.connect(service, region)
        return client(service, region)

    with mock_aws():
        key = client("kms", PRIMARY).create_key()["KeyMetadata"]["Arn"]
        stand_in.lists[PRIMARY, "backup:ListBackupVaults"] = [
            {**vault("main", PRIMARY), "EncryptionKeyArn": key}
        ]
        for name, tags in (("carts", TAGS), ("never-tagged", [])):
            client("dynamodb", PRIMARY).create_table(
                TableName=name,
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                BillingMode="PAY_PER_REQUEST",
                **({"Tags": tags} if tags else {}),
            )
        s3 = client("s3", PRIMARY)
        s3.create_bucket(Bucket="thumbnails")
        s3.put_bucket_tagging(Bucket="thumbnails", Tagging={"TagSet": TAGS})
        client("rds", PRIMARY).create_db_instance(
            DBInstanceIdentifier="orders",
            DBInstanceClass="db.t3.micro",
            Engine="postgres",
            AllocatedStorage=20,
            MasterUsername="u",
            MasterUserPassword="testing-1234",
            BackupRetentionPeriod=7,
            Tags=TAGS,
        )
        client("ec2", PRIMARY).create_volume(AvailabilityZone=f"{PRIMARY}a", Size=8)
        client("efs", PRIMARY).create_file_system(CreationToken="t", Tags=TAGS)
        seen = read_account(
            connect,
            (PRIMARY,),
            None,
            TYPES,
            since=timedelta(days=1),
            budget=Budget(calls=100, seconds=60),
            now=lambda: datetime(2001, 1, 1, tzinfo=UTC),
        )

    assert seen.unseen == ()
    assert seen.account_id == ACCOUNT
    assert abs(seen.at - datetime.now(UTC)) < timedelta(minutes=5)  # noqa: TID251 - moto's clock
    stores = {store.name or store.type: store for store in seen.stores}
    assert set(stores) == {"carts", "never-tagged", "thumbnails", "orders", "EBS", "EFS"}
    assert {name for name, store in stores.items() if store.tags == {}} == {"never-tagged", "EBS"}
    assert stores["carts"].tags == {"backup-tier": "critical"}
    assert stores["thumbnails"].tags == {"backup-tier": "critical"}
    assert stores["orders"].native_days == 7
    assert [(one.arn, one.is_usable) for one in seen.keys] == [(key, True)]


def test_an_endpoint_where_nobody_listens_is_named() -> None:
    """boto3's own error of a connection that is refused, not one that is made up."""
    seen = read_account(
        lambda service, region: client(service, region, "http://127.0.0.1:9"),
        (PRIMARY,),
        ("main",),
        ("S3",),
        since=None,
        budget=Budget(calls=100, seconds=60),
        now=lambda: datetime(2001, 1, 1, tzinfo=UTC),
        sleep=lambda _: None,
    )

    assert {one.why for one in seen.unseen if one.region} == {
        "EndpointConnectionError",
        "which account it is was not answered",
    }
