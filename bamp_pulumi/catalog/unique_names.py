"""Names that AWS gives out once: it refuses a second resource that asks for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["UNIQUE_NAMES", "UniqueName"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UniqueName:
    """Types that share one set of names, each unique in its scope (`name_scope`)."""

    types: Mapping[str, tuple[str, ...]]
    """Type token to the inputs, by wire name, whose values name a resource together. The last is
    its own name; those before it say what it is part of."""
    ignores_case: bool = False
    """Whether names that differ in case only are the same name."""
    error: str
    """API, operation and error that says so."""
    read_on: str = "2026-11-28"


def _named(error: str, types: Mapping[str, str], *, ignores_case: bool = False) -> UniqueName:
    """Write the commonest row: one input is the whole name."""
    return UniqueName(
        types=MappingProxyType({token: (name,) for token, name in types.items()}),
        ignores_case=ignores_case,
        error=error,
    )


_DB_CLUSTER: Final = "clusterIdentifier"
_IAM: Final = "EntityAlreadyExists; IAM guide, reference_iam-quotas: case does not tell names apart"

UNIQUE_NAMES: Final = (
    # The bucket of the same account, too: the provider looks in us-east-1, where S3 says nothing.
    _named(
        "S3 API, CreateBucket: BucketAlreadyExists, BucketAlreadyOwnedByYou",
        {"aws:s3/bucket:Bucket": "bucket", "aws:s3/bucketV2:BucketV2": "bucket"},
    ),
    # Amazon DocumentDB and Neptune keep their names with Amazon RDS: their ARNs are of one form.
    _named(
        "RDS API, CreateDBInstance: DBInstanceAlreadyExists",
        {
            "aws:rds/instance:Instance": "identifier",
            "aws:rds/clusterInstance:ClusterInstance": "identifier",
            "aws:docdb/clusterInstance:ClusterInstance": "identifier",
            "aws:neptune/clusterInstance:ClusterInstance": "identifier",
        },
        ignores_case=True,
    ),
    _named(
        "RDS API, CreateDBCluster: DBClusterAlreadyExistsFault",
        {
            "aws:rds/cluster:Cluster": _DB_CLUSTER,
            "aws:docdb/cluster:Cluster": _DB_CLUSTER,
            "aws:neptune/cluster:Cluster": _DB_CLUSTER,
        },
        ignores_case=True,
    ),
    _named(
        "DynamoDB API, CreateTable: ResourceInUseException", {"aws:dynamodb/table:Table": "name"}
    ),
    _named(
        "EFS API, CreateFileSystem: FileSystemAlreadyExists",
        {"aws:efs/fileSystem:FileSystem": "creationToken"},
    ),
    _named(
        "Redshift API, CreateCluster: ClusterAlreadyExists",
        {"aws:redshift/cluster:Cluster": "clusterIdentifier"},
        ignores_case=True,
    ),
    _named(
        "ElastiCache API, CreateReplicationGroup: ReplicationGroupAlreadyExists",
        {"aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId"},
        ignores_case=True,
    ),
    _named(
        "ElastiCache API, CreateCacheCluster: CacheClusterAlreadyExists",
        {"aws:elasticache/cluster:Cluster": "clusterId"},
        ignores_case=True,
    ),
    _named(
        "OpenSearch API, CreateDomain: ResourceAlreadyExistsException",
        {"aws:opensearch/domain:Domain": "domainName"},
    ),
    _named(
        "ECR API, CreateRepository: RepositoryAlreadyExistsException",
        {"aws:ecr/repository:Repository": "name"},
    ),
    _named(
        "Secrets Manager API, CreateSecret: ResourceExistsException",
        {"aws:secretsmanager/secret:Secret": "name"},
    ),
    _named(
        "Timestream API, CreateDatabase: ConflictException",
        {"aws:timestreamwrite/database:Database": "databaseName"},
    ),
    UniqueName(
        types=MappingProxyType({"aws:timestreamwrite/table:Table": ("databaseName", "tableName")}),
        error="Timestream API, CreateTable: ConflictException",
    ),
    # What backups and alerts stand on.
    _named(
        "AWS Backup API, CreateBackupVault: AlreadyExistsException",
        {
            "aws:backup/vault:Vault": "name",
            "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": "name",
        },
    ),
    _named(
        "AWS Backup API, CreateFramework: AlreadyExistsException",
        {"aws:backup/framework:Framework": "name"},
    ),
    _named(
        "AWS Backup API, CreateReportPlan: AlreadyExistsException",
        {"aws:backup/reportPlan:ReportPlan": "name"},
    ),
    _named(
        "AWS Backup API, CreateRestoreTestingPlan: AlreadyExistsException",
        {"aws:backup/restoreTestingPlan:RestoreTestingPlan": "name"},
    ),
    *(
        _named(f"IAM API, Create{noun}: {_IAM}", {token: "name"}, ignores_case=True)
        for noun, token in (
            ("Role", "aws:iam/role:Role"),
            ("Policy", "aws:iam/policy:Policy"),
            ("User", "aws:iam/user:User"),
            ("Group", "aws:iam/group:Group"),
            ("InstanceProfile", "aws:iam/instanceProfile:InstanceProfile"),
        )
    ),
    _named("KMS API, CreateAlias: AlreadyExistsException", {"aws:kms/alias:Alias": "name"}),
    _named(
        "Lambda API, CreateFunction: ResourceConflictException",
        {"aws:lambda/function:Function": "name"},
    ),
    _named(
        "CloudWatch Logs API, CreateLogGroup: ResourceAlreadyExistsException",
        {"aws:cloudwatch/logGroup:LogGroup": "name"},
    ),
    _named(
        "CloudTrail API, CreateTrail: TrailAlreadyExistsException",
        {"aws:cloudtrail/trail:Trail": "name"},
    ),
    _named(
        "EventBridge API, CreateEventBus: ResourceAlreadyExistsException",
        {"aws:cloudwatch/eventBus:EventBus": "name"},
    ),
    _named(
        "EventBridge API, CreateConnection: ResourceAlreadyExistsException",
        {"aws:cloudwatch/eventConnection:EventConnection": "name"},
    ),
    _named(
        "EventBridge API, CreateApiDestination: ResourceAlreadyExistsException",
        {"aws:cloudwatch/eventApiDestination:EventApiDestination": "name"},
    ),
)
"""Not here: backup plans, whose names are not unique, and what a service takes for a change of what
is there (rules of EventBridge, alarms, topics, queues): the one deployed last says what it is then,
which nobody knows, and no resource is refused.

Source: botocore 1.44.5: the operations named in each row; terraform-provider-aws 6.58.0,
s3/bucket.go: resourceBucketCreate (read 2026-11-29).
"""
