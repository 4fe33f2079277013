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


_ON: Final = DeletionGuard(guarding=True, absent=False)
_OFF: Final = DeletionGuard(guarding=False, absent=True)

DELETION_GUARDS: Final[Mapping[str, DeletionGuard]] = MappingProxyType(
    {
        "deletionProtection": _ON,
        "deletionProtectionEnabled": _ON,
        "protect": _ON,
        "retainOnDelete": _ON,
        "forceDestroy": _OFF,
        "skipFinalSnapshot": _OFF,
        "finalSnapshot": _ON,
        "skipFinalBackup": _OFF,
        # RDS takes it for True where it is not set.
        "deleteAutomatedBackups": DeletionGuard(guarding=False, absent=False),
    }
)
"""By wire name of the setting, or name of the option of Pulumi."""
