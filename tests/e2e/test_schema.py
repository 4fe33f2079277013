"""What the stand-in knows of the provider's schema: complete, of its shape, and in force.

Needs no engine. Cannot prove that the facts are the provider's: each names the file it was read in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2

from bamp_pulumi.catalog import COMPANION_TYPES, DATA_STORES
from tests.e2e.standin.aws_types import input_names, optional_outputs
from tests.e2e.standin.cloud import Cloud, RefusedByAwsError
from tests.e2e.standin.provider import StandInProvider
from tests.e2e.standin.schema import SCHEMA, TypeSchema
from tests.e2e.standin.wire import Plain, read_struct, write_struct

# The provider looks at no context; the protocol hands it one.
NOWHERE = cast("grpc.ServicerContext", None)
DOCUMENTS = "aws:docdb/cluster:Cluster"
INSTANCE = "aws:rds/instance:Instance"
AURORA = "aws:rds/cluster:Cluster"
BUCKET = "aws:s3/bucket:Bucket"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
TABLE = "aws:dynamodb/table:Table"
SHARES = "aws:fsx/windowsFileSystem:WindowsFileSystem"
REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
HOME = "us-east-1"
OTHER_PROVIDER = "aws-native:"
"""Types of Pulumi's other AWS provider, which the stand-in does not play."""


def written_to() -> frozenset[str]:
    """List the types that `inherit` writes to or creates, as the catalog has them."""
    stores = {row.type for row in DATA_STORES if row.settings or row.companions}
    companions = {kind.tokens[0] for kind in COMPANION_TYPES.values()}
    return frozenset(t for t in stores | companions if not t.startswith(OTHER_PROVIDER))


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """An empty account."""
    cloud = Cloud()
    yield cloud
    cloud.aws.close()


def test_every_type_that_inherit_writes_to_is_in_the_schema() -> None:
    """A new row of the catalog needs its defaults and replacing inputs here."""
    assert written_to() == SCHEMA.keys()


def test_every_setting_of_the_catalog_has_a_meaning_when_it_is_left_out() -> None:
    """Filled in, sent, or kept as deployed: nothing is left to the stand-in's invention."""
    unknown = [
        f"{row.type} {setting.path}"
        for row in DATA_STORES
        for setting in row.settings
        if row.type in SCHEMA
        and setting.path.split(".")[0]
        not in {
            *SCHEMA[row.type].defaults,
            *SCHEMA[row.type].absent,
            *SCHEMA[row.type].computed,
        }
    ]

    assert unknown == []


@pytest.mark.parametrize("schema", SCHEMA.values(), ids=lambda schema: schema.token)
def test_the_facts_of_a_type_name_its_inputs_and_where_they_were_read(schema: TypeSchema) -> None:
    """A name that pulumi_aws does not have would never take effect."""
    named = {*schema.defaults, *schema.absent, *schema.computed, *schema.replacing}

    assert named - input_names(schema.token) == set()
    assert schema.source.startswith("internal/service/")
    assert len(schema.commit) == 40
    assert schema.deleted
    assert schema.deleted_source
    assert bool(schema.waits) is bool(schema.waits_source)


@pytest.mark.parametrize("schema", SCHEMA.values(), ids=lambda schema: schema.token)
def test_pulumi_aws_agrees_on_what_is_computed(schema: TypeSchema) -> None:
    """An output of its classes may be None exactly where AWS computes no value for it."""
    optional = optional_outputs(schema.token)

    assert schema.computed.keys() & optional == set()
    assert {*schema.defaults, *schema.absent} - optional == set()


