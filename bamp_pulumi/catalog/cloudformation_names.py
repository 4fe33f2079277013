"""What CloudFormation calls data stores that AWS Backup does not know and that keep backups.

In a running account AWS Backup has no name for them, and the tagging API no type.

Source: CloudFormation resource schemas.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["CLOUDFORMATION_NAMES"]

CLOUDFORMATION_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aws:docdb/elasticCluster:ElasticCluster": "AWS::DocDBElastic::Cluster",
        "aws:elasticache/cluster:Cluster": "AWS::ElastiCache::CacheCluster",
        "aws:elasticache/replicationGroup:ReplicationGroup": "AWS::ElastiCache::ReplicationGroup",
        "aws:elasticache/serverlessCache:ServerlessCache": "AWS::ElastiCache::ServerlessCache",
        "aws:keyspaces/table:Table": "AWS::Cassandra::Table",
        "aws:memorydb/cluster:Cluster": "AWS::MemoryDB::Cluster",
    }
)
"""By Pulumi type token."""
