"""The guides that facts are taken from, and where each has its pages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["GUIDES"]

_DOCS: Final = "https://docs.aws.amazon.com"

GUIDES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AWS Account Management reference guide": f"{_DOCS}/accounts/latest/reference/{{}}.html",
        "AWS Backup API": f"{_DOCS}/aws-backup/latest/APIReference/API_{{}}.html",
        "AWS Backup developer guide": f"{_DOCS}/aws-backup/latest/devguide/{{}}.html",
        "AWS General Reference": f"{_DOCS}/general/latest/gr/{{}}.html",
        "AWS KMS developer guide": f"{_DOCS}/kms/latest/developerguide/{{}}.html",
        "AWS Organizations API": f"{_DOCS}/organizations/latest/APIReference/API_{{}}.html",
        "AWS Secrets Manager user guide": f"{_DOCS}/secretsmanager/latest/userguide/{{}}.html",
        "AWS Systems Manager user guide": f"{_DOCS}/systems-manager/latest/userguide/{{}}.html",
        "Amazon RDS user guide": f"{_DOCS}/AmazonRDS/latest/UserGuide/{{}}.html",
        "Amazon S3 user guide": f"{_DOCS}/AmazonS3/latest/userguide/{{}}.html",
        "CloudWatch API": f"{_DOCS}/AmazonCloudWatch/latest/APIReference/API_{{}}.html",
        "CloudWatch user guide": f"{_DOCS}/AmazonCloudWatch/latest/monitoring/{{}}.html",
        "EventBridge events reference": f"{_DOCS}/eventbridge/latest/ref/{{}}.html",
        "EventBridge user guide": f"{_DOCS}/eventbridge/latest/userguide/{{}}.html",
        "IAM user guide": f"{_DOCS}/IAM/latest/UserGuide/{{}}.html",
        "Pulumi docs": "https://www.pulumi.com/docs/{}/",
        "SNS API": f"{_DOCS}/sns/latest/api/API_{{}}.html",
        "SNS developer guide": f"{_DOCS}/sns/latest/dg/{{}}.html",
    }
)
"""Address of a page of each guide, by the name that sources give it; `{}` stands for the page."""
