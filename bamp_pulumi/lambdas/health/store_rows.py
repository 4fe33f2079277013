"""Types that hold data: by which call of their service all of a Region are listed, and its fields.

A row a type and no code a service. A call that several rows share is made once, and each thing
that it gives is of the first row that it fits. What a list call does not say is left empty: to
know it would take a call for each thing.

Source: API models of the services as botocore 1.44.5 has them; ARNs: Service Authorization
Reference, resource types of each service (read 2026-11-29).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["ITEM", "ROWS", "Call", "Fit", "StoreRow"]

ITEM: Final = "item"
"""Field of a thing that is a mere text, such as the name of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A list call of a service. Paths are dotted and go into each thing of a list."""

    service: str
    operation: str
    items: str
    asks_with: str
    """Argument that takes the token of the next page; empty where there is one page only."""
    goes_on_with: str
    """Field of the answer that gives it."""
    most: str = ""
    """Argument that says how many a page may hold; empty where there is none."""
    page: int = 0
    """The most that a page may hold."""
    regional: str = ""
    """Argument that takes the Region, of a service whose list is of all Regions."""
    closed: tuple[str, str] = ("", "")
    """Error, and what its message begins with, of a service that is closed to the account: it
    holds nothing there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What a thing must be like. All that is said must hold."""

    path: str
    begins: tuple[str, ...] = ()
    """With one of these."""
    begins_not: tuple[str, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreRow:
    """How a type is found. Each field that is a path is empty where the call does not say it."""

    type: str
    """AWS Backup's name; of a type that it does not know, the CloudFormation one."""
    call: Call
    arn: str
    """Path; or what it is made of, with paths in braces."""
    variant: str = ""
    """As the catalog names it."""
    name: str = ""
    created_at: str = ""
    tags: str = ""
    """Empty: they are asked of the tagging API, as `tagged`."""
    tagged: str = ""
    """Its type in the tagging API: service, and what begins the part of its ARN after the account.
    Of a type whose tags the call gives, it is asked when that call is not answered."""
    is_all_tagged: bool = True
    """Whether all that the tagging API gives as `tagged` is of this type."""
    native_days: str = ""
    restorable_until: str = ""
    replicas: str = ""
    """ARNs in other Regions."""
    fits: tuple[Fit, ...] = field(default=())


def _own(service: str, rest: str) -> str:
    return f"arn:{{partition}}:{service}:{{region}}:{{account}}:{rest}"


_MARKER: Final = {"asks_with": "Marker", "goes_on_with": "Marker"}
_NEXT: Final = {"asks_with": "NextToken", "goes_on_with": "NextToken"}
_SMALL: Final = {"asks_with": "nextToken", "goes_on_with": "nextToken"}
_RDS: Final[Mapping[str, str]] = {
    "native": "BackupRetentionPeriod",
    "until": "LatestRestorableTime",
}


def _call(  # noqa: PLR0913, PLR0917 - as a call is
    service: str,
    operation: str,
    items: str,
    token: Mapping[str, str],
    most: str = "",
    page: int = 0,
    regional: str = "",
    closed: tuple[str, str] = ("", ""),
) -> Call:
    return Call(
        service=service,
        operation=operation,
        items=items,
        **token,
        most=most,
        page=page,
        regional=regional,
        closed=closed,
    )


def _cluster(of: str, *engines: str, variant: str = "") -> StoreRow:
    return StoreRow(
        type=of,
        variant=variant,
        call=_DB_CLUSTERS,
        arn="DBClusterArn",
        name="DBClusterIdentifier",
        created_at="ClusterCreateTime",
        tags="TagList",
        native_days=_RDS["native"],
        restorable_until=_RDS["until"],
        fits=(Fit(path="Engine", begins=engines),) if engines else (),
    )


def _instance(of: str, *fits: Fit, keeps_own: bool = True) -> StoreRow:
    return StoreRow(
        type=of,
        call=_DB_INSTANCES,
        arn="DBInstanceArn",
        name="DBInstanceIdentifier",
        created_at="InstanceCreateTime",
        tags="TagList",
        native_days=_RDS["native"] if keeps_own else "",
        restorable_until=_RDS["until"],
        replicas="DBInstanceAutomatedBackupsReplications.DBInstanceAutomatedBackupsArn",
        # An instance of a cluster holds nothing of its own.
        fits=(Fit(path="DBClusterIdentifier", absent=True), *fits),
    )


