"""Resources of Pulumi that are backups themselves, such as a snapshot that a program declares.

When the resource is deleted, so is the backup.

Source: Amazon RDS API, DeleteDBSnapshot, DeleteDBClusterSnapshot; Amazon EC2 API, DeleteSnapshot,
DeregisterImage; Amazon DynamoDB API, DeleteBackup; Amazon FSx API, DeleteBackup, DeleteSnapshot;
Amazon Redshift API, DeleteClusterSnapshot; Amazon Redshift Serverless API, DeleteSnapshot; Amazon
ElastiCache API, DeleteSnapshot, DeleteServerlessCacheSnapshot; Amazon MemoryDB API, DeleteSnapshot;
Amazon DocumentDB elastic clusters API, DeleteClusterSnapshot; Amazon Neptune Analytics API,
DeleteGraphSnapshot; Amazon Lightsail API, DeleteInstanceSnapshot, DeleteDiskSnapshot,
DeleteRelationalDatabaseSnapshot; Managed Service for Apache Flink API, DeleteApplicationSnapshot
(read 2026-11-29).
"""

from typing import Final

__all__ = ["IMAGES", "SNAPSHOTS"]

SNAPSHOTS: Final = (
    "aws-native:docdbelastic:ClusterSnapshot",
    "aws-native:dynamodb:Backup",
    "aws-native:elasticache:ServerlessCacheSnapshot",
    "aws-native:elasticache:Snapshot",
    "aws-native:fsx:Backup",
    "aws-native:fsx:Snapshot",
    "aws-native:lightsail:DatabaseSnapshot",
    "aws-native:lightsail:DiskSnapshot",
    "aws-native:lightsail:InstanceSnapshot",
    "aws-native:memorydb:Snapshot",
    "aws-native:neptunegraph:GraphSnapshot",
    "aws-native:rds:ClusterSnapshot",
    "aws-native:rds:DbSnapshot",
    "aws-native:redshift:Snapshot",
    "aws-native:redshiftserverless:Snapshot",
    "aws:docdb/clusterSnapshot:ClusterSnapshot",
    "aws:ebs/snapshot:Snapshot",
    "aws:ebs/snapshotCopy:SnapshotCopy",
    "aws:ebs/snapshotImport:SnapshotImport",
    "aws:fsx/backup:Backup",
    "aws:fsx/openZfsSnapshot:OpenZfsSnapshot",
    "aws:kinesisanalyticsv2/applicationSnapshot:ApplicationSnapshot",
    "aws:memorydb/snapshot:Snapshot",
    "aws:neptune/clusterSnapshot:ClusterSnapshot",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    "aws:rds/snapshot:Snapshot",
    "aws:rds/snapshotCopy:SnapshotCopy",
    "aws:redshift/clusterSnapshot:ClusterSnapshot",
    "aws:redshiftserverless/snapshot:Snapshot",
)
"""Type tokens of snapshots and backups."""

IMAGES: Final = (
    "aws:ec2/ami:Ami",
    "aws:ec2/amiCopy:AmiCopy",
    "aws:ec2/amiFromInstance:AmiFromInstance",
)
"""Type tokens of machine images: some are backups, others what servers are launched from."""
