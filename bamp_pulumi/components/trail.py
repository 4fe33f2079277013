"""The trail of an account, and the bucket that keeps what it records."""

import json
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    AccountTrailSettings,
    TrailPlace,
    render_trail_bucket_policy,
    render_trail_key_policy,
)
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.kept_key import KeyInputs, declare_kept_key
from bamp_pulumi.components.place import find_place
from bamp_pulumi.policy import OWNER_TAG, TIER_TAG
from bamp_pulumi.program_error import refused_in_program

__all__ = ["AccountTrail", "AccountTrailArgs", "TrailArgs"]


class TrailArgs(TypedDict):
    """How long the trail of an account keeps its log files."""

    keep_log_days: NotRequired[int]
    """After so many days a log file is deleted. Days, 366 to 36500. Default: 2557, seven years."""


class AccountTrailArgs(TypedDict):
    """Inputs of `AccountTrail`."""

    keep_log_days: NotRequired[int]
    """After so many days a log file is deleted. Days, 366 to 36500. Default: 2557, seven years."""
    keep_deleted_log_days: NotRequired[int]
    """A log file that somebody has deleted or overwritten can be had back for so long. Days, 1 to
    36500. Default: 90."""
    tier_name: NotRequired[str]
    """Tier whose plan backs the bucket up: its tag `backup-tier`. Log files are evidence, and a
    copy under the lock of a vault outlives whoever empties the bucket. Default: `standard`."""
    trail_name: NotRequired[str]
    """Name of the trail, 3 to 40 lower-case letters, digits and hyphens. The bucket has it too,
    with the account's number. Default: the name of the component and `-trail`."""
    rotation_days: NotRequired[int]
    """Days between rotations of the key, 90 to 2560. Default: 90."""
    region: NotRequired[str]
    """Home Region of the trail, which records all Regions. Default: the provider's."""
    owner: NotRequired[str]
    """Team that owns it: its tag `backup-owner`. Default: `platform`."""
    adopt: NotRequired[bool]
    """Take over the bucket and the key that an earlier stack kept, rather than fail because they
    exist. Default: false."""


class AccountTrail(pulumi.ComponentResource):
    """A CloudTrail trail of one account: all management events, of every Region that is enabled.

    Through it calls of APIs reach EventBridge, and alerts about them people. Log files are
    validated, encrypted with a key of their own, and nobody may delete them before the policy of
    the bucket has been changed. Bucket and key are kept when it is destroyed.
    """

    arn: pulumi.Output[str]
    """ARN of the trail."""
    bucket_name: pulumi.Output[str]
    """Bucket of the log files."""

    def __init__(
        self, name: str, args: AccountTrailArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare bucket, key and trail. Raises ProgramError before anything is registered."""
        with refused_in_program(f"AccountTrail {name}"):
            settings = settings_from(AccountTrailSettings, {"trail_name": f"{name}-trail", **args})
        super().__init__("bamp:index:AccountTrail", name, {}, opts)
        found = find_place(self, settings.region)
        place = TrailPlace(found.account, found.region, settings.trail_name)
        kept = declare_kept_key(
            self,
            name,
            KeyInputs(
                description="Encrypts the log files of the account's CloudTrail trail.",
                policy=render_trail_key_policy(place),
                alias=f"alias/{settings.trail_name}",
                rotation_days=settings.rotation_days,
                region=settings.region,
                owner=settings.owner,
                adopt=settings.adopt,
            ),
        )
        bucket, ready = self._bucket(name, settings, place, kept.key)
        trail = aws.cloudtrail.Trail(
            f"{name}-trail",
            name=settings.trail_name,
            s3_bucket_name=bucket.bucket,
            kms_key_id=kept.key.arn,
            enable_logging=True,
            enable_log_file_validation=True,
            is_multi_region_trail=True,
            include_global_service_events=True,
            event_selectors=[{"read_write_type": "All", "include_management_events": True}],
            region=settings.region,
            tags={OWNER_TAG: settings.owner},
            # AWS creates no trail before CloudTrail may write into its bucket.
            opts=pulumi.ResourceOptions(parent=self, depends_on=ready),
        )
        # Written from the name, so that a preview knows it.
        self.arn = trail.name.apply(lambda _: place.arn)
        self.bucket_name = bucket.bucket
        self.register_outputs({"arn": self.arn, "bucketName": self.bucket_name})

    def _bucket(
        self, name: str, settings: AccountTrailSettings, place: TrailPlace, key: aws.kms.Key
    ) -> tuple[aws.s3.Bucket, list[pulumi.Resource]]:
        """Declare the bucket, and what has to stand before the trail."""
        kept = pulumi.ResourceOptions(parent=self, retain_on_delete=True)
        at = f"@{settings.region}" if settings.region else ""
        bucket = aws.s3.Bucket(
            f"{name}-bucket",
            bucket=place.bucket,
            region=settings.region,
            tags={OWNER_TAG: settings.owner, TIER_TAG: settings.tier_name},
            opts=pulumi.ResourceOptions(
                parent=self,
                retain_on_delete=True,
                import_=f"{place.bucket}{at}" if settings.adopt else None,
            ),
        )
        versioning = aws.s3.BucketVersioning(
            f"{name}-versioning",
            bucket=bucket.bucket,
            versioning_configuration={"status": "Enabled"},
            region=settings.region,
            opts=kept,
        )
        encryption = aws.s3.BucketServerSideEncryptionConfiguration(
            f"{name}-encryption",
            bucket=bucket.bucket,
            rules=[
                {
                    "apply_server_side_encryption_by_default": {
                        "sse_algorithm": "aws:kms",
                        "kms_master_key_id": key.arn,
                    }
                }
            ],
            region=settings.region,
            opts=kept,
        )
        private = aws.s3.BucketPublicAccessBlock(
            f"{name}-public-access-block",
            bucket=bucket.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            region=settings.region,
            opts=kept,
        )
        lifecycle = aws.s3.BucketLifecycleConfiguration(
            f"{name}-lifecycle",
            bucket=bucket.bucket,
            rules=[
                {
                    "id": "log-files",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "expiration": {"days": settings.keep_log_days},
                    "noncurrent_version_expiration": {
                        "noncurrent_days": settings.keep_deleted_log_days
                    },
                }
            ],
            region=settings.region,
            opts=pulumi.ResourceOptions(
                parent=self, retain_on_delete=True, depends_on=[versioning]
            ),
        )
        policy = aws.s3.BucketPolicy(
            f"{name}-bucket-policy",
            bucket=bucket.bucket,
            policy=json.dumps(render_trail_bucket_policy(place)),
            region=settings.region,
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True, depends_on=[private]),
        )
        return bucket, [encryption, lifecycle, policy]
