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
    "RESTORE_TEST_TAG",
    "RESTORE_TEST_TYPES",
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
