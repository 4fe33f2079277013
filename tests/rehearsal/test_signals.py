"""What rules and filters see of a signal: each field of an event, and of what an alarm publishes.

Sources: EventBridge user guide, events structure; CloudWatch user guide, alarm notifications.
"""

import json
from typing import Any

import pulumi_aws as aws
import pytest
from sound_alerts import ACCOUNT, FAILED, HERE, POINT, declare_filtered_alarm, declare_rule
from sound_alerts import declare_topic as topic_for

from bamp_pulumi.rehearsal.delivery import Delivered, Router, Signal
from bamp_pulumi.testing import declare

PATTERN = {"source": ["aws.backup"]}


def delivered(program: Any, signal: Signal) -> list[bool]:  # noqa: ANN401 - a program
    """Say of each end that notifies somebody whether that is certain."""
    ends = Router(declare(program, account_id=ACCOUNT, region=HERE)).follow(signal)
    return [not end.doubt for end in ends if isinstance(end, Delivered)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", "0"),
        ("source", "aws.backup"),
        ("detail-type", "Backup Job State Change"),
        ("account", ACCOUNT),
        ("region", HERE),
    ],
)
@pytest.mark.parametrize("asks", ["the same", "another", "that it is there"])
def test_a_rule_may_ask_for_each_field_of_an_event(field: str, value: str, asks: str) -> None:
    """The envelope has these fields in every event."""
    wanted: object = {
        "the same": [value],
        "another": ["another"],
        "that it is there": [{"exists": True}],
    }[asks]

    def program() -> None:
        pattern = json.dumps({**PATTERN, field: wanted})
        rule = declare_rule(event_pattern=pattern)
        aws.cloudwatch.EventTarget("target", rule=rule.name, arn=topic_for("events").arn)

    assert delivered(program, FAILED) == ([] if asks == "another" else [True])


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        ({"AlarmName": ["alarm"]}, [True]),
        ({"AlarmName": ["another"]}, []),
        ({"AWSAccountId": [ACCOUNT]}, [True]),
        ({"AWSAccountId": ["999988887777"]}, []),
        ({"NewStateValue": ["ALARM"]}, [True]),
        ({"NewStateValue": ["OK"]}, []),
        ({"Trigger": {"Dimensions": {"name": ["BackupVaultName"]}}}, [True]),
        ({"Trigger": {"Dimensions": {"value": ["another"]}}}, []),
    ],
)
def test_a_filter_may_ask_for_each_field_that_is_known_of_an_alarm(
    wanted: dict[str, Any], answer: list[bool]
) -> None:
    """The message of an alarm is JSON; a filter on its body reads it."""
    assert delivered(lambda: declare_filtered_alarm(wanted), POINT) == answer
