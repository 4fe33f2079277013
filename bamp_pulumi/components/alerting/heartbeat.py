"""The beat of the function, counted in the other Region: without it, one of them is lost."""

import json

import pulumi_aws as aws

from bamp_pulumi.baseline import SILENT
from bamp_pulumi.components.alerting.alarms import declare_alarm
from bamp_pulumi.components.alerting.function import Function
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.rules import declare_target
from bamp_pulumi.components.alerting.topics import Topics
from bamp_pulumi.components.alerting.undelivered import Undelivered

__all__ = ["declare_beat", "declare_listener"]

_EVERY = "rate(5 minutes)"


def declare_beat(part: Part, to: Part, function: Function, undelivered: Undelivered) -> None:
    """Let the function count a beat in another Region, on a schedule."""
    rule = aws.cloudwatch.EventRule(
        part.name("beat"),
        name=part.called("beat"),
        description=f"Lets the function tell {to.place.region} that it is there.",
        schedule_expression=_EVERY,
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )
    declare_target(
        part,
        "beat",
        rule,
        function.arn,
        undelivered,
        after=function.may,
        said=json.dumps({"beat": to.place.region}),
    )


def declare_listener(part: Part, topics: Topics) -> None:
    """Let a Region tell its people when it hears no beat."""
    declare_alarm(
        part,
        "silent",
        SILENT,
        of=part.place.name,
        called=part.called("silent"),
        actions=[topics.people.arn],
        opts=part.opts(topics.people.policy),
    )
