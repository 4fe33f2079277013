"""A tier as the rules of an AWS Backup plan, in pulumi-aws's names.

Windows are always said: left out, the provider takes 60 and 180 minutes, and a first backup of a
large file system or bucket would be cancelled.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final, NotRequired, TypedDict

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import TIER_TAG, Lifecycle, Rule, Tier

__all__ = [
    "RULE_TAG",
    "CopyActionDocument",
    "LifecycleDocument",
    "RuleDocument",
    "render_rules",
    "require_destinations",
]

RULE_TAG: Final = "backup-rule"
"""Tag of a recovery point: the rule that made it."""

_ARCHIVE_MIN_INTERVAL: Final = timedelta(days=28)
"""EBS snapshots are archived whole, so AWS Backup does it for rules that run monthly or less often.

Source: AWS Backup developer guide, plan-options-and-configuration (read 2026-11-21).
"""


class LifecycleDocument(TypedDict):
    """Days since the recovery point was made."""

    delete_after: int
    cold_storage_after: NotRequired[int]
    opt_in_to_archive_for_supported_resources: NotRequired[bool]


class CopyActionDocument(TypedDict):
    """Where a copy goes, and how long it lives."""

    destination_vault_arn: str
    lifecycle: LifecycleDocument


class RuleDocument(TypedDict):
    """One rule of a plan. Windows in minutes."""

    rule_name: str
    target_vault_name: str
    schedule: str
    schedule_expression_timezone: str
    start_window: int
    completion_window: int
    enable_continuous_backup: bool
    lifecycle: LifecycleDocument
    recovery_point_tags: Mapping[str, str]
    copy_actions: list[CopyActionDocument]


def render_rules(
    tier_name: str, tier: Tier, *, vault_name: str, copy_vault_arns: Mapping[str, str]
) -> list[RuleDocument]:
    """Return the rules of a tier's plan.

    Args:
        tier_name: Name of the tier; recovery points are tagged with it.
        tier: The tier.
        vault_name: Vault that takes the backups, in the plan's own Region.
        copy_vault_arns: Vaults that take copies, by `CopyRule.destination`: `us-west-2`, or
            `us-west-2/111122223333` in another account.

    Returns:
        One document for each rule, in the tier's order.

    Raises:
        RefusedError: `BAMP-B04`, when a copy goes where no vault is named.

    Source: AWS Backup API, BackupRuleInput, CopyAction and Lifecycle (read 2026-11-22).
    """
    require_destinations(tier, copy_vault_arns)
    return [
        {
            "rule_name": rule.name,
            "target_vault_name": vault_name,
            "schedule": rule.schedule.expression,
            "schedule_expression_timezone": rule.schedule.timezone,
            "start_window": rule.start_window_minutes,
            "completion_window": rule.completion_window_minutes,
            "enable_continuous_backup": rule.enable_continuous_backup,
            "lifecycle": _lifecycle(rule, rule.lifecycle),
            # AWS adds the tags of the source; these two it could not know.
            "recovery_point_tags": {TIER_TAG: tier_name, RULE_TAG: rule.name},
            "copy_actions": [
                {
                    "destination_vault_arn": copy_vault_arns[copy.destination],
                    "lifecycle": _lifecycle(rule, rule.copy_lifecycle(copy)),
                }
                for copy in rule.copies
            ],
        }
        for rule in tier.rules
    ]


def require_destinations(tier: Tier, destinations: Iterable[str]) -> None:
    """Make sure that each copy of a tier has a vault to go to.

    Args:
        tier: The tier.
        destinations: Keys of `copy_vault_arns`, see `render_rules`.

    Raises:
        RefusedError: `BAMP-B04`, when a copy has none.
    """
    known = tuple(destinations)
    for rule in tier.rules:
        for copy in rule.copies:
            if copy.destination not in known:
                raise RefusedError(
                    "BAMP-B04",
                    given=f"a copy to {copy.destination}, for which no vault is named",
                    allowed=f"copies to {', '.join(known) or 'nowhere'}",
                    why="house rule: AWS Backup takes a copy to a vault that does not exist, and "
                    "then fails each copy job",
                    write=f"copy_vault_arns={{{copy.destination!r}: recovery_vault.arn}}",
                    path=f"rules.{rule.name}.copies",
                )


def _lifecycle(rule: Rule, lifecycle: Lifecycle) -> LifecycleDocument:
    document: LifecycleDocument = {"delete_after": lifecycle.delete_after_days}
    if lifecycle.cold_storage_after_days is not None:
        document["cold_storage_after"] = lifecycle.cold_storage_after_days
        if rule.schedule.longest_interval >= _ARCHIVE_MIN_INTERVAL:
            document["opt_in_to_archive_for_supported_resources"] = True
    return document
