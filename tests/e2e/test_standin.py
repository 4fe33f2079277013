"""The stand-in provider, asked as the engine asks it. Needs no engine.

What these tests cannot prove: that AWS itself answers as moto does.
"""

from collections.abc import Iterator
from typing import cast

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2

from tests.e2e.standin.cloud import Cloud
from tests.e2e.standin.policy_document import policy_document
from tests.e2e.standin.provider import StandInProvider
from tests.e2e.standin.wire import Plain, read_struct, write_struct

BUCKET = "aws:s3/bucket:Bucket"
VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
# The provider looks at no context; the protocol hands it one.
NOWHERE = cast("grpc.ServicerContext", None)


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """An empty account."""
    cloud = Cloud()
    yield cloud
    cloud.aws.close()


@pytest.fixture
def provider(cloud: Cloud) -> StandInProvider:
    """A provider of us-east-1."""
    return StandInProvider(cloud)


def urn(token: str, name: str) -> str:
    """Write the URN of a resource without parents."""
    return f"urn:pulumi:test::shop::{token}::{name}"


def checked(
    provider: StandInProvider, token: str, news: dict[str, Plain], olds: dict[str, Plain] | None
) -> dict[str, Plain]:
    """Check the inputs of a resource named `x`."""
    request = provider_pb2.CheckRequest(
        urn=urn(token, "X"), news=write_struct(news), olds=write_struct(olds or {}), randomSeed=b"1"
    )
    return read_struct(provider.Check(request, NOWHERE).inputs)


def create(provider: StandInProvider, token: str, inputs: dict[str, Plain]) -> str:
    """Create a resource and return its id."""
    request = provider_pb2.CreateRequest(urn=urn(token, "x"), properties=write_struct(inputs))
    return provider.Create(request, NOWHERE).id


def delete(provider: StandInProvider, token: str, id_: str) -> None:
    """Delete a resource."""
    provider.Delete(provider_pb2.DeleteRequest(urn=urn(token, "x"), id=id_), NOWHERE)


def is_locked(cloud: Cloud, name: str) -> bool:
    """Ask whether a vault is locked."""
    found = cloud.aws.call("us-east-1", "backup", "describe_backup_vault", BackupVaultName=name)
    return found["Locked"]


def test_a_name_the_program_leaves_out_is_made_once_and_said_to_be_a_default(
    provider: StandInProvider,
) -> None:
    """Lower case, as bucket names must be; later checks keep it."""
    first = checked(provider, BUCKET, {}, None)
    again = checked(provider, BUCKET, {"forceDestroy": True}, first)

    assert first == {"bucket": "x-6b86b27", "__defaults": ["bucket"]}
    assert again == {**first, "forceDestroy": True}
    assert checked(provider, BUCKET, {"bucket": "mine"}, None) == {
        "bucket": "mine",
        "__defaults": [],
    }


def test_default_tags_are_merged_into_tags_and_the_programs_own_win(
    provider: StandInProvider,
) -> None:
    """In Check, where the real provider does it."""
    tags = '{"tags": {"team": "all", "stage": "test"}}'
    configured = provider_pb2.ConfigureRequest(args=write_struct({"defaultTags": tags}))
    provider.Configure(configured, NOWHERE)

    inputs = checked(provider, BUCKET, {"bucket": "b", "tags": {"team": "orders"}}, None)

    assert inputs["tags"] == {"team": "orders", "stage": "test"}


def test_a_resource_is_found_by_its_id_until_it_is_deleted(provider: StandInProvider) -> None:
    """Whichever provider of the account asks."""
    request = provider_pb2.ReadRequest(urn=urn(BUCKET, "x"), id="pictures")
    create(provider, BUCKET, {"bucket": "pictures"})

    found = provider.Read(request, NOWHERE)
    delete(provider, BUCKET, "pictures")

    assert read_struct(found.properties)["arn"] == "arn:aws:s3:::pictures"
    assert provider.Read(request, NOWHERE).id == ""


