"""Everything that is wrong with the alerting paths of an estate.

Of a broken path the first cause is reported. What is found of the resource itself is listed too,
and replaces it only where it says the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bamp_pulumi.catalog import (
    BACKUP_METRIC_DIMENSIONS,
    BACKUP_METRIC_NAMESPACE,
    JOB_METRICS,
    UNKNOWN,
    VAULT_NOTIFICATIONS,
)
from bamp_pulumi.declared import (
    alarms_named,
    items,
    mapping,
    name_of_alarm,
    perhaps_targets_of,
    targets_of,
)
from bamp_pulumi.estate import Estate, Resource, may_share_place
from bamp_pulumi.rehearsal.delivery import Delivered, Dropped, PathStanding
from bamp_pulumi.rehearsal.delivery.alarm_metrics import AlarmMetric, metrics_of
from bamp_pulumi.rehearsal.delivery.alarms import ALARM, COMPOSITE
from bamp_pulumi.rehearsal.delivery.chat import CHAT_CHANNELS
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.recipients import SUBSCRIPTION
from bamp_pulumi.rehearsal.delivery.router import NOTIFICATIONS, RULE, TARGET
from bamp_pulumi.rehearsal.delivery.targets import API_DESTINATION
from bamp_pulumi.rehearsal.delivery.topics import TOPIC
from bamp_pulumi.rehearsal.findings.finding import RehearsalFinding
from bamp_pulumi.rehearsal.findings.patterns import why_it_takes_nothing
from bamp_pulumi.rehearsal.findings.unsaid import find_unsaid
from bamp_pulumi.signals import match_event, problems_of_pattern

__all__ = ["find_alerting_problems"]

_METRICS: Final = frozenset(
    f"{begin}{state}" for begin, states in JOB_METRICS.items() for state in states
)
_CHANGE: Final[Mapping[str, object]] = {
    **dict.fromkeys(("id", "account", "region", "time", "resources"), UNKNOWN),
    "version": "0",
    "source": "aws.cloudwatch",
    "detail-type": "CloudWatch Alarm State Change",
}
_DETAIL_OF_CHANGE: Final[Mapping[str, object]] = dict.fromkeys(
    ("state", "previousState", "configuration"), UNKNOWN
)
_ASKED: Final = (RULE, TARGET, NOTIFICATIONS, ALARM, COMPOSITE, TOPIC, SUBSCRIPTION, *CHAT_CHANNELS)
_BESIDE: Final = frozenset({"BAMP-W06", "BAMP-W07"})
"""What is reported of a resource in addition to the cause of a broken path, never instead of it."""


def find_alerting_problems(  # noqa: PLR0913 - what is declared, and all that came of it
    estate: Estate,
    standing: PathStanding,
    drops: Iterable[Dropped],
    unnoticed: Iterable[Dropped],
    ends: Iterable[Delivered] = (),
    *,
    unsaid: Iterable[Delivered] = (),
) -> tuple[RehearsalFinding, ...]:
    """Find what is wrong, each once.

    Args:
        estate: What is declared.
        standing: Whether its resources can be relied on.
        drops: Where signals of faults were dropped.
        unnoticed: Those of faults of which nobody is certainly notified.
        ends: Where signals of such faults ended at a queue, a log or a function. Default: nowhere.
        unsaid: Messages to people that do not say what failed. Default: none.
    """
    listed = list(drops)
    found = [
        *_refused(estate, standing),
        *_rules(estate),
        *_alarms(estate),
        *_topics(estate),
        *_filters(listed),
    ]
    # What has been said of a resource already is not said again in other words.
    named = {finding.at for finding in found}
    found += [_dropped(drop) for drop in listed if drop.is_broken and drop.at not in named]
    found += [*_targets(estate), *_notifications(estate)]
    named = {finding.at for finding in found if finding.code not in _BESIDE}
    found += [
        RehearsalFinding(code="BAMP-W09", at=drop.at, why=drop.why)
        for drop in unnoticed
        if not drop.is_broken and not drop.is_filter and drop.at not in named
    ]
    found += [_ends(end) for end in ends]
    found += map(find_unsaid, unsaid)
    return tuple(dict.fromkeys(found))


def _dropped(drop: Dropped) -> RehearsalFinding:
    return RehearsalFinding(code="BAMP-W01", at=drop.at, why=drop.why)


def _ends(end: Delivered) -> RehearsalFinding:
    last = end.by[-1] if end.by else end.recipient.address
    why = f"its path ends at {end.recipient.kind} {end.recipient.address}: nobody is notified"
    return RehearsalFinding(code="BAMP-W12", at=last, why=why)


def _refused(estate: Estate, standing: PathStanding) -> Iterator[RehearsalFinding]:
    """Find what AWS refuses, and what it takes only a part of: without these there is no path."""
    for resource in estate.of_type(*_ASKED):
        answer = standing.of(resource)
        if answer.is_refused:
            yield RehearsalFinding(code="BAMP-W01", at=resource.name, why=answer.why)
        for why in standing.standing.crowding(resource):
            yield RehearsalFinding(code="BAMP-W13", at=resource.name, why=why)


def _rules(estate: Estate) -> Iterator[RehearsalFinding]:
    for rule in estate.of_type(RULE):
        if rule.value("eventPattern") is None:
            continue  # it has a schedule
        why = why_it_takes_nothing(read_json(rule.value("eventPattern")))
        if why:
            yield RehearsalFinding(code="BAMP-W02", at=rule.name, why=why)
        if not (targets_of(estate, rule) or perhaps_targets_of(estate, rule)):
            yield RehearsalFinding(code="BAMP-W01", at=rule.name, why="it has no target")


def _filters(drops: Iterable[Dropped]) -> Iterator[RehearsalFinding]:
    for drop in drops:
        if drop.is_filter:
            yield RehearsalFinding(code="BAMP-W03", at=drop.at, why=drop.why)


def _alarms(estate: Estate) -> Iterator[RehearsalFinding]:
    for alarm in estate.of_type(ALARM):
        for metric in metrics_of(alarm):
            why = _why_no_metric(metric)
            if why:
                yield RehearsalFinding(code="BAMP-W04", at=alarm.name, why=why)
    for alarm in estate.of_type(ALARM, COMPOSITE):
        if not _notifies(estate, alarm):
            why = "it has no enabled action, and no rule or composite alarm uses it"
            yield RehearsalFinding(code="BAMP-W05", at=alarm.name, why=why)


def _why_no_metric(metric: AlarmMetric) -> str:
    if metric.namespace != BACKUP_METRIC_NAMESPACE:
        return ""
    if metric.metric is not UNKNOWN and metric.metric not in tuple(_METRICS):
        return f"AWS Backup publishes no metric {metric.metric}"
    if not metric.is_hidden and metric.names not in BACKUP_METRIC_DIMENSIONS:
        return _dimensions(metric.names)
    return ""


def _dimensions(names: Iterable[str]) -> str:
    published = " or ".join(
        " with ".join(sorted(s)) for s in sorted(BACKUP_METRIC_DIMENSIONS, key=len)
    )
    own = " with ".join(sorted(names)) or "none"
    return f"its dimensions are {own}; AWS publishes {published}"


def _notifies(estate: Estate, alarm: Resource) -> bool:
    if items(alarm.value("alarmActions")) and alarm.value("actionsEnabled") is not False:
        return True
    if alarm.value("alarmActions") is UNKNOWN:
        return True
    name = name_of_alarm(alarm)
    for composite in estate.of_type(COMPOSITE):
        if not may_share_place(composite, alarm):
            continue
        suppressor = mapping(composite.value("actionsSuppressor")).get("alarm")
        if suppressor in (name, alarm.text("arn")):
            return True
        rule = composite.value("alarmRule")
        if name in alarms_named(rule) or rule is UNKNOWN:
            return True
    rules = (r for r in estate.of_type(RULE) if may_share_place(r, alarm))
    return any(_may_take(rule, name) for rule in rules)


def _may_take(rule: Resource, alarm: str) -> bool:
    """Return True if a rule takes changes of an alarm's state, or may for all that is known.

    Source: CloudWatch user guide, cloudwatch-and-eventbridge (read 2026-11-28).
    """
    pattern = read_json(rule.value("eventPattern"))
    if pattern is None or next(problems_of_pattern(pattern), ""):
        return False
    change = {**_CHANGE, "detail": {**_DETAIL_OF_CHANGE, "alarmName": alarm}}
    return match_event(pattern, change).passes is not False


def _targets(estate: Estate) -> Iterator[RehearsalFinding]:
    for target in estate.of_type(TARGET):
        called = estate.resolve(target, "arn", API_DESTINATION).only
        if called is not None and target.value("deadLetterConfig") is None:
            why = "what the endpoint does not accept is dropped after a day, and nobody is notified"
            yield RehearsalFinding(code="BAMP-W06", at=target.name, why=why)


def _notifications(estate: Estate) -> Iterator[RehearsalFinding]:
    for resource in estate.of_type(NOTIFICATIONS):
        asked = items(resource.value("backupVaultEvents"))
        doubtful = [
            name
            for name in map(str, asked)
            if name in VAULT_NOTIFICATIONS and not VAULT_NOTIFICATIONS[name].can_be_relied_on
        ]
        for name in doubtful:
            safe = f"{name.rpartition('_')[0]}_COMPLETED"
            if safe not in asked:
                why = f"AWS has called {name} deprecated; {safe} with its State says the same"
                yield RehearsalFinding(code="BAMP-W07", at=resource.name, why=why)


def _topics(estate: Estate) -> Iterator[RehearsalFinding]:
    published = [
        estate.resolve(resource, name, TOPIC, written=written).only
        for resource, name, written in _publishers(estate)
    ]
    for topic in estate.of_type(TOPIC):
        subscribers = [
            *estate.naming(topic, "topic", SUBSCRIPTION),
            *estate.naming(topic, "snsTopicArns", *CHAT_CHANNELS),
            *estate.perhaps_naming(topic, "topic", SUBSCRIPTION),
            *estate.perhaps_naming(topic, "snsTopicArns", *CHAT_CHANNELS),
        ]
        if topic in published and not subscribers:
            yield RehearsalFinding(code="BAMP-W08", at=topic.name, why="nobody subscribes to it")


def _publishers(estate: Estate) -> Iterator[tuple[Resource, str, object]]:
    for alarm in estate.of_type(ALARM, COMPOSITE):
        for action in items(alarm.value("alarmActions")):
            yield alarm, "alarmActions", action
    for target in estate.of_type(TARGET):
        yield target, "arn", None
    for notifications in estate.of_type(NOTIFICATIONS):
        yield notifications, "snsTopicArn", None
