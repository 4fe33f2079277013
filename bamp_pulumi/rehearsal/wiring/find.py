"""Everything that is wrong with the wiring of an estate."""

from collections.abc import Iterable, Iterator
from typing import Final

from bamp_pulumi.catalog import (
    BACKUP_METRIC_DIMENSIONS,
    BACKUP_METRIC_NAMESPACE,
    JOB_METRICS,
    UNKNOWN,
    VAULT_NOTIFICATIONS,
)
from bamp_pulumi.declared import items, mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import Stop
from bamp_pulumi.rehearsal.delivery.alarms import ALARM, COMPOSITE
from bamp_pulumi.rehearsal.delivery.asked import asked_by, name_of_alarm, rule_is_on
from bamp_pulumi.rehearsal.delivery.declared import in_place, is_target_of
from bamp_pulumi.rehearsal.delivery.documents import read_json
from bamp_pulumi.rehearsal.delivery.network import NOTIFICATIONS, RULE, TARGET
from bamp_pulumi.rehearsal.delivery.targets import API_DESTINATION
from bamp_pulumi.rehearsal.delivery.topics import SUBSCRIPTION, TOPIC
from bamp_pulumi.rehearsal.wiring.finding import WiringFinding
from bamp_pulumi.rehearsal.wiring.patterns import why_it_takes_nothing

__all__ = ["find_wiring"]

_METRICS: Final = frozenset(
    f"{begin}{state}" for begin, states in JOB_METRICS.items() for state in states
)
_STATE_CHANGE: Final = "CloudWatch Alarm State Change"


def find_wiring(
    estate: Estate, stops: Iterable[Stop], unheard: Iterable[Stop]
) -> tuple[WiringFinding, ...]:
    """Find what is wrong, each once.

    Args:
        estate: What is declared.
        stops: Where signals of faults have ended.
        unheard: Those of faults that nobody certainly hears of.
    """
    listed = list(stops)
    found = [
        *_rules(estate),
        *_alarms(estate),
        *_targets(estate),
        *_notifications(estate),
        *_topics(estate),
        *_filters(listed),
    ]
    # What has been said of a resource already is not said again.
    named = {finding.at for finding in found}
    found += [_closed(stop) for stop in listed if stop.is_broken and stop.at not in named]
    found += [
        WiringFinding(code="BAMP-W09", at=stop.at, why=stop.why)
        for stop in unheard
        if not stop.is_broken and not stop.is_filter and stop.at not in named
    ]
    return tuple(dict.fromkeys(found))


def _closed(stop: Stop) -> WiringFinding:
    return WiringFinding(code="BAMP-W01", at=stop.at, why=stop.why)


def _rules(estate: Estate) -> Iterator[WiringFinding]:
    for rule in estate.of_type(RULE):
        if rule.value("eventPattern") is None:
            continue  # it has a schedule
        why = why_it_takes_nothing(read_json(rule.value("eventPattern")))
        if why:
            yield WiringFinding(code="BAMP-W02", at=rule.name, why=why)
        targets = (t for t in estate.of_type(TARGET) if is_target_of(estate, t, rule))
        if next(targets, None) is None:
            yield WiringFinding(code="BAMP-W01", at=rule.name, why="it has no target")


def _filters(stops: Iterable[Stop]) -> Iterator[WiringFinding]:
    for stop in stops:
        if stop.is_filter:
            yield WiringFinding(code="BAMP-W03", at=stop.at, why=stop.why)


def _alarms(estate: Estate) -> Iterator[WiringFinding]:
    for alarm in estate.of_type(ALARM):
        asked = asked_by(alarm)
        if asked is not None and asked.namespace == BACKUP_METRIC_NAMESPACE:
            if asked.metric is not UNKNOWN and asked.metric not in _METRICS:
                why = f"AWS Backup publishes no metric {asked.metric}"
                yield WiringFinding(code="BAMP-W04", at=alarm.name, why=why)
            elif not asked.is_hidden and frozenset(asked.names) not in BACKUP_METRIC_DIMENSIONS:
                yield WiringFinding(code="BAMP-W04", at=alarm.name, why=_dimensions(asked.names))
    for alarm in estate.of_type(ALARM, COMPOSITE):
        if not _is_heard(estate, alarm):
            why = "it has no action that is on, and nothing else listens to it"
            yield WiringFinding(code="BAMP-W05", at=alarm.name, why=why)


def _dimensions(names: Iterable[str]) -> str:
    published = " or ".join(
        " with ".join(sorted(s)) for s in sorted(BACKUP_METRIC_DIMENSIONS, key=len)
    )
    return f"it asks by {' with '.join(sorted(names)) or 'no dimension'}; AWS publishes {published}"


def _is_heard(estate: Estate, alarm: Resource) -> bool:
    if items(alarm.value("alarmActions")) and alarm.value("actionsEnabled") is not False:
        return True
    if alarm.value("alarmActions") is UNKNOWN:
        return True
    name = name_of_alarm(alarm)
    for composite in estate.of_type(COMPOSITE):
        if not in_place(composite, alarm.account_id, alarm.region):
            continue
        suppressor = mapping(composite.value("actionsSuppressor")).get("alarm")
        if suppressor in (name, alarm.text("arn")):
            return True
        if rule_is_on(composite.value("alarmRule"), name) is not False:
            return True
    rules = (r for r in estate.of_type(RULE) if in_place(r, alarm.account_id, alarm.region))
    return any(_asks_for(rule, name) for rule in rules)


def _asks_for(rule: Resource, alarm: str) -> bool:
    """Say whether a rule takes changes of an alarm's state, as far as it names alarms."""
    pattern = mapping(read_json(rule.value("eventPattern")))
    if _STATE_CHANGE not in items(pattern.get("detail-type")):
        return False
    names = mapping(pattern.get("detail")).get("alarmName")
    return names is None or alarm in items(names) or any(map(mapping, items(names)))


def _targets(estate: Estate) -> Iterator[WiringFinding]:
    for target in estate.of_type(TARGET):
        called = estate.resolve(target, "arn", API_DESTINATION).only
        if called is not None and target.value("deadLetterConfig") is None:
            why = "what is not answered is dropped after a day, and nobody hears of it"
            yield WiringFinding(code="BAMP-W06", at=target.name, why=why)


def _notifications(estate: Estate) -> Iterator[WiringFinding]:
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
                yield WiringFinding(code="BAMP-W07", at=resource.name, why=why)


def _topics(estate: Estate) -> Iterator[WiringFinding]:
    heard = [estate.resolve(s, "topic", TOPIC).only for s in estate.of_type(SUBSCRIPTION)]
    published = [
        estate.resolve(resource, name, TOPIC, written=written).only
        for resource, name, written in _publishers(estate)
    ]
    for topic in estate.of_type(TOPIC):
        if topic in published and topic not in heard:
            yield WiringFinding(code="BAMP-W08", at=topic.name, why="nobody subscribes to it")


def _publishers(estate: Estate) -> Iterator[tuple[Resource, str, object]]:
    for alarm in estate.of_type(ALARM, COMPOSITE):
        for action in items(alarm.value("alarmActions")):
            yield alarm, "alarmActions", action
    for target in estate.of_type(TARGET):
        yield target, "arn", None
    for notifications in estate.of_type(NOTIFICATIONS):
        yield notifications, "snsTopicArn", None
