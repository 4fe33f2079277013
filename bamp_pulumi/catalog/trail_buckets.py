"""What CloudTrail does with the bucket of a trail; AWS creates no trail whose bucket refuses it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TRAIL_CALLS"]

TRAIL_CALLS: Final[Mapping[str, str]] = MappingProxyType(
    {"s3:GetBucketAcl": "", "s3:PutObject": "{prefix}/AWSLogs/{account_id}/CloudTrail/log"}
)
"""What CloudTrail calls, and what comes behind the ARN of the bucket: `{prefix}` is empty, or a
slash and the prefix of the trail.

Source: AWS CloudTrail user guide, create-s3-bucket-policy-for-cloudtrail; CloudTrail API,
CreateTrail: InsufficientS3BucketPolicyException (read 2026-11-28).
"""
