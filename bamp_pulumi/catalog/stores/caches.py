"""Caches and in-memory databases: ElastiCache, MemoryDB, DAX."""

from bamp_pulumi.catalog.absence import KEPT, Absence, sent
from bamp_pulumi.catalog.data_store import (
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.snapshot_costs import SnapshotCost
from bamp_pulumi.catalog.stores.plain_rows import rebuildable
from bamp_pulumi.catalog.stores.reading import PROVIDER, READ_ON

__all__ = ["ROWS"]

# The one node type that takes no snapshots; ElastiCache refuses the setting there.
_NO_SNAPSHOTS = Condition(path="nodeType", test="one_of", values=("cache.t1.micro",))
_EXPORT = "Keep daily snapshots on, and export them to a bucket in the recovery Region."
_OTHER_NODES = "Choose a node type that takes snapshots: cache.t1.micro takes none."
_READ = f"{PROVIDER}; Amazon ElastiCache user guide, backups"


_OF_NODES = SnapshotCost(
    cents_per_gb_month=8.5,
    whole=True,
    source=(
        "Amazon ElastiCache user guide, backups (all data in each); our inference: the price "
        "as third parties cite it, for the page of prices could not be read"
    ),
    read_on="2026-11-29",
)
_OF_MEMORYDB = SnapshotCost(
    cents_per_gb_month=2.1,
    whole=True,
    source=(
        "Amazon MemoryDB developer guide, snapshots; our inference: the price as it is "
        "remembered, for the page of prices could not be read"
    ),
    read_on="2026-11-29",
)


def _snapshots(
    cost: SnapshotCost, *, absent: Absence, unless: tuple[Condition, ...] = ()
) -> Setting:
    return Setting(
        path="snapshotRetentionLimit",
        at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
        minimum=1,
        maximum=35,
        protects=True,
        rpo_minutes=1440,
        at_intervals=True,
        absent=absent,
        unless=unless,
        cost=cost,
        why="a snapshot every day, kept so many days",
    )


def _cache(
    token: str, label: str, setting: Setting, *when: Condition, instead: str = _EXPORT
) -> DataStore:
    return DataStore(
        type=token,
        label=label,
        protection=Protection.NATIVE,
        when=when,
        settings=(setting,),
        instead=instead,
        source=_READ,
        read_on=READ_ON,
    )


ROWS: tuple[DataStore, ...] = (
    _cache(
        "aws:elasticache/cluster:Cluster",
        "ElastiCache cluster (Redis OSS, on cache.t1.micro)",
        _snapshots(_OF_NODES, absent=sent(0), unless=(_NO_SNAPSHOTS,)),
        Condition(path="engine", test="one_of", values=("redis", "valkey")),
        Condition(path="replicationGroupId", test="absent"),
        _NO_SNAPSHOTS,
        instead=_OTHER_NODES,
    ),
    _cache(
        "aws:elasticache/cluster:Cluster",
        "ElastiCache cluster (Redis OSS)",
        _snapshots(_OF_NODES, absent=sent(0), unless=(_NO_SNAPSHOTS,)),
        Condition(path="engine", test="one_of", values=("redis", "valkey")),
        Condition(path="replicationGroupId", test="absent"),
    ),
    rebuildable(
        "aws:elasticache/cluster:Cluster",
        "ElastiCache cluster (Memcached, or a replica)",
        instead="Exempt it when it can be filled again from its source.",
        source=_READ,
    ),
    _cache(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "ElastiCache replication group (on cache.t1.micro)",
        _snapshots(_OF_NODES, absent=sent(0), unless=(_NO_SNAPSHOTS,)),
        _NO_SNAPSHOTS,
        instead=_OTHER_NODES,
    ),
    _cache(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "ElastiCache replication group",
        _snapshots(_OF_NODES, absent=sent(0), unless=(_NO_SNAPSHOTS,)),
    ),
    # Memcached too: serverless caches of every engine take snapshots.
    _cache(
        "aws:elasticache/serverlessCache:ServerlessCache",
        "ElastiCache serverless cache",
        _snapshots(_OF_NODES, absent=KEPT),
    ),
    DataStore(
        type="aws:memorydb/cluster:Cluster",
        label="MemoryDB cluster",
        protection=Protection.NATIVE,
        settings=(_snapshots(_OF_MEMORYDB, absent=KEPT),),
        instead=_EXPORT,
        source=f"{PROVIDER}; Amazon MemoryDB API, UpdateCluster",
        read_on=READ_ON,
    ),
    rebuildable(
        "aws:dax/cluster:Cluster",
        "DynamoDB Accelerator cluster",
        instead="Exempt it: it holds copies of its tables, which are protected themselves.",
    ),
)