def _file_system(variant: str, kind: str, configuration: str) -> StoreRow:
    return StoreRow(
        type="FSx",
        variant=variant,
        call=_FILE_SYSTEMS,
        arn="ResourceARN",
        created_at="CreationTime",
        tags="Tags",
        native_days=f"{configuration}Configuration.AutomaticBackupRetentionDays",
        fits=(
            Fit(path="FileSystemType", begins=(kind,)),
            Fit(path="Lifecycle", begins_not=("DELETING",)),
        ),
    )


_DB_CLUSTERS: Final = _call("rds", "DescribeDBClusters", "DBClusters", _MARKER, "MaxRecords", 100)
_DB_INSTANCES: Final = _call(
    "rds", "DescribeDBInstances", "DBInstances", _MARKER, "MaxRecords", 100
)
_FILE_SYSTEMS: Final = _call("fsx", "DescribeFileSystems", "FileSystems", _NEXT)

ROWS: Final = (
    _cluster("Aurora", "aurora"),
    _cluster("DocumentDB", "docdb"),
    _cluster("Neptune", "neptune"),
    _cluster("RDS", variant="Multi-AZ cluster"),
    _instance("AWS::RDS::DBInstance", Fit(path="Engine", begins=("custom-",))),
    _instance("RDS", Fit(path="ReadReplicaSourceDBInstanceIdentifier", absent=True)),
    # A read replica is asked for no backups of its own: its source keeps them.
    _instance("RDS", keeps_own=False),
    StoreRow(
        type="DynamoDB",
        call=_call(
            "dynamodb",
            "ListTables",
            "TableNames",
            {"asks_with": "ExclusiveStartTableName", "goes_on_with": "LastEvaluatedTableName"},
            "Limit",
            100,
        ),
        arn=_own("dynamodb", "table/{item}"),
        name=ITEM,
        tagged="dynamodb:table",
    ),
    # When a bucket was made is not said: its date changes with some of its settings.
    StoreRow(
        type="S3",
        call=_call(
            "s3",
            "ListBuckets",
            "Buckets",
            {"asks_with": "ContinuationToken", "goes_on_with": "ContinuationToken"},
            "MaxBuckets",
            10_000,
            "BucketRegion",
        ),
        arn="arn:{partition}:s3:::{Name}",
        name="Name",
        tagged="s3",
    ),
    StoreRow(
        type="EFS",
        call=_call(
            "efs",
            "DescribeFileSystems",
            "FileSystems",
            {"asks_with": "Marker", "goes_on_with": "NextMarker"},
            "MaxItems",
            100,
        ),
        arn=_own("elasticfilesystem", "file-system/{FileSystemId}"),
        name="Name",
        created_at="CreationTime",
        tags="Tags",
        tagged="elasticfilesystem:file-system",
        fits=(Fit(path="LifeCycleState", begins_not=("deleted", "deleting")),),
    ),
    StoreRow(
        type="EBS",
        call=_call("ec2", "DescribeVolumes", "Volumes", _NEXT, "MaxResults", 500),
        arn=_own("ec2", "volume/{VolumeId}"),
        created_at="CreateTime",
        tags="Tags",
        tagged="ec2:volume",
        fits=(Fit(path="State", begins_not=("deleted", "deleting")),),
    ),
    # When an instance was made is not said: its launch time is that of its last start.
    StoreRow(
        type="EC2",
        call=_call("ec2", "DescribeInstances", "Reservations.Instances", _NEXT, "MaxResults", 1000),
        arn=_own("ec2", "instance/{InstanceId}"),
        tags="Tags",
        tagged="ec2:instance",
        fits=(Fit(path="State.Name", begins_not=("terminated", "shutting-down")),),
    ),
    # Of an ONTAP file system AWS Backup backs up the volumes.
    _file_system("Windows File Server", "WINDOWS", "Windows"),
    _file_system("Lustre", "LUSTRE", "Lustre"),
    _file_system("OpenZFS", "OPENZFS", "OpenZFS"),
    StoreRow(
        type="FSx",
        variant="ONTAP volume",
        call=_call("fsx", "DescribeVolumes", "Volumes", _NEXT),
        arn="ResourceARN",
        name="Name",
        created_at="CreationTime",
        tags="Tags",
        fits=(
            Fit(path="VolumeType", begins=("ONTAP",)),
            Fit(path="Lifecycle", begins_not=("DELETING",)),
        ),
    ),
    StoreRow(
        type="Redshift",
        call=_call("redshift", "DescribeClusters", "Clusters", _MARKER, "MaxRecords", 100),
        arn=_own("redshift", "cluster:{ClusterIdentifier}"),
        name="ClusterIdentifier",
        created_at="ClusterCreateTime",
        tags="Tags",
        tagged="redshift:cluster",
        native_days="AutomatedSnapshotRetentionPeriod",
    ),
    StoreRow(
        type="Redshift Serverless",
        call=_call(
            "redshift-serverless", "ListNamespaces", "namespaces", _SMALL, "maxResults", 100
        ),
        arn="namespaceArn",
        name="namespaceName",
        created_at="creationDate",
        tagged="redshift-serverless:namespace",
    ),
    StoreRow(
        type="Timestream",
        # Closed to new customers on 2025-06-20; with this answer to each of their calls.
        call=_call(
            "timestream-write",
            "ListTables",
            "Tables",
            _NEXT,
            "MaxResults",
            20,
            closed=(
                "AccessDeniedException",
                "Only existing Timestream for LiveAnalytics customers",
            ),
        ),
        arn="Arn",
        name="TableName",
        created_at="CreationTime",
        tagged="timestream:database",
        is_all_tagged=False,
    ),
    StoreRow(
        type="Storage Gateway",
        call=_call("storagegateway", "ListVolumes", "VolumeInfos", _MARKER, "Limit", 100),
        arn="VolumeARN",
        name="VolumeId",
        tagged="storagegateway:gateway",
        is_all_tagged=False,
    ),
    StoreRow(
        type="CloudFormation",
        call=_call("cloudformation", "DescribeStacks", "Stacks", _NEXT),
        arn="StackId",
        name="StackName",
        created_at="CreationTime",
        tags="Tags",
        fits=(Fit(path="StackStatus", begins_not=("DELETE_COMPLETE",)),),
    ),
    StoreRow(
        type="EKS",
        call=_call("eks", "ListClusters", "clusters", _SMALL, "maxResults", 100),
        arn=_own("eks", "cluster/{item}"),
        name=ITEM,
        tagged="eks:cluster",
    ),
    StoreRow(
        type="DSQL",
        call=_call("dsql", "ListClusters", "clusters", _SMALL, "maxResults", 100),
        arn="arn",
        name="identifier",
        tagged="dsql:cluster",
    ),
    StoreRow(
        type="VirtualMachine",
        call=_call("backup-gateway", "ListVirtualMachines", "VirtualMachines", _NEXT),
        arn="ResourceArn",
        name="Name",
        tagged="backup-gateway:vm",
    ),
    StoreRow(
        type="AWS::ElastiCache::ReplicationGroup",
        call=_call(
            "elasticache",
            "DescribeReplicationGroups",
            "ReplicationGroups",
            _MARKER,
            "MaxRecords",
            100,
        ),
        arn="ARN",
        name="ReplicationGroupId",
        created_at="ReplicationGroupCreateTime",
        tagged="elasticache:replicationgroup",
        native_days="SnapshotRetentionLimit",
    ),
    StoreRow(
        type="AWS::MemoryDB::Cluster",
        call=_call("memorydb", "DescribeClusters", "Clusters", _NEXT, "MaxResults", 100),
        arn="ARN",
        name="Name",
        tagged="memorydb:cluster",
        native_days="SnapshotRetentionLimit",
    ),
    StoreRow(
        type="AWS::DocDBElastic::Cluster",
        call=_call("docdb-elastic", "ListClusters", "clusters", _SMALL, "maxResults", 100),
        arn="clusterArn",
        name="clusterName",
        tagged="docdb-elastic:cluster",
    ),
    StoreRow(
        type="AWS::SecretsManager::Secret",
        call=_call("secretsmanager", "ListSecrets", "SecretList", _NEXT, "MaxResults", 100),
        arn="ARN",
        name="Name",
        created_at="CreatedDate",
        tags="Tags",
    ),
)
"""By call; of a call, the one that fits first."""
