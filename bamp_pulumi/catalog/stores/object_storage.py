"""Buckets."""

from bamp_pulumi.catalog.data_store import (
    Companion,
    CompanionKind,
    Condition,
    DataStore,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, READ_ON

__all__ = ["ROWS"]


def _bucket(token: str, versioning: str, enabled: str) -> DataStore:
    """Give the row of a general purpose bucket, whichever name its inline block has."""
    return DataStore(
        type=token,
        label="S3 bucket",
        protection=Protection.BACKUP,
        backup_type="S3",
        continuous_rpo_minutes=15,
        cross_region_copy=True,
        cross_account_copy=True,
        one_action_copy=True,
        independent_encryption=True,
        restore_testing=True,
        settings=(
            # The inline block clashes with a versioning resource: only mended where it stands.
            Setting(
                path=enabled,
                equals=True,
                unless=(Condition(path=versioning, test="absent"),),
                why="AWS Backup backs up only buckets with versioning on",
            ),
        ),
        companions=(
            Companion(
                kind=CompanionKind.BUCKET_VERSIONING,
                required=True,
                inline=Condition(path=enabled, test="one_of", values=(True,)),
                unless=(Condition(path=versioning, test="present"),),
                why="AWS Backup backs up only buckets with versioning on",
            ),
            Companion(
                kind=CompanionKind.BUCKET_LIFECYCLE,
                unless=(Condition(path="lifecycleRules", test="present"),),
                why="versions that were overwritten or deleted are kept, and not for ever",
            ),
        ),
        source=BACKUP_FEATURES,
        read_on=READ_ON,
    )


ROWS: tuple[DataStore, ...] = (
    _bucket("aws:s3/bucket:Bucket", "versioning", "versioning.enabled"),
    _bucket("aws:s3/bucketV2:BucketV2", "versionings", "versionings.0.enabled"),
)
