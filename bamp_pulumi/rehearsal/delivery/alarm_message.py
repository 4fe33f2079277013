"""What an alarm publishes to a topic, as far as it is known.

Source: CloudWatch user guide, alarms-and-actions: SNS notifications; aws/aws-lambda-go,
events/testdata/cloudwatch-alarm-sns-payload-single-metric.json (read 2026-11-28).
"""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.access import Principal
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import mapping, name_of_alarm
from bamp_pulumi.estate import Resource
from bamp_pulumi.rehearsal.delivery.composite_alarms import COMPOSITE
from bamp_pulumi.rehearsal.delivery.message import Message, Written
from bamp_pulumi.rehearsal.delivery.roles import source_of

__all__ = ["message_of_alarm"]

_PUBLISHER: Final = "cloudwatch.amazonaws.com"
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
    return Message(
        publisher=Principal.of_service(_PUBLISHER),
        source_arn=source_of(alarm),
        region=alarm.region,
        account_id=alarm.account_id,
        attributes={},
        body=_notification(alarm),
        written=Written.ALARM,
    )


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
