"""A retention that a program no longer writes falls to what the provider sends: that is a loss.

Where the provider sends nothing, AWS keeps what it has, and nothing is lost.

Cannot prove what AWS deletes then; `tests/catalog/test_absence.py` holds what is sent.
"""

from collections.abc import Callable
from datetime import date

import pulumi_aws as aws
import pytest

import bamp_pulumi as bamp
from bamp_pulumi.changes import Aspect, Change, Direction, Snapshot, changes, snapshot_of
from bamp_pulumi.coverage import assume_account, cover
from bamp_pulumi.estate import estate_from_document
from bamp_pulumi.policy import default_policy
from bamp_pulumi.report.changes_words import first_groups
from bamp_pulumi.testing import declare

TODAY = date(2026, 11, 28)


def neptune() -> None:
    """Declare a graph database without a word on its backups."""
    aws.neptune.Cluster("data")


def openzfs() -> None:
    """Declare a file system without a word on its backups."""
    aws.fsx.OpenZfsFileSystem(
        "data", deployment_type="SINGLE_AZ_1", throughput_capacity=64, subnet_ids=["subnet-1"]
    )


def cache() -> None:
    """Declare a cache without a word on its snapshots."""
    aws.elasticache.ReplicationGroup("data", description="d", node_type="cache.t4g.micro")


def database() -> None:
    """Declare a database whose retention the provider leaves to AWS."""
    aws.rds.Instance("data", instance_class="db.t4g.micro")


def aurora() -> None:
    """Declare a cluster of which Aurora keeps backups for 1 day, if it is new."""
    aws.rds.Cluster("data", engine="aurora-postgresql")


def multi_az() -> None:
    """Declare a Multi-AZ cluster without a word on its backups."""
    aws.rds.Cluster(
        "data",
        engine="postgres",
        db_cluster_instance_class="db.r6gd.large",
        allocated_storage=100,
    )


def elastic() -> None:
    """Declare an elastic cluster without a word on its backups."""
    aws.docdb.ElasticCluster(
        "data",
        admin_user_name="shop",
        admin_user_password="not-a-password",  # noqa: S106 - a made-up one
        auth_type="PLAIN_TEXT",
        shard_capacity=2,
        shard_count=1,
    )


def memory() -> None:
    """Declare a MemoryDB cluster without a word on its snapshots."""
    aws.memorydb.Cluster("data", acl_name="open-access", node_type="db.t4g.small")


def serverless() -> None:
    """Declare a serverless cache without a word on its snapshots."""
    aws.elasticache.ServerlessCache("data", engine="valkey")


def table() -> None:
    """Declare a table without a word on its backups."""
    aws.dynamodb.Table("data", hash_key="id", attributes=[{"name": "id", "type": "S"}])


def autonomous() -> None:
    """Declare an Autonomous Database without a word on its backups."""
    aws.odb.AutonomousDatabase("data", db_name="shop")


def taken(body: Callable[[], None], *, inherits: bool) -> Snapshot:
    """Take a snapshot of a program, with the line or without it."""

    def program() -> None:
        if inherits:
            bamp.inherit(owner="orders")
        body()

    estate = declare(program)
    assumed = assume_account(estate, None, today=TODAY)
    return snapshot_of(assumed or cover(estate, default_policy(), today=TODAY))


def of_retention(body: Callable[[], None]) -> list[Change]:
    """List what becomes of the service's own backups where the line is removed."""
    found = changes(taken(body, inherits=True), taken(body, inherits=False))
    return [change for change in found.changes if change.aspect is Aspect.NATIVE]


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        (neptune, "35", "1 day (the provider's default)"),
        (openzfs, "7", "none (the provider's default)"),
        (cache, "7", "none (the provider's default)"),
    ],
)
def test_a_retention_falls_to_the_providers_default(
    body: Callable[[], None], before: str, after: str
) -> None:
    """It is lost, with the number that is sent."""
    (change,) = of_retention(body)

    assert (change.direction, change.before, change.after) == (Direction.LOST, before, after)


def test_it_is_shown_beside_the_lost_protection() -> None:
    """What follows from a lost protection is left out; backups that AWS deletes are not."""
    found = changes(taken(neptune, inherits=True), taken(neptune, inherits=False))

    rows = [(g.label, g.what, g.before, g.after) for g in first_groups(found)]
    assert (
        "lost",
        "service's own backups",
        "35 d",
        "1 day (the provider's default)",
    ) in rows


@pytest.mark.parametrize(
    "body", [database, aurora, multi_az, elastic, memory, serverless, table, autonomous]
)
def test_what_aws_keeps_is_no_loss(body: Callable[[], None]) -> None:
    """The provider sends nothing, and what AWS takes for a new one is no word on this one."""
    assert of_retention(body) == []


def of_cluster(
    before: int | None, after: int | None, database_name: str | None = None
) -> list[Change]:
    """List what becomes of the backups of an Aurora cluster."""

    def cluster(days: int | None, name: str | None = None) -> Callable[[], None]:
        def body() -> None:
            aws.rds.Cluster(
                "data",
                engine="aurora-postgresql",
                backup_retention_period=days,
                database_name=name,
            )

        return body

    was = taken(cluster(before), inherits=False)
    found = changes(was, taken(cluster(after, database_name), inherits=False))
    return [change for change in found.changes if change.aspect is Aspect.NATIVE]


def test_a_shorter_retention_that_is_written_is_a_loss() -> None:
    """AWS keeps only what nobody changes."""
    (change,) = of_cluster(35, 3)

    assert (change.direction, change.before, change.after) == (Direction.LOST, "35", "3")


def test_a_new_cluster_in_its_place_keeps_nothing_of_what_it_had() -> None:
    """It is made with what Aurora takes for a new one."""
    (change,) = of_cluster(35, None, database_name="another")

    assert (change.direction, change.before, change.after) == (Direction.LOST, "35", "1")


def of_cloud_control(before: int | None, after: int | None) -> list[Direction]:
    """List what becomes of the backups of a cluster of aws-native."""

    def snapshot(days: int | None) -> Snapshot:
        inputs = {"engine": "aurora-postgresql"}
        given = inputs if days is None else {**inputs, "backupRetentionPeriod": days}
        state = {
            "urn": "urn:pulumi:prod::shop::aws-native:rds:DbCluster::data",
            "custom": True,
            "type": "aws-native:rds:DbCluster",
            "inputs": given,
        }
        document = {"steps": [{"op": "same", "urn": state["urn"], "newState": state}]}
        coverage = cover(estate_from_document(document), default_policy(), today=TODAY)
        return snapshot_of(coverage)

    found = changes(snapshot(before), snapshot(after))
    return [change.direction for change in found.changes if change.aspect is Aspect.NATIVE]


def test_what_becomes_of_a_property_that_cloud_control_removes_is_unknown() -> None:
    """Each handler decides: neither kept, nor known to fall to a number."""
    assert of_cloud_control(35, None) == [Direction.UNSURE]
    assert of_cloud_control(35, 7) == [Direction.LOST]
    assert of_cloud_control(None, None) == []


def test_a_program_that_never_said_it_changes_nothing() -> None:
    """The default holds before and after."""
    bare = taken(neptune, inherits=False)

    assert changes(bare, taken(neptune, inherits=False)).changes == ()
