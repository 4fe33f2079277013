"""Alerting paths that notify only of what could not be delivered, or by a detour: recorded too.

A signal of each reaches somebody, though by a second way. What each breakage of it comes to is
recorded as for the sound paths; whether a person is notified by the first way is no question here.
"""

import json
from typing import Any, Final

import pulumi_aws as aws
from sound_alerts import (
    FAILED,
    POINT,
    SoundPath,
    declare_alarm,
    declare_role,
    declare_rule,
    declare_topic,
    policy,
)

__all__ = ["OTHER_PATHS"]

_AWAY: Final = "us-west-2"
_QUEUE_METRIC: Final[dict[str, Any]] = {  # Any: inputs of a resource
    "namespace": "AWS/SQS",
    "metric_name": "ApproximateNumberOfMessagesVisible",
    "dimensions": {"QueueName": "undelivered"},
}


def _queue(service: str) -> aws.sqs.Queue:
    """Declare a queue that a service may write to, encrypted, and an alarm on what lies in it."""
    principal = {"Service": f"{service}.amazonaws.com"}
    lets = {"Effect": "Allow", "Principal": principal, "Resource": "*"}
    key = aws.kms.Key(
        "queue-key",
        policy=policy(
            {**lets, "Action": ["kms:GenerateDataKey", "kms:Decrypt"]},
            {
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                "Action": "kms:*",
                "Resource": "*",
            },
        ),
    )
    queue = aws.sqs.Queue("queue", name="undelivered", kms_master_key_id=key.arn)
    aws.sqs.QueuePolicy(
        "queue-access",
        queue_url=queue.id,
        policy=policy({**lets, "Action": "sqs:SendMessage"}),
    )
    declare_alarm(declare_topic("cloudwatch"), "alarm", **_QUEUE_METRIC)
    return queue


def _by_dead_letters_of_a_rule() -> None:
    """A target that lets nobody in; the event goes to the target's queue."""
    closed = aws.sns.Topic("closed", name="closed")
    aws.cloudwatch.EventTarget(
        "target",
        rule=declare_rule().name,
        arn=closed.arn,
        dead_letter_config={"arn": _queue("events").arn},
    )


def _by_dead_letters_of_a_subscription() -> None:
    """A subscriber that may not be called; the message goes to the subscription's queue."""
    topic = aws.sns.Topic("first", name="first")
    lets = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Resource": "*"}
    aws.sns.TopicPolicy(
        "first-access", arn=topic.arn, policy=policy({**lets, "Action": "sns:Publish"})
    )
    function = _function()
    aws.sns.TopicSubscription(
        "subscriber",
        topic=topic.arn,
        protocol="lambda",
        endpoint=function.arn,
        redrive_policy=_queue("sns").arn.apply(
            lambda arn: json.dumps({"deadLetterTargetArn": arn})
        ),
    )
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=topic.arn)


def _function() -> aws.lambda_.Function:
    given: dict[str, Any] = {  # Any: inputs of a resource
        "name": "f",
        "role": declare_role("runs", "lambda", "logs:PutLogEvents").arn,
        "handler": "h.handle",
        "runtime": "python3.13",
        "s3_bucket": "code-1",
        "s3_key": "f.zip",
    }
    return aws.lambda_.Function("f", **given)


def _by_a_function_of_an_alarm() -> None:
    """An alarm that calls a function; what that does is not known, its errors are counted."""
    function = _function()
    aws.lambda_.Permission(
        "lets",
        action="lambda:InvokeFunction",
        principal="lambda.alarms.cloudwatch.amazonaws.com",
        function=function.name,
    )
    declare_alarm(None, alarm_actions=[function.arn])


def _by_a_bus_of_another_region() -> None:
    """A rule sends its events on to the other Region, where a rule takes them to people."""
    bus = f"arn:aws:events:{_AWAY}:111122223333:event-bus/default"
    role = declare_role("forwards", "events", "events:PutEvents")
    aws.cloudwatch.EventTarget("on", rule=declare_rule().name, arn=bus, role_arn=role.arn)
    pattern = json.dumps({"source": ["aws.backup"]})
    there = aws.cloudwatch.EventRule("there", name="there", region=_AWAY, event_pattern=pattern)
    topic = aws.sns.Topic("away", name="away", region=_AWAY)
    lets = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Resource": "*"}
    aws.sns.TopicPolicy(
        "away-access",
        arn=topic.arn,
        policy=policy({**lets, "Action": "sns:Publish"}),
        region=_AWAY,
    )
    aws.sns.TopicSubscription(
        "away-mail",
        topic=topic.arn,
        protocol="email",
        endpoint="ops@bamp-ops.io",
        region=_AWAY,
    )
    aws.cloudwatch.EventTarget("away-target", rule=there.name, arn=topic.arn, region=_AWAY)


OTHER_PATHS: Final[dict[str, SoundPath]] = {
    "dead letters of a rule": SoundPath(
        FAILED,
        _by_dead_letters_of_a_rule,
        ("target", "closed", "queue", "queue-access", "queue-key", "alarm"),
    ),
    "dead letters of a subscription": SoundPath(
        FAILED,
        _by_dead_letters_of_a_subscription,
        ("subscriber", "f", "queue", "queue-access", "queue-key"),
    ),
    "alarm that calls a function": SoundPath(
        POINT, _by_a_function_of_an_alarm, ("alarm", "f", "lets", "runs")
    ),
    "bus of another Region": SoundPath(FAILED, _by_a_bus_of_another_region),
}
"""Paths by name; their resources are broken one at a time."""
