"""Conditions of the policies on an alerting path: what each service sends with its call counts.

Each condition is written with the value that the call has, and with another. AWS sends the ARN of
what publishes and the account; CloudWatch also the owner of the alarm.

Sources: SNS developer guide, use cases of access policies; EventBridge user guide, resource-based
policies; AWS Backup developer guide, cross-service-confused-deputy-prevention; IAM user guide,
global condition keys.
"""

import json
from collections.abc import Callable
from typing import Any, Final

import pulumi_aws as aws
import pytest
from sound_alerts import (
    ACCOUNT,
    FAILED,
    HERE,
    MESSAGE,
    POINT,
    declare_alarm,
    declare_rule,
    declare_topic,
    policy,
)

from bamp_pulumi.rehearsal.delivery import Delivered, Router, Signal
from bamp_pulumi.testing import declare

OTHER: Final = "999988887777"
RULE: Final = f"arn:aws:events:{HERE}:{ACCOUNT}:rule/failed"
TOPIC: Final = f"arn:aws:sns:{HERE}:{ACCOUNT}:guarded"
ALARM: Final = f"arn:aws:cloudwatch:{HERE}:{ACCOUNT}:alarm:alarm"
VAULT: Final = f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-vault:main"
Condition = dict[str, dict[str, str]]


def guarded_topic(service: str, condition: Condition) -> aws.sns.Topic:
    """Declare a topic that lets a service in on a condition, with a mailbox behind it."""
    topic = aws.sns.Topic("guarded", name="guarded")
    lets = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}}
    asked = {**lets, "Action": "sns:Publish", "Resource": "*", "Condition": condition}
    aws.sns.TopicPolicy("guarded-access", arn=topic.arn, policy=policy(asked))
    aws.sns.TopicSubscription(
        "guarded-mail", topic=topic.arn, protocol="email", endpoint="ops@bamp-ops.io"
    )
    return topic


def guarded_queue(service: str, condition: Condition) -> aws.sqs.Queue:
    """Declare a queue that lets a service in on a condition, and an alarm on what lies in it."""
    queue = aws.sqs.Queue("undelivered", name="undelivered")
    lets = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}}
    asked = {**lets, "Action": "sqs:SendMessage", "Resource": "*", "Condition": condition}
    aws.sqs.QueuePolicy("queue-access", queue_url=queue.id, policy=policy(asked))
    watched: dict[str, Any] = {  # Any: inputs of a resource
        "namespace": "AWS/SQS",
        "metric_name": "ApproximateNumberOfMessagesVisible",
        "dimensions": {"QueueName": "undelivered"},
    }
    declare_alarm(declare_topic("cloudwatch"), "full", **watched)
    return queue


def by_rule(condition: Condition) -> None:
    """A rule publishes to a topic."""
    topic = guarded_topic("events", condition)
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=topic.arn)


def by_alarm(condition: Condition) -> None:
    """An alarm publishes to a topic."""
    declare_alarm(guarded_topic("cloudwatch", condition))


def by_vault(condition: Condition) -> None:
    """A vault publishes to a topic."""
    vault = aws.backup.Vault("vault", name="main")
    aws.backup.VaultNotifications(
        "notifications",
        backup_vault_name=vault.name,
        backup_vault_events=["BACKUP_JOB_COMPLETED"],
        sns_topic_arn=guarded_topic("backup", condition).arn,
    )


def by_dead_letters(condition: Condition) -> None:
    """A rule whose target lets it not in writes to a queue."""
    closed = aws.sns.Topic("closed", name="closed")
    aws.cloudwatch.EventTarget(
        "target",
        rule=declare_rule().name,
        arn=closed.arn,
        dead_letter_config={"arn": guarded_queue("events", condition).arn},
    )


def by_redrive(condition: Condition) -> None:
    """A topic whose subscriber may not be called writes to a queue."""
    topic = guarded_topic("events", {})
    function = aws.lambda_.Function("f", name="f", role=f"arn:aws:iam::{ACCOUNT}:role/f")
    aws.sns.TopicSubscription(
        "subscriber",
        topic=topic.arn,
        protocol="lambda",
        endpoint=function.arn,
        redrive_policy=guarded_queue("sns", condition).arn.apply(
            lambda arn: json.dumps({"deadLetterTargetArn": arn})
        ),
    )
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=topic.arn)


OF_ACCOUNT: Final = {
    "aws:SourceAccount": ("StringEquals", ACCOUNT, OTHER),
    "aws:SecureTransport": ("Bool", "true", "false"),
}


def own(arn: str) -> dict[str, tuple[str, str, str]]:
    """List the keys that a call has: operator, its own value, and another."""
    return {"aws:SourceArn": ("ArnEquals", arn, f"{arn}-other"), **OF_ACCOUNT}


OWNER: Final = {"aws:SourceOwner": ("StringEquals", ACCOUNT, OTHER)}
HOPS: Final[
    dict[str, tuple[Callable[[Condition], None], Signal, dict[str, tuple[str, str, str]], str]]
] = {
    "rule to topic": (by_rule, FAILED, own(RULE), "guarded-mail"),
    "alarm to topic": (by_alarm, POINT, {**own(ALARM), **OWNER}, "guarded-mail"),
    "vault to topic": (by_vault, MESSAGE, own(VAULT), "guarded-mail"),
    "target to queue": (by_dead_letters, FAILED, own(RULE), "mailbox"),
    "topic to queue": (by_redrive, FAILED, own(TOPIC), "mailbox"),
}
"""Of each hop: a program, the signal, the condition keys, and the mailbox at the end."""
CASES: Final = [(hop, key) for hop, (_, _, keys, _) in HOPS.items() for key in keys]


def is_certain(hop: str, condition: Condition) -> bool:
    """Return True if the mailbox behind a hop is certainly reached."""
    program, signal, _, mailbox = HOPS[hop]
    ends = Router(declare(lambda: program(condition), account_id=ACCOUNT, region=HERE)).follow(
        signal
    )
    return any(
        isinstance(end, Delivered) and end.by[-1] == mailbox and not end.doubt for end in ends
    )


@pytest.mark.parametrize(("hop", "key"), CASES)
def test_a_condition_on_what_the_call_has_lets_it_through(hop: str, key: str) -> None:
    """The usual guards against a confused deputy keep no alert back."""
    operator, value, _ = HOPS[hop][2][key]

    assert is_certain(hop, {operator: {key: value}})


@pytest.mark.parametrize(("hop", "key"), CASES)
def test_a_condition_on_another_value_keeps_it_back(hop: str, key: str) -> None:
    """Nobody is certainly notified then."""
    operator, _, other = HOPS[hop][2][key]

    assert not is_certain(hop, {operator: {key: other}})


def test_only_cloudwatch_says_who_owns_what_publishes() -> None:
    """A condition on the owner shuts EventBridge and AWS Backup out."""
    condition = {"StringEquals": {"aws:SourceOwner": ACCOUNT}}

    assert not is_certain("rule to topic", condition)
    assert not is_certain("vault to topic", condition)
