"""Accounts with the library's baseline, and alerting of their own."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, cast

import pulumi_aws as aws
from sound_alerts import declare_rule, declare_topic

from bamp_pulumi.components import Baseline, BaselineArgs
from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import BackupPolicy, default_policy
from bamp_pulumi.rehearsal import judge_alerting
from bamp_pulumi.testing import declare

__all__ = ["ACCOUNT", "TODAY", "account", "judged", "subscriber", "to_somebody", "to_topic"]

TODAY: Final = date(2026, 11, 28)
ACCOUNT: Final = "111122223333"


def account(body: Callable[[], object] = lambda: None, **args: object) -> Estate:
    """Declare a baseline and what stands beside it."""

    def program() -> None:
        Baseline("bamp", cast("BaselineArgs", args))
        body()

    return declare(program, account_id=ACCOUNT)


def judged(estate: Estate, policy: BackupPolicy | None = None) -> Coverage:
    """Judge an account."""
    return judge_alerting(cover(estate, policy or default_policy(), today=TODAY))


def to_topic(topic: aws.sns.Topic, **rule: Any) -> None:  # noqa: ANN401 - inputs of a rule
    """Send failed backups to a topic."""
    aws.cloudwatch.EventTarget("target", rule=declare_rule(**rule).name, arn=topic.arn)


def subscriber(topic: aws.sns.Topic, protocol: str, endpoint: str, **inputs: Any) -> None:  # noqa: ANN401 - as above
    """Subscribe somebody to a topic."""
    aws.sns.TopicSubscription(
        "somebody", topic=topic.arn, protocol=protocol, endpoint=endpoint, **inputs
    )


def to_somebody(protocol: str, endpoint: str, **inputs: Any) -> Callable[[], None]:  # noqa: ANN401 - as above
    """Send failed backups to one subscriber."""

    def body() -> None:
        topic = declare_topic("events", mail=False)
        to_topic(topic)
        subscriber(topic, protocol, endpoint, **inputs)

    return body
