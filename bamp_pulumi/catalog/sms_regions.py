"""Regions from which Amazon SNS sends SMS."""

from typing import Final

__all__ = ["SMS_REGIONS"]

SMS_REGIONS: Final = frozenset(
    {
        *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1"),
        *("ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1", "af-south-1"),
        *("ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
        *("ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3"),
        *("ap-southeast-4", "ap-southeast-6"),
        *("eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2"),
        *("eu-west-1", "eu-west-2", "eu-west-3"),
        *("il-central-1", "me-central-1", "me-south-1"),
    }
)
"""Of any other Region the page says nothing.

A test compares with botocore.

Source: SNS developer guide, sns-mobile-phone-number-as-subscriber ("delivered by AWS End User
Messaging SMS"); AWS General Reference, end-user-messaging (SMS and Voice V2 API) (read 2026-11-28).
"""
