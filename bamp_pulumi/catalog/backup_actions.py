"""What AWS Backup calls as its role: enough to notice what takes it away, not all that it calls."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.restore_actions import PASS_ROLE, RESTORE_ACTIONS

__all__ = ["BACKUP_ACTIONS", "COPY_ACTIONS", "KEY_GRANT_CONDITION", "actions_of_policy"]

_ALWAYS: Final = ("backup:DescribeBackupVault", "tag:GetResources")
_CLUSTER: Final = (
    "rds:AddTagsToResource",
    "rds:CreateDBClusterSnapshot",
    "rds:DescribeDBClusterSnapshots",
    "rds:DescribeDBClusters",
    "rds:ListTagsForResource",
)

_BY_TYPE: Final[Mapping[str, tuple[str, ...]]] = {
    "Aurora": _CLUSTER,
    "CloudFormation": (
        "cloudformation:DescribeStacks",
        "cloudformation:GetTemplate",
        "cloudformation:ListStackResources",
    ),
    "DSQL": ("dsql:GetBackupJob", "dsql:GetCluster", "dsql:StartBackupJob"),
    "DocumentDB": _CLUSTER,
    "DynamoDB": (
        "dynamodb:CreateBackup",
        "dynamodb:DescribeTable",
        "dynamodb:ListTagsOfResource",
        "dynamodb:StartAwsBackupJob",
    ),
    "EBS": (
        "ec2:CreateSnapshot",
        "ec2:CreateTags",
        "ec2:DescribeSnapshots",
        "ec2:DescribeVolumes",
    ),
    "EC2": (
        "ec2:CreateImage",
        "ec2:CreateTags",
        "ec2:DescribeImages",
        "ec2:DescribeInstances",
    ),
    "EFS": ("elasticfilesystem:Backup", "elasticfilesystem:DescribeTags"),
    "EKS": ("eks:CreateAccessEntry", "eks:DescribeCluster"),
    "FSx": (
        "fsx:CreateBackup",
        "fsx:DescribeBackups",
        "fsx:DescribeFileSystems",
        "fsx:ListTagsForResource",
    ),
    "Neptune": _CLUSTER,
    "RDS": (
        "rds:AddTagsToResource",
        "rds:CreateDBSnapshot",
        "rds:DescribeDBInstances",
        "rds:DescribeDBSnapshots",
        "rds:ListTagsForResource",
    ),
    "Redshift": (
        "redshift:CreateClusterSnapshot",
        "redshift:DescribeClusterSnapshots",
        "redshift:DescribeClusters",
    ),
    "Redshift Serverless": (
        "redshift-serverless:CreateSnapshot",
        "redshift-serverless:GetNamespace",
        "redshift-serverless:GetSnapshot",
    ),
    "S3": (
        "events:PutRule",
        "events:PutTargets",
        "s3:GetBucketLocation",
        "s3:GetBucketNotification",
        "s3:GetBucketVersioning",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucketVersions",
        "s3:PutBucketNotification",
    ),
    "Storage Gateway": ("ec2:DescribeSnapshots", "storagegateway:CreateSnapshot"),
    "Timestream": ("timestream:GetAwsBackupStatus", "timestream:StartAwsBackupJob"),
}

BACKUP_ACTIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {backup_type: (*_ALWAYS, *actions) for backup_type, actions in _BY_TYPE.items()}
)
"""What the role must be able to do for a recovery point, by AWS Backup's name of the type.

Source: AWS managed policies, AWSBackupServiceRolePolicyForBackup (v30),
AWSBackupServiceRolePolicyForS3Backup (v5); AWS Backup developer guide, troubleshooting:
`tag:GetResources` (read 2026-11-26).
"""

COPY_ACTIONS: Final = ("backup:CopyFromBackupVault", "backup:CopyIntoBackupVault")
"""What a copy takes: of the vault it leaves, and of the vault it goes to.

Source: AWS Backup developer guide, create-cross-account-backup (read 2026-11-21).
"""

KEY_GRANT_CONDITION: Final = "kms:GrantIsForAWSResource"
"""AWS's policy gives the role `kms:CreateGrant` only while this is true.

Source: AWS managed policies, AWSBackupServiceRolePolicyForBackup (v30).
"""


def actions_of_policy(purpose: str) -> tuple[str, ...]:
    """List what of the above a policy of AWS gives the role; see `ManagedPolicy.purpose`.

    `kms:CreateGrant` is not among it: see `KEY_GRANT_CONDITION`. `iam:PassRole` is, to the
    services of `PASSED_TO`.
    """
    match purpose:
        case "backup":
            first = (*_ALWAYS, *COPY_ACTIONS, "kms:DescribeKey")
            return tuple(dict.fromkeys((*first, *_but_s3(_BY_TYPE))))
        case "restores":
            return tuple(dict.fromkeys((PASS_ROLE, "kms:DescribeKey", *_but_s3(RESTORE_ACTIONS))))
        case "s3-backup":
            return _BY_TYPE["S3"]
        case "s3-restore":
            return RESTORE_ACTIONS["S3"]
        case _:
            return ()


def _but_s3(by_type: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """List the actions of every type but S3, which has policies of its own."""
    return (one for type_, actions in by_type.items() if type_ != "S3" for one in actions)
