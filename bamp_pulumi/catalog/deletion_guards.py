"""Settings that keep a resource from being deleted, or its data from going with it.

Source: pulumi_aws 7.51.1: `deletionProtection` (RDS, DocumentDB, Neptune, Cognito, EKS and others),
`deletionProtectionEnabled` (DynamoDB, Aurora DSQL), `forceDestroy` and `forceDelete` (buckets,
vaults and repositories are emptied first), `skipFinalSnapshot` (databases),
`finalSnapshotIdentifier` and `finalSnapshotName` (caches), `finalSnapshot` (EBS), `skipFinalBackup`
(FSx), `deleteOptions` (FSx for OpenZFS), `deleteAutomatedBackups` (RDS), `disableApiTermination`
(EC2), `retainPhysicalResources` (Service Catalog); Pulumi source,
sdk/python/lib/pulumi/resource.py: `protect`, `retain_on_delete` (read 2026-11-29).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.scalars import is_empty, switch_of
from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["DELETION_GUARDS", "DeletionGuard"]

_WORDS: Final[Mapping[str, bool]] = MappingProxyType(
    {"ACTIVE": True, "INACTIVE": False, "ENABLED": True, "DISABLED": False}
)
"""Switches that take a word: of Cognito and of Verified Permissions."""


@dataclass(frozen=True, slots=True)
class DeletionGuard:
    """A switch that guards a resource against deletion."""

    guarding: bool
    """The value of the switch that guards; of a text or a list, whether it must be written."""
    absent: bool
    """Whether it guards where it is not set."""
    kept: str = ""
    """What a deletion comes to while it guards, in one clause."""
    lost: str = ""
    """What a deletion does while it does not."""
    is_given: bool = False
    """Whether it is a text or a list: it is on where one is written. It counts only for the types
    that list it (`STORE_GUARDS`): elsewhere it says something else."""

    def guards(self, value: object) -> bool | None:
        """Return whether it guards.

        Args:
            value: What the program writes; an unknown one too.

        Returns:
            None where that is not known.
        """
        if value is UNKNOWN:
            # Of a text it is known that there is one.
            return self.guarding if self.is_given else None
        if self.is_given:
            return is_empty(value) is not self.guarding
        is_on = switch_of(value)
        if is_on is None and isinstance(value, str):
            is_on = _WORDS.get(value)
        return None if is_on is None else is_on is self.guarding


_NO_FINAL: Final = "no final snapshot is made"
_FINAL: Final = "a final snapshot is kept"
_PROTECTED: Final = DeletionGuard(
    guarding=True,
    absent=False,
    kept="AWS refuses that while deletion protection is on, and the deployment fails",
)
_ON: Final = DeletionGuard(guarding=True, absent=False)
_NAMED: Final = DeletionGuard(
    guarding=True, absent=False, kept=_FINAL, lost=_NO_FINAL, is_given=True
)
_EMPTY: Final = "AWS refuses that while it is not empty, and the deployment fails"

DELETION_GUARDS: Final[Mapping[str, DeletionGuard]] = MappingProxyType(
    {
        "deletionProtection": _PROTECTED,
        "deletionProtectionEnabled": _PROTECTED,
        "protect": _ON,
        "retainOnDelete": _ON,
        "forceDestroy": DeletionGuard(
            guarding=False,
            absent=True,
            kept=_EMPTY,
            lost="everything in it is deleted first (`forceDestroy`), and the deployment fails at "
            "what a lock retains",
        ),
        "forceDelete": DeletionGuard(
            guarding=False,
            absent=True,
            kept=_EMPTY,
            lost="everything in it is deleted with it (`forceDelete`)",
        ),
        "disableApiTermination": DeletionGuard(
            guarding=True,
            absent=False,
            kept="AWS refuses that while termination protection is on, and the deployment fails",
        ),
        "retainPhysicalResources": DeletionGuard(
            guarding=True,
            absent=False,
            kept="what it stands for stays in AWS",
            lost="what it stands for is deleted with it",
        ),
        "deleteOptions": DeletionGuard(
            guarding=False,
            absent=True,
            kept="AWS refuses that while it has child volumes, and the deployment fails",
            lost="its child volumes and their snapshots are deleted with it (`deleteOptions`)",
            is_given=True,
        ),
        "skipFinalSnapshot": DeletionGuard(
            guarding=False, absent=True, kept=_FINAL, lost=_NO_FINAL
        ),
        "finalSnapshotIdentifier": _NAMED,
        "finalSnapshotName": _NAMED,
        "finalSnapshot": DeletionGuard(guarding=True, absent=False, kept=_FINAL, lost=_NO_FINAL),
        "skipFinalBackup": DeletionGuard(
            guarding=False,
            absent=True,
            kept="a final backup is kept",
            lost="no final backup is made",
        ),
        # RDS takes it for True where it is not set.
        "deleteAutomatedBackups": DeletionGuard(
            guarding=False,
            absent=False,
            kept="its automated backups stay until their retention ends",
            lost="its automated backups are deleted with it",
        ),
    }
)
"""By wire name of the setting, or name of the option of Pulumi."""
