"""A comparison of two programs knows what a deployment would replace, by the catalog.

Cannot prove that a provider replaces it: an engine's preview says so, `test_transition` reads that.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hand_made_account import policy_with
from preview_documents import Declared, Stack, deployed, document

from bamp_pulumi.changes import Aspect, Change, Direction, Snapshot, changes, snapshot_of
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import estate_from_document

TODAY: Final = date(2026, 11, 22)


def snapshot(stack: Stack) -> Snapshot:
    """Take a snapshot of a stack that is declared, and of which nothing is deployed."""
    estate = estate_from_document(document({}, stack))
    return snapshot_of(cover(estate, policy_with(), today=TODAY))


BEFORE: Final = snapshot(deployed())


def compared(name: str, /, **inputs: object) -> list[Change]:
    """Compare with a program that writes other inputs of a resource; None takes one out."""
    after = deployed()
    given = {**after[name].inputs, **inputs}
    written = {key: value for key, value in given.items() if value is not None}
    after[name] = replace(after[name], inputs=written)
    return list(changes(BEFORE, snapshot(after)).changes)


def replaced(name: str, /, **inputs: object) -> list[tuple[Direction, str, str]]:
    """List what is replaced: whether it is lost, because of what, and its name."""
    found = compared(name, **inputs)
    return [(c.direction, c.of, c.name) for c in found if c.aspect is Aspect.REPLACED]


@pytest.mark.parametrize(
    ("name", "inputs", "of"),
    [
        ("orders", {"storageEncrypted": False}, "storageEncrypted"),
        ("orders", {"engine": "mysql", "username": "root"}, "engine, username"),
        ("carts", {"hashKey": "order"}, "hashKey"),
        ("disk", {"availabilityZone": "us-east-1b"}, "availabilityZone"),
        ("main", {"name": "other"}, "name"),
    ],
)
def test_a_changed_input_that_replaces_a_resource_is_a_loss(
    name: str, inputs: dict[str, object], of: str
) -> None:
    """What was kept of the old one goes with it."""
    assert (Direction.LOST, of, name) in replaced(name, **inputs)


def test_the_change_says_what_aws_does() -> None:
    """In the words of a preview with operations."""
    (found,) = [c for c in compared("orders", engine="mysql") if c.aspect is Aspect.REPLACED]

    assert found.effect.startswith("the new one is empty; the data of the old one is deleted")
    assert "its automated backups are deleted with it" in found.effect


def test_an_input_that_one_side_leaves_out_may_have_had_the_value_all_along() -> None:
    """AWS fills it in."""
    assert replaced("orders", availabilityZone="us-east-1a") == [
        (Direction.UNSURE, "availabilityZone", "orders")
    ]


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("orders", {"identifier": "sales"}),
        ("orders", {"instanceClass": "db.r6g.large"}),
        ("plan", {"name": "other"}),
        ("selection", {"name": "other"}),
    ],
)
def test_what_is_changed_in_place_or_taken_over_is_no_replacement(
    name: str, inputs: dict[str, object]
) -> None:
    """Another plan makes the same recovery points; those that exist stay."""
    assert replaced(name, **inputs) == []


def test_a_shorter_retention_says_what_becomes_of_what_exists() -> None:
    """Recovery points keep theirs; a service cuts its own backups at once."""
    found = compared("orders", backupRetentionPeriod=1)

    effects = {c.effect for c in found if c.aspect is Aspect.NATIVE}
    assert effects == {"the service deletes its own backups that are older"}


def replacement(
    type_: str, before: Mapping[str, object], after: Mapping[str, object]
) -> list[tuple[Direction, str, str]]:
    """List what is said of a data store whose inputs change: direction, inputs, effect."""
    taken: list[Snapshot] = []
    for inputs in (before, after):
        stack = deployed()
        tags = {"backup-tier": "standard", "backup-owner": "shop"}
        stack["store"] = Declared(type=type_, inputs={"tags": tags, **inputs})
        taken.append(snapshot(stack))
    return [
        (c.direction, c.of, c.effect)
        for c in changes(*taken).changes
        if c.aspect is Aspect.REPLACED and c.name == "store"
    ]


AURORA: Final = "aws:rds/cluster:Cluster"
DOCUMENTS: Final = "aws:docdb/cluster:Cluster"
SEARCH: Final = "aws:opensearch/domain:Domain"


def test_a_storage_type_replaces_a_cluster_only_where_it_is_no_aurora_one() -> None:
    """Aurora changes it in place; what the engine is decides, and an unknown one is unsure."""
    aurora = {"engine": "aurora-postgresql", "storageType": "aurora"}
    multi_az = {"engine": "postgres", "storageType": "io1"}

    assert replacement(AURORA, aurora, {**aurora, "storageType": "aurora-iopt1"}) == []
    ((direction, of, effect),) = replacement(AURORA, multi_az, {**multi_az, "storageType": "io2"})
    assert (direction, of) == (Direction.UNSURE, "storageType")
    assert effect.startswith(
        "where `storageType` replaces it: of a Multi-AZ DB cluster it replaces the cluster; the "
        "new one is empty"
    )


def test_what_cannot_be_taken_out_replaces_a_cluster_where_it_is() -> None:
    """DocumentDB: adding or changing the capacity of a serverless cluster is made in place."""
    some, more = ({"maxCapacity": n, "minCapacity": 1} for n in (8, 16))
    name = "serverlessV2ScalingConfiguration"

    assert replacement(DOCUMENTS, {}, {name: some}) == []
    assert replacement(DOCUMENTS, {name: some}, {name: more}) == []
    ((direction, of, _),) = replacement(DOCUMENTS, {name: some}, {})
    assert (direction, of) == (Direction.LOST, name)


def test_into_a_vpc_or_out_of_one_a_domain_is_replaced() -> None:
    """Other subnets of the same VPC are changed in place."""
    inside = {"vpcOptions": {"subnetIds": ["subnet-1"]}}
    other = {"vpcOptions": {"subnetIds": ["subnet-2"]}}

    assert replacement(SEARCH, inside, other) == []
    nothing: Mapping[str, object] = {}
    for before, after in ((inside, nothing), (nothing, inside)):
        ((direction, of, _),) = replacement(SEARCH, before, after)
        assert (direction, of) == (Direction.LOST, "vpcOptions")


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        (AURORA, "snapshotIdentifier"),
        (DOCUMENTS, "snapshotIdentifier"),
        ("aws:neptune/cluster:Cluster", "snapshotIdentifier"),
        ("aws:dynamodb/table:Table", "restoreSourceName"),
    ],
)
def test_what_a_store_was_restored_from_may_be_taken_out_again(type_: str, name: str) -> None:
    """The provider forgets it; another source makes another resource."""
    assert replacement(type_, {name: "one"}, {}) == []
    for before in ({}, {name: "one"}):
        ((direction, of, _),) = replacement(type_, before, {name: "two"})
        assert (direction, of) == (Direction.LOST, name)


@pytest.mark.parametrize(
    ("type_", "inputs", "changed"),
    [
        ("aws:memorydb/cluster:Cluster", {"engine": "redis"}, {"engine": "valkey"}),
        ("aws:fsx/ontapFileSystem:OntapFileSystem", {"haPairs": 1}, {"haPairs": 2}),
        (
            "aws:elasticache/cluster:Cluster",
            {"nodeType": "cache.t3.small"},
            {"nodeType": "cache.t3.medium"},
        ),
    ],
)
def test_what_the_provider_changes_in_place_replaces_nothing(
    type_: str, inputs: dict[str, object], changed: dict[str, object]
) -> None:
    """By what else the program says of the store."""
    else_ = {"engine": "redis"} | {"deploymentType": "SINGLE_AZ_2"}

    assert replacement(type_, {**else_, **inputs}, {**else_, **inputs, **changed}) == []


def test_a_node_type_replaces_a_cluster_of_valkey() -> None:
    """As the provider has it, though ElastiCache could change it."""
    cache = {"engine": "valkey", "nodeType": "cache.t3.small"}

    ((direction, of, _),) = replacement(
        "aws:elasticache/cluster:Cluster", cache, {**cache, "nodeType": "cache.t3.medium"}
    )
    assert (direction, of) == (Direction.UNSURE, "nodeType")


@pytest.mark.parametrize(
    ("type_", "before", "after", "of"),
    [
        ("aws:ec2/instance:Instance", {"ami": "ami-1"}, {"ami": "ami-2"}, "ami"),
        (
            "aws:elasticache/replicationGroup:ReplicationGroup",
            {"replicationGroupId": "a"},
            {"replicationGroupId": "b"},
            "replicationGroupId",
        ),
        (
            "aws:fsx/lustreFileSystem:LustreFileSystem",
            {"deploymentType": "SCRATCH_2"},
            {"deploymentType": "PERSISTENT_2"},
            "deploymentType",
        ),
        ("aws:fsx/ontapVolume:OntapVolume", {"name": "a"}, {"name": "b"}, "name"),
        ("aws:elasticache/cluster:Cluster", {"port": 6379}, {"port": 6380}, "port"),
        ("aws:keyspaces/table:Table", {"tableName": "a"}, {"tableName": "b"}, "tableName"),
        (AURORA, {"sourceRegion": "us-east-1"}, {"sourceRegion": "eu-west-1"}, "sourceRegion"),
        (
            "aws:dynamodb/tableReplica:TableReplica",
            {"kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1"},
            {"kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/2"},
            "kmsKeyArn",
        ),
        (
            "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
            {"encryptionKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1"},
            {"encryptionKeyArn": "arn:aws:kms:us-east-1:111122223333:key/2"},
            "encryptionKeyArn",
        ),
        ("aws:lightsail/database:Database", {"bundleId": "a"}, {"bundleId": "b"}, "bundleId"),
    ],
)
def test_a_type_that_had_no_row_is_announced(
    type_: str, before: dict[str, object], after: dict[str, object], of: str
) -> None:
    """Its change was compared as one that nothing reads."""
    ((direction, said, effect),) = replacement(type_, before, after)

    assert (direction, said) == (Direction.LOST, of)
    assert effect.startswith("the new one is empty")


@pytest.mark.parametrize(
    ("type_", "name", "before", "after"),
    [
        ("aws:elasticache/replicationGroup:ReplicationGroup", "engineVersion", "7.1", "6.2"),
        ("aws:elasticache/replicationGroup:ReplicationGroup", "engine", "valkey", "redis"),
        (SEARCH, "engineVersion", "OpenSearch_2.11", "OpenSearch_1.3"),
        ("aws:fsx/lustreFileSystem:LustreFileSystem", "storageCapacity", 2400, 1200),
        ("aws:ec2/instance:Instance", "userData", "one", "two"),
        ("aws:ec2/instance:Instance", "instanceType", "m6i.large", "m7g.large"),
    ],
)
def test_what_may_replace_a_data_store_is_unsure(
    type_: str, name: str, before: object, after: object
) -> None:
    """Never fine: the provider decides by what is deployed."""
    ((direction, of, _),) = replacement(type_, {name: before}, {name: after})

    assert (direction, of) == (Direction.UNSURE, name)


def test_a_blue_green_update_says_what_it_deletes() -> None:
    """To Pulumi it is an update in place: the provider deletes the old database afterwards."""
    database = {"engine": "postgres", "engineVersion": "16", "deletionProtection": True}
    by_it = {**database, "blueGreenUpdate": {"enabled": True}}
    instance = "aws:rds/instance:Instance"

    ((direction, of, effect),) = replacement(
        instance, by_it, {**by_it, "engineVersion": "17", "tags": {}}
    )
    assert (direction, of) == (Direction.UNSURE, "engineVersion")
    assert "deleted without a final snapshot, in spite of deletion protection" in effect
    assert replacement(instance, database, by_it) == []
    assert replacement(instance, by_it, {**by_it, "skipFinalSnapshot": True}) == []
    assert replacement(instance, by_it, {**by_it, "deletionProtection": False}) == []
    ((_, of, _),) = replacement(instance, by_it, {**by_it, "applyImmediately": True})
    assert of == "applyImmediately"
    off = {**database, "blueGreenUpdate": {"enabled": False}}
    assert replacement(instance, off, {**off, "engineVersion": "17"}) == []
