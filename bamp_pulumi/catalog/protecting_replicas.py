"""Protections beside backups of services that replicate themselves, or let their data expire.

Registries, table buckets, global clusters and vaults of S3 Glacier; how long metrics, trails and
snapshots of tables are kept.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.absence import KEPT, NOT_KNOWN, Absence, removed, sent
from bamp_pulumi.catalog.comparing import Better, Form
from bamp_pulumi.catalog.protecting_input import ProtectingInput

__all__ = ["PROTECTING_REPLICAS"]

_GONE: Final = removed("nothing of it is left")
_NO_REPLICAS: Final = "nothing is replicated there any more; what is there stays"
_SCHEMA: Final = "pulumi_aws 7.51.1 (an output that may be None is not computed)"
_ECR: Final = "Amazon ECR API, PutReplicationConfiguration, ReplicationRule, RepositoryFilter"
_REPLICATED: Final = "S3 Tables API, PutTableBucketReplication, DeleteTableBucketReplication"
_SNAPLOCK: Final = "Amazon FSx API, UpdateSnaplockConfiguration, SnaplockRetentionPeriod"
_LAKE: Final = "CloudTrail API, UpdateEventDataStore; pulumi_aws 7.51.1, EventDataStore"
_SNAPSHOTS: Final = "maintenanceConfiguration.icebergSnapshotManagement"
_FILES: Final = "maintenanceConfiguration.icebergUnreferencedFileRemoval"
_TABLES: Final = (
    "S3 Tables API, IcebergSnapshotManagementSettings, IcebergUnreferencedFileRemovalSettings"
)


def _row(  # noqa: PLR0913 - one for each field of a row
    lost: str,
    form: Form,
    source: str,
    *,
    absent: Absence = NOT_KNOWN,
    better: Better | None = None,
    on: str = "true",
    endless: str = "",
    named_by: tuple[str, ...] = (),
) -> ProtectingInput:
    return ProtectingInput(
        lost=lost,
        form=form,
        source=source,
        absent=absent,
        better=better,
        on=on,
        endless=endless,
        named_by=named_by,
    )


def _global(api: str, absent: Absence) -> ProtectingInput:
    return _row(
        "nothing is replicated between it and the other Regions any more",
        Form.TEXT,
        api,
        better=Better.SAME,
        absent=absent,
    )


_OF_TABLE_BUCKETS: Final = {
    "rule.destinations": _row(
        _NO_REPLICAS, Form.LIST, _REPLICATED, absent=removed("no rule is left", source=_SCHEMA)
    )
}

PROTECTING_REPLICAS: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {
        "aws:amp/workspaceConfiguration:WorkspaceConfiguration": {
            "retentionPeriodInDays": _row(
                "metrics that are older are deleted",
                Form.NUMBER,
                "Amazon Managed Service for Prometheus API, UpdateWorkspaceConfiguration",
            )
        },
        "aws:cloudtrail/eventDataStore:EventDataStore": {
            "retentionPeriod": _row(
                "events that are older are deleted",
                Form.NUMBER,
                _LAKE,
                absent=sent(2555, source=_LAKE),
            ),
            "suspend": _row(
                "it takes no more events", Form.SWITCH, _LAKE, on="false", absent=NOT_KNOWN
            ),
            "multiRegionEnabled": _row(
                "it takes no more events of other Regions",
                Form.SWITCH,
                _LAKE,
                absent=sent(value=True, source=_LAKE),
            ),
        },
        "aws:docdb/cluster:Cluster": {
            "globalClusterIdentifier": _global(
                "Amazon DocumentDB API, RemoveFromGlobalCluster", _GONE
            )
        },
        "aws:dsql/cluster:Cluster": {
            "multiRegionProperties.clusters": _row(
                _NO_REPLICAS, Form.LIST, "Aurora DSQL API, UpdateCluster, MultiRegionProperties"
            )
        },
        "aws:dsql/clusterPeering:ClusterPeering": {
            "clusters": _row(
                _NO_REPLICAS,
                Form.LIST,
                "Aurora DSQL API, UpdateCluster, MultiRegionProperties",
                absent=_GONE,
            )
        },
        "aws:dynamodb/table:Table": {
            "replicas.*.consistencyMode": _row(
                "what was written last may be lost with a Region",
                Form.TEXT,
                "Amazon DynamoDB API, UpdateTable.MultiRegionConsistency",
                on="STRONG",
                absent=sent("EVENTUAL", source="Amazon DynamoDB API, UpdateTable"),
                named_by=("regionName",),
            )
        },
        "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
            "replicationConfiguration.rules": _row(
                "new images are not replicated by it any more; those that are there stay",
                Form.NAMES,
                _ECR,
                absent=_GONE,
                named_by=("id",),
            ),
            "replicationConfiguration.rules.*.destinations": _row(
                "new images are not replicated there any more; those that are there stay",
                Form.LIST,
                _ECR,
                absent=_GONE,
                named_by=("id",),
            ),
            "replicationConfiguration.rules.*.repositoryFilters": _row(
                "other repositories are replicated",
                Form.LIST,
                _ECR,
                absent=_GONE,
                better=Better.UNJUDGED,
                named_by=("id",),
            ),
        },
        "aws:elasticache/replicationGroup:ReplicationGroup": {
            "globalReplicationGroupId": _global(
                "Amazon ElastiCache API, DisassociateGlobalReplicationGroup", KEPT
            ),
            "durability": _row(
                "what was written last may be lost",
                Form.TEXT,
                "Amazon ElastiCache API, ModifyReplicationGroup.Durability",
                absent=KEPT,
                better=Better.UNJUDGED,
            ),
        },
        "aws:fsx/ontapVolume:OntapVolume": {
            f"snaplockConfiguration.{name}": _row(
                lost, Form.TEXT, _SNAPLOCK, better=Better.UNJUDGED
            )
            for name, lost in (
                ("privilegedDelete", "administrators can delete files before their time"),
                ("retentionPeriod", "files can be deleted sooner"),
            )
        },
        "aws:glacier/vaultLock:VaultLock": {
            "completeLock": _row(
                "the lock is only tried, and AWS removes its policy after 24 hours",
                Form.SWITCH,
                "Amazon Glacier API, InitiateVaultLock, CompleteVaultLock",
                absent=_GONE,
            ),
            "policy": _row(
                "what it denies is allowed again to whom IAM allows it",
                Form.DOCUMENT,
                "Amazon Glacier API, InitiateVaultLock",
                absent=_GONE,
            ),
        },
        "aws:keyspaces/keyspace:Keyspace": {
            "replicationSpecification.regionLists": _row(
                "that Region no longer holds its tables",
                Form.LIST,
                "Amazon Keyspaces API, ReplicationSpecification",
            )
        },
        "aws:keyspaces/table:Table": {
            "defaultTimeToLive": _row(
                "rows that are written from then on expire sooner",
                Form.NUMBER,
                "Amazon Keyspaces API, UpdateTable.defaultTimeToLive",
                absent=sent("0", source=_SCHEMA),
                endless="0",
            )
        },
        "aws:neptune/cluster:Cluster": {
            "globalClusterIdentifier": _global("Amazon Neptune API, RemoveFromGlobalCluster", _GONE)
        },
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
            "role": _row(
                "nothing is replicated where the new role may not",
                Form.TEXT,
                "Amazon S3 API, PutBucketReplication",
                better=Better.UNJUDGED,
            ),
            "rules.*.destination.replicationTime.status": _row(
                "replicas may come later than within 15 minutes",
                Form.TEXT,
                "Amazon S3 API, PutBucketReplication, ReplicationTime",
                on="Enabled",
                absent=_GONE,
                named_by=("id",),
            ),
            "rules.*.deleteMarkerReplication.status": _row(
                "whether deletions are replicated is another question",
                Form.TEXT,
                "Amazon S3 API, PutBucketReplication, DeleteMarkerReplication",
                absent=_GONE,
                better=Better.UNJUDGED,
                named_by=("id",),
            ),
        },
        "aws:s3tables/table:Table": {
            **{
                f"{_SNAPSHOTS}.settings.{name}": _row(
                    "older snapshots of the table expire", Form.NUMBER, _TABLES
                )
                for name in ("maxSnapshotAgeHours", "minSnapshotsToKeep")
            },
            f"{_SNAPSHOTS}.status": _row(
                "older snapshots of the table expire", Form.TEXT, _TABLES, on="disabled"
            ),
        },
        "aws:s3tables/tableBucket:TableBucket": {
            f"{_FILES}.settings.{name}": _row(
                "files that no snapshot refers to are deleted sooner", Form.NUMBER, _TABLES
            )
            for name in ("nonCurrentDays", "unreferencedDays")
        },
        "aws:s3tables/tableBucketReplication:TableBucketReplication": _OF_TABLE_BUCKETS,
        "aws:s3tables/tableReplication:TableReplication": _OF_TABLE_BUCKETS,
    }
)
"""By type token and wire path of the input."""
