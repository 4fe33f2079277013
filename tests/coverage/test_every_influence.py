"""Each type of the influence table, added to a sound estate: no store stays protected unread.

Cannot prove that a type called harmless is harmless, or that a type called read is read in full:
of those, the contents listed here are tried, each also with its content unknown.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from added_influences import ADDED, Addition, additions, pointing
from judged_changes import Judged, judged
from single_changes import with_resource
from sound_stores import STORES, statement, with_store
from sweeps import sampled

from bamp_pulumi.catalog import UNKNOWN, Stance
from bamp_pulumi.coverage import Status
from bamp_pulumi.estate import Resource

NOT_STOOD_ON: Final = {
    "aws:backup/vaultPolicy:VaultPolicy": "its name is the vault's, which is stood on",
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": "as above",
    "aws:efs/mountTarget:MountTarget": "backups read the storage",
    "aws:rds/clusterInstance:ClusterInstance": "backups read the storage of the cluster",
}
"""Members of a sound estate that no judgement stands on."""

DENY: Final = statement("Deny")
OTHERS: Final = statement("Allow", Principal={"AWS": "arn:aws:iam::999988887777:role/other"})
ARCHIVED: Final = [
    {"status": "Enabled", "transitions": [{"days": 1, "storageClass": "DEEP_ARCHIVE"}]}
]
QUEUE: Final = [{"queueArn": "arn:aws:sqs:us-east-1:111122223333:q", "events": ["s3:*"]}]
DISABLED_SSE: Final = [
    {
        "applyServerSideEncryptionByDefault": {
            "sseAlgorithm": "aws:kms",
            "kmsMasterKeyId": "arn:aws:kms:us-east-1:111122223333:key/elsewhere",
        }
    }
]
Inputs = Mapping[str, object]

HOSTILE: Final[Mapping[str, tuple[str, str, str, str, Inputs]]] = {
    "a vault policy that denies": (
        "RDS instance", "main", "aws:backup/vaultPolicy:VaultPolicy", "backupVaultName",
        {"policy": DENY},
    ),
    "a second vault policy": (
        "RDS instance, locked", "main", "aws:backup/vaultPolicy:VaultPolicy", "backupVaultName",
        {"policy": DENY},
    ),
    "a lock that asks for more": (
        "RDS instance", "main", "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
        "backupVaultName", {"minRetentionDays": 365},
    ),
    "a second lock": (
        "RDS instance, locked", "main",
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration", "backupVaultName",
        {"minRetentionDays": 365},
    ),
    "a key policy for others": (
        "RDS instance", "backup-key", "aws:kms/keyPolicy:KeyPolicy", "keyId", {"policy": OTHERS},
    ),
    "a key policy of the data's key": (
        "DynamoDB table", "own-key", "aws:kms/keyPolicy:KeyPolicy", "keyId", {"policy": OTHERS},
    ),
    "an inline policy that denies": (
        "RDS instance", "backup", "aws:iam/rolePolicy:RolePolicy", "role",
        {"policy": DENY.replace('"Principal": "*", ', "")},
    ),
    "a policy that nobody knows, attached": (
        "RDS instance", "backup", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role",
        {"policyArn": "arn:aws:iam::111122223333:policy/elsewhere"},
    ),
    "a list of attachments that leaves out": (
        "RDS instance", "backup",
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "roleName",
        {"policyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]},
    ),
    "settings that switch off": (
        "RDS instance", "settings", "aws:backup/regionSettings:RegionSettings", "anything",
        {"resourceTypeOptInPreference": {"RDS": False}},
    ),
    "a bucket policy that denies": (
        "S3 bucket, continuous", "data", "aws:s3/bucketPolicy:BucketPolicy", "bucket",
        {"policy": DENY},
    ),
    "a second bucket policy": (
        "S3 bucket", "data", "aws:s3/bucketPolicy:BucketPolicy", "bucket", {"policy": DENY},
    ),
    "versioning suspended": (
        "S3 bucket", "data", "aws:s3/bucketVersioning:BucketVersioning", "bucket",
        {"versioningConfiguration": {"status": "Suspended"}},
    ),
    "a lifecycle into an archive": (
        "S3 bucket, continuous", "data",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket",
        {"rules": ARCHIVED},
    ),
    "notifications that leave EventBridge off": (
        "S3 bucket, continuous", "data", "aws:s3/bucketNotification:BucketNotification", "bucket",
        {"queues": QUEUE},
    ),
    "encryption under a key that nobody declares": (
        "S3 bucket", "data",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "bucket", {"rules": DISABLED_SSE},
    ),
    "a table policy that denies": (
        "DynamoDB table", "data", "aws:dynamodb/resourcePolicy:ResourcePolicy", "resourceArn",
        {"policy": DENY},
    ),
    "a tag of the table that overwrites the tier": (
        "DynamoDB table", "data", "aws:dynamodb/tag:Tag", "resourceArn",
        {"key": "backup-tier", "value": "none"},
    ),
    "a tag of the volume that overwrites the tier": (
        "EBS volume", "data", "aws:ec2/tag:Tag", "resourceId",
        {"key": "backup-tier", "value": "none"},
    ),
    "a tag of the machine that restore tests keep": (
        "EC2 instance", "data", "aws:ec2/tag:Tag", "resourceId",
        {"key": "awsbackup-restore-test", "value": "x"},
    ),
    "a second policy of the file system": (
        "EFS file system", "data", "aws:efs/fileSystemPolicy:FileSystemPolicy", "fileSystemId",
        {"policy": DENY},
    ),
    "a link of the file system to a bucket": (
        "FSx for Lustre", "data", "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation",
        "fileSystemId", {"dataRepositoryPath": "s3://elsewhere", "fileSystemPath": "/x"},
    ),
}  # fmt: skip
"""Kind of store, what is pointed at, by what type and input, with which content."""


@cache
def sound(kind: str) -> Judged:
    """Judge a store beside which nothing is added."""
    return judged(with_store(kind))


def tried(stance: Stance) -> Iterator[tuple[str, Addition]]:
    """Go through the additions of a stance beside each kind of store, each pair of types once."""
    skip: set[tuple[str, str]] = set()
    for kind in STORES:
        for addition in additions(with_store(kind), stance, skip):
            yield kind, addition


def chosen(
    sweep: str, cases: Iterable[tuple[str, Addition]], *, one_in: int
) -> list[tuple[str, Addition]]:
    """Choose the additions that this run tries: of each type that is added one at least."""
    return sampled(
        sweep,
        cases,
        one_in=one_in,
        name=lambda one: f"{one[0]}: {one[1]}",
        part=lambda one: one[1].influence.type,
    )


def test_what_nobody_reads_leaves_no_store_protected() -> None:
    """By reference, ARN or name, at each input that configures; the finding names it."""
    open_doors: list[str] = []
    count = 0
    unread = (one for one in tried(Stance.UNREAD) if one[1].member.type not in NOT_STOOD_ON)
    for kind, addition in chosen("unread influences", unread, one_in=4):
        count += 1
        after = judged(addition.estate)
        is_named = any(ADDED in message for _, message in after.said)
        if after.is_kept or not is_named:
            open_doors.append(f"{kind}: {addition}")
    sys.stdout.write(f"{count} unread influences added\n")

    assert open_doors == []
    assert count >= 200


def test_what_is_harmless_leaves_every_store_protected() -> None:
    """A closed world that cries wolf is no better."""
    alarms: list[str] = []
    count = 0
    harmless = (one for one in tried(Stance.HARMLESS) if one[1].how == "reference")
    for kind, addition in chosen("harmless influences", harmless, one_in=6):
        count += 1
        if judged(addition.estate).after(sound(kind)) != "silent":
            alarms.append(f"{kind}: {addition}")
    sys.stdout.write(f"{count} harmless influences added\n")

    assert alarms == []


def hostile(case: str, unknown: str = "") -> Iterator[tuple[str, Resource]]:
    """Make what is added, in each form of its link; one content input may be unknown."""
    kind, name, token, link, content = HOSTILE[case]
    member = with_store(kind).named(name)
    written = {**content, unknown: UNKNOWN} if unknown else dict(content)
    yield from pointing(token, link, member, **written)


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_read_decides(case: str) -> None:
    """Whatever the form of its link, and with each part of its content unknown."""
    kind, _, _, _, content = HOSTILE[case]
    before = sound(kind)
    forms = [*hostile(case)]
    forms += [form for part in content for form in hostile(case, part)]
    silent = [
        (how, added.inputs)
        for how, added in forms
        if judged(with_resource(with_store(kind), added)).after(before) == "silent"
    ]

    assert forms
    assert silent == []


def test_of_tags_that_contradict_each_other_none_counts() -> None:
    """Which of two tag resources is deployed last, nobody knows: the last one does not win."""
    estate = with_store("DynamoDB table")
    tier = estate.named("data").value("tags.backup-tier")
    for number, value in enumerate(("none", tier)):
        written = {"key": "backup-tier", "value": value}
        how, tag = next(
            pointing("aws:dynamodb/tag:Tag", "resourceArn", estate.named("data"), **written)
        )
        assert how == "reference"
        named = replace(tag, urn=f"{tag.urn}-{number}", name=f"{ADDED}-{number}")
        estate = with_resource(estate, named)

    assert judged(estate).status is Status.UNVERIFIED
