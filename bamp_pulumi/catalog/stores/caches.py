"""Caches: ElastiCache."""

from bamp_pulumi.catalog.data_store import (
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.stores.reading import PROVIDER, READ_ON

__all__ = ["ROWS"]

_SNAPSHOTS = Setting(
    path="snapshotRetentionLimit",
    at_least=PolicyNumber.NATIVE_RETENTION_DAYS,
    minimum=1,
    maximum=35,
    protects=True,
    rpo_minutes=1440,
    why="a snapshot every day, kept so many days",
)
_EXPORT = "Keep daily snapshots on, and export them to a bucket in the recovery Region."
_REBUILD = "Exempt it when it can be filled again from its source; else keep the data elsewhere."
_READ = f"{PROVIDER}; Amazon ElastiCache user guide, Snapshot and restore"

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws:elasticache/cluster:Cluster",
        label="ElastiCache cluster (Redis OSS)",
        protection=Protection.NATIVE,
        when=(Condition(path="engine", test="one_of", values=("redis", "valkey")),),
        settings=(_SNAPSHOTS,),
        instead=_EXPORT,
        source=_READ,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:elasticache/cluster:Cluster",
        label="ElastiCache cluster (Memcached)",
        protection=Protection.REBUILDABLE,
        instead=_REBUILD,
        source=_READ,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:elasticache/replicationGroup:ReplicationGroup",
        label="ElastiCache replication group",
        protection=Protection.NATIVE,
        settings=(_SNAPSHOTS,),
        instead=_EXPORT,
        source=_READ,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:elasticache/serverlessCache:ServerlessCache",
        label="ElastiCache serverless (Valkey, Redis OSS)",
        protection=Protection.NATIVE,
        when=(Condition(path="engine", test="one_of", values=("redis", "valkey")),),
        settings=(_SNAPSHOTS,),
        instead=_EXPORT,
        source=_READ,
        read_on=READ_ON,
    ),
    DataStore(
        type="aws:elasticache/serverlessCache:ServerlessCache",
        label="ElastiCache serverless (Memcached)",
        protection=Protection.REBUILDABLE,
        instead=_REBUILD,
        source=_READ,
        read_on=READ_ON,
    ),
)
