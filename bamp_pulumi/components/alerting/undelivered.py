"""The dead-letter queue of the alerts, and its alarm."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import UNDELIVERED, render_undelivered_policy
from bamp_pulumi.components.alerting.alarms import declare_alarm
from bamp_pulumi.components.alerting.part import Part
from bamp_pulumi.components.alerting.topics import Topics

__all__ = ["Undelivered", "declare_undelivered"]

_KEPT_SECONDS = 14 * 86_400


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A queue that lets its senders in."""

    arn: pulumi.Output[str]
    policy: pulumi.Resource


def declare_undelivered(part: Part, topics: Topics) -> Undelivered:
    """Declare the queue and its alarm, which does without the function: that may be what failed."""
    name = part.called("undelivered")
    queue = aws.sqs.Queue(
        part.name("undelivered"),
        name=name,
        message_retention_seconds=_KEPT_SECONDS,
        sqs_managed_sse_enabled=True,
        region=part.region,
        tags=part.tags,
        opts=part.opts(),
    )
    access = pulumi.Output.all(queue.arn, topics.signals.arn).apply(
        lambda arns: json.dumps(render_undelivered_policy(part.place, arns[0], [arns[1]]))
    )
    policy = aws.sqs.QueuePolicy(
        part.name("undelivered-access"),
        queue_url=queue.id,
        policy=access,
        region=part.region,
        opts=part.opts(),
    )
    declare_alarm(
        part,
        "undelivered-alarm",
        UNDELIVERED,
        of=queue.name,
        called=name,
        actions=[topics.people.arn],
        opts=part.opts(topics.people.policy),
    )
    return Undelivered(queue.arn, policy)
