"""`bamp coverage` with boto3's own sessions and clients, on moto: sent and parsed as for AWS.

What moto does not have comes from the stand-in.
"""

from collections.abc import Iterator
from typing import Any, Final, cast

import boto3
import pytest
from aws_backup_stand_in import ACCOUNT, StandIn
from backed_up_account import PRIMARY, RECOVERY
from botocore.session import Session
from click.testing import CliRunner
from covered_account import KEY_IDS, MANIFEST, STORES, covered_account
from moto import mock_aws

from bamp_pulumi.cli.commands import bamp

# Any: clients of boto3.
IN_MOTO: Final = ("sts", "ssm", "kms", "dynamodb", "resourcegroupstaggingapi", "ec2", "rds", "s3")
TAGS: Final = [{"Key": "backup-tier", "Value": "standard"}, {"Key": "backup-owner", "Value": "x"}]


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """Return what moto lacks of an account whose table is in moto."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    stand_in = covered_account()
    stand_in.lists[PRIMARY, "efs:DescribeFileSystems"] = []
    whole = Session.create_client

    def create(session: Session, service_name: str, region_name: str, **rest: Any) -> Any:  # noqa: ANN401 - of botocore
        if service_name not in IN_MOTO:
            return stand_in.connect(service_name, region_name)
        return whole(session, service_name, region_name, **rest)

    monkeypatch.setattr(Session, "create_client", create)
    with mock_aws():
        _fill(stand_in)
        yield stand_in


def _client(service: str, region: str) -> Any:  # noqa: ANN401 - of boto3
    return cast("Any", boto3.client)(service, region_name=region)


def _fill(stand_in: StandIn) -> None:
    _client("ssm", PRIMARY).put_parameter(
        Name=MANIFEST.names.manifest_parameter, Value=MANIFEST.to_json(), Type="String"
    )
    for region, vault in (
        (PRIMARY, MANIFEST.names.primary_vault),
        (RECOVERY, MANIFEST.names.recovery_vault),
    ):
        kms = _client("kms", region)
        made = kms.create_key()["KeyMetadata"]["Arn"]
        kms.create_alias(AliasName=MANIFEST.names.key_alias, TargetKeyId=made)
        kept = [
            each for each in stand_in.lists[region, vault] if each["ResourceType"] == "DynamoDB"
        ]
        stand_in.lists[region, vault] = [{**each, "EncryptionKeyArn": made} for each in kept]
        (one,) = stand_in.lists[region, "backup:ListBackupVaults"]
        stand_in.lists[region, "backup:ListBackupVaults"] = [{**one, "EncryptionKeyArn": made}]
        assert KEY_IDS[region] not in made
    _client("dynamodb", PRIMARY).create_table(
        TableName=STORES[1][2],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
        Tags=TAGS,
    )


def run(*arguments: str) -> Any:  # noqa: ANN401 - of click
    """Run the command in this process."""
    return CliRunner(env={"COLUMNS": "100"}).invoke(bamp, ["coverage", *arguments])


@pytest.mark.usefixtures("account")
def test_a_table_that_is_backed_up() -> None:
    """Its manifest, its tags and the keys of its vaults are read from the account, by a role."""
    role = f"arn:aws:iam::{ACCOUNT}:role/auditor"
    done = run("--region", PRIMARY, "--region", RECOVERY, "--role-arn", role)

    assert done.exit_code == 0, done.output
    assert done.output.startswith("1 of 1 data store is protected")
    assert f"Account {ACCOUNT}; us-east-1, us-west-2." in done.output


@pytest.mark.usefixtures("account")
def test_a_table_that_nobody_selected() -> None:
    """One without a tag, beside the other."""
    _client("dynamodb", PRIMARY).create_table(
        TableName="sessions",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    done = run("--region", PRIMARY, "--region", RECOVERY)

    assert done.exit_code == 1
    assert "sessions (DynamoDB, us-east-1), no tier, no owner" in done.output
