"""Resources of Pulumi that are backups themselves, such as a snapshot that a program declares.

When the resource is deleted, so is the backup.

Source: Amazon RDS API, DeleteDBSnapshot, DeleteDBClusterSnapshot; Amazon EC2 API, DeleteSnapshot,
DeregisterImage; Amazon DynamoDB API, DeleteBackup; Amazon FSx API, DeleteBackup; Amazon Redshift
API, DeleteClusterSnapshot; Managed Service for Apache Flink API, DeleteApplicationSnapshot (read
2026-11-29).
"""

from typing import Final

__all__ = ["IMAGES", "SNAPSHOTS"]

SNAPSHOTS: Final = (
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