@pytest.mark.parametrize("delete_first", [True, False])
def test_a_lock_replaced_create_first_is_gone(
    provider: StandInProvider, cloud: Cloud, *, delete_first: bool
) -> None:
    """A lock is named by its vault: deleting the old one afterwards removes the new one."""
    inputs: dict[str, Plain] = {"backupVaultName": create(provider, VAULT, {"name": "orders"})}
    old = create(provider, LOCK, {**inputs, "minRetentionDays": 7})

    if delete_first:
        delete(provider, LOCK, old)
    create(provider, LOCK, {**inputs, "minRetentionDays": 14})
    if not delete_first:
        delete(provider, LOCK, old)

    assert is_locked(cloud, "orders") is delete_first


def test_every_change_of_a_lock_replaces_it(provider: StandInProvider) -> None:
    """All its inputs do (pulumi_aws 7.51.1); a vault's tags change in place."""
    lock = difference(provider, LOCK, {"minRetentionDays": 7}, {"minRetentionDays": 14})
    tags = difference(provider, VAULT, {"name": "v"}, {"name": "v", "tags": {"a": "b"}})

    assert list(lock.replaces) == ["minRetentionDays"]
    assert (list(tags.diffs), list(tags.replaces)) == (["tags"], [])


def difference(
    provider: StandInProvider, token: str, olds: dict[str, Plain], news: dict[str, Plain]
) -> provider_pb2.DiffResponse:
    """Compare two versions of a resource."""
    request = provider_pb2.DiffRequest(
        urn=urn(token, "x"), old_inputs=write_struct(olds), news=write_struct(news)
    )
    return provider.Diff(request, NOWHERE)


def test_a_policy_document_is_rendered_as_the_provider_renders_it() -> None:
    """One value stands alone, several in a list; `Effect` is `Allow` unless said."""
    rendered = policy_document(
        {
            "statements": [
                {
                    "sid": "Publish",
                    "actions": ["sns:Publish"],
                    "resources": ["a", "b"],
                    "principals": [{"type": "Service", "identifiers": ["backup.amazonaws.com"]}],
                    "conditions": [{"test": "Bool", "variable": "v", "values": ["false"]}],
                }
            ]
        }
    )

    assert rendered.replace(" ", "").replace("\n", "") == (
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Sid":"Publish",'
        '"Action":"sns:Publish","Resource":["a","b"],'
        '"Principal":{"Service":"backup.amazonaws.com"},"Condition":{"Bool":{"v":"false"}}}]}'
    )


DATABASE = "aws:rds/instance:Instance"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
RETENTION = "backupRetentionPeriod"


@pytest.mark.parametrize(
    ("old", "new", "after", "after_refresh"),
    [
        ({}, {RETENTION: 35}, 0, 35),
        ({}, {RETENTION: 35, "applyImmediately": True}, 35, 35),
        ({RETENTION: 3}, {RETENTION: 35}, 35, 35),
        ({RETENTION: 3}, {}, 3, 3),
    ],
)
def test_backups_that_were_off_are_on_after_a_maintenance_window(
    cloud: Cloud, old: dict[str, Plain], new: dict[str, Plain], after: int, after_refresh: int
) -> None:
    """A refresh is the next look at the database: the window has passed by then."""
    made = cloud.create(DATABASE, "x", old, "us-east-1")
    assert made.outputs[RETENTION] == old.get(RETENTION, 0)

    assert cloud.update(DATABASE, made.id, new, "us-east-1").outputs[RETENTION] == after
    read = cloud.read(DATABASE, made.id, "us-east-1")
    assert read is not None
    assert read.outputs[RETENTION] == after_refresh


def test_backups_that_are_off_are_not_replicated(cloud: Cloud) -> None:
    """Once they are on, they are."""
    made = cloud.create(DATABASE, "x", {"identifier": "x"}, "us-east-1")
    link: dict[str, Plain] = {"sourceDbInstanceArn": made.outputs["arn"]}

    with pytest.raises(ValueError, match="InvalidDBInstanceState"):
        cloud.create(REPLICATION, "r", link, "us-west-2")
    cloud.update(DATABASE, made.id, {"identifier": "x", RETENTION: 7}, "us-east-1")
    cloud.read(DATABASE, made.id, "us-east-1")

    assert cloud.create(REPLICATION, "r", link, "us-west-2").id
