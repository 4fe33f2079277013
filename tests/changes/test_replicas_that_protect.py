"""What services replicate themselves, or let expire, is missed when it goes; its names are not.

All changes are one deployment. Cannot prove what AWS does then: the sources of the rows say it.
"""

from typing import Any, Final

import pytest
from lost_by_change import Inputs, LostByEach, One

GONE, LOST, PERHAPS = "BAMP-V97", "BAMP-V98", "BAMP-V99"
REGISTRY: Final = "aws:ecr/replicationConfiguration:ReplicationConfiguration"
REPLICATION: Final = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
TABLE: Final = "aws:dynamodb/table:Table"
ICEBERG: Final = "aws:s3tables/table:Table"
LOCK: Final = "aws:glacier/vaultLock:VaultLock"
STORE: Final = "aws:cloudtrail/eventDataStore:EventDataStore"


def change(type_: str, before: Inputs, after: Inputs | None) -> One:
    """Return a change of one resource."""
    return One(type=type_, before=before, after=after)


def images(*rules: Inputs) -> Inputs:
    """Return the replication of a registry."""
    return {"replicationConfiguration": {"rules": list(rules)}}


def to(*regions: str, prefix: str = "") -> Inputs:
    """Return a rule of it."""
    away = [{"region": region, "registryId": "111122223333"} for region in regions]
    kept = [{"filter": prefix, "filterType": "PREFIX_MATCH"}] if prefix else []
    return {"destinations": away, **({"repositoryFilters": kept} if kept else {})}


def replicated(id_: str, **more: Any) -> Inputs:  # noqa: ANN401 - parts of any shape
    """Return a rule of the replication of a bucket."""
    return {"id": id_, "status": "Enabled", "destination": {"bucket": "arn:aws:s3:::b"}, **more}


def rules(*each: Inputs) -> Inputs:
    """Return the replication of a bucket."""
    return {"bucket": "a", "role": "role", "rules": list(each)}


def snapshots(hours: int, status: str = "enabled") -> Inputs:
    """Return a table of S3 Tables."""
    kept = {"settings": {"maxSnapshotAgeHours": hours, "minSnapshotsToKeep": 1}, "status": status}
    return {"maintenanceConfiguration": {"icebergSnapshotManagement": kept}}


