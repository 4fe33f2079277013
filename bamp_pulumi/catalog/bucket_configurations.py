"""Resources that configure a bucket, which S3 takes from its owner and in its own Region only.

Source: Amazon S3 API reference, ErrorResponses (PermanentRedirect); Amazon S3 API,
PutBucketVersioning.ExpectedBucketOwner: "fails with the HTTP status code 403 Forbidden" (read
2026-11-28).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["BUCKETS", "BUCKET_CONFIGURATIONS"]

BUCKETS: Final = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
"""Types that are a bucket. Source: pulumi_aws 7.51.1 (read 2026-11-28)."""

BUCKET_CONFIGURATIONS: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(
        (
            f"aws:s3/{name[0].lower()}{name[1:]}:{name}"
            for name in (
                *("BucketLifecycleConfiguration", "BucketLifecycleConfigurationV2"),
                *("BucketNotification", "BucketPolicy"),
                *("BucketObjectLockConfiguration", "BucketObjectLockConfigurationV2"),
                "BucketServerSideEncryptionConfiguration",
                "BucketServerSideEncryptionConfigurationV2",
                *("BucketVersioning", "BucketVersioningV2"),
            )
        ),
        "bucket",
    )
)
"""Type token to the input that names the bucket."""
