"""A database that is updated by a blue/green deployment: the old instance is deleted afterwards.

To Pulumi that is an update in place, and no engine's preview shows the deletion.

Source: terraform-provider-aws 6.58.0, rds/instance.go: inputs that alone are no reason for one,
and that after the switchover it turns deletion protection off and deletes the source with
`SkipFinalSnapshot`, and without `DeleteAutomatedBackups=False`; Amazon RDS API, DeleteDBInstance
(read 2026-11-29).
"""

from typing import Final

__all__ = ["BLUE_GREEN_INPUT", "BLUE_GREEN_TYPE", "NOT_BY_BLUE_GREEN"]

BLUE_GREEN_TYPE: Final = "aws:rds/instance:Instance"
BLUE_GREEN_INPUT: Final = "blueGreenUpdate"
"""`{"enabled": True}` turns it on."""
NOT_BY_BLUE_GREEN: Final = frozenset(
    {
        "allowMajorVersionUpgrade",
        "blueGreenUpdate",
        "deleteAutomatedBackups",
        "deletionProtection",
        "finalSnapshotIdentifier",
        "password",
        "replicateSourceDb",
        "skipFinalSnapshot",
        "tags",
    }
)
"""Inputs whose change alone makes no blue/green deployment."""
