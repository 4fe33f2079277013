"""Alarms on a datapoint of AWS Backup: whether one goes off, when, and whom it notifies.

Each case changes inputs of one sound alarm, and reads every end of the signal in full.

Source: CloudWatch user guide, alarm-evaluation, alarms-and-missing-data, alarms-and-actions
(read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from followed_signals import changed, followed
from sound_alerts import ACCOUNT, HERE, POINT, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Datapoint

LASTS = replace(POINT, lasts=True)
ON_ALREADY = "in alarm already, while nothing is wrong"
BREACHING = "it treats missing data as breaching, so it is in alarm already"
PAST = "whether alarm alarm is in alarm already, from the last time"
THRESHOLD = "threshold of alarm alarm"
REFUSED = "dropped at alarm: AWS refuses alarm at deployment:"
PUBLISHED = "it is published by BackupVaultName"
UNREAD = "an action of alarm is not known"
ELSEWHERE = "is not in its Region and account"
OTHER_VAULT = replace(POINT, dimensions=({"BackupVaultName": "other"},))


def mailed(minutes: int = 6, doubt: str = "") -> list[str]:
    """Write that the mailbox behind the alarm is reached, and nothing else happens."""
    tail = f"; if: {doubt}" if doubt else ""
    return [f"email ops@bamp-ops.io after {minutes} min by alarm > topic > mailbox{tail}"]


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
    "a period that is not known, sixty times": (
        {"period": UNKNOWN, "evaluationPeriods": 61},
        LASTS,
        mailed(6, later("period")),
    ),
    "hours of what lasts": (
        {"evaluationPeriods": 3, "statistic": "Maximum"},
        LASTS,
        mailed(126),
    ),
    "a day, if it is not known how often": (
        {"evaluationPeriods": UNKNOWN, "period": 86_400},
        POINT,
        mailed(6, later("evaluationPeriods")),
    ),
    "two days, if it is not known how often": (
        {"evaluationPeriods": UNKNOWN, "period": 172_800},
        POINT,
        mailed(65, later("evaluationPeriods")),
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
    "actions switched on or not by a number": (
        {"actionsEnabled": 2},
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
        ("IF(m1 > 1, 1)", {}, POINT, ["left out at alarm: its metric has no datapoint"]),
        # Of a metric without a datapoint no page says what arithmetic comes to.
        ("m1 * 2", {}, POINT, mailed(6, THRESHOLD)),
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


def test_an_alarm_looks_at_the_metrics_of_its_own_region() -> None:
    """Where it is not known which one that is, it may be this one."""
    nowhere = replace(POINT, region="")

    assert followed(estate_of("alarm"), nowhere) == mailed(
        6, "the account and Region of alarm are known after deployment"
    )


def test_a_topic_whose_arn_is_not_known_is_found_by_what_the_program_says() -> None:
    """The engine says from which resource an input takes its value."""
    estate = estate_of("alarm")
    alarm = estate.named("alarm")
    unknown = replace(alarm, inputs={**alarm.inputs, "alarmActions": [UNKNOWN]})
    others = [unknown if one is alarm else one for one in estate.resources]

    assert followed(Estate(estate.programs, tuple(others)), POINT) == mailed()
