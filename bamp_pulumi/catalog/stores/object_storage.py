"""Buckets and what is like them."""

from bamp_pulumi.catalog.abilities import S3
from bamp_pulumi.catalog.absence import KEPT, sent
from bamp_pulumi.catalog.data_store import (
    Companion,
    CompanionKind,
    Condition,
    DataStore,
    PolicyNumber,
    Protection,
    Setting,
)
from bamp_pulumi.catalog.prerequisites import ContinuousNeed, Omission
from bamp_pulumi.catalog.source_keys import AWS_OWNED_KEY, DefaultKey, KeyCompanion
from bamp_pulumi.catalog.stores.plain_rows import rebuildable, unprotected
from bamp_pulumi.catalog.stores.reading import BACKUP_FEATURES, FEATURES_READ_ON, PROVIDER
from bamp_pulumi.catalog.withheld import Withheld

__all__ = ["ROWS"]

_VERSIONING = "AWS Backup backs up only buckets with versioning on"


_KMS = ("aws:kms", "aws:kms:dsse")
_BY_DEFAULT = "rules.*.applyServerSideEncryptionByDefault"
_ENCRYPTION = KeyCompanion(
    tokens=(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
    ),
    link="bucket",
    key_input=f"{_BY_DEFAULT}.kmsMasterKeyId",
    default_keys=(
        DefaultKey(
            key="aws/s3",
            when=(Condition(path=f"{_BY_DEFAULT}.sseAlgorithm", test="one_of", values=_KMS),),
        ),
        DefaultKey(key=AWS_OWNED_KEY),
    ),
)
"""New objects take its key; older ones keep theirs, and a caller may name another for each."""

_ARCHIVES = ("GLACIER", "DEEP_ARCHIVE")
_ARCHIVED = "objects in S3 Glacier Flexible Retrieval and Deep Archive are not backed up"
_S3_BACKUPS = "AWS Backup developer guide, s3-backups (Considerations)"


def _archived(*rules: str) -> tuple[Condition, ...]:
    return tuple(
        Condition(path=f"{path}.*.storageClass", test="one_of", values=_ARCHIVES) for path in rules
    )


_LIFECYCLE = Omission(
    types=(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
    ),
    link="bucket",
    holds=_archived("rules.*.transitions", "rules.*.noncurrentVersionTransitions"),
    why=_ARCHIVED,
    source=_S3_BACKUPS,
    read_on=FEATURES_READ_ON,
)


_EVENTS = ContinuousNeed(
    type="aws:s3/bucketNotification:BucketNotification",
    link="bucket",
    holds=Condition(path="eventbridge", test="one_of", values=(True,)),
    why="it replaces all notifications of the bucket and turns off those to EventBridge, by which "
    "AWS Backup learns of new objects: a continuous backup stops",
    write="true for `eventbridge`",
    source=f"{_S3_BACKUPS}; Amazon S3 API, PutBucketNotificationConfiguration",
)


def _mfa_delete(path: str) -> Withheld:
    """Keep the inline block of a bucket as it is while MFA delete is on.

    The provider has the input to show the state in AWS, and cannot change it.
    """
    return Withheld(
        when=(Condition(path=path, test="one_of", values=(True,)),),
        why="only the root user, with the device, changes the versioning of a bucket with MFA "
        "delete, and the deployment would be denied",
        write="turn versioning on as the root user, then write what the bucket has",
        source="Amazon S3 user guide, MultiFactorAuthenticationDelete, UsingMFADelete; "
        f"{PROVIDER}, BucketVersioningArgs.mfa_delete",
    )


