"""What AWS Backup refuses and no pattern says.

Source: AWS Backup API, BackupSelection, UpdateRegionSettings, PutBackupVaultLockConfiguration,
CreateLogicallyAirGappedBackupVault, RestoreTestingPlanForCreate, RestoreTestingSelectionForCreate;
AWS Backup developer guide, aws-backup-limits.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final, cast

from bamp_pulumi.catalog.conditions import value_at
from bamp_pulumi.catalog.deployment_rules.reading import Inputs, items, known_text, refusal
from bamp_pulumi.catalog.deployment_rules.schedules import why_no_cron
from bamp_pulumi.catalog.input_refusal import InputRefusal, listed
from bamp_pulumi.catalog.input_rule import number_of
from bamp_pulumi.catalog.opt_in import OPT_IN_TYPES

__all__ = [
    "GLOBAL_SETTINGS",
    "air_gapped_vault_refusals",
    "global_settings_refusals",
    "lock_refusals",
    "region_settings_refusals",
    "restore_testing_plan_refusals",
    "restore_testing_selection_refusals",
    "selection_refusals",
]

_CONDITIONS: Final = 30
_ARNS_SOURCE: Final = "AWS Backup API, BackupSelection.Resources and NotResources"
_QUOTAS: Final = "AWS Backup developer guide, aws-backup-limits"
_OPERATORS: Final = ("stringEquals", "stringLikes", "stringNotEquals", "stringNotLikes")

GLOBAL_SETTINGS: Final = (
    "isCrossAccountBackupEnabled",
    "isDelegatedAdministratorEnabled",
    "isMpaEnabled",
)
"""Keys of the global settings. Source: AWS Backup API, UpdateGlobalSettings (read 2026-11-28)."""


def selection_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """At most 30 conditions of each kind; how many ARNs, `size_rows` says."""
    conditions = sum(_count(inputs, operator) for operator in _OPERATORS)
    for path, number in (
        ("conditions", conditions),
        ("selectionTags", len(items(inputs, "selectionTags"))),
    ):
        if number > _CONDITIONS:
            allowed = f"at most {_CONDITIONS} conditions"
            why = f"AWS Backup refuses the selection ({_QUOTAS})"
            yield refusal(path, f"{number} conditions", allowed, why)


def region_settings_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """Only types that AWS Backup knows by that name.

    Which of them may be managed fully is not refused here: no page says what AWS answers.
    """
    names = tuple(known.name for known in OPT_IN_TYPES)
    why = "AWS Backup refuses a type it does not know (AWS Backup API, UpdateRegionSettings)"
    yield from _unknown_keys(inputs, "resourceTypeOptInPreference", names, why)
    yield from _unknown_keys(inputs, "resourceTypeManagementPreference", names, why)


def global_settings_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """Only settings there are, each true or false."""
    why = "AWS Backup refuses the setting (AWS Backup API, UpdateGlobalSettings)"
    yield from _unknown_keys(inputs, "globalSettings", GLOBAL_SETTINGS, why)
    for key, value in _entries(inputs, "globalSettings"):
        if isinstance(value, str) and value not in ("true", "false"):
            yield refusal(f"globalSettings.{key}", value, "true or false", why)


def lock_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """The shortest retention is not over the longest."""
    yield from _bounds(inputs, "AWS Backup API, PutBackupVaultLockConfiguration")


def air_gapped_vault_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """The shortest retention is not over the longest."""
    yield from _bounds(inputs, "AWS Backup API, CreateLogicallyAirGappedBackupVault")


def restore_testing_plan_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """Restore tests run by cron."""
    schedule = known_text(inputs, "scheduleExpression")
    reason = why_no_cron(schedule) if schedule else ""
    if reason:
        why = "AWS Backup refuses the schedule (AWS Backup API, RestoreTestingPlanForCreate)"
        yield refusal("scheduleExpression", schedule, f"a cron expression: {reason}", why)


def restore_testing_selection_refusals(inputs: Inputs) -> Iterator[InputRefusal]:
    """ARNs, or `*` alone."""
    arns = items(inputs, "protectedResourceArns")
    if "*" in arns and len(arns) > 1:
        why = "AWS Backup refuses both at once (AWS Backup API, RestoreTestingSelectionForCreate)"
        yield refusal("protectedResourceArns", arns, "ARNs, or * alone", why)


def _bounds(inputs: Inputs, source: str) -> Iterator[InputRefusal]:
    least = number_of(value_at(inputs, "minRetentionDays"))
    most = number_of(value_at(inputs, "maxRetentionDays"))
    if least and most and least > most:
        allowed = f"at most {most:g}, the maxRetentionDays"
        why = f"no retention would fit, and AWS Backup refuses it ({source})"
        yield refusal("minRetentionDays", f"{least:g}", allowed, why)


def _count(inputs: Inputs, operator: str) -> int:
    found = items(inputs, f"conditions.{operator}")
    inside = [items({"c": each}, f"c.{operator}") for each in items(inputs, "conditions")]
    return len(found) + sum(len(each) for each in inside)


def _unknown_keys(
    inputs: Inputs, path: str, names: tuple[str, ...], why: str
) -> Iterator[InputRefusal]:
    folded = {name.casefold(): name for name in names}
    for key, _ in _entries(inputs, path):
        if key in names:
            continue
        near = get_close_matches(key.casefold(), folded, n=1)
        meant = f"probably {folded[near[0]]}; " if near else ""
        yield refusal(f"{path}.{key}", key, f"{meant}{listed(names)}", why)


def _entries(inputs: Inputs, path: str) -> Iterator[tuple[str, object]]:
    found = value_at(inputs, path)
    if isinstance(found, Mapping):
        entries = cast("Mapping[object, object]", found)
        yield from ((key, value) for key, value in entries.items() if isinstance(key, str))
