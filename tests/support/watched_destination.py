"""A rule that calls a webhook of Slack, and alarms on everything that shows that nobody answers."""

from functools import cache
from typing import Final

import pulumi_aws as aws
from changed_paths import changed
from sound_alerts import ACCOUNT, HERE, SOUND, declare_alarm, declare_topic, policy

from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

__all__ = ["QUEUE_ARN", "UNDELIVERED", "watched_destination"]

QUEUE_ARN: Final = f"arn:aws:sqs:{HERE}:{ACCOUNT}:undelivered"
UNDELIVERED: Final = ["email ops@bamp-ops.io in 11 min about alerts"] * 2
"""One by the failed invocations of the rule, one by the dead-letter queue of its target."""


def _declare() -> None:
    SOUND["API destination"].declare()
    queue = aws.sqs.Queue("queue", name="undelivered")
    lets = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Resource": "*"}
    aws.sqs.QueuePolicy(
        "queue-access",
        queue_url=queue.id,
        policy=policy({**lets, "Action": "sqs:SendMessage"}),
    )
    topic = declare_topic("cloudwatch")
    for name, namespace, metric, dimensions in (
        ("failing", "AWS/Events", "FailedInvocations", {"RuleName": "failed"}),
        (
            "full",
            "AWS/SQS",
            "ApproximateNumberOfMessagesVisible",
            {"QueueName": "undelivered"},
        ),
    ):
        watched = {"namespace": namespace, "metric_name": metric, "dimensions": dimensions}
        declare_alarm(topic, name, period=60, **watched)


@cache
def watched_destination() -> Estate:
    """Declare it once."""
    estate = declare(_declare, account_id=ACCOUNT, region=HERE)
    return changed(estate, {"target": {"deadLetterConfig": {"arn": QUEUE_ARN}}})
