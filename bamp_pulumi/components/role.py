"""The role that AWS Backup acts as."""

import json
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import BackupRoleSettings, render_trust_policy
from bamp_pulumi.catalog import BACKUP_ROLE_POLICIES
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.place import find_place
from bamp_pulumi.policy import OWNER_TAG
from bamp_pulumi.program_error import refused_in_program

__all__ = ["BackupRole", "BackupRoleArgs"]


class BackupRoleArgs(TypedDict):
    """Inputs of `BackupRole`."""

    role_name: NotRequired[str]
    """Name of the role in AWS, with `AWSBackup` in it: AWS's own operator policies let people pass
    only such roles. Default: `AWSBackup-` and the name of the component."""
    owner: NotRequired[str]
    """Team that owns it: its tag `backup-owner`. Default: `platform`."""
    adopt: NotRequired[bool]
    """Take over the role that an earlier stack kept, rather than fail because it exists.
    Default: false."""


class BackupRole(pulumi.ComponentResource):
    """A role for backups, copies and restores, with the four policies that AWS manages for it.

    Kept when it is destroyed: AWS Backup deletes expired recovery points as the role that made
    them, and without it they stay and are paid for.
    """

    arn: pulumi.Output[str]
    """ARN of the role. Whatever takes it waits for the policies too, without which AWS Backup
    refuses a selection."""
    name: pulumi.Output[str]
    """Name of the role."""

    def __init__(
        self, name: str, args: BackupRoleArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare role and attachments. Raises ProgramError before anything is registered."""
        with refused_in_program(f"BackupRole {name}"):
            named = {"role_name": f"AWSBackup-{name}", **args}
            settings = settings_from(BackupRoleSettings, named)
        super().__init__("bamp:index:BackupRole", name, {}, opts)
        account = find_place(self, "global").account
        kept = pulumi.ResourceOptions(parent=self, retain_on_delete=True)
        role = aws.iam.Role(
            f"{name}-role",
            name=settings.role_name,
            description="AWS Backup makes, copies and restores backups as this role.",
            assume_role_policy=json.dumps(render_trust_policy()),
            tags={OWNER_TAG: settings.owner},
            opts=pulumi.ResourceOptions(
                parent=self,
                retain_on_delete=True,
                import_=settings.role_name if settings.adopt else None,
            ),
        )
        attached = [
            aws.iam.RolePolicyAttachment(
                f"{name}-{policy.purpose}-policy",
                role=role.name,
                policy_arn=policy.arn(account.partition),
                opts=kept,
            ).policy_arn
            for policy in BACKUP_ROLE_POLICIES
        ]
        self.name = role.name
        # Written from the name, so that a preview knows it, and tied to every attachment.
        self.arn = pulumi.Output.all(role.name, *attached).apply(
            lambda values: account.principal_arn(f"role/{values[0]}")
        )
        self.register_outputs({"arn": self.arn, "name": self.name})
