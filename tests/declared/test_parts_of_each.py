"""What declares a part of which resource: the policies, locks and configurations of each type.

What a refused part does to the whole stands in `test_parts.py`.
"""

from typing import Final

import pytest
from plain_resources import declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import parts_of, perhaps_parts_of
from bamp_pulumi.estate import Resource

LINKS: Final = {
    "aws:kms/keyPolicy:KeyPolicy": "keyId",
    "aws:backup/vaultPolicy:VaultPolicy": "backupVaultName",
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": "backupVaultName",
    "aws:s3/bucketPolicy:BucketPolicy": "bucket",
    "aws-native:s3:BucketPolicy": "bucket",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "bucket",
    "aws:s3/bucketNotification:BucketNotification": "bucket",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": "bucket",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": (
        "bucket"
    ),
    "aws:s3/bucketVersioning:BucketVersioning": "bucket",
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": "bucket",
    "aws:dynamodb/resourcePolicy:ResourcePolicy": "resourceArn",
    "aws:efs/fileSystemPolicy:FileSystemPolicy": "fileSystemId",
    "aws:sns/topicPolicy:TopicPolicy": "arn",
    "aws:sqs/queuePolicy:QueuePolicy": "queueUrl",
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "eventBusName",
    "aws:iam/rolePolicy:RolePolicy": "role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role",
}
OF_KEY: Final = ("KeyPolicy",)
OF_VAULT: Final = ("VaultPolicy", "VaultLockConfiguration")
OF_BUCKET: Final = (
    "BucketPolicy",
    "aws-native:BucketPolicy",
    "BucketLifecycleConfiguration",
    "BucketNotification",
    "BucketObjectLockConfiguration",
    "BucketServerSideEncryptionConfiguration",
)
PARTS: Final = {
    "aws:kms/key:Key": OF_KEY,
    "aws:kms/replicaKey:ReplicaKey": OF_KEY,
    "aws:kms/externalKey:ExternalKey": OF_KEY,
    "aws:kms/replicaExternalKey:ReplicaExternalKey": OF_KEY,
    "aws:backup/vault:Vault": OF_VAULT,
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": OF_VAULT,
    "aws:s3/bucket:Bucket": OF_BUCKET,
    "aws:s3/bucketV2:BucketV2": OF_BUCKET,
    "aws-native:s3:Bucket": OF_BUCKET[:2],
    "aws:dynamodb/table:Table": ("ResourcePolicy",),
    "aws:efs/fileSystem:FileSystem": ("FileSystemPolicy",),
    "aws:sns/topic:Topic": ("TopicPolicy",),
    "aws:sqs/queue:Queue": ("QueuePolicy",),
    "aws:cloudwatch/eventBus:EventBus": ("EventBusPolicy",),
    "aws:iam/role:Role": ("RolePolicy", "RolePolicyAttachment"),
    "aws:rds/instance:Instance": (),
}


def called(token: str) -> str:
    """Call a type by its last word; of another provider with that."""
    noun = token.rpartition(":")[2]
    return f"aws-native:{noun}" if token.startswith("aws-native:") else noun


@pytest.mark.parametrize("token", PARTS)
def test_a_part_of_a_resource_is_what_configures_it_and_nothing_else(token: str) -> None:
    """Versioning of a bucket is asked by itself; its CORS rules decide nothing."""
    whole, other = declared(token, "one"), declared(token, "other")
    parts = [
        declared(part, called(part), inputs={link: UNKNOWN}, links={link: [whole]})
        for part, link in LINKS.items()
    ]
    estate = estate_of(whole, other, *parts)
    found = {part.source.name: part.is_certain for part in parts_of(estate, whole)}

    assert found == dict.fromkeys(PARTS[token], True)
    assert [*parts_of(estate, other)] == []
    assert [*perhaps_parts_of(estate, whole)] == []


@pytest.mark.parametrize("token", PARTS)
def test_what_may_be_a_part_is_named_apart(token: str) -> None:
    """Its link is known later, and nothing says what it names."""
    store = declared("pulumi:pulumi:StackReference", "account")
    links: dict[str, list[Resource]] = {link: [store] for link in LINKS.values()}
    whole = declared(token, "one")
    parts = [
        declared(part, called(part), inputs={link: UNKNOWN}, links=links)
        for part, link in LINKS.items()
    ]
    estate = estate_of(whole, store, *parts)
    sure = [each.source.name for each in parts_of(estate, whole) if each.is_certain]
    perhaps = {
        each.source.name for each in (*parts_of(estate, whole), *perhaps_parts_of(estate, whole))
    }

    assert (sure, perhaps) == ([], {*PARTS[token]})
