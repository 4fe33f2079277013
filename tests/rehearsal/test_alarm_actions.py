"""What an alarm does besides publishing to a topic: its event, and a function that it calls.

Source: CloudWatch user guide, cloudwatch-and-eventbridge, alarms-and-actions-Lambda (read
2026-11-28).
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from followed_signals import changed, deployed, followed
from sound_alerts import ACCOUNT, HERE, POINT, declare_alarm, declare_role, declare_topic

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.testing import declare

ARN = f"arn:aws:cloudwatch:{HERE}:{ACCOUNT}:alarm:alarm"
PUBLISHED = "it is published by BackupVaultName"
CALLER = "lambda.alarms.cloudwatch.amazonaws.com"
CALLED = "function f after 6 min by alarm > f"
ITS_CODE = "what function f does is not known"
ITS_SOURCE = "for which source lets is, is known after deployment"


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
    return [f"email ops@bamp-ops.io after 6 min by alarm > rule > topic > mailbox{tail}"]


def test_an_alarm_sends_an_event_whatever_its_actions_are() -> None:
    """EventBridge is notified of each change of its state: without an action nothing is lost."""
    estate = deployed(with_event(), "alarm", ARN)

    assert followed(estate, POINT) == by_event()
    assert followed(changed(estate, "alarm", actionsEnabled=False), POINT) == by_event()


def test_an_alarm_that_never_goes_off_sends_no_event() -> None:
    """It has no data by the dimensions that it asks for."""
    estate = changed(with_event(), "alarm", dimensions={"VaultName": "main"})

    assert followed(estate, POINT) == [
        f"dropped at alarm: it asks for {POINT.metric} by VaultName; {PUBLISHED}"
    ]


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
