"""What restore testing can restore, what it must be given, and the names that it keeps for itself.

Source: AWS Backup developer guide, restore-testing, restore-testing-inferred-metadata; AWS Backup
API, RestoreTestingSelectionForCreate (read 2026-11-28).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = [
    "REQUIRED_RESTORE_OVERRIDES",
    "RESTORE_TEST_NAME_PREFIX",
    "RESTORE_TEST_QUOTAS",
    "RESTORE_TEST_TAG",
    "RESTORE_TEST_TYPES",
    "restore_test_target",
]

RESTORE_TEST_TYPES: Final = (
    "Aurora",
    "DocumentDB",
    "DynamoDB",
    "EBS",
    "EC2",
    "EFS",
    "FSx",
    "Neptune",
    "RDS",
    "S3",
)
"""Values of `protectedResourceType` that a restore testing selection takes."""

RESTORE_TEST_QUOTAS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "Aurora": 40,
        "DocumentDB": 40,
        "DynamoDB": 40,
        "EBS": 100,
        "EC2": 100,
        "EFS": 30,
        "FSx": 40,
        "Neptune": 40,
        "RDS": 40,
        "S3": 30,
    }
)
"""How many restores of a type, started by restore testing plans, run at a time.

One that cannot start for it within the start window of its plan fails. AWS raises all but that of
DynamoDB on request. Source: AWS Backup developer guide, aws-backup-limits (read 2026-11-29).
"""

REQUIRED_RESTORE_OVERRIDES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "aws:fsx/lustreFileSystem:LustreFileSystem": ("subnetIds",),
        "aws:fsx/ontapVolume:OntapVolume": ("ontapConfiguration.storageVirtualMachineId",),
        "aws:fsx/windowsFileSystem:WindowsFileSystem": (
            "subnetIds",
            "windowsConfiguration.activeDirectoryId",
        ),
    }
)
"""Keys of `restoreMetadataOverrides` without which a restore test fails, by type token.

Of these types AWS Backup cannot infer everything; of all others it can. The input is a map of text
to text, and keys are not case sensitive: a list is written as a JSON array, and what stands after
the dot is a key of the JSON object that stands before it. A selection covers one
`protectedResourceType`, so an `FSx` selection needs those of every kind of FSx that it selects.
"""

RESTORE_TEST_TAG: Final = "awsbackup-restore-test"
"""Backup plans ignore a resource that has a tag with this key, whatever its value."""

RESTORE_TEST_NAME_PREFIX: Final = "awsbackup-restore-test"
"""Backup plans ignore a resource whose name starts like this.

Which name is meant where a resource has several (an identifier, a tag `Name`), AWS does not say.
"""

_BUCKET: Final = f"arn:{{partition}}:s3:::{RESTORE_TEST_NAME_PREFIX}-x"
_TABLE: Final = (
    f"arn:{{partition}}:dynamodb:{{region}}:{{account_id}}:table/{RESTORE_TEST_NAME_PREFIX}-x"
)
_TARGETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dynamodb:BatchWriteItem": _TABLE,
        "dynamodb:PutItem": _TABLE,
        "s3:CreateBucket": _BUCKET,
        "s3:PutBucketVersioning": _BUCKET,
        "s3:PutObject": f"{_BUCKET}/x",
    }
)


def restore_test_target(action: str, *, partition: str, region: str, account_id: str) -> str:
    """Return the ARN of what an action of a restore test acts on; empty where it has no such name.

    Tables and buckets that a test makes have names of their own, so a policy may deny the rest.

    Source: AWS Backup developer guide, restore-testing-inferred-metadata (read 2026-11-29).
    """
    return _TARGETS.get(action, "").format(
        partition=partition, region=region, account_id=account_id
    )
