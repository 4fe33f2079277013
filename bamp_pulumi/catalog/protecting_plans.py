"""Inputs of backup plans that decide what is in a recovery point, and whether a job ends.

What a rule keeps, and how often it runs, is read for itself, except of a plan of aws-native.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.absence import NOT_KNOWN, Absence, sent
from bamp_pulumi.catalog.comparing import Better, Form
from bamp_pulumi.catalog.protecting_input import ProtectingInput

__all__ = ["BACKED_UP_BY_DEFAULT", "BACKED_UP_IF_ASKED", "PROTECTING_PLANS"]

_OPTIONS: Final = "AWS Backup API, AdvancedBackupSetting"
BACKED_UP_IF_ASKED: Final = (("EC2", "WindowsVSS"),)
"""Options by resource type that are off unless a plan turns them on.
Source: AWS Backup API, AdvancedBackupSetting (read 2026-11-29)."""
BACKED_UP_BY_DEFAULT: Final = (("S3", "BackupACLs"), ("S3", "BackupObjectTags"))
"""Options by resource type that are on unless a plan turns them off.
Source: AWS Backup API, AdvancedBackupSetting (read 2026-11-29)."""

_RULES: Final = "backupPlan.backupPlanRule"
_BACKUP: Final = "AWS Backup API, BackupRule; CloudFormation resource schemas"


def _options(absent: Absence) -> ProtectingInput:
    return ProtectingInput(
        form=Form.LACKING,
        better=Better.FEWER,
        lost="new recovery points are made so; those that exist stay as they are",
        absent=absent,
        source=_OPTIONS,
    )


def _of_rule(path: str, lost: str) -> tuple[str, ProtectingInput]:
    return (
        f"{_RULES}.*.{path}",
        ProtectingInput(
            form=Form.TEXT,
            better=Better.UNJUDGED,
            named_by=("ruleName",),
            lost=lost,
            absent=NOT_KNOWN,
            source=_BACKUP,
        ),
    )


PROTECTING_PLANS: Final[Mapping[str, Mapping[str, ProtectingInput]]] = MappingProxyType(
    {
        "aws:backup/plan:Plan": {
            "advancedBackupSettings": _options(
                sent(
                    " without ".join(BACKED_UP_IF_ASKED[0]),
                    source="pulumi_aws 7.51.1 (an output that may be None is not computed)",
                )
            )
        },
        "aws-native:backup:BackupPlan": {
            "backupPlan.advancedBackupSettings": _options(NOT_KNOWN),
            **dict(
                (
                    _of_rule("startWindowMinutes", "a job that has not begun by then is cancelled"),
                    _of_rule(
                        "completionWindowMinutes", "a job that has not ended by then is cancelled"
                    ),
                    _of_rule("scheduleExpressionTimezone", "it runs at other times"),
                    _of_rule("indexActions", "new recovery points cannot be searched"),
                )
            ),
        },
    }
)
"""By type token and wire path of the input."""
