"""Does anything declared notify of failed backups at all? A cheap reading of what could.

A rule of the default event bus that takes an event of a failed backup job and has a target; a
vault that publishes such notifications; an alarm with an action on a metric of AWS Backup. Whether
the alert arrives, and at whom, the rehearsal answers.

Source: AWS Backup developer guide, eventbridge, backup-notifications, cloudwatch; pulumi_aws
7.51.1, EventRule and MetricAlarm (read 2026-11-28).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final, cast

from bamp_pulumi.catalog import BACKUP_EVENT_SOURCE, BACKUP_METRIC_NAMESPACE, UNKNOWN
from bamp_pulumi.declared.values import entries, items, mapping
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.signals import match_event
from bamp_pulumi.truth import Truth, all_hold, any_holds

__all__ = ["is_alerted"]

_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
_ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
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
    found = [
        answer
        for token, judge in (
            (_RULE, _by_rule),
            (_NOTIFICATIONS, _by_vault),
            (_ALARM, _by_alarm),
        )
        for one in estate.of_type(token)
        if (one.account_id, one.region) == (account_id, region)
        for answer in (None if one.external else judge(estate, one),)
    ]
    return any_holds(found)


def _by_rule(estate: Estate, rule: Resource) -> Truth:
    bus, state = rule.value("eventBusName"), rule.value("state")
    answers: list[Truth] = [
        None if state is UNKNOWN else state != "DISABLED",
        None if rule.value("isEnabled") is UNKNOWN else rule.value("isEnabled") is not False,
        # AWS services send to the default bus, which may be named by its ARN too.
        None if bus is UNKNOWN else bus is None or str(bus).rpartition("/")[2] == "default",
        _takes_failures(rule.value("eventPattern")),
        _has_target(estate, rule),
    ]
    return all_hold(answers)


def _has_target(estate: Estate, rule: Resource) -> Truth:
    certain = [reference.is_certain for reference in estate.naming(rule, "rule", _TARGET)]
    return True if True in certain else None if certain else False


def _takes_failures(pattern: object) -> Truth:
    if pattern is None:
        return False  # a schedule
    parsed = pattern
    if isinstance(pattern, str):
        try:
            parsed = json.loads(pattern)
        except ValueError:
            return False
    if not isinstance(parsed, Mapping):
        return None
    fields = cast("Mapping[str, object]", parsed)
    return any_holds(match_event(fields, event).passes for event in _failures())


def _failures() -> Iterator[Mapping[str, object]]:
    for state in _BAD_STATES:
        unknown = ("version", "id", "account", "region", "time", "resources")
        detail = {"state": state, "resourceType": UNKNOWN, "backupVaultName": UNKNOWN}
        yield {
            **dict.fromkeys(unknown, UNKNOWN),
            "source": BACKUP_EVENT_SOURCE,
            "detail-type": _JOB,
            "detail": detail,
        }


def _by_vault(_estate: Estate, notifications: Resource) -> Truth:
    given = notifications.value("backupVaultEvents")
    events = items(given)
    if _BAD_NOTIFICATIONS & {event for event in events if isinstance(event, str)}:
        return True
    return None if given is UNKNOWN or UNKNOWN in events else False


def _by_alarm(_estate: Estate, alarm: Resource) -> Truth:
    queries = alarm.value("metricQueries")
    metrics = [mapping(query.get("metric")) for query in entries(queries)]
    named = [alarm.value("namespace"), *(metric.get("namespace") for metric in metrics)]
    actions, enabled = alarm.value("alarmActions"), alarm.value("actionsEnabled")
    is_unknown = UNKNOWN in named or queries is UNKNOWN
    return all_hold(
        (
            True if BACKUP_METRIC_NAMESPACE in named else None if is_unknown else False,
            _is_of_failures(alarm),
            None if enabled is UNKNOWN else enabled is not False,
            None if actions is UNKNOWN else bool(items(actions)),
        )
    )


def _is_of_failures(alarm: Resource) -> Truth:
    """Answer whether its one metric counts what failed, or too little of anything.

    Metric math is taken to: what it works out, the rehearsal follows.
    """
    name, compares = alarm.value("metricName"), alarm.value("comparisonOperator")
    if UNKNOWN in (name, compares):
        return None
    is_of_bad_state = str(name).upper().endswith(_BAD_STATES)
    return name is None or is_of_bad_state or str(compares).startswith("LessThan")