def _bucket(token: str, versioning: str, enabled: str, encryption: str) -> DataStore:
    """Give the row of a general purpose bucket, whichever name its inline block has."""
    return DataStore(
        type=token,
        label="S3 bucket",
        protection=Protection.BACKUP,
        abilities=S3,
        settings=(
            # The inline block clashes with a versioning resource: only set where it stands.
            Setting(
                path=enabled,
                equals=True,
                absent=sent(
                    value=False,
                    effect="versioning is suspended, and backup jobs fail",
                    source="terraform-provider-aws 6.58.0, s3/bucket.go (Default)",
                ),
                unless=(Condition(path=versioning, test="absent"),),
                withheld=(_mfa_delete(enabled.removesuffix("enabled") + "mfaDelete"),),
                why=_VERSIONING,
            ),
        ),
        companions=(
            Companion(
                kind=CompanionKind.BUCKET_VERSIONING,
                required=True,
                inline=Condition(path=enabled, test="one_of", values=(True,)),
                absent=KEPT,
                # S3 user guide, create-bucket and object-lock-configure: a bucket made with it
                # has versioning on, and never loses it (read 2026-11-28).
                implied_by=(Condition(path="objectLockEnabled", test="one_of", values=(True,)),),
                unless=(Condition(path=versioning, test="present"),),
                why=_VERSIONING,
            ),
            Companion(
                kind=CompanionKind.BUCKET_LIFECYCLE,
                beside=CompanionKind.BUCKET_VERSIONING,
                days=PolicyNumber.NONCURRENT_VERSION_DAYS,
                deletes=True,
                unless=(Condition(path="lifecycleRules", test="present"),),
                why="versions that were overwritten or deleted are kept for a limited time",
            ),
        ),
        key_inputs=(f"{encryption}.kmsMasterKeyId",),
        default_keys=(
            DefaultKey(
                key="aws/s3",
                when=(Condition(path=f"{encryption}.sseAlgorithm", test="one_of", values=_KMS),),
            ),
            DefaultKey(key=AWS_OWNED_KEY),
        ),
        key_companions=(_ENCRYPTION,),
        continuous_needs=(_EVENTS,),
        omissions=(
            Omission(
                holds=_archived(
                    "lifecycleRules.*.transitions",
                    "lifecycleRules.*.noncurrentVersionTransitions",
                ),
                why=_ARCHIVED,
                source=_S3_BACKUPS,
                read_on=FEATURES_READ_ON,
            ),
            _LIFECYCLE,
        ),
        source=f"{BACKUP_FEATURES}; {PROVIDER}",
        read_on=FEATURES_READ_ON,
    )


ROWS: tuple[DataStore, ...] = (
    _bucket(
        "aws:s3/bucket:Bucket",
        "versioning",
        "versioning.enabled",
        "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault",
    ),
    _bucket(
        "aws:s3/bucketV2:BucketV2",
        "versionings",
        "versionings.0.enabled",
        "serverSideEncryptionConfigurations.*.rules.*.applyServerSideEncryptionByDefaults.*",
    ),
    unprotected(
        "aws:s3/directoryBucket:DirectoryBucket",
        "S3 directory bucket",
        instead="Keep the lasting copy in a general purpose bucket: this one takes no versions.",
        source="AWS Backup developer guide, s3-backups (directory buckets are not covered)",
    ),
    unprotected(
        "aws:s3tables/tableBucket:TableBucket",
        "S3 table bucket",
        instead="Declare an s3tables.TableBucketReplication to another Region, then exempt it.",
    ),
    rebuildable(
        "aws:s3/vectorsVectorBucket:VectorsVectorBucket",
        "S3 vector bucket",
        instead="Exempt it when its vectors can be computed again from their documents.",
    ),
    unprotected(
        "aws:s3control/bucket:Bucket",
        "S3 on Outposts bucket",
        instead="Copy it to a bucket in the Region with AWS DataSync.",
    ),
    unprotected(
        "aws:lightsail/bucket:Bucket",
        "Lightsail bucket",
        instead="Copy it to an S3 bucket on a schedule, or move it to S3.",
    ),
    unprotected(
        "aws:glacier/vault:Vault",
        "S3 Glacier vault",
        instead="Lock the vault, or move its archives to a bucket with a Glacier storage class.",
    ),
    unprotected(
        "aws:mediastore/container:Container",
        "MediaStore container",
        instead="Move it to a bucket; AWS has ended the service.",
    ),
)
