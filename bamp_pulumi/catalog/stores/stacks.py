"""What declares other resources: EKS clusters, CloudFormation stacks, and the like."""

from bamp_pulumi.catalog.abilities import CLOUDFORMATION_STACK, EKS
from bamp_pulumi.catalog.data_store import Condition, DataStore, Protection, TagShape
from bamp_pulumi.catalog.prerequisites import Prerequisite
from bamp_pulumi.catalog.stores.plain_rows import unprotected
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON

__all__ = ["ROWS"]

# CloudFormation's names of the types that hold data, for resources declared by such a name.
_TYPES_WITH_DATA = (
    "AWS::Cassandra::Table",
    "AWS::Cognito::UserPool",
    "AWS::DocDB::DBCluster",
    "AWS::DocDBElastic::Cluster",
    "AWS::DSQL::Cluster",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::EC2::Instance",
    "AWS::EC2::Volume",
    "AWS::ECR::Repository",
    "AWS::EFS::FileSystem",
    "AWS::EKS::Cluster",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::FSx::FileSystem",
    "AWS::FSx::Volume",
    "AWS::Kinesis::Stream",
    "AWS::Lightsail::Database",
    "AWS::Lightsail::Disk",
    "AWS::Lightsail::Instance",
    "AWS::MemoryDB::Cluster",
    "AWS::MSK::Cluster",
    "AWS::MSK::ServerlessCluster",
    "AWS::Neptune::DBCluster",
    "AWS::NeptuneGraph::Graph",
    "AWS::OpenSearchServerless::Collection",
    "AWS::OpenSearchService::Domain",
    "AWS::QLDB::Ledger",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
    "AWS::RedshiftServerless::Namespace",
    "AWS::S3::Bucket",
    "AWS::S3Express::DirectoryBucket",
    "AWS::S3Tables::TableBucket",
    "AWS::SecretsManager::Secret",
    "AWS::Timestream::InfluxDBInstance",
    "AWS::Timestream::Table",
    "AWS::WorkSpaces::Workspace",
)


def _stack(token: str, label: str) -> DataStore:
    """Give the row of a stack: the template, and a nested point for each data store in it."""
    return DataStore(
        type=token,
        label=label,
        protection=Protection.BACKUP,
        abilities=CLOUDFORMATION_STACK,
        source=f"{BACKUP_FEATURES} (data stores in it keep the abilities of their own types)",
        read_on=FEATURES_READ_ON,
    )


ROWS: tuple[DataStore, ...] = (
    _stack("aws:cloudformation/stack:Stack", "CloudFormation stack"),
    _stack(
        "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
        "Serverless Application Repository stack",
    ),
    DataStore(
        type="aws:eks/cluster:Cluster",
        label="EKS cluster",
        protection=Protection.BACKUP,
        abilities=EKS,
        prerequisites=(
            Prerequisite(
                condition=Condition(
                    path="accessConfig.authenticationMode",
                    test="one_of",
                    values=("API", "API_AND_CONFIG_MAP"),
                ),
                default="CONFIG_MAP",
                why="AWS Backup reads the cluster through an access entry",
                write='write "API_AND_CONFIG_MAP" for `accessConfig.authenticationMode`',
                source=(
                    "AWS Backup developer guide, eks-backups; Amazon EKS API, "
                    "CreateAccessConfigRequest (the default outside the console)"
                ),
            ),
            Prerequisite(
                condition=Condition(path="outpostConfig", test="absent"),
                why="AWS Backup does not back up EKS on Outposts",
                write="run the cluster in the Region, or exempt it",
                source="AWS Backup developer guide, eks-backups (Limitations)",
            ),
        ),
        source=f"{BACKUP_FEATURES} (its volumes keep the abilities of their own types)",
        read_on=FEATURES_READ_ON,
    ),
    unprotected(
        "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
        "Service Catalog provisioned product",
        instead="Put the backup tags into the product's template, then exempt it here.",
    ),
    unprotected(
        "aws:elasticbeanstalk/environment:Environment",
        "Elastic Beanstalk environment with a database",
        when=(
            Condition(path="settings.*.namespace", test="one_of", values=("aws:rds:dbinstance",)),
        ),
        instead="Declare the database as an rds.Instance of its own: this one may go with it.",
        source="AWS Elastic Beanstalk developer guide, using-features.terminating",
    ),
    unprotected(
        "aws:cloudcontrol/resource:Resource",
        "Cloud Control resource with data",
        when=(Condition(path="typeName", test="one_of", values=_TYPES_WITH_DATA),),
        instead="Declare it with its own type, so that its tags and settings are known.",
        tags=TagShape.NONE,
    ),
)
