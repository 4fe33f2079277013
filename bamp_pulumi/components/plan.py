"""The plan of one tier, and what it selects."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict, cast

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    BackupPlanSettings,
    render_rules,
    render_selection,
    require_destinations,
)
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.role import BackupRole
from bamp_pulumi.policy import OWNER_TAG
from bamp_pulumi.program_error import refused_in_program

__all__ = ["BackupPlan", "BackupPlanArgs"]


class BackupPlanArgs(TypedDict):
    """Inputs of `BackupPlan`."""

    tier_name: str
    """Name of the tier: the plan takes every resource whose tag `backup-tier` says it."""
    tier: Any  # Any: a `Tier` in Python, a plain mapping of its fields elsewhere
    """The tier: `description`, `rules`, `rpo_minutes`, `rto_minutes`, `native_retention_days`, as
    in a policy document."""
    vault_name: pulumi.Input[str]
    """Vault of the backups, in the plan's own Region."""
    copy_vault_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Vaults that take the tier's copies, by Region, or by Region and account of another account:
    `us-west-2`, `us-west-2/111122223333`. Default: none, which a tier without copies allows."""
    role_arn: NotRequired[pulumi.Input[str]]
    """Role that AWS Backup acts as, such as the `arn` of a `BackupRole`. Default: a role of its
    own, `AWSBackup-` and the name of the plan."""
    plan_name: NotRequired[str]
    """Name of the plan and its selection in AWS, 1 to 50 letters, digits and `.` `_` `-`.
    Default: the name of the component."""
    region: NotRequired[str]
    """Region of the plan and of the resources it takes. Default: the provider's."""
    owner: NotRequired[str]
    """Team that owns it: its tag `backup-owner`. Default: `platform`."""


class BackupPlan(pulumi.ComponentResource):
    """A backup plan for one tier: its rules with copies, and a selection by tag.

    Deleting it ends new backups and leaves the old ones in their vaults.
    """

    plan_id: pulumi.Output[str]
    """Id of the plan, which AWS invents."""
    arn: pulumi.Output[str]
    """ARN of the plan."""

    def __init__(
        self, name: str, args: BackupPlanArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare role, plan and selection. Raises ProgramError before anything is registered."""
        copy_vault_arns = args.get("copy_vault_arns") or {}
        connect = ("vault_name", "copy_vault_arns", "role_arn")
        with refused_in_program(f"BackupPlan {name}"):
            settings = settings_from(
                BackupPlanSettings,
                {"plan_name": name, **args},
                connect=connect,
                required=("vault_name",),
            )
            require_destinations(settings.tier, copy_vault_arns)
        super().__init__("bamp:index:BackupPlan", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        role_arn = args.get("role_arn")
        if role_arn is None:
            role_arn = self._own_role(name, settings).arn

        def rules(known: Mapping[str, Any]) -> list[aws.backup.PlanRuleArgsDict]:
            rendered = render_rules(
                settings.tier_name,
                settings.tier,
                vault_name=known["vault_name"],
                copy_vault_arns=known["copy_vault_arns"],
            )
            # Same keys, plain values: pulumi_aws's type wants an Input in every place.
            return cast("list[aws.backup.PlanRuleArgsDict]", rendered)

        plan = aws.backup.Plan(
            f"{name}-plan",
            name=settings.plan_name,
            rules=pulumi.Output.all(
                vault_name=args["vault_name"], copy_vault_arns=copy_vault_arns
            ).apply(rules),
            region=settings.region,
            # No tag `backup-tier`: the plan holds no data, and its own selection would match it.
            tags={OWNER_TAG: settings.owner},
            opts=child,
        )
        selection = render_selection(settings.tier_name)
        aws.backup.Selection(
            f"{name}-selection",
            name=settings.plan_name,
            plan_id=plan.id,
            iam_role_arn=role_arn,  # while IAM spreads a new one, the provider itself tries again
            resources=selection["resources"],
            conditions=cast("list[aws.backup.SelectionConditionArgsDict]", selection["conditions"]),
            region=settings.region,
            # Every change replaces it, and a plan holds no two selections of one name.
            opts=pulumi.ResourceOptions(parent=self, delete_before_replace=True),
        )
        self.plan_id = plan.id
        self.arn = plan.arn
        self.register_outputs({"planId": self.plan_id, "arn": self.arn})

    def _own_role(self, name: str, settings: BackupPlanSettings) -> BackupRole:
        return BackupRole(
            name,
            {"role_name": f"AWSBackup-{settings.plan_name}", "owner": settings.owner},
            pulumi.ResourceOptions(parent=self),
        )
