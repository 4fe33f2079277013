"""Roles of the alerts: each for one service of this account, and one piece of work."""

import json
from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import render_assumed_by
from bamp_pulumi.components.alerting.part import Part

__all__ = ["allow", "declare_role"]


def declare_role(part: Part, ending: str, service: str, *, called: str = "") -> aws.iam.Role:
    """Declare a role.

    Args:
        part: Where.
        ending: End of its logical name, before `role`.
        service: Service that acts as it, such as `events.amazonaws.com`.
        called: End of its name in AWS. Default: that of its logical name.
    """
    return aws.iam.Role(
        part.name(f"{ending}-role"),
        name=part.called(called or ending),
        description="Part of the alerts about backups.",
        assume_role_policy=json.dumps(render_assumed_by(service, part.place)),
        tags=part.tags,
        opts=part.opts(),
    )


def allow(
    part: Part, ending: str, role: aws.iam.Role, document: pulumi.Input[Mapping[str, object]]
) -> aws.iam.RolePolicy:
    """Allow a role what a document allows; whatever needs it comes after."""
    return aws.iam.RolePolicy(
        part.name(f"{ending}-policy"),
        role=role.name,
        policy=pulumi.Output.json_dumps(document),
        opts=part.opts(),
    )
