"""What an alarm publishes to a topic: which filters on the body of its message let it through.

Source: CloudWatch user guide, alarms-and-actions; SNS developer guide, sns-message-filtering; the
message in aws/aws-lambda-go, events/testdata/cloudwatch-alarm-sns-payload-single-metric.json (read
2026-11-28).
"""

import json
from collections.abc import Mapping
from functools import cache

import pulumi_aws as aws
import pytest
from followed_signals import changed, deployed, followed
from sound_alerts import ACCOUNT, HERE, POINT, declare_alarm, declare_topic, estate_of

from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

ARN = f"arn:aws:cloudwatch:{HERE}:{ACCOUNT}:alarm:alarm"
PUBLISHER = "cloudwatch.amazonaws.com"
REFUSES = "the policy of topic t does not allow sns:Publish"
REACHED = "email ops@bamp-ops.io after 6 min by alarm > topic > mailbox"
QUERY = {
    "namespace": "AWS/Backup",
    "metricName": "NumberOfBackupJobsFailed",
    "dimensions": {"BackupVaultName": "main"},
    "period": 300,
    "stat": "Maximum",
}


@cache
def with_filter() -> Estate:
    """Declare an alarm, and a subscriber that asks for something in the body of its message."""

    def program() -> None:
        topic = declare_topic("cloudwatch", mail=False)
        declare_alarm(topic, alarm_description="Backups fail")
        aws.sns.TopicSubscription(
            "mailbox",
            topic=topic.arn,
            protocol="email",
            endpoint="ops@bamp-ops.io",
            filter_policy="{}",
            filter_policy_scope="MessageBody",
        )

    return declare(program, account_id=ACCOUNT, region=HERE)


SURE: list[Mapping[str, object]] = [
    {"AlarmName": ["alarm"]},
    {"AlarmDescription": ["Backups fail"]},
    {"AWSAccountId": [ACCOUNT]},
    {"NewStateValue": ["ALARM"]},
    {"Trigger": {"MetricName": ["NumberOfBackupJobsFailed"]}},
    {"Trigger": {"Namespace": ["AWS/Backup"]}},
    {"Trigger": {"Dimensions": {"name": ["BackupVaultName"]}}},
    {"Trigger": {"Dimensions": {"value": ["main"]}}},
    {"AlarmRule": [{"exists": False}]},
]
LATER = (
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
LATER_OF_A_METRIC = (
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
NEVER: list[Mapping[str, object]] = [
    {"AlarmName": ["other"]},
    {"AlarmDescription": ["other"]},
    {"AWSAccountId": ["999988887777"]},
    {"NewStateValue": ["OK"]},
    {"Nothing": ["x"]},
    {"AlarmRule": ["x"]},
    {"AlarmRule": [{"exists": True}]},
    {"TriggeringChildren": [{"exists": True}]},
    {"Trigger": {"ExtendedStatistic": [{"exists": True}]}},
    {"Trigger": {"MetricName": ["NumberOfCopyJobsFailed"]}},
    {"Trigger": {"Namespace": ["AWS/RDS"]}},
    {"Trigger": {"Dimensions": {"value": ["other"]}}},
    {"Trigger": {"Nothing": ["x"]}},
]


def filtered(wanted: Mapping[str, object], **inputs: object) -> list[str]:
    """Follow a datapoint to a subscriber with a filter."""
    estate = changed(with_filter(), "mailbox", filterPolicy=json.dumps(wanted))
    return followed(changed(estate, "alarm", **inputs), POINT)


@pytest.mark.parametrize("wanted", SURE, ids=json.dumps)
def test_a_filter_on_what_is_known_of_an_alarm_lets_it_through(
    wanted: Mapping[str, object],
) -> None:
    """Its name, its state and its metric stand in the program."""
    assert filtered(wanted) == [REACHED]


@pytest.mark.parametrize(
    "wanted",
    [
        *({name: ["x"]} for name in LATER),
        *({"Trigger": {name: ["x"]}} for name in LATER_OF_A_METRIC),
    ],
    ids=json.dumps,
)
def test_a_filter_on_what_is_said_when_it_happens_may_let_it_through(
    wanted: Mapping[str, object],
) -> None:
    """The message has the field, with a value that is not known."""
    (end,) = filtered(wanted)

    assert "; if: filter of mailbox on " in end


@pytest.mark.parametrize("wanted", NEVER, ids=json.dumps)
def test_a_filter_on_another_value_keeps_an_alarm_back(wanted: Mapping[str, object]) -> None:
    """So does one on a field that the message has not."""
    (end,) = filtered(wanted)

    assert end.startswith("left out at mailbox by its filter: its filter matches no message")


def test_a_filter_on_what_is_not_known_of_an_alarm_may_let_it_through() -> None:
    """Without a name AWS makes one up; of metric math the message says other things."""
    unnamed = filtered({"AlarmName": ["alarm"]}, name=None)
    of_math = filtered(
        {"Trigger": {"MetricName": ["x"]}},
        **dict.fromkeys(("namespace", "metricName", "dimensions", "statistic", "period")),
        metricQueries=[{"id": "m1", "metric": QUERY, "returnData": True}],
    )

    assert "; if: filter of mailbox on AlarmName" in unnamed[0]
    assert "; if: filter of mailbox on Trigger" in of_math[0]


@pytest.mark.parametrize(
    ("arn", "answer"),
    [
        (ARN, [REACHED]),
        (f"{ARN}-2", [f"dropped at topic: it does not allow {PUBLISHER}: {REFUSES}"]),
    ],
)
def test_the_source_of_a_message_is_the_alarm(arn: str, answer: list[str]) -> None:
    """A topic may let CloudWatch in for some alarms alone."""
    lets = {
        "Effect": "Allow",
        "Principal": {"Service": PUBLISHER},
        "Action": "sns:Publish",
        "Resource": "*",
        "Condition": {"ArnEquals": {"aws:SourceArn": ARN}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": lets})
    estate = changed(estate_of("alarm"), "access", policy=policy)

    assert followed(deployed(estate, "alarm", arn), POINT) == answer
