"""What the validator calls, by type: for its role, and for the endpoints of its network.

What it reads is what a restore test has made: names and tags begin with `awsbackup-restore-test`.

Source: AWS service authorization reference, actions of AWS Backup, Amazon RDS, Amazon DynamoDB,
Amazon S3, Amazon EC2, Amazon EFS, Amazon FSx, AWS Systems Manager; Resource Groups Tagging API
reference, GetResources (read 2026-11-29).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["ALWAYS", "BY_TYPE", "RECORDS_READ", "RECORDS_WRITTEN", "Calls"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Actions that are called, and the services that must be reachable for them."""

    actions: tuple[str, ...]
    """As IAM names them."""
    endpoints: tuple[str, ...]
    """Services as VPC endpoints name them: `backup` of `com.amazonaws.us-east-1.backup`. Those of
    `s3` and `dynamodb` are gateways."""


ALWAYS: Final = Calls(
    actions=(
        "backup:DescribeRecoveryPoint",
        "backup:DescribeRestoreJob",
        "backup:GetRestoreJobMetadata",
        "backup:PutRestoreValidationResult",
        "events:PutEvents",
        "tag:GetResources",
    ),
    endpoints=("backup", "events", "tagging"),
)
RECORDS_READ: Final = Calls(actions=("s3:GetObject", "s3:ListBucket"), endpoints=("s3",))
"""Of the bucket of records, where there is one."""
RECORDS_WRITTEN: Final = Calls(actions=("s3:PutObject",), endpoints=("s3",))
"""Of the function that records sources: as the validator's for its type, and this."""

_DATABASE: Final = ("rds-db:connect", "secretsmanager:GetSecretValue")
_CLUSTER: Final = Calls(actions=("rds:DescribeDBClusters",), endpoints=("rds",))

BY_TYPE: Final[Mapping[str, Calls]] = MappingProxyType(
    {
        "Aurora": Calls(
            actions=(
                "rds:AddTagsToResource",
                "rds:CreateDBInstance",
                "rds:DeleteDBInstance",
                "rds:DescribeDBClusters",
                "rds:DescribeDBInstances",
                *_DATABASE,
            ),
            endpoints=("rds", "secretsmanager"),
        ),
        "DocumentDB": _CLUSTER,
        "DynamoDB": Calls(
            actions=("dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Scan"),
            endpoints=("dynamodb",),
        ),
        "EBS": Calls(actions=("ec2:DescribeVolumes",), endpoints=("ec2",)),
        "EC2": Calls(
            actions=(
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstances",
                "ssm:GetCommandInvocation",
                "ssm:SendCommand",
            ),
            endpoints=("ec2", "ssm"),
        ),
        "EFS": Calls(
            actions=("elasticfilesystem:DescribeFileSystems",), endpoints=("elasticfilesystem",)
        ),
        "FSx": Calls(
            actions=("fsx:DescribeFileSystems", "fsx:DescribeVolumes"), endpoints=("fsx",)
        ),
        "Neptune": _CLUSTER,
        "RDS": Calls(
            actions=("rds:DescribeDBClusters", "rds:DescribeDBInstances", *_DATABASE),
            endpoints=("rds", "secretsmanager"),
        ),
        "S3": Calls(actions=("s3:GetObject", "s3:ListBucket"), endpoints=("s3",)),
    }
)
"""By AWS Backup's name of a type. Of a type that is not here nothing can be read: FAILED."""
