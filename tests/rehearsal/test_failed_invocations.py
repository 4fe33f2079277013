"""What counts an alert that could not be delivered: metrics of the rule and of its queue.

Sources: EventBridge user guide, eb-monitoring; SQS developer guide,
sqs-available-cloudwatch-metrics (read 2026-11-28).
"""

import json
from functools import cache
from typing import Any, Final

import pulumi_aws as aws
import pytest
from changed_paths import changed, ends_of
from sound_alerts import (
    ACCOUNT,
    FAILED,
    HERE,
    declare_alarm,
    declare_role,
    declare_rule,
    declare_topic,
)
from watched_destination import watched_destination

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Datapoint
from bamp_pulumi.testing import declare

ABOUT_ALERTS: Final = "email ops@bamp-ops.io in {} min about alerts"
MAIL: Final = ABOUT_ALERTS.format(11)
CLOSED: Final = "closed: it does not allow events.amazonaws.com: it has no policy that names it"
FAILURES: Final = "failing: it asks for FailedInvocations"
LETTERS: Final = "full: it asks for ApproximateNumberOfMessagesVisible"


@pytest.mark.parametrize(
    ("alarm", "end"),
    [
        ({}, [MAIL]),
        ({"unit": "Count"}, [MAIL]),
        ({"metricName": "Invocations"}, []),
        ({"namespace": "AWS/Lambda"}, []),
        ({"dimensions": {"RuleName": "other"}}, []),
        (
            {"dimensions": {"EventBusName": "default", "RuleName": "failed"}},
            [f"{FAILURES} by EventBusName with RuleName; it is published by RuleName"],
        ),
        ({"threshold": 1}, ["failing: 1 does not cross its threshold 1 (sound)"]),
        ({"unit": "Seconds"}, [f"{FAILURES} in Seconds; AWS publishes it in Count"]),
    ],
    ids=str,
)
def test_a_rule_counts_one_failed_invocation_by_its_name(
    alarm: dict[str, object], end: list[str]
) -> None:
    """An alarm on another metric stays silent; the one on the queue does not."""
    estate = changed(watched_destination(), {"failing": alarm, "target": {"roleArn": None}})

    assert ends_of(estate, FAILED) == ["target: it has no role to do it as", *end, MAIL]


@pytest.mark.parametrize(
    ("alarm", "end"),
    [
        ({}, [MAIL]),
        ({"unit": "Count"}, [MAIL]),
        ({"metricName": "NumberOfMessagesSent"}, []),
        ({"namespace": "AWS/SNS"}, []),
        ({"dimensions": {"QueueName": "other"}}, []),
        (
            {"dimensions": {"TopicName": "undelivered"}},
            [f"{LETTERS} by TopicName; it is published by QueueName"],
        ),
        ({"threshold": 1}, ["full: 1 does not cross its threshold 1 (sound)"]),
        ({"unit": "Seconds"}, [f"{LETTERS} in Seconds; AWS publishes it in Count"]),
    ],
    ids=str,
)
def test_a_queue_counts_the_message_in_it(alarm: dict[str, object], end: list[str]) -> None:
    """An alarm on another metric stays silent; the one on the rule does not."""
    estate = changed(watched_destination(), {"full": alarm, "target": {"roleArn": None}})

    assert ends_of(estate, FAILED) == ["target: it has no role to do it as", MAIL, *end]


@cache
def on_a_bus_of_its_own() -> Estate:
    """Declare a rule on a custom bus that cannot deliver, and an alarm on what it fails to do."""

    def program() -> None:
        bus = aws.cloudwatch.EventBus("own", name="own")
        role = declare_role("forwards", "events", "events:PutEvents")
        aws.cloudwatch.EventTarget("on", rule=declare_rule().name, arn=bus.arn, role_arn=role.arn)
        inner = aws.cloudwatch.EventRule(
            "inner",
            name="inner",
            event_bus_name=bus.name,
            event_pattern=json.dumps({"source": ["aws.backup"]}),
        )
        aws.cloudwatch.EventTarget(
            "target",
            rule=inner.name,
            event_bus_name=bus.name,
            arn=aws.sns.Topic("closed", name="closed").arn,
        )
        watched: dict[str, Any] = {  # Any: inputs of a resource
            "namespace": "AWS/Events",
            "metric_name": "FailedInvocations",
            "dimensions": {"RuleName": "inner", "EventBusName": "own"},
        }
        declare_alarm(declare_topic("cloudwatch"), "failing", **watched)

    return declare(program, account_id=ACCOUNT, region=HERE)


@pytest.mark.parametrize(
    ("dimensions", "end"),
    [
        ({"RuleName": "inner", "EventBusName": "own"}, [MAIL]),
        (
            {"RuleName": "inner"},
            [f"{FAILURES} by RuleName; it is published by EventBusName with RuleName"],
        ),
        ({"RuleName": "inner", "EventBusName": "other"}, []),
    ],
    ids=str,
)
def test_a_rule_of_a_custom_bus_counts_by_the_name_of_the_bus_too(
    dimensions: dict[str, str], end: list[str]
) -> None:
    """By the name of the rule alone the metric is that of the default bus."""
    estate = changed(on_a_bus_of_its_own(), {"failing": {"dimensions": dimensions}})

    assert ends_of(estate, FAILED) == [CLOSED, *end]


def test_an_alert_about_an_undelivered_alert_counts_for_nothing_when_it_is_undelivered() -> None:
    """Rules that take each other's alarms would count for ever otherwise."""

    def program() -> None:
        topic = declare_topic("cloudwatch")
        closed = aws.sns.Topic("closed", name="closed")
        for name, listens_to in (("first", "none"), ("second", "first"), ("third", "second")):
            taken = {"source": ["aws.cloudwatch"], "detail": {"alarmName": [listens_to]}}
            rule = declare_rule(name, name=name, event_pattern=json.dumps(taken))
            aws.cloudwatch.EventTarget(f"{name}-target", rule=rule.name, arn=closed.arn)
            watched: dict[str, Any] = {  # Any: inputs of a resource
                "namespace": "AWS/Events",
                "metric_name": "FailedInvocations",
                "dimensions": {"RuleName": name},
            }
            declare_alarm(topic, name, **watched)

    failed = Datapoint(
        account_id=ACCOUNT,
        region=HERE,
        namespace="AWS/Events",
        metric="FailedInvocations",
        value=1,
        dimensions=({"RuleName": "first"},),
    )
    found = ends_of(declare(program, account_id=ACCOUNT, region=HERE), failed)

    assert found == [ABOUT_ALERTS.format(12), "email ops@bamp-ops.io in 6 min"]


@pytest.mark.parametrize(
    "dimensions",
    [
        {"RuleName": "failed"},
        {"RuleName": "failed", "EventBusName": UNKNOWN},
        UNKNOWN,
    ],
    ids=str,
)
def test_a_rule_whose_bus_is_not_known_may_count_by_either_set_of_dimensions(
    dimensions: object,
) -> None:
    """It may be on the default bus; an alarm that names its bus knows no better."""
    changes = {"rule": {"eventBusName": UNKNOWN}, "target": {"roleArn": None}}
    estate = changed(watched_destination(), {**changes, "failing": {"dimensions": dimensions}})

    end, *ends = ends_of(estate, FAILED)
    assert end == "target: it has no role to do it as"
    assert len(ends) == 2
    assert all(each.startswith(f"{MAIL}, if: ") for each in ends)
