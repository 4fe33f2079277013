"""The heartbeat of the function, a metric in the other Region: without it, one of them is lost."""

import json

import pulumi_aws as aws

from bamp_pulumi.baseline import SILENT
from bamp_pulumi.components.alerting.alarms import declare_alarm
from bamp_pulumi.components.alerting.function import Function
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.rules import declare_target
from bamp_pulumi.components.alerting.topics import Topics
from bamp_pulumi.components.alerting.undelivered import Undelivered

__all__ = ["declare_heartbeat", "declare_heartbeat_alarm"]

_EVERY = "rate(5 minutes)"


def declare_heartbeat(part: Part, to: Part, function: Function, undelivered: Undelivered) -> None:
    """Let the function put a heartbeat metric in another Region, on a schedule."""
    rule = aws.cloudwatch.EventRule(
        part.name("heartbeat"),
        name=part.called("heartbeat"),
        description=f"Lets the function put its heartbeat metric in {to.place.region}.",
        schedule_expression=_EVERY,
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )
    declare_target(
        part,
        "heartbeat",
        rule,
        function.arn,
        undelivered,
        after=function.may,
        said=json.dumps({"heartbeat": to.place.region}),
    )


def declare_heartbeat_alarm(part: Part, topics: Topics) -> None:
    """Notify the people of a Region when no heartbeat arrives there."""
    declare_alarm(
        part,
        "silent",
        SILENT,
        of=part.place.name,
        called=part.called("silent"),
        actions=[topics.people.arn],
        opts=part.opts(topics.people.policy),
    )
