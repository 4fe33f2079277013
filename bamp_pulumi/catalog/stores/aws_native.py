"""The commonest stores that are no databases under their names in Pulumi's aws-native provider.

Its inputs are CloudFormation's: tags are a list of pairs, and a bucket carries its versioning
inline. No companion is made: companions are resources of pulumi_aws.
"""

from bamp_pulumi.catalog.abilities import EBS, EC2, EFS, S3
from bamp_pulumi.catalog.absence import NOT_KNOWN
from bamp_pulumi.catalog.data_store import (
    Companion,
    CompanionKind,
    Condition,
    DataStore,
    Protection,
    Setting,
    TagShape,
)
from bamp_pulumi.catalog.prerequisites import Omission
from bamp_pulumi.catalog.source_keys import AWS_OWNED_KEY, INHERITED_KEY, DefaultKey
from bamp_pulumi.catalog.stores.compute import LOCAL_SNAPSHOTS
from bamp_pulumi.catalog.stores.default_keys import EBS_BY_DEFAULT, inherited_from, while_true
from bamp_pulumi.catalog.stores.reading import CLOUDFORMATION, FEATURES_READ_ON

__all__ = ["ROWS"]

_VERSIONING = "AWS Backup backs up only buckets with versioning on"
_KMS = ("aws:kms", "aws:kms:dsse")
_BY_DEFAULT = "bucketEncryption.serverSideEncryptionConfiguration.*.serverSideEncryptionByDefault"

ROWS: tuple[DataStore, ...] = (
    DataStore(
        type="aws-native:s3:Bucket",
        label="S3 bucket",
        protection=Protection.BACKUP,
        abilities=S3,
        tags=TagShape.PAIRS,
        settings=(
            Setting(
                path="versioningConfiguration.status",
                equals="Enabled",
                absent=NOT_KNOWN,
                why=_VERSIONING,
            ),
        ),
        companions=(
            # Asked for, never made: a companion belongs to pulumi_aws and its provider.
            Companion(
                kind=CompanionKind.BUCKET_VERSIONING,
                required=True,
                inline=Condition(
                    path="versioningConfiguration.status", test="one_of", values=("Enabled",)
                ),
                implied_by=(Condition(path="objectLockEnabled", test="one_of", values=(True,)),),
                unless=(
                    Condition(path="versioningConfiguration", test="present"),
                    Condition(path="versioningConfiguration", test="absent"),
                ),
                why=_VERSIONING,
            ),
        ),
        key_inputs=(f"{_BY_DEFAULT}.kmsMasterKeyId",),
        default_keys=(
            DefaultKey(
                key="aws/s3",
                when=(Condition(path=f"{_BY_DEFAULT}.sseAlgorithm", test="one_of", values=_KMS),),
            ),
            DefaultKey(key=AWS_OWNED_KEY),
        ),
        omissions=(
            Omission(
                holds=tuple(
                    Condition(
                        path=f"lifecycleConfiguration.rules.*.{path}.storageClass",
                        test="one_of",
                        values=("DEEP_ARCHIVE", "GLACIER", "Glacier"),
                    )
                    for path in ("noncurrentVersionTransitions.*", "transition", "transitions.*")
                ),
                why="objects in S3 Glacier Flexible Retrieval and Deep Archive are not backed up",
                source="AWS Backup developer guide, s3-backups (Considerations)",
                read_on=FEATURES_READ_ON,
            ),
        ),
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws-native:efs:FileSystem",
        label="EFS file system",
        protection=Protection.BACKUP,
        abilities=EFS,
        tags=TagShape.PAIRS,
        tags_property="fileSystemTags",
        key_inputs=("kmsKeyId",),
        default_keys=(while_true("encrypted", "aws/elasticfilesystem"),),
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws-native:ec2:Volume",
        label="EBS volume",
        protection=Protection.BACKUP,
        abilities=EBS,
        tags=TagShape.PAIRS,
        encryption=Condition(path="encrypted", test="one_of", values=(True,)),
        key_inputs=("kmsKeyId",),
        default_keys=(*inherited_from("snapshotId"), while_true("encrypted", "aws/ebs")),
        prerequisites=(LOCAL_SNAPSHOTS,),
        account_encryption=EBS_BY_DEFAULT,
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    ),
    DataStore(
        type="aws-native:ec2:Instance",
        label="EC2 instance",
        protection=Protection.BACKUP,
        abilities=EC2,
        tags=TagShape.PAIRS,
        encryption=Condition(
            path="blockDeviceMappings.0.ebs.encrypted", test="one_of", values=(True,)
        ),
        key_inputs=("blockDeviceMappings.*.ebs.kmsKeyId",),
        default_keys=(
            while_true("blockDeviceMappings.*.ebs.encrypted", "aws/ebs"),
            DefaultKey(key=INHERITED_KEY),
        ),
        account_encryption=EBS_BY_DEFAULT,
        source=CLOUDFORMATION,
        read_on=FEATURES_READ_ON,
    ),
)