@pytest.mark.parametrize(
    ("token", "given", "text"),
    [
        (INSTANCE, {}, "none"),
        (AURORA, {}, "1 day"),
        (DOCUMENTS, {}, "1 day"),
        ("aws:neptune/cluster:Cluster", {}, "1 day"),
        ("aws:redshift/cluster:Cluster", {}, "1 day"),
        (SHARES, {}, "7 days"),
        ("aws:fsx/openZfsFileSystem:OpenZfsFileSystem", {}, "none"),
        ("aws:lightsail/database:Database", {}, "7 days"),
        ("aws:lightsail/instance:Instance", {}, "none"),
        (CACHE, {}, "none"),
        (CACHE, {"snapshotRetentionLimit": 5}, "5 days"),
        ("aws:memorydb/cluster:Cluster", {}, "none"),
        (REPLICATION, {"sourceDbInstanceArn": "arn:aws:rds:eu-west-1:1:db:far"}, "7 days"),
    ],
)
def test_a_new_resource_gets_what_the_provider_fills_in(
    cloud: Cloud, token: str, given: dict[str, Plain], text: str
) -> None:
    """The program is silent; the provider or AWS decides."""
    up(cloud, token, given)

    assert kept(cloud) == [text]


@pytest.mark.parametrize(
    ("token", "given", "after"),
    [
        (DOCUMENTS, {"backupRetentionPeriod": 35}, "1 day"),
        (SHARES, {"automaticBackupRetentionDays": 90}, "7 days"),
        (CACHE, {"snapshotRetentionLimit": 35}, "none"),
        ("aws:lightsail/instance:Instance", {"addOn": {"status": "Enabled"}}, "none"),
        ("aws:secretsmanager/secret:Secret", {"replicas": [{"region": "us-west-2"}]}, "none"),
        (INSTANCE, {"backupRetentionPeriod": 35}, "35 days"),
        (AURORA, {"backupRetentionPeriod": 35}, "35 days"),
        ("aws:memorydb/cluster:Cluster", {"snapshotRetentionLimit": 35}, "35 days"),
    ],
)
def test_an_input_taken_out_falls_back_unless_the_provider_keeps_what_is_deployed(
    cloud: Cloud, token: str, given: dict[str, Plain], after: str
) -> None:
    """Optional and computed inputs stay; a default is written, an optional one is sent empty."""
    deployed = up(cloud, token, given)
    silent = up(cloud, token, {}, deployed)

    assert kept(cloud) == [after]
    assert bool(silent.changed) is (after in {"1 day", "7 days", "none"})


def test_a_block_with_defaults_of_its_own_falls_back_to_them(cloud: Cloud) -> None:
    """Versioning that is written without `enabled` is off; left out whole, it stays."""
    deployed = up(cloud, BUCKET, {"bucket": "pictures", "versioning": {"enabled": True}})

    assert up(cloud, BUCKET, {"bucket": "pictures"}, deployed).changed == ()

    up(cloud, BUCKET, {"bucket": "pictures", "versioning": {"mfaDelete": False}}, deployed)

    assert kept(cloud) == ["none"]


def test_a_block_that_leaves_a_part_out_keeps_that_part(cloud: Cloud) -> None:
    """Point-in-time recovery stays at 20 days where only `enabled` is written."""
    table: dict[str, Plain] = {
        "name": "carts",
        "hashKey": "id",
        "billingMode": "PAY_PER_REQUEST",
        "attributes": [{"name": "id", "type": "S"}],
    }
    recovery: dict[str, Plain] = {"enabled": True, "recoveryPeriodInDays": 20}
    deployed = up(cloud, TABLE, {**table, "pointInTimeRecovery": recovery})

    up(cloud, TABLE, {**table, "pointInTimeRecovery": {"enabled": True}}, deployed)

    assert kept(cloud) == ["20 days"]


@pytest.mark.parametrize(
    ("before", "after", "now", "later"),
    [
        ({}, {"backupRetentionPeriod": 35}, "none", "35 days"),
        ({"backupRetentionPeriod": 7}, {"backupRetentionPeriod": 0}, "7 days", "none"),
        ({"backupRetentionPeriod": 7}, {"backupRetentionPeriod": 35}, "35 days", None),
        ({}, {"backupRetentionPeriod": 35, "applyImmediately": True}, "35 days", None),
    ],
)
def test_backups_of_an_instance_go_on_and_off_in_its_maintenance_window(
    cloud: Cloud, before: dict[str, Plain], after: dict[str, Plain], now: str, later: str | None
) -> None:
    """One number for another is taken at once."""
    up(cloud, INSTANCE, after, up(cloud, INSTANCE, before))
    (held,) = cloud.holdings()["kept"]

    assert (held["text"], held["pending"]) == (now, later)

    cloud.maintain()

    assert kept(cloud) == [later or now]


