"""Does anything declared notify of failed backups at all? A cheap reading of what could.

A rule of the default event bus that takes an event of a failed backup job and has a target; a
vault that publishes such notifications; an alarm on a metric of AWS Backup that has an action, or
whose state a composite alarm or a rule takes that has one. Whether the alert arrives, and at whom,
the rehearsal answers; what it delivers, this reading never misses.

Source: AWS Backup developer guide, eventbridge, backup-notifications, cloudwatch; CloudWatch user
guide, alarm-combining, cloudwatch-and-eventbridge; pulumi_aws 7.51.1, EventRule and MetricAlarm
(read 2026-11-28).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.catalog import BACKUP_EVENT_SOURCE, BACKUP_METRIC_NAMESPACE, UNKNOWN, switch_of
from bamp_pulumi.declared.alarm_rules import alarms_named, name_of_alarm
from bamp_pulumi.declared.event_rules import (
    DEFAULT_BUS,
    bus_of,
    perhaps_targets_of,
    rule_is_on,
    targets_of,
)
from bamp_pulumi.declared.values import items, mapping, text
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.signals import match_event
from bamp_pulumi.texts import UnreadableError, parse_json
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["is_alerted"]

_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
_ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
_COMPOSITE: Final = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
_STATE_CHANGE: Final = "CloudWatch Alarm State Change"
_NOTIFICATIONS: Final = "aws:backup/vaultNotifications:VaultNotifications"
_JOB: Final = "Backup Job State Change"
_BAD_STATES: Final = ("FAILED", "ABORTED", "EXPIRED")
_BAD_NOTIFICATIONS: Final = frozenset(
    {"BACKUP_JOB_COMPLETED", "BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED"}
)
"""`BACKUP_JOB_COMPLETED` is sent of every job that has ended, with its state."""


def is_alerted(estate: Estate, account_id: str, region: str) -> Truth:
    """Answer whether something declared takes notice of failed backup jobs in a place.

    Args:
        estate: Where alerts may be declared.
        account_id: Account of the jobs, 12 digits.
        region: Region of the jobs.
    """
    return any_holds(
        None if one.external else all_hold((is_here, judge(estate, one)))
        for token, judge in (
            (_RULE, _by_rule),
            (_NOTIFICATIONS, _by_vault),
            (_ALARM, _by_alarm),
        )
        for one in estate.of_type(token)
        if (is_here := one.lies_in(account_id, region)) is not False
    )


def _by_rule(estate: Estate, rule: Resource) -> Truth:
    return _takes(estate, rule, _failures())


def _takes(estate: Estate, rule: Resource, events: Iterable[Mapping[str, object]]) -> Truth:
    """Answer whether a rule takes one of some events of AWS services, and has a target."""
    conditions: tuple[Callable[[], Truth], ...] = (
        lambda: rule_is_on(rule),
        lambda: _is_on_default_bus(estate, rule),
        lambda: _passes(rule.value("eventPattern"), events),
        lambda: _has_target(estate, rule),
    )
    return all_hold(holds() for holds in conditions)


def _is_on_default_bus(estate: Estate, rule: Resource) -> Truth:
    """Answer whether a rule is on the bus that AWS services send to."""
    bus = bus_of(estate, rule)
    return None if bus is UNKNOWN else bus == DEFAULT_BUS


def _has_target(estate: Estate, rule: Resource) -> Truth:
    found = (*targets_of(estate, rule), *perhaps_targets_of(estate, rule))
    return any_holds(answer.truth for _, answer in found)


def _passes(pattern: object, events: Iterable[Mapping[str, object]]) -> Truth:
    if pattern is None:
        return False  # a schedule
    parsed = pattern
    if isinstance(pattern, str):
        try:
            parsed = parse_json(pattern)
        except UnreadableError:
            return False
    if not isinstance(parsed, Mapping):
        return None
    fields = cast("Mapping[str, object]", parsed)
    return any_holds(match_event(fields, event).passes for event in events)


def _failures() -> Iterator[Mapping[str, object]]:
    for state in _BAD_STATES:
        detail = {"state": state, "resourceType": UNKNOWN, "backupVaultName": UNKNOWN}
        yield _event(BACKUP_EVENT_SOURCE, _JOB, detail)


def _event(source: str, detail_type: str, detail: Mapping[str, object]) -> Mapping[str, object]:
    unknown = ("version", "id", "account", "region", "time", "resources")
    return {
        **dict.fromkeys(unknown, UNKNOWN),
        "source": source,
        "detail-type": detail_type,
        "detail": detail,
    }


def _by_vault(_estate: Estate, notifications: Resource) -> Truth:
    given = notifications.value("backupVaultEvents")
    events = items(given)
    if _BAD_NOTIFICATIONS.intersection(map(text, events)):
        return True
    return None if given is UNKNOWN or UNKNOWN in events else False


def _by_alarm(estate: Estate, alarm: Resource) -> Truth:
    queries = alarm.value("metricQueries")
    metrics = [mapping(query).get("metric") for query in items(queries)]
    named = [alarm.value("namespace"), *(mapping(metric).get("namespace") for metric in metrics)]
    is_unknown = UNKNOWN in (queries, *items(queries), *metrics, *named)
    return all_hold(
        (
            True if BACKUP_METRIC_NAMESPACE in named else None if is_unknown else False,
            _is_of_failures(alarm),
            _acts(estate, alarm, frozenset()),
        )
    )


def _acts(estate: Estate, alarm: Resource, before: frozenset[str]) -> Truth:
    """Answer whether something is done when an alarm goes off: by itself, or by what takes it.

    Args:
        estate: Where it is.
        alarm: An alarm of one metric, or a composite one.
        before: URNs of the alarms that lead to it: a circle leads nowhere.
    """
    if alarm.urn in before:
        return False
    actions, enabled = alarm.value("alarmActions"), alarm.value("actionsEnabled")
    own = all_hold(
        (
            switch_of(enabled, absent=True),
            None if actions is UNKNOWN else bool(items(actions)),
        )
    )
    name = name_of_alarm(alarm)
    near = [
        one
        for one in estate.of_type(_COMPOSITE, _RULE)
        if one.shares_place(alarm) and not one.external
    ]
    change = _event(
        "aws.cloudwatch",
        _STATE_CHANGE,
        {
            **dict.fromkeys(("configuration", "previousState"), UNKNOWN),
            "alarmName": name or UNKNOWN,
            "state": {"value": "ALARM", "reason": UNKNOWN, "timestamp": UNKNOWN},
        },
    )
    others = (
        _takes(estate, one, (change,))
        if one.type == _RULE
        else all_hold((_names(one, name), _acts(estate, one, before | {alarm.urn})))
        for one in near
    )
    return any_holds((own, *others))


def _names(composite: Resource, name: str) -> Truth:
    """Answer whether the rule of a composite alarm depends on an alarm."""
    rule = composite.value("alarmRule")
    return None if rule is UNKNOWN or not name else name in alarms_named(rule)


def _is_of_failures(alarm: Resource) -> Truth:
    """Answer whether its one metric counts what failed, or too little of anything.

    Metric math is taken to: what it works out, the rehearsal follows.
    """
    name, compares = alarm.value("metricName"), alarm.value("comparisonOperator")
    if UNKNOWN in (name, compares):
        return None
    is_of_bad_state = str(name).upper().endswith(_BAD_STATES)
    return name is None or is_of_bad_state or str(compares).startswith("LessThan")
