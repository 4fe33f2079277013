"""Types that delete data by being there: one more of them takes something from what is there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.twins import of_older_names

__all__ = ["TAKEN_BY_COMING"]

_EXPIRED: Final = "what its rules expire is deleted, existing objects too"
_ROWS: Final[Mapping[str, str]] = {
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": _EXPIRED,
    "aws:s3control/bucketLifecycleConfiguration:BucketLifecycleConfiguration": _EXPIRED,
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": (
        "images that its rules select expire, existing ones too"
    ),
}

TAKEN_BY_COMING: Final[Mapping[str, str]] = MappingProxyType({**_ROWS, **of_older_names(_ROWS)})
"""What is taken, in one clause, by type token.

Source: Amazon S3 API, PutBucketLifecycleConfiguration, LifecycleExpiration; Amazon ECR API,
PutLifecyclePolicy (read 2026-11-29)."""
