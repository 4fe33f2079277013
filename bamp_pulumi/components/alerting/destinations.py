"""Destinations that EventBridge calls: chat, pager, webhook, tickets."""

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    CHANNELS,
    Destination,
    Reach,
    SecretUse,
    render_role_policy,
)
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.roles import allow, declare_role
from bamp_pulumi.components.alerting.rules import declare_rule, declare_target
from bamp_pulumi.components.alerting.undelivered import Undelivered

__all__ = ["declare_destination"]

_CALL = "events:InvokeApiDestination"
_TICKET = "ssm:CreateOpsItem"
_A_SECOND = 1
"""Calls a second at most: chat takes no more for long."""


def declare_destination(
    part: Part, ending: str, destination: Destination, undelivered: Undelivered
) -> None:
    """Declare a rule for the alerts that a destination asks for, and its target.

    Args:
        part: Where.
        ending: End of its names.
        destination: One that is called, or tickets.
        undelivered: Dead-letter queue.
    """
    channel = CHANNELS[destination.channel]
    rule = declare_rule(
        part, ending, destination.pattern(), f"Alerts about backups for {destination.channel}."
    )
    if destination.reach is Reach.CALL:
        arn: pulumi.Input[str] = _api_destination(part, ending, destination)
        # AWS ends its ARN with letters that nobody knows before; its name is enough.
        what = f"api-destination/{part.called(ending)}/*"
        allowed = render_role_policy(_CALL, part.place.arn("events", what))
    else:
        arn = part.place.arn("ssm", "opsitem")
        allowed = render_role_policy(_TICKET, part.place.arn("ssm", "opsitem/*"))
    role = declare_role(part, ending, "events.amazonaws.com")
    may = allow(part, ending, role, allowed)
    declare_target(
        part,
        ending,
        rule,
        arn,
        undelivered,
        after=may,
        role_arn=role.arn,
        message={"input_paths": dict(channel.paths), "input_template": channel.template}
        if channel.template
        else None,
        input_path=None if channel.template else "$.detail",
    )


def _api_destination(part: Part, ending: str, destination: Destination) -> pulumi.Output[str]:
    secret = pulumi.Output.secret(
        aws.secretsmanager.get_secret_version_output(
            secret_id=destination.secret or "",
            region=part.region,
            opts=pulumi.InvokeOutputOptions(parent=part.parent),
        ).secret_string
    )
    # EventBridge calls nobody without credentials; an incoming webhook needs none but its address.
    channel = CHANNELS[destination.channel]
    key: pulumi.Input[str] = secret if channel.secret_use is SecretUse.HEADER else "none"
    endpoint = secret if channel.secret_use is SecretUse.ADDRESS else destination.address
    auth: aws.cloudwatch.EventConnectionAuthParametersArgsDict = {
        "api_key": {"key": "Authorization", "value": key}
    }
    if channel.secret_use is SecretUse.BODY:
        # What goes into the body of each call, beside the message.
        auth["invocation_http_parameters"] = {
            "bodies": [{"key": channel.body_field, "value": secret, "is_value_secret": True}]
        }
    connection = aws.cloudwatch.EventConnection(
        part.name(f"{ending}-connection"),
        name=part.called(ending),
        description=f"Credentials for {destination.channel}.",
        authorization_type="API_KEY",
        auth_parameters=auth,
        region=part.region,
        opts=part.opts(),
    )
    return aws.cloudwatch.EventApiDestination(
        part.name(f"{ending}-destination"),
        name=part.called(ending),
        description=f"Alerts about backups for {destination.channel}.",
        connection_arn=connection.arn,
        http_method="POST",
        invocation_endpoint=endpoint,
        invocation_rate_limit_per_second=_A_SECOND,
        region=part.region,
        opts=part.opts(),
    ).arn
