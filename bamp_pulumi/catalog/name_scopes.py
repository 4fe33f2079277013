"""Among what a name is unique: all of AWS, an account, or a Region of an account.

Source: Amazon S3 user guide, bucketnamingrules; IAM user guide, reference_iam-quotas
(read 2026-11-28).
"""

from typing import Final, Literal

__all__ = ["NameScope", "name_scope"]

NameScope = Literal["world", "account", "region"]

_IN_THE_WORLD: Final = ("aws:s3/bucket:", "aws:s3/bucketV2:", "aws-native:s3:Bucket")
_IN_AN_ACCOUNT: Final = ("aws:iam/", "aws-native:iam:")


def name_scope(type_token: str) -> NameScope:
    """Return among what the names of a type are unique."""
    if type_token.startswith(_IN_THE_WORLD):
        return "world"
    return "account" if type_token.startswith(_IN_AN_ACCOUNT) else "region"
