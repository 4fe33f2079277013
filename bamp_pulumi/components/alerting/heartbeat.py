"""A beat from one Region to the other: when it stops, a Region is lost, or its alerts are."""

from collections.abc import Mapping

import pulumi_aws as aws

from bamp_pulumi.baseline import SILENT
from bamp_pulumi.components.alerting.alarms import declare_alarm
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.rules import (
    declare_log,
    declare_rule,
    declare_target,
    hand_on,
)
from bamp_pulumi.components.alerting.topics import Topics
from bamp_pulumi.components.alerting.undelivered import Undelivered

__all__ = ["declare_beat", "declare_listener"]

_EVERY = "rate(5 minutes)"
_LOG_DAYS = 1


def declare_beat(part: Part, to: Part, undelivered: Undelivered) -> None:
    """Let a Region send its beat to another."""
    rule = aws.cloudwatch.EventRule(
        part.name("beat"),
        name=part.called("beat"),
        description=f"Tells {to.place.region} that this Region is there.",
        schedule_expression=_EVERY,
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )
    hand_on(part, "beat", rule, to.place, undelivered)


def declare_listener(part: Part, of: Part, topics: Topics, undelivered: Undelivered) -> None:
    """Let a Region tell its people when it hears no beat of another.

    What EventBridge counts is that a rule has called its target, so it needs one: a log of a day.
    """
    pattern: Mapping[str, object] = {
        "source": ["aws.events"],
        "detail-type": ["Scheduled Event"],
        "region": [of.place.region],
        "resources": [of.place.arn("events", f"rule/{of.called('beat')}")],
    }
    rule = declare_rule(part, "beat-heard", pattern, f"The beat of {of.place.region}.")
    log, policy = declare_log(part, "beats", _LOG_DAYS)
    declare_target(part, "beat-heard", rule, log.arn, undelivered, after=policy)
    declare_alarm(
        part,
        "silent",
        SILENT,
        of=rule.name,
        called=part.called("silent"),
        actions=[topics.people.arn],
        opts=part.opts(topics.people.policy),
    )
