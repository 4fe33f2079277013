"""What a restore calls as its role: enough to notice what takes it away, not all that it calls."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["PASSED_TO", "PASS_ROLE", "RESTORE_ACTIONS"]

_CLUSTER: Final = (
    "rds:AddTagsToResource",
    "rds:DescribeDBClusterSnapshots",
    "rds:DescribeDBClusters",
    "rds:RestoreDBClusterFromSnapshot",
)

RESTORE_ACTIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Aurora": (*_CLUSTER, "rds:RestoreDBClusterToPointInTime"),
        "CloudFormation": ("cloudformation:CreateChangeSet", "cloudformation:DescribeChangeSet"),
        "DSQL": (
            "dsql:CreateCluster",
            "dsql:GetCluster",
            "dsql:GetRestoreJob",
            "dsql:StartRestoreJob",
        ),
        "DocumentDB": _CLUSTER,
        "DynamoDB": (
            "dynamodb:BatchWriteItem",
            "dynamodb:DescribeTable",
            "dynamodb:PutItem",
            "dynamodb:RestoreTableFromAwsBackup",
            "dynamodb:RestoreTableFromBackup",
        ),
        "EBS": ("ec2:CreateVolume", "ec2:DescribeSnapshots", "ec2:DescribeVolumes"),
        "EC2": (
            "ec2:DescribeImages",
            "ec2:DescribeInstances",
            "ec2:DescribeSubnets",
            "ec2:RunInstances",
        ),
        "EFS": (
            "elasticfilesystem:CreateFileSystem",
            "elasticfilesystem:DescribeFileSystems",
            "elasticfilesystem:Restore",
            "elasticfilesystem:TagResource",
        ),
        "EKS": (
            "backup:StartRestoreJob",
            "eks:AssociateAccessPolicy",
            "eks:CreateAccessEntry",
            "eks:DescribeCluster",
        ),
        "FSx": (
            "fsx:CreateFileSystemFromBackup",
            "fsx:CreateVolumeFromBackup",
            "fsx:DescribeBackups",
            "fsx:DescribeFileSystems",
            "fsx:TagResource",
        ),
        "Neptune": _CLUSTER,
        "RDS": (
            "rds:AddTagsToResource",
            "rds:DescribeDBInstances",
            "rds:DescribeDBSnapshots",
            "rds:RestoreDBInstanceFromDBSnapshot",
            "rds:RestoreDBInstanceToPointInTime",
        ),
        "Redshift": ("redshift:DescribeClusters", "redshift:RestoreFromClusterSnapshot"),
        "Redshift Serverless": (
            "redshift-serverless:GetNamespace",
            "redshift-serverless:RestoreTableFromSnapshot",
        ),
        "S3": (
            "s3:CreateBucket",
            "s3:GetBucketLocation",
            "s3:GetBucketVersioning",
            "s3:ListBucketVersions",
            "s3:PutBucketVersioning",
            "s3:PutObject",
        ),
        "Storage Gateway": (
            "storagegateway:CreateCachediSCSIVolume",
            "storagegateway:CreateStorediSCSIVolume",
            "storagegateway:DescribeGatewayInformation",
        ),
        "Timestream": ("timestream:GetAwsRestoreStatus", "timestream:StartAwsRestoreJob"),
    }
)
"""What the role must be able to do to restore one recovery point, by AWS Backup's name of the type.

Source: AWS managed policies, AWSBackupServiceRolePolicyForRestores (v36),
AWSBackupServiceRolePolicyForS3Restore (v2); AWS Backup developer guide, restore-testing: a restore
test takes them (read 2026-11-28).
"""

PASS_ROLE: Final = "iam:PassRole"  # noqa: S105 - an action
"""What a restore must be allowed to do with the role of what it restores.

Source: AWS managed policies, AWSBackupServiceRolePolicyForRestores (v36).
"""

PASSED_TO: Final[Mapping[str, str]] = MappingProxyType(
    {"EC2": "ec2.amazonaws.com", "EKS": "eks.amazonaws.com"}
)
"""Types whose restore may pass a role on, and the service it is passed to (`iam:PassedToService`).

An EC2 restore passes the role of the instance profile that the restored instance gets. A restore
test passes none unless its overrides say `iamInstanceProfileName: UseBackedUpValue`; an EKS restore
passes one where it creates the cluster. Source: AWS Backup developer guide,
restore-testing-inferred-metadata; AWS managed policies, AWSBackupServiceRolePolicyForRestores (v36;
read 2026-11-28).
"""
