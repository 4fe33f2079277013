"""What only a deployment tells is a doubt: nobody is certainly notified by it, and nobody is not.

Cannot prove what a value will be: only that the answer claims neither.
"""

from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from followed_signals import Program, ends, heard, said
from sound_alerts import (
    ACCOUNT,
    FAILED,
    HERE,
    POINT,
    VAULT_DELETED,
    declare_alarm,
    declare_role,
    declare_rule,
    declare_topic,
)

from bamp_pulumi.rehearsal.delivery import Delivered, Signal
from bamp_pulumi.testing import declare


def aimed(*, mixed: bool) -> Program:
    """Write a rule for a topic whose ARN only a deployment tells, alone or with something else."""

    def program() -> None:
        topic = declare_topic("events", name=None)
        parameter = aws.ssm.Parameter("parameter", type="String", value="x")
        either = pulumi.Output.all(topic.arn, parameter.value).apply(lambda both: both[1])
        arn = either if mixed else topic.arn
        aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=arn)

    return program


def test_an_arn_of_one_topic_is_that_topics() -> None:
    """The record names no other source."""
    declared = declare(aimed(mixed=False), account_id=ACCOUNT, region=HERE)
    (target,) = declared.of_type("aws:cloudwatch/eventTarget:EventTarget")

    named = declared.resolve(target, "arn", "aws:sns/topic:Topic").only
    assert named is not None
    assert named.name == "topic"


def test_a_value_of_a_topic_and_something_else_is_not_certainly_the_topics() -> None:
    """The program may take the other one's."""
    assert heard(aimed(mixed=True), FAILED) == []
    assert "target target is not known" in said(aimed(mixed=True), FAILED)


def later(value: str) -> pulumi.Output[Any]:  # Any: what an input takes
    """Return a value that only a deployment tells, and that no alert is made of."""
    return aws.ssm.Parameter("later", type="String", value="x").arn.apply(lambda _: value)


def by_rule(
    rule: dict[str, Any] | None = None,  # Any, from here on: inputs of resources
    target: dict[str, Any] | None = None,
    subscription: dict[str, Any] | None = None,
) -> None:
    """Declare a rule, its topic and an e-mail address, with other inputs than usual."""
    topic = declare_topic("events", mail=False)
    mail: dict[str, Any] = {"topic": topic.arn, "protocol": "email", "endpoint": "a@bamp-ops.io"}
    aws.sns.TopicSubscription("mail", **{**mail, **(subscription or {})})
    aimed: dict[str, Any] = {"rule": declare_rule(**(rule or {})).name, "arn": topic.arn}
    aws.cloudwatch.EventTarget("target", **{**aimed, **(target or {})})


def by_filter(group: dict[str, Any] | None = None, **counter: Any) -> None:  # noqa: ANN401
    """Declare a trail whose log is counted, with other inputs than usual."""
    log = aws.cloudwatch.LogGroup("log", name="trail", **(group or {}))
    role = declare_role("writer", "cloudtrail", "logs:CreateLogStream", "logs:PutLogEvents")
    aws.cloudtrail.Trail(
        "trail",
        s3_bucket_name="trail",
        is_multi_region_trail=True,
        cloud_watch_logs_group_arn=log.arn.apply(lambda arn: f"{arn}:*"),
        cloud_watch_logs_role_arn=role.arn,
    )
    usual: dict[str, Any] = {
        "log_group_name": log.name,
        "pattern": '{ $.eventName = "Delete*" }',
        "metric_transformation": {"name": "Deleted", "namespace": "Calls", "value": "1"},
    }
    aws.cloudwatch.LogMetricFilter("counter", **{**usual, **counter})
    declare_alarm(
        declare_topic("cloudwatch"), namespace="Calls", metric_name="Deleted", dimensions=None
    )


def by_alarm(**inputs: Any) -> None:  # noqa: ANN401 - as above
    """Declare an alarm, with other inputs than usual."""
    declare_alarm(declare_topic("cloudwatch"), **inputs)


CASES: dict[str, tuple[Program, Signal, str]] = {
    "the rule of the only target": (
        lambda: by_rule(target={"rule": later("failed")}),
        FAILED,
        "whether target is its target",
    ),
    "the event bus of a target": (
        lambda: by_rule(target={"event_bus_name": later("default")}),
        FAILED,
        "the event bus of target",
    ),
    "the event bus of a rule": (
        lambda: by_rule(rule={"event_bus_name": later("default")}),
        FAILED,
        "the event bus of rule",
    ),
    "the Region of a rule": (
        lambda: by_rule(rule={"region": later(HERE)}),
        FAILED,
        "the account and Region of rule",
    ),
    "the topic of the only subscription": (
        lambda: by_rule(subscription={"topic": later("t")}),
        FAILED,
        "whether mail subscribes to topic",
    ),
    "the actions of an alarm": (
        lambda: by_alarm(alarm_actions=later("arn")),
        POINT,
        "an action of alarm",
    ),
    "the metric of an alarm": (
        lambda: by_alarm(metric_name=later("NumberOfBackupJobsFailed")),
        POINT,
        "metricName of alarm",
    ),
    "the Region of an alarm": (
        lambda: by_alarm(region=later(HERE)),
        POINT,
        "region of alarm",
    ),
    "the class of a log group": (
        lambda: by_filter({"log_group_class": later("STANDARD")}),
        VAULT_DELETED,
        "logGroupClass of log",
    ),
    "the log group of a filter": (
        lambda: by_filter(log_group_name=later("trail")),
        VAULT_DELETED,
        "which log group counter is for",
    ),
    "the metric of a filter": (
        lambda: by_filter(
            metric_transformation={"name": later("Deleted"), "namespace": "Calls", "value": "1"}
        ),
        VAULT_DELETED,
        "which metric counter counts",
    ),
}
"""What is known later; the signal; of what the answer says so."""


@pytest.mark.parametrize("case", CASES)
def test_what_is_known_later_is_a_doubt_and_names_its_input(case: str) -> None:
    """Neither notified for certain, nor dropped for certain."""
    program, signal, why = CASES[case]

    assert heard(program, signal) == []
    assert [end for end in ends(program, signal) if isinstance(end, Delivered)]
    assert why in said(program, signal)
