"""Settings that keep a resource from being deleted, or its data from going with it.

Source: schema of pulumi_aws 7.51.1: `deletionProtection` (RDS, DocumentDB, Neptune, Cognito),
`deletionProtectionEnabled` (DynamoDB and others), `forceDestroy` (buckets and vaults are emptied
first), `skipFinalSnapshot` (databases), `finalSnapshot` (EBS), `skipFinalBackup` (FSx),
`deleteAutomatedBackups` (RDS); Pulumi, concepts, resource
options `protect` and `retainOnDelete` (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["DELETION_GUARDS", "DeletionGuard"]


@dataclass(frozen=True, slots=True)
class DeletionGuard:
    """A switch that guards a resource against deletion."""

    guarding: bool
    """The value of the switch that guards."""
    absent: bool
    """Whether it guards where it is not set."""
    kept: str = ""
    """What a deletion comes to while it guards, in one clause."""
    lost: str = ""
    """What a deletion does while it does not."""


_NO_FINAL: Final = "no final snapshot is made"
_FINAL: Final = "a final snapshot is kept"
_PROTECTED: Final = DeletionGuard(
    guarding=True,
    absent=False,
    kept="AWS refuses that while deletion protection is on, and the deployment fails",
)
_ON: Final = DeletionGuard(guarding=True, absent=False)

DELETION_GUARDS: Final[Mapping[str, DeletionGuard]] = MappingProxyType(
    {
        "deletionProtection": _PROTECTED,
        "deletionProtectionEnabled": _PROTECTED,
        "protect": _ON,
        "retainOnDelete": _ON,
        "forceDestroy": DeletionGuard(
            guarding=False,
            absent=True,
            kept="AWS refuses that while it is not empty, and the deployment fails",
            lost="everything in it is deleted first (forceDestroy)",
        ),
        "skipFinalSnapshot": DeletionGuard(
            guarding=False, absent=True, kept=_FINAL, lost=_NO_FINAL
        ),
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
