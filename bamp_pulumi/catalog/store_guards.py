"""What is kept of a data store that is deleted: what its own switches decide, and what AWS does.

A switch is read from `DELETION_GUARDS`. Some are not heeded beside another input, and some need
one: the provider or AWS then refuses the deletion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.conditions import Condition

__all__ = ["STORE_GUARDS", "StoreGuards"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreGuards:
    """The switches that decide what is kept of a data store that is deleted."""

    guards: tuple[str, ...] = ()
    also: str = ""
    """What AWS keeps or deletes besides, in one clause."""
    absent: Mapping[str, bool] = field(default_factory=dict[str, bool])
    """Whether a switch guards where it is not set, of types that differ from the others."""
    idle: Mapping[str, Condition] = field(default_factory=dict[str, Condition])
    """When a switch is not heeded: it guards nothing then, however it is set."""
    named_by: str = ""
    """Input that names the final snapshot: where one is asked for without it, the provider refuses
    the deletion."""
    replica_by: str = ""
    """Input that makes it a read replica, of which AWS makes no final snapshot."""
    with_continuous: str = ""
    """What is said instead of a loss of automated backups, where AWS Backup keeps a continuous
    recovery point of it."""
    source: str
    """Page or schema that it was read from."""
    read_on: str = "2026-11-29"
    """Date of that reading, ISO 8601."""


_SCHEMA: Final = "pulumi_aws 7.51.1"
_PROVIDER: Final = "terraform-provider-aws 6.58.0, neptunegraph/graph.go"
_SKIPPED: Final = f"{_SCHEMA}, skipFinalSnapshot"
_FINAL: Final = ("skipFinalSnapshot", "deletionProtection")
_AUTOMATED: Final = "its automated backups are deleted with it"
_AUTOMATIC: Final = "its automatic backups are deleted with it"
_SNAPSHOTS: Final = "its automatic snapshots are deleted with it"
_NO_FINAL: Final = "no final snapshot is made"
_CONTINUOUS: Final = (
    "once AWS Backup has made a continuous recovery point of it, AWS refuses that, and the "
    "deployment fails (with `deleteAutomatedBackups` off it is accepted, and keeps that recovery "
    "point); before, its automated backups are deleted with it"
)
_REFUSED: Final = (
    "GitHub, cloudposse/terraform-aws-rds-cluster#283, crossplane-contrib/provider-aws#1276 (the "
    "refusal NoDeleteAutomatedBackups)"
)
_CACHES: Final = f"Amazon ElastiCache user guide, backups-deleting, Clusters.Delete; {_SCHEMA}"
_TERMINATION: Final = StoreGuards(
    guards=("disableApiTermination",),
    idle={
        "disableApiTermination": Condition(path="forceDestroy", test="one_of", values=(True,)),
    },
    also="the volumes that it was launched with are deleted with it, but for those with "
    "`deleteOnTermination` off; volumes that were attached later stay",
    source=f"Amazon EC2 API, TerminateInstances; {_SCHEMA}, forceDestroy",
)
_BUCKET: Final = StoreGuards(
    guards=("forceDestroy",),
    source=f"Amazon S3 API, DeleteBucket; Amazon S3 user guide, object-lock; {_SCHEMA}, "
    "forceDestroy",
)
_EMPTIED: Final = StoreGuards(guards=("forceDestroy",), source=f"{_SCHEMA}, forceDestroy")
_FORCED: Final = StoreGuards(
    guards=("forceDelete",),
    source=f"Amazon ECR API, DeleteRepository; Amazon Lightsail API, DeleteBucket; {_SCHEMA}",
)
_PROTECTED: Final = StoreGuards(
    guards=("deletionProtection",), source=f"{_SCHEMA}, deletionProtection"
)

STORE_GUARDS: Final[Mapping[str, StoreGuards]] = MappingProxyType(
    {
        "aws:rds/instance:Instance": StoreGuards(
            guards=("deleteAutomatedBackups", *_FINAL),
            named_by="finalSnapshotIdentifier",
            replica_by="replicateSourceDb",
            with_continuous=_CONTINUOUS,
            source="Amazon RDS API, DeleteDBInstance; Amazon RDS user guide, USER_DeleteInstance, "
            "USER_WorkingWithAutomatedBackups.Retaining; "
            f"{_SCHEMA}, deleteAutomatedBackups; {_REFUSED}",
        ),
        "aws:rds/cluster:Cluster": StoreGuards(
            guards=("deleteAutomatedBackups", *_FINAL),
            idle={
                "deleteAutomatedBackups": Condition(
                    path="engineMode", test="one_of", values=("serverless",)
                ),
            },
            named_by="finalSnapshotIdentifier",
            with_continuous=_CONTINUOUS,
            source="Amazon RDS API, DeleteDBCluster; Amazon Aurora user guide, "
            "Aurora.Managing.Backups.Retaining (not of Serverless v1); "
            f"{_SCHEMA}, deleteAutomatedBackups; {_REFUSED}",
        ),
        "aws:docdb/cluster:Cluster": StoreGuards(
            guards=_FINAL,
            named_by="finalSnapshotIdentifier",
            also=_AUTOMATED,
            source=f"Amazon DocumentDB API, DeleteDBCluster; {_SKIPPED}",
        ),
        "aws:docdb/elasticCluster:ElasticCluster": StoreGuards(
            also=_NO_FINAL,
            source=("Amazon DocumentDB elastic clusters API, DeleteCluster (it takes no snapshot)"),
        ),
        "aws:neptune/cluster:Cluster": StoreGuards(
            guards=_FINAL,
            named_by="finalSnapshotIdentifier",
            also=_AUTOMATED,
            source=f"Amazon Neptune API, DeleteDBCluster; {_SKIPPED}",
        ),
        "aws:neptunegraph/graph:Graph": StoreGuards(
            guards=("deletionProtection",),
            also=_NO_FINAL,
            source="Amazon Neptune Analytics API, DeleteGraph.skipSnapshot; "
            f"{_PROVIDER} (it skips the snapshot)",
        ),
        "aws:redshift/cluster:Cluster": StoreGuards(
            guards=("skipFinalSnapshot",),
            named_by="finalSnapshotIdentifier",
            also=_SNAPSHOTS,
            source="Amazon Redshift API, DeleteCluster, CopyClusterSnapshot (automated "
            f"snapshots go with the cluster); {_SKIPPED}",
        ),
        "aws:redshiftserverless/namespace:Namespace": StoreGuards(
            also=_NO_FINAL,
            source="Amazon Redshift Serverless API, DeleteNamespace.finalSnapshotName; "
            f"{_SCHEMA} (it has no such input)",
        ),
        "aws:lightsail/database:Database": StoreGuards(
            guards=("skipFinalSnapshot",),
            named_by="finalSnapshotName",
            source=f"Amazon Lightsail API, DeleteRelationalDatabase; {_SCHEMA}",
        ),
        "aws:lightsail/bucket:Bucket": _FORCED,
        "aws:dynamodb/table:Table": StoreGuards(
            guards=("deletionProtectionEnabled",),
            also="with point-in-time recovery on, DynamoDB makes a system backup of its last state "
            "and keeps it for 35 days",
            source=(
                "Amazon DynamoDB API, BackupDetails (BackupType), DeleteTable; Amazon "
                "DynamoDB developer guide, PointInTimeRecovery_Howitworks"
            ),
        ),
        "aws:dynamodb/tableReplica:TableReplica": StoreGuards(
            guards=("deletionProtectionEnabled",),
            source=f"{_SCHEMA}, deletionProtectionEnabled",
        ),
        "aws:dsql/cluster:Cluster": StoreGuards(
            guards=("deletionProtectionEnabled",),
            idle={
                "deletionProtectionEnabled": Condition(
                    path="forceDestroy", test="one_of", values=(True,)
                ),
            },
            source=f"{_SCHEMA}, deletionProtectionEnabled, forceDestroy",
        ),
        "aws:keyspaces/table:Table": StoreGuards(
            also="with point-in-time recovery on, Amazon Keyspaces can restore it as it was before",
            source="Amazon Keyspaces API, DeleteTable, RestoreTable (of a deleted table)",
        ),
        "aws:s3/bucket:Bucket": _BUCKET,
        "aws:s3/bucketV2:BucketV2": _BUCKET,
        "aws:s3/directoryBucket:DirectoryBucket": _EMPTIED,
        "aws:s3/vectorsVectorBucket:VectorsVectorBucket": _EMPTIED,
        "aws:s3tables/tableBucket:TableBucket": _EMPTIED,
        "aws:ecr/repository:Repository": _FORCED,
        "aws:ecrpublic/repository:Repository": _EMPTIED,
        "aws:ebs/volume:Volume": StoreGuards(
            guards=("finalSnapshot",),
            source=f"Amazon EC2 API, DeleteVolume; {_SCHEMA}, finalSnapshot",
        ),
        "aws:ec2/instance:Instance": _TERMINATION,
        "aws:ec2/spotInstanceRequest:SpotInstanceRequest": _TERMINATION,
        "aws:efs/fileSystem:FileSystem": StoreGuards(
            also="AWS refuses that while it is part of a replication configuration",
            source="Amazon EFS API, DeleteFileSystem",
        ),
        "aws:elasticache/cluster:Cluster": StoreGuards(
            guards=("finalSnapshotIdentifier",),
            idle={
                "finalSnapshotIdentifier": Condition(
                    path="engine", test="one_of", values=("memcached",)
                )
            },
            also=_SNAPSHOTS,
            source=_CACHES,
        ),
        "aws:elasticache/replicationGroup:ReplicationGroup": StoreGuards(
            guards=("finalSnapshotIdentifier",), also=_SNAPSHOTS, source=_CACHES
        ),
        "aws:elasticache/serverlessCache:ServerlessCache": StoreGuards(
            also=_NO_FINAL,
            source="Amazon ElastiCache API, DeleteServerlessCache.FinalSnapshotName (none by "
            f"default); {_SCHEMA} (it has no such input)",
        ),
        "aws:memorydb/cluster:Cluster": StoreGuards(
            guards=("finalSnapshotName",),
            also=_SNAPSHOTS,
            source="Amazon MemoryDB developer guide, snapshots-deleting; Amazon MemoryDB API, "
            f"DeleteCluster; {_SCHEMA}, finalSnapshotName",
        ),
        "aws:fsx/windowsFileSystem:WindowsFileSystem": StoreGuards(
            guards=("skipFinalBackup",),
            also=_AUTOMATIC,
            source="Amazon FSx API, DeleteFileSystem; FSx for Windows File Server user guide, "
            f"using-backups; {_SCHEMA}",
        ),
        "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": StoreGuards(
            guards=("deleteOptions", "skipFinalBackup"),
            also=_AUTOMATIC,
            source=(
                "Amazon FSx API, DeleteFileSystemOpenZFSConfiguration (Options, "
                "SkipFinalBackup); FSx for OpenZFS user guide, using-backups"
            ),
        ),
        "aws:fsx/lustreFileSystem:LustreFileSystem": StoreGuards(
            guards=("skipFinalBackup",),
            also=_AUTOMATIC,
            absent={"skipFinalBackup": False},
            idle={
                "skipFinalBackup": Condition(
                    path="deploymentType", test="starts_with_none", values=("PERSISTENT",)
                ),
            },
            source="Amazon FSx API, DeleteFileSystemLustreConfiguration; FSx for Lustre user "
            f"guide, using-backups-fsx; {_SCHEMA}, skipFinalBackup (none of a scratch file system)",
        ),
        "aws:fsx/ontapFileSystem:OntapFileSystem": StoreGuards(
            also="AWS refuses that while it has volumes or storage virtual machines, and the "
            "deployment fails",
            source="Amazon FSx API, DeleteFileSystem",
        ),
        "aws:fsx/ontapVolume:OntapVolume": StoreGuards(
            guards=("skipFinalBackup",),
            also=_AUTOMATIC,
            idle={
                "skipFinalBackup": Condition(
                    path="ontapVolumeType", test="one_of", values=("DP", "LS")
                ),
            },
            source=(
                "Amazon FSx API, DeleteVolumeOntapConfiguration; FSx for ONTAP user guide, "
                "using-backups (automatic daily backups go with the volume; none of data "
                "protection and load-sharing volumes)"
            ),
        ),
        "aws:cognito/userPool:UserPool": _PROTECTED,
        "aws:eks/cluster:Cluster": _PROTECTED,
        "aws:qldb/ledger:Ledger": StoreGuards(
            guards=("deletionProtection",),
            absent={"deletionProtection": True},
            source=f"{_SCHEMA}, deletionProtection",
        ),
        "aws:verifiedpermissions/policyStore:PolicyStore": _PROTECTED,
        "aws:secretsmanager/secret:Secret": StoreGuards(
            also="RestoreSecret brings it back until its recovery window is over (30 days where "
            "`recoveryWindowInDays` is left out, none where it is 0); its replicas are deleted at "
            "once",
            source="AWS Secrets Manager API, DeleteSecret, RestoreSecret",
        ),
        "aws:servicecatalog/provisionedProduct:ProvisionedProduct": StoreGuards(
            guards=("retainPhysicalResources",),
            source=f"{_SCHEMA}, retainPhysicalResources",
        ),
    }
)
"""By type token; one that is missing has no such switch, and AWS keeps nothing of it."""