def test_backups_that_are_off_are_not_replicated(cloud: Cloud) -> None:
    """Not before the window has switched them on."""
    without = up(cloud, INSTANCE, {"identifier": "orders"})
    up(cloud, INSTANCE, {"identifier": "orders", "backupRetentionPeriod": 35}, without)
    (database,) = cloud.holdings()["kept"]
    found = cloud.find(INSTANCE, str(database["id"]), HOME)
    assert found is not None
    source: dict[str, Plain] = {"sourceDbInstanceArn": found.outputs["arn"]}

    with pytest.raises(RefusedByAwsError, match="not enabled"):
        cloud.create(REPLICATION, "copy", source, "us-west-2")

    cloud.maintain()
    cloud.create(REPLICATION, "copy", source, "us-west-2")


def test_a_replacing_input_makes_a_new_resource(cloud: Cloud) -> None:
    """A setting that `inherit` writes never does."""
    deployed = up(cloud, DOCUMENTS, {})

    port = difference(cloud, DOCUMENTS, {"port": 27018}, deployed)
    retention = difference(cloud, DOCUMENTS, {"backupRetentionPeriod": 35}, deployed)

    assert list(port.replaces) == ["port"]
    assert (list(retention.diffs), list(retention.replaces)) == (["backupRetentionPeriod"], [])


def test_no_setting_of_the_catalog_replaces_its_resource() -> None:
    """Hardening never forces a replacement."""
    replacing = [
        f"{row.type} {setting.path}"
        for row in DATA_STORES
        if row.type in SCHEMA
        for setting in row.settings
        if setting.path.split(".")[0] in SCHEMA[row.type].replacing
    ]

    assert replacing == []


def test_what_remains_of_a_deleted_resource_is_told(cloud: Cloud) -> None:
    """Its automated backups go with it."""
    deployed = up(cloud, DOCUMENTS, {"backupRetentionPeriod": 35})

    cloud.delete(DOCUMENTS, deployed.id, {}, HOME)

    assert kept(cloud) == []
    (gone,) = cloud.holdings()["deleted"]
    assert str(gone["text"]).startswith("nothing: automated snapshots go with the cluster")


@dataclass(frozen=True, slots=True)
class Deployed:
    """A resource after an update."""

    id: str
    inputs: dict[str, Plain]
    changed: tuple[str, ...]
    """What the update changed."""


def up(
    cloud: Cloud, token: str, given: dict[str, Plain], deployed: Deployed | None = None
) -> Deployed:
    """Deploy inputs as the engine does: check, compare, and create or update."""
    inputs = checked(cloud, token, given)
    if deployed is None:
        return Deployed(cloud.create(token, "x", inputs, HOME).id, inputs, ())
    changed = tuple(difference(cloud, token, given, deployed).diffs)
    if changed:
        cloud.update(token, deployed.id, inputs, HOME)
    return Deployed(deployed.id, inputs, changed)


def checked(cloud: Cloud, token: str, given: dict[str, Plain]) -> dict[str, Plain]:
    """Check inputs as the engine does before it sends them."""
    request = provider_pb2.CheckRequest(
        urn=f"urn:pulumi:test::shop::{token}::x", news=write_struct(given), randomSeed=b"1"
    )
    return read_struct(StandInProvider(cloud).Check(request, NOWHERE).inputs)


def difference(
    cloud: Cloud, token: str, given: dict[str, Plain], deployed: Deployed
) -> provider_pb2.DiffResponse:
    """Compare a program's inputs with what is deployed."""
    found = cloud.find(token, deployed.id, HOME)
    assert found is not None
    request = provider_pb2.DiffRequest(
        urn=f"urn:pulumi:test::shop::{token}::x",
        olds=write_struct(found.outputs),
        old_inputs=write_struct(deployed.inputs),
        news=write_struct(checked(cloud, token, given)),
    )
    return StandInProvider(cloud).Diff(request, NOWHERE)


def kept(cloud: Cloud) -> list[Plain]:
    """Say what AWS keeps of everything."""
    return [held["text"] for held in cloud.holdings()["kept"]]
