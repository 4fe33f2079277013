"""Which alarms, rules, topics and functions of an account have surely nothing to do with backups.

An account's program may watch machines and orders beside backups: whoever deletes an alarm on a
processor takes nothing from a backup. What an alert about a backup comes to is known from a
rehearsal; of the rest, what a part is declared for decides, and what is not read is not called
unrelated.
"""

from collections.abc import Collection, Iterator
from typing import Final

from bamp_pulumi.changes.unrelated_signals import is_unrelated_event, is_unrelated_metric
from bamp_pulumi.declared import items, mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["unrelated_parts"]

_RULES: Final = frozenset({"aws:cloudwatch/eventRule:EventRule", "aws-native:events:Rule"})
_ALARMS: Final = frozenset(
    {"aws:cloudwatch/metricAlarm:MetricAlarm", "aws-native:cloudwatch:Alarm"}
)
_TOPICS: Final = frozenset({"aws:sns/topic:Topic", "aws-native:sns:Topic"})
_OF_OTHERS: Final = frozenset(
    {
        "aws:cloudwatch/eventTarget:EventTarget",
        "aws:sns/topicSubscription:TopicSubscription",
        "aws-native:sns:Subscription",
        "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
        "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
    }
)
"""Types that are unrelated with the rule, or the topic, that they name."""
_READ: Final = frozenset(
    {
        "aws:cloudwatch/eventApiDestination:EventApiDestination",
        "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
        "aws:cloudwatch/eventConnection:EventConnection",
        "aws:cloudwatch/eventPermission:EventPermission",
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        "aws:lambda/function:Function",
        "aws:lambda/permission:Permission",
        "aws:sns/topicPolicy:TopicPolicy",
        "aws:sqs/queuePolicy:QueuePolicy",
    }
)
"""Types that are unrelated wherever no alert comes to them, or to what they name."""
_SERVICES_OF_PATHS: Final = (
    "AWS/Events",
    "AWS/Lambda",
    "AWS/Logs",
    "AWS/SNS",
    "AWS/SQS",
    "AWS/Scheduler",
)
"""Namespaces of what alerts pass through: an alarm there may watch the alerts themselves."""
_PUBLISHERS: Final = ("backup.amazonaws.com", "events.amazonaws.com", "cloudwatch.amazonaws.com")


def unrelated_parts(estate: Estate, on_paths: Collection[Resource]) -> frozenset[Resource]:
    """List the parts of an estate that surely have nothing to do with backups.

    Args:
        estate: The estate before its deployments.
        on_paths: What an alert about a backup comes to there.
    """
    known = {one.name for one in on_paths} | {one.text("name") for one in on_paths}
    direct = {
        one
        for one in estate.resources
        if one not in on_paths
        and (
            (one.type in _ALARMS and _watches_others(one, known))
            or (one.type in _RULES and _takes_others(one))
        )
    }
    topics = {
        one
        for one in estate.resources
        if one.type in _TOPICS and one not in on_paths and _serves_others(estate, one, direct)
    }
    found = direct | topics
    beside = {
        one
        for one in estate.resources
        if one not in on_paths
        and (
            (one.type in _OF_OTHERS and _belongs_to(estate, one, found))
            or (one.type in _READ and not _names_any(estate, one, on_paths))
        )
    }
    return frozenset(found | beside)


def _watches_others(alarm: Resource, known: Collection[str]) -> bool:
    """Return True for an alarm on a metric that tells of no backup, and of no alert."""
    namespace = alarm.value("namespace")
    if not isinstance(namespace, str) or alarm.value("metricQueries") or alarm.value("metrics"):
        return False
    if namespace in _SERVICES_OF_PATHS:
        given = alarm.value("dimensions")
        pairs = [mapping(one) for one in items(given)]
        values = [one.get("value") for one in pairs] if pairs else [*mapping(given).values()]
        return bool(values) and all(isinstance(v, str) and v not in known for v in values)
    return is_unrelated_metric(namespace, alarm.value("metricName"))


def _takes_others(rule: Resource) -> bool:
    """Return True for a rule on events of other services, and on no schedule."""
    if rule.value("scheduleExpression"):
        return False
    pattern = rule.value("eventPattern")
    if isinstance(pattern, str):
        try:
            pattern = parse_json(pattern)
        except UnreadableError:
            return False
    fields = mapping(pattern)
    sources, types = items(fields.get("source")), items(fields.get("detail-type")) or (None,)
    return bool(sources) and all(is_unrelated_event(s, t) for s in sources for t in types)


def _serves_others(estate: Estate, topic: Resource, unrelated: Collection[Resource]) -> bool:
    """Return True for a topic that only others publish to, as far as it is declared."""
    users = [reference.source for reference in estate.pointing_at(topic)]
    texts = [topic.text("policy"), *_policies(users)]
    if any(not text or service in text for text in texts[1:] for service in _PUBLISHERS):
        return False
    if any(service in texts[0] for service in _PUBLISHERS):
        return False
    publishing = [one for one in users if one.type not in _BESIDE_TOPICS]
    return all(_is_unrelated(estate, one, unrelated) for one in publishing)


_BESIDE_TOPICS: Final = _OF_OTHERS - {"aws:cloudwatch/eventTarget:EventTarget"} | {
    "aws:sns/topicPolicy:TopicPolicy"
}
"""What names a topic and publishes nothing to it."""


def _policies(users: Collection[Resource]) -> Iterator[str]:
    for one in users:
        if one.type == "aws:sns/topicPolicy:TopicPolicy":
            yield one.text("policy")


def _is_unrelated(estate: Estate, one: Resource, unrelated: Collection[Resource]) -> bool:
    return one in unrelated or (one.type in _OF_OTHERS and _belongs_to(estate, one, unrelated))


def _belongs_to(estate: Estate, one: Resource, unrelated: Collection[Resource]) -> bool:
    """Return True if a rule or a topic that a resource names is surely unrelated."""
    return any(
        reference.source is one for whole in unrelated for reference in estate.pointing_at(whole)
    )


def _names_any(estate: Estate, one: Resource, on_paths: Collection[Resource]) -> bool:
    return any(
        reference.source is one for path in on_paths for reference in estate.pointing_at(path)
    )