TIMED: Final = {"bucket": "arn:aws:s3:::b", "replicationTime": {"status": "Enabled"}}
HERE: Final[Inputs] = {"name": "t"}
LOSSES: Final[dict[str, tuple[One, str, str]]] = {
    "a Region of a registry": (
        change(REGISTRY, images(to("us-west-2", "eu-west-1")), images(to("us-west-2"))),
        LOST,
        "new images are not replicated there any more; those that are there stay",
    ),
    "other repositories of a registry": (
        change(REGISTRY, images(to("us-west-2")), images(to("us-west-2", prefix="prod/"))),
        PERHAPS,
        "rules[1].repositoryFilters is ",
    ),
    "the replication of a registry": (
        change(REGISTRY, images(to("us-west-2")), None),
        GONE,
        "is deleted: new images are not replicated any more",
    ),
    "the time in which a bucket replicates": (
        change(REPLICATION, rules(replicated("r", destination=TIMED)), rules(replicated("r"))),
        LOST,
        "rules[r].destination.replicationTime.status is none, and was Enabled",
    ),
    "a rule of a bucket": (
        change(
            REPLICATION, rules(replicated("r"), replicated("s", priority=2)), rules(replicated("r"))
        ),
        LOST,
        "rules is none, and was s: new objects are not replicated by it any more",
    ),
    "items that expire": (
        change(TABLE, HERE, {**HERE, "ttl": {"enabled": True, "attributeName": "until"}}),
        PERHAPS,
        "ttl.enabled is true, and was false: items whose time is past by that attribute are",
    ),
    "snapshots of a table": (
        change(ICEBERG, snapshots(720), snapshots(24)),
        LOST,
        "maxSnapshotAgeHours is 24, and was 720: older snapshots of the table expire",
    ),
    "snapshots that expire": (
        change(ICEBERG, snapshots(720, "disabled"), snapshots(720)),
        LOST,
        "icebergSnapshotManagement.status is enabled, and was disabled",
    ),
    "the lock of a vault of archives": (
        change(LOCK, {"vaultName": "v", "completeLock": True, "policy": "{}"}, None),
        GONE,
        "is deleted: the lock policy is removed from the vault",
    ),
    "peers of a cluster": (
        change(
            "aws:dsql/clusterPeering:ClusterPeering", {"clusters": ["a", "b"]}, {"clusters": ["a"]}
        ),
        LOST,
        "clusters is none, and was b: nothing is replicated there any more",
    ),
    "the peering of a cluster": (
        change("aws:dsql/clusterPeering:ClusterPeering", {"clusters": ["a"]}, None),
        PERHAPS,
        "is deleted: nothing says whether its clusters stay peered",
    ),
    "the replication of a table bucket": (
        change(
            "aws:s3tables/tableBucketReplication:TableBucketReplication",
            {"rule": {"destinations": [{"destinationTableBucketArn": "a"}]}},
            None,
        ),
        GONE,
        "is deleted: new updates of tables are not replicated any more",
    ),
    "the global cluster of documents": (
        change("aws:docdb/cluster:Cluster", {"globalClusterIdentifier": "g"}, {}),
        LOST,
        "globalClusterIdentifier is none, and was g: nothing is replicated between it",
    ),
    "metrics": (
        change(
            "aws:amp/workspaceConfiguration:WorkspaceConfiguration",
            {"workspaceId": "w", "retentionPeriodInDays": 365},
            {"workspaceId": "w", "retentionPeriodInDays": 30},
        ),
        LOST,
        "retentionPeriodInDays is 30, and was 365: metrics that are older are deleted",
    ),
    "events": (
        change(STORE, {"name": "e", "retentionPeriod": 2555}, {"name": "e", "retentionPeriod": 90}),
        LOST,
        "retentionPeriod is 90, and was 2555: events that are older are deleted",
    ),
    "what administrators may delete": (
        change(
            "aws:fsx/ontapVolume:OntapVolume",
            {
                "snaplockConfiguration": {
                    "snaplockType": "ENTERPRISE",
                    "privilegedDelete": "DISABLED",
                }
            },
            {
                "snaplockConfiguration": {
                    "snaplockType": "ENTERPRISE",
                    "privilegedDelete": "ENABLED",
                }
            },
        ),
        PERHAPS,
        "snaplockConfiguration.privilegedDelete is ENABLED, and was DISABLED",
    ),
    "rows that expire": (
        change("aws:keyspaces/table:Table", HERE, {**HERE, "defaultTimeToLive": 3600}),
        LOST,
        "defaultTimeToLive is 3600, and was 0: rows that are written from then on expire sooner",
    ),
    "replicas that are behind": (
        change(
            TABLE,
            {**HERE, "replicas": [{"regionName": "us-west-2", "consistencyMode": "STRONG"}]},
            {**HERE, "replicas": [{"regionName": "us-west-2"}]},
        ),
        LOST,
        "replicas[us-west-2].consistencyMode is EVENTUAL, and was STRONG",
    ),
}
FINE: Final[dict[str, One]] = {
    "one more Region": change(
        REGISTRY, images(to("us-west-2")), images(to("us-west-2", "eu-west-1"))
    ),
    "rules of a registry in another order": change(
        REGISTRY,
        images(to("us-west-2", prefix="a/"), to("eu-west-1", prefix="b/")),
        images(to("eu-west-1", prefix="b/"), to("us-west-2", prefix="a/")),
    ),
    "a rule of a bucket under another id": change(
        REPLICATION, rules(replicated("r", priority=1)), rules(replicated("other", priority=1))
    ),
    "two rules that exchange their ids": change(
        REPLICATION,
        rules(replicated("r", prefix="a/"), replicated("s", prefix="b/")),
        rules(replicated("s", prefix="a/"), replicated("r", prefix="b/")),
    ),
    "items that do not expire any more": change(
        TABLE, {**HERE, "ttl": {"enabled": True}}, {**HERE, "ttl": {"enabled": False}}
    ),
    "snapshots that stay longer": change(ICEBERG, snapshots(24), snapshots(720)),
    "events that stay longer": change(
        STORE, {"name": "e", "retentionPeriod": 90}, {"name": "e", "retentionPeriod": 365}
    ),
    "rows that expire later": change(
        "aws:keyspaces/table:Table",
        {**HERE, "defaultTimeToLive": 3600},
        {**HERE, "defaultTimeToLive": 0},
    ),
}
FOUND: Final = LostByEach({name: case[0] for name, case in LOSSES.items()} | FINE)


@pytest.mark.parametrize("name", LOSSES)
def test_a_protection_that_goes_is_told(name: str) -> None:
    """Each with one finding."""
    _, code, says = LOSSES[name]

    ((found, message),) = [one for one in FOUND[name] if says in one[1]]

    assert found == code, message


@pytest.mark.parametrize("name", FINE)
def test_a_protection_that_stays_is_none(name: str) -> None:
    """Under another id, in another place, or by more."""
    assert FOUND[name] == []
