"""What an alarm publishes to a topic, as far as it is known.

Source: CloudWatch user guide, alarms-and-actions: SNS notifications; aws/aws-lambda-go,
events/testdata/cloudwatch-alarm-sns-payload-single-metric.json (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bamp_pulumi.access import Principal
from bamp_pulumi.catalog import BACKUP_METRIC_DIMENSIONS, UNKNOWN
from bamp_pulumi.declared import mapping, name_of_alarm
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.composite_alarms import COMPOSITE
from bamp_pulumi.rehearsal.delivery.message import Message, Written
from bamp_pulumi.rehearsal.delivery.naming import Naming, stand_in
from bamp_pulumi.rehearsal.delivery.path import AlertPath
from bamp_pulumi.rehearsal.delivery.roles import source_of
from bamp_pulumi.rehearsal.delivery.signal import Datapoint

__all__ = ["called", "message_of_alarm", "naming_of_alarm"]

_PUBLISHER: Final = "cloudwatch.amazonaws.com"
_VAULT: Final = next(iter(min(BACKUP_METRIC_DIMENSIONS, key=len)))
"""Dimension of a vault."""
_SAID_LATER: Final = (
    "AlarmActions",
    "AlarmArn",
    "AlarmConfigurationUpdatedTimestamp",
    "InsufficientDataActions",
    "NewStateReason",
    "OKActions",
    "OldStateValue",
    "Region",
    "StateChangeTime",
)
"""Parts of a notification that are not known here."""
_SAID_OF_A_COMPOSITE: Final = ("AlarmRule", "TriggeringChildren")
"""Parts that only the notification of a composite alarm has."""
_SAID_OF_A_METRIC: Final = (
    "ComparisonOperator",
    "DatapointsToAlarm",
    "EvaluateLowSampleCountPercentile",
    "EvaluationPeriods",
    "Period",
    "Statistic",
    "StatisticType",
    "Threshold",
    "TreatMissingData",
    "Unit",
)


def message_of_alarm(alarm: Resource) -> Message:
    """Return the message of an alarm that goes off."""
    body = _notification(alarm)
    return Message(
        publisher=Principal.of_service(_PUBLISHER),
        source_arn=source_of(alarm),
        region=alarm.region,
        account_id=alarm.account_id,
        attributes={},
        body=body,
        shown={**body, "AlarmName": called(alarm)},
        written=Written.ALARM,
    )


def called(alarm: Resource) -> str:
    """Return the name of an alarm, or its placeholder."""
    return name_of_alarm(alarm) or stand_in("alarmName")


def naming_of_alarm(alarm: Resource, point: Datapoint, path: AlertPath) -> AlertPath:
    """Return the path of what an alarm says of a datapoint: it has the words of the alarm.

    A metric with dimensions is of what they name. One without, such as a metric filter makes of
    calls, is of nothing; where the alarm names the call, the event history finds what it was made
    on.
    """
    name = called(alarm)
    values = [v for each in point.dimensions for v in each.values()]
    if values:
        by = {name for each in point.dimensions for name in each}
        coarse = "which names the vault, not the resource" if _VAULT in by else ""
        named = Naming(about=tuple(dict.fromkeys(values)), coarse=coarse)
        return replace(path, naming=named.as_alarm(name))
    words = [name, *(alarm.text(one) for one in ("alarmDescription", "metricName"))]
    names_call = any(_plain(call) in _plain(one) for call in path.naming.what for one in words)
    named = replace(path.naming, is_found=names_call, takes=())
    return replace(path, naming=named.as_alarm(name))


def _plain(text: str) -> str:
    """Return a text without what separates its words: `Delete-Recovery-Point` names the call."""
    return "".join(filter(str.isalnum, text)).lower()


def _notification(alarm: Resource) -> Mapping[str, object]:
    """Return what an alarm publishes, as far as it is known."""
    return {
        **dict.fromkeys(_SAID_LATER, UNKNOWN),
        **dict.fromkeys(_SAID_OF_A_COMPOSITE if alarm.type == COMPOSITE else (), UNKNOWN),
        "AlarmName": name_of_alarm(alarm) or UNKNOWN,
        "AlarmDescription": alarm.value("alarmDescription"),
        "AWSAccountId": alarm.account_id or UNKNOWN,
        "NewStateValue": "ALARM",
        "Trigger": _trigger(alarm),
    }


def _trigger(alarm: Resource) -> object:
    """Return what is said of the one metric of an alarm; of any other alarm it is not known."""
    if alarm.value("metricName") is None:
        return UNKNOWN
    given = alarm.value("dimensions")
    dimensions = [{"name": name, "value": value} for name, value in mapping(given).items()]
    return {
        **dict.fromkeys(_SAID_OF_A_METRIC, UNKNOWN),
        "MetricName": alarm.value("metricName"),
        "Namespace": alarm.value("namespace"),
        "Dimensions": UNKNOWN if given is UNKNOWN else dimensions,
    }
