"""Alarms on a datapoint of AWS Backup: whether one goes off, when, and whom it notifies.

Each case changes inputs of one sound alarm, and reads every end of the signal in full.

Source: CloudWatch user guide, alarm-evaluation, alarms-and-missing-data, alarms-and-actions,
cloudwatch-and-eventbridge (read 2026-11-28).
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from followed_signals import changed, deployed, followed
from sound_alerts import ACCOUNT, HERE, POINT, declare_alarm, declare_role, declare_topic, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Datapoint
from bamp_pulumi.testing import declare

ARN = f"arn:aws:cloudwatch:{HERE}:{ACCOUNT}:alarm:alarm"
LASTS = replace(POINT, lasts=True)
ON_ALREADY = "in alarm already, while nothing is wrong"
BREACHING = "it treats missing data as breaching, so it is in alarm already"
PAST = "whether alarm alarm is in alarm already, from the last time"
THRESHOLD = "threshold of alarm alarm"
REFUSED = "dropped at alarm: AWS refuses alarm at deployment:"
PUBLISHED = "it is published by BackupVaultName"
UNREAD = "an action of alarm is not known"
ELSEWHERE = "is not in its Region and account"
CALLER = "lambda.alarms.cloudwatch.amazonaws.com"
CALLED = "function f after 6 min by alarm > f"
ITS_CODE = "what function f does is not known"
ITS_SOURCE = "for which source lets is, is known after deployment"
OTHER_VAULT = replace(POINT, dimensions=({"BackupVaultName": "other"},))


def mailed(minutes: int = 6, doubt: str = "") -> list[str]:
    """Write that the mailbox behind the alarm is reached, and nothing else happens."""
    tail = f"; if: {doubt}" if doubt else ""
    return [f"email ops@example.com after {minutes} min by alarm > topic > mailbox{tail}"]


def later(name: str) -> str:
    """Write the doubt of an input that is known after deployment."""
    return f"{name} of alarm is known after deployment"


Case = tuple[Mapping[str, object], Datapoint, list[str]]
CASES: dict[str, Case] = {
    "as it is": ({}, POINT, mailed()),
    # Whether the value crosses the threshold.
    "above": ({"threshold": 0.5}, POINT, mailed()),
    "not above": ({"threshold": 1}, POINT, ["left out at alarm: 1 does not cross its threshold 1"]),
    "at or above": (
        {"threshold": 1, "comparisonOperator": "GreaterThanOrEqualToThreshold"},
        POINT,
        mailed(),
    ),
    "not at or above": (
        {"threshold": 1.5, "comparisonOperator": "GreaterThanOrEqualToThreshold"},
        POINT,
        ["left out at alarm: 1 does not cross its threshold 1.5"],
    ),
    "below": ({"threshold": 2, "comparisonOperator": "LessThanThreshold"}, POINT, mailed()),
    "not below": (
        {"threshold": 1, "comparisonOperator": "LessThanThreshold"},
        POINT,
        ["left out at alarm: 1 does not cross its threshold 1"],
    ),
    "at or below": (
        {"threshold": 1, "comparisonOperator": "LessThanOrEqualToThreshold"},
        POINT,
        mailed(),
    ),
    "not at or below": (
        {"threshold": 0, "comparisonOperator": "LessThanOrEqualToThreshold"},
        POINT,
        ["left out at alarm: 1 does not cross its threshold 0"],
    ),
    "a threshold written as text": ({"threshold": "0"}, POINT, mailed()),
    "a threshold that is not known": ({"threshold": UNKNOWN}, POINT, mailed(6, later("threshold"))),
    "a statistic that is not read": (
        {"statistic": "SampleCount"},
        POINT,
        mailed(6, THRESHOLD),
    ),
    # How many datapoints it waits for, and how long.
    "two points of what happens once": (
        {"evaluationPeriods": 2},
        POINT,
        ["left out at alarm: it waits for 2 points, and what happens once makes one"],
    ),
    "one of two points": ({"evaluationPeriods": 2, "datapointsToAlarm": 1}, POINT, mailed()),
    "two of three points": (
        {"evaluationPeriods": 3, "datapointsToAlarm": 2},
        POINT,
        ["left out at alarm: it waits for 2 points, and what happens once makes one"],
    ),
    "periods that are not known": (
        {"evaluationPeriods": UNKNOWN},
        POINT,
        mailed(6, later("evaluationPeriods")),
    ),
    "three points of what lasts": (
        {"evaluationPeriods": 3, "period": 300, "statistic": "Maximum"},
        LASTS,
        mailed(16),
    ),
    "two of three points of what lasts": (
        {"evaluationPeriods": 3, "period": 300, "statistic": "Maximum", "datapointsToAlarm": 2},
        LASTS,
        mailed(11),
    ),
    "one point of what lasts": ({"period": 300, "statistic": "Maximum"}, LASTS, mailed()),
    "periods that are not known, of what lasts": (
        {"evaluationPeriods": UNKNOWN},
        LASTS,
        mailed(6, later("evaluationPeriods")),
    ),
    "a period that is not known, of what lasts": (
        {"period": UNKNOWN, "evaluationPeriods": 3},
        LASTS,
        mailed(6, later("period")),
    ),
    "a day to look back on": (
        {"evaluationPeriods": 24, "datapointsToAlarm": 1},
        POINT,
        mailed(6),
    ),
    "more than a day to look back on": (
        {"evaluationPeriods": 25, "datapointsToAlarm": 1},
        POINT,
        mailed(65),
    ),
    "no period": (
        {"evaluationPeriods": 0},
        POINT,
        [
            f"{REFUSED} evaluationPeriods is 0 (allowed: 1 or more)",
        ],
    ),
    # What it is while there is no data.
    "missing data is missing": ({"treatMissingData": "missing"}, POINT, mailed()),
    "missing data is missing by default": ({"treatMissingData": None}, POINT, mailed()),
    "missing data is a breach": (
        {"treatMissingData": "breaching"},
        POINT,
        [f"left out at alarm: {BREACHING}"],
    ),
    "missing data changes nothing": ({"treatMissingData": "ignore"}, POINT, mailed(6, PAST)),
    "how missing data is treated is not known": (
        {"treatMissingData": UNKNOWN},
        POINT,
        mailed(6, later("treatMissingData")),
    ),
    "missing data is a breach, of what lasts": (
        {"treatMissingData": "breaching", "statistic": "Maximum"},
        LASTS,
        mailed(),
    ),
    "missing data changes nothing, of what lasts": (
        {"treatMissingData": "ignore", "statistic": "Maximum"},
        LASTS,
        mailed(),
    ),
    # What it looks at.
    "another vault": ({}, OTHER_VAULT, []),
    "another metric": ({"metricName": "NumberOfCopyJobsFailed"}, POINT, []),
    "a dimension that the metric has not": (
        {"dimensions": {"VaultName": "main"}},
        POINT,
        [
            f"dropped at alarm: it asks for {POINT.metric} by VaultName; {PUBLISHED}",
        ],
    ),
    "another account": ({}, replace(POINT, account_id="999988887777"), []),
    "another Region": ({}, replace(POINT, region="eu-west-1"), []),
    # Its actions.
    "actions switched on": ({"actionsEnabled": True}, POINT, mailed()),
    "actions switched off": (
        {"actionsEnabled": False},
        POINT,
        ["dropped at alarm: its actions are switched off"],
    ),
    "actions that may be switched off": (
        {"actionsEnabled": UNKNOWN},
        POINT,
        mailed(6, later("actionsEnabled")),
    ),
    "actions switched on or not by a text that is no switch": (
        {"actionsEnabled": "maybe"},
        POINT,
        mailed(6, "whether the actions of alarm are switched on"),
    ),
    "no action": ({"alarmActions": None}, POINT, ["dropped at alarm: it has no action"]),
    "an empty list of actions": (
        {"alarmActions": []},
        POINT,
        ["dropped at alarm: it has no action"],
    ),
    "actions that are not known": (
        {"alarmActions": UNKNOWN},
        POINT,
        [f"unknown alarm after 6 min by alarm; if: {later('alarmActions')}"],
    ),
    "an action that is not known": (
        {"alarmActions": [UNKNOWN]},
        POINT,
        [f"unknown alarm after 6 min by alarm; if: {UNREAD}"],
    ),
    "an action that is no notification": (
        {"alarmActions": [f"arn:aws:automate:{HERE}:ec2:recover"]},
        POINT,
        [
            f"unknown arn:aws:automate:{HERE}:ec2:recover after 6 min by alarm; if: {UNREAD}",
        ],
    ),
    "a ticket": (
        {"alarmActions": [f"arn:aws:ssm:{HERE}:{ACCOUNT}:opsitem:2"]},
        POINT,
        [f"ticket arn:aws:ssm:{HERE}:{ACCOUNT}:opsitem:2 after 6 min by alarm"],
    ),
    "a ticket in another Region": (
        {"alarmActions": [f"arn:aws:ssm:eu-west-1:{ACCOUNT}:opsitem:2"]},
        POINT,
        [
            f"dropped at alarm: its action arn:aws:ssm:eu-west-1:{ACCOUNT}:opsitem:2 {ELSEWHERE}",
        ],
    ),
    "a ticket in another account": (
        {"alarmActions": [f"arn:aws:ssm:{HERE}:999988887777:opsitem:2"]},
        POINT,
        [
            f"dropped at alarm: its action arn:aws:ssm:{HERE}:999988887777:opsitem:2 {ELSEWHERE}",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_alarm_goes_off_or_says_why_it_does_not(case: str) -> None:
    """What is meant for something else is left out; what is broken is dropped."""
    inputs, point, answer = CASES[case]

    assert followed(changed(estate_of("alarm"), "alarm", **inputs), point) == answer


QUERY = {
    "namespace": "AWS/Backup",
    "metricName": "NumberOfBackupJobsFailed",
    "dimensions": {"BackupVaultName": "main"},
    "period": 300,
    "stat": "Maximum",
}


@pytest.mark.parametrize(
    ("expression", "inputs", "point", "answer"),
    [
        ("FILL(m1, 0)", {}, POINT, mailed()),
        ("FILL(m1, 0)", {"treatMissingData": "breaching"}, POINT, mailed()),
        ("FILL(m1, 1)", {}, POINT, [f"left out at alarm: it is {ON_ALREADY}"]),
        ("IF(m1 > 1, 1)", {}, POINT, ["left out at alarm: what it watches has no datapoint"]),
        ("RATE(m1)", {}, POINT, mailed(6, THRESHOLD)),
        ("FILL(m1, 0) - 1", {}, POINT, ["left out at alarm: 0 does not cross its threshold 0"]),
        ("m1 * m2", {"evaluationPeriods": 3}, LASTS, mailed(36)),
    ],
)
def test_metric_math_is_compared_with_the_threshold(
    expression: str, inputs: Mapping[str, object], point: Datapoint, answer: list[str]
) -> None:
    """And with what it comes to without the datapoint. The longest period is waited for."""
    queries = [
        {"id": "m1", "metric": QUERY},
        {"id": "m2", "metric": {**QUERY, "period": 900}},
        {"id": "e1", "expression": expression, "returnData": True},
    ]

    estate = changed(estate_of("metric math"), "alarm", metricQueries=queries, **inputs)

    assert followed(estate, point) == answer


@cache
def with_event(state: str = "ALARM") -> Estate:
    """Declare an alarm without actions, and a rule on its event."""

    def program() -> None:
        declare_alarm(None)
        pattern = {
            "source": ["aws.cloudwatch"],
            "detail-type": ["CloudWatch Alarm State Change"],
            "resources": [ARN],
            "detail": {"alarmName": ["alarm"], "state": {"value": [state]}},
        }
        rule = aws.cloudwatch.EventRule("rule", name="rule", event_pattern=json.dumps(pattern))
        aws.cloudwatch.EventTarget("target", rule=rule.name, arn=declare_topic("events").arn)

    return declare(program, account_id=ACCOUNT, region=HERE)


def by_event(doubt: str = "") -> list[str]:
    """Write that the event of the alarm reaches a mailbox."""
    tail = f"; if: {doubt}" if doubt else ""
    return [f"email ops@example.com after 6 min by alarm > rule > topic > mailbox{tail}"]


def test_an_alarm_sends_an_event_whatever_its_actions_are() -> None:
    """EventBridge is notified of each change of its state: without an action nothing is lost."""
    estate = deployed(with_event(), "alarm", ARN)

    assert followed(estate, POINT) == by_event()
    assert followed(changed(estate, "alarm", actionsEnabled=False), POINT) == by_event()


def test_the_event_of_an_alarm_says_its_name_and_its_state() -> None:
    """A rule on another state, or on another alarm, takes it not; what is unknown it may take."""
    nobody = ["dropped at alarm: it has no action"]
    named = deployed(with_event(), "alarm", ARN)

    assert followed(deployed(with_event("OK"), "alarm", ARN), POINT) == nobody
    assert followed(changed(named, "alarm", name="other"), POINT) == nobody
    assert followed(deployed(with_event(), "alarm", f"{ARN}-2"), POINT) == nobody
    assert followed(deployed(with_event(), "alarm", UNKNOWN), POINT) == by_event(
        "pattern of rule on resources"
    )
    assert followed(changed(named, "alarm", name=None), POINT) == by_event(
        "pattern of rule on detail.alarmName"
    )


def calling(permission: Mapping[str, Any] | None) -> Estate:
    """Declare an alarm that calls a function, and whom the function lets call it."""

    def program() -> None:
        function = aws.lambda_.Function(
            "f",
            name="f",
            role=declare_role("runs", "lambda", "logs:PutLogEvents").arn,
            handler="h.handle",
            runtime="python3.13",
            code=pulumi.FileArchive("."),
        )
        if permission is not None:
            asked: dict[str, Any] = {
                "action": "lambda:InvokeFunction",
                "principal": CALLER,
                "function": function.name,
                **permission,
            }
            aws.lambda_.Permission("lets", **asked)
        declare_alarm(None, alarm_actions=[function.arn])

    return declare(program, account_id=ACCOUNT, region=HERE)


@pytest.mark.parametrize(
    ("permission", "arn", "answer"),
    [
        ({}, ARN, f"{CALLED}; if: {ITS_CODE}"),
        ({}, UNKNOWN, f"{CALLED}; if: {ITS_CODE}"),
        (None, ARN, f"dropped at f: it does not let {CALLER} call it"),
        (
            {"principal": "cloudwatch.amazonaws.com"},
            ARN,
            f"dropped at f: it does not let {CALLER} call it",
        ),
        ({"source_arn": ARN}, ARN, f"{CALLED}; if: {ITS_CODE}"),
        ({"source_arn": ARN}, UNKNOWN, f"{CALLED}; if: {ITS_SOURCE}"),
        (
            {"source_arn": ARN},
            f"{ARN}-2",
            f"dropped at f: it lets {CALLER} call it, but not for this source",
        ),
    ],
)
def test_an_alarm_calls_a_function_that_lets_it(
    permission: Mapping[str, Any] | None, arn: object, answer: str
) -> None:
    """CloudWatch calls by the name of its own service for alarms, and for the alarm."""
    assert followed(deployed(calling(permission), "alarm", arn), POINT) == [answer]
