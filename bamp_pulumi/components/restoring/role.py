"""The role that AWS Backup restores as in a test."""

import json

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    render_restore_test_limits,
    render_trust_policy,
    restore_test_policies,
)
from bamp_pulumi.components.restoring.part import Part

__all__ = ["declare_restore_role"]


def declare_restore_role(part: Part) -> pulumi.Output[str]:
    """Declare the role with its policies; return its ARN, for what comes after all of them."""
    types = part.settings.tests.resource_types
    role = aws.iam.Role(
        part.name("role"),
        # AWSBackup: AWS's own operator policies let people pass only such roles.
        name=f"AWSBackup-{part.called('restores')}",
        description="AWS Backup restores as this role to test that backups can be restored.",
        assume_role_policy=json.dumps(render_trust_policy()),
        tags=part.tags,
        opts=part.opts(),
    )
    attached = [
        aws.iam.RolePolicyAttachment(
            part.name(f"{policy.purpose}-policy"),
            role=role.name,
            policy_arn=policy.arn(part.account.partition),
            opts=part.opts(),
        ).policy_arn
        for policy in restore_test_policies(types)
    ]
    limits = aws.iam.RolePolicy(
        part.name("role-limits"),
        role=role.name,
        name=part.called("restores-limits"),
        policy=json.dumps(render_restore_test_limits(part.account, types)),
        opts=part.opts(),
    )
    # Written from the name, so that a preview knows it, and tied to every policy.
    account = part.account
    return pulumi.Output.all(role.name, limits.role, *attached).apply(
        lambda values: account.principal_arn(f"role/{values[0]}")
    )
