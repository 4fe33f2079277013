"""What CloudTrail does with bucket and key of a trail; AWS creates no trail that they refuse."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TRAIL_CALLS", "TRAIL_CONTEXT", "TRAIL_KEY_CALLS"]

TRAIL_CALLS: Final[Mapping[str, str]] = MappingProxyType(
    {"s3:GetBucketAcl": "", "s3:PutObject": "{prefix}/AWSLogs/{account_id}/CloudTrail/log"}
)
"""What CloudTrail calls, and what comes behind the ARN of the bucket: `{prefix}` is empty, or a
slash and the prefix of the trail.

Source: AWS CloudTrail user guide, create-s3-bucket-policy-for-cloudtrail; CloudTrail API,
CreateTrail: InsufficientS3BucketPolicyException (read 2026-11-28).
"""

TRAIL_KEY_CALLS: Final = ("kms:DescribeKey", "kms:GenerateDataKey")
"""What CloudTrail calls of the key of a trail, to encrypt its log files.

Source: AWS CloudTrail user guide, create-kms-key-policy-for-cloudtrail; CloudTrail API,
CreateTrail: InsufficientEncryptionPolicyException, KmsKeyNotFoundException (read 2026-11-29).
"""

TRAIL_CONTEXT: Final = "kms:EncryptionContext:aws:cloudtrail:arn"
"""Context key of these calls that has the ARN of the trail.

Source: AWS CloudTrail user guide, create-kms-key-policy-for-cloudtrail (read 2026-11-29).
"""
