"""What only a deployment tells is a doubt: nobody is certainly notified by it, and nobody is not.

Cannot prove what a value will be: only that the answer claims neither.
"""

import pulumi
import pulumi_aws as aws
from followed_signals import Program, heard, said
from sound_alerts import ACCOUNT, FAILED, HERE, declare_rule, declare_topic

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
