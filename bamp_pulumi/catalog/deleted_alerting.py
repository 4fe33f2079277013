"""What goes with a resource on the way of an alert: rows of `DELETION_EFFECTS`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.deletion_effect import DeletionEffect

__all__ = ["DELETED_ALERTING"]

_EARLIER: Final = "2026-11-28"
_TODAY: Final = "2026-11-29"
_WATCHES: Final = "nobody is notified by it any more"
_ROWS: Final[tuple[tuple[tuple[str, ...], str, str, str], ...]] = (
    (
        ("aws:cloudwatch/eventRule:EventRule", "aws-native:events:Rule"),
        _WATCHES,
        "EventBridge API, DeleteRule",
        _EARLIER,
    ),
    (
        ("aws:cloudwatch/eventTarget:EventTarget",),
        _WATCHES,
        "EventBridge API, RemoveTargets",
        _EARLIER,
    ),
    (
        (
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            "aws-native:cloudwatch:Alarm",
            "aws-native:cloudwatch:CompositeAlarm",
        ),
        _WATCHES,
        "CloudWatch API, DeleteAlarms",
        _EARLIER,
    ),
    (("aws:sns/topic:Topic", "aws-native:sns:Topic"), _WATCHES, "SNS API, DeleteTopic", _EARLIER),
    (
        ("aws:sns/topicSubscription:TopicSubscription", "aws-native:sns:Subscription"),
        _WATCHES,
        "SNS API, Unsubscribe",
        _EARLIER,
    ),
    (
        (
            "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
            "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
            "aws-native:chatbot:MicrosoftTeamsChannelConfiguration",
            "aws-native:chatbot:SlackChannelConfiguration",
        ),
        _WATCHES,
        "AWS Chatbot API, DeleteSlackChannelConfiguration",
        _TODAY,
    ),
    (
        ("aws:scheduler/schedule:Schedule", "aws-native:scheduler:Schedule"),
        "what it starts is not started by it any more",
        "EventBridge Scheduler API, DeleteSchedule",
        _TODAY,
    ),
    (
        (
            "aws:sns/topicPolicy:TopicPolicy",
            "aws-native:sns:TopicInlinePolicy",
            "aws-native:sns:TopicPolicy",
        ),
        "services that it allows can no longer publish to the topic",
        "SNS developer guide, sns-access-policy-use-cases",
        _TODAY,
    ),
    (
        ("aws:sqs/queuePolicy:QueuePolicy", "aws-native:sqs:QueueInlinePolicy"),
        "services that it allows can no longer send to the queue",
        "SQS API, SetQueueAttributes",
        _TODAY,
    ),
    (
        (
            "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
            "aws:cloudwatch/eventPermission:EventPermission",
            "aws-native:events:EventBusPolicy",
        ),
        "other accounts can no longer send their events to the bus",
        "EventBridge API, RemovePermission",
        _TODAY,
    ),
    (
        ("aws:lambda/permission:Permission", "aws-native:lambda:Permission"),
        "what it allows can no longer call the function",
        "Lambda API, RemovePermission",
        _TODAY,
    ),
    (
        (
            "aws:lambda/eventSourceMapping:EventSourceMapping",
            "aws-native:lambda:EventSourceMapping",
        ),
        "the function gets no more messages from its source",
        "Lambda API, DeleteEventSourceMapping",
        _TODAY,
    ),
    (
        ("aws:lambda/function:Function", "aws-native:lambda:Function"),
        "alerts that it passes on reach nobody any more",
        "Lambda API, DeleteFunction",
        _TODAY,
    ),
    (
        (
            "aws:cloudwatch/eventApiDestination:EventApiDestination",
            "aws:cloudwatch/eventConnection:EventConnection",
            "aws-native:events:ApiDestination",
            "aws-native:events:Connection",
        ),
        "rules that send to it call nobody any more",
        "EventBridge API, DeleteApiDestination, DeleteConnection",
        _TODAY,
    ),
)
"""Types on the way of an alert, what goes with one, the page, and the date of its reading."""

DELETED_ALERTING: Final[Mapping[str, DeletionEffect]] = MappingProxyType(
    {
        token: DeletionEffect(
            deleted=said, is_grave=False, is_generic=True, source=source, read_on=read_on
        )
        for tokens, said, source, read_on in _ROWS
        for token in tokens
    }
)
"""By type token."""
