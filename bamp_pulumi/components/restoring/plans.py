"""Restore testing plans, one a tier and frequency, each with a selection for every type."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import RestoreTestPlan, plan_of, tier_condition
from bamp_pulumi.components.restoring.part import Part

__all__ = ["declare_plans"]

Overrides = Mapping[str, Mapping[str, pulumi.Input[str]]]
"""Metadata of the restore, by AWS Backup's name of the type."""


def declare_plans(
    part: Part, vault_arn: pulumi.Input[str], role_arn: pulumi.Input[str], overrides: Overrides
) -> list[pulumi.Output[str]]:
    """Declare every plan that a tier promises; return their ARNs."""
    settings = part.settings
    return [
        _plan(
            part,
            plan_of(settings.tests_name, name, tier, frequency, settings.tests.start_window_hours),
            vault_arn,
            role_arn,
            overrides,
        )
        for name, tier in settings.tiers.items()
        for frequency in tier.restore_tests.frequencies
    ]


def _plan(
    part: Part,
    plan: RestoreTestPlan,
    vault_arn: pulumi.Input[str],
    role_arn: pulumi.Input[str],
    overrides: Overrides,
) -> pulumi.Output[str]:
    tests = part.settings.tests
    condition = tier_condition(plan.tier_name)
    logical = f"{plan.tier_name}-{plan.frequency}"
    declared = aws.backup.RestoreTestingPlan(
        part.name(logical),
        name=plan.name,
        schedule_expression=plan.schedule.expression,
        schedule_expression_timezone=plan.schedule.timezone,
        start_window_hours=tests.start_window_hours,
        recovery_point_selection={
            "algorithm": plan.algorithm,
            "include_vaults": [vault_arn],
            "recovery_point_types": list(plan.point_types),
            "selection_window_days": plan.selection_window_days,
        },
        region=part.given_region,
        tags=part.tags,
        opts=part.opts(),
    )
    for backup_type in tests.resource_types:
        aws.backup.RestoreTestingSelection(
            part.name(f"{logical}-{backup_type.lower()}"),
            name=backup_type,
            restore_testing_plan_name=declared.name,
            protected_resource_type=backup_type,
            protected_resource_conditions={
                "string_equals": [{"key": condition["key"], "value": condition["value"]}]
            },
            restore_metadata_overrides=overrides.get(backup_type) or None,
            validation_window_hours=tests.validation_hours,
            iam_role_arn=role_arn,
            region=part.given_region,
            # A change that replaces it keeps its name, which a plan holds once.
            opts=pulumi.ResourceOptions(parent=part.parent, delete_before_replace=True),
        )
    return declared.arn
