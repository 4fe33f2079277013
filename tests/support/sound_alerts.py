"""Alerting paths that are sound, each alone in an estate of its own, with the signal it is for."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pulumi_aws as aws

from bamp_pulumi.components import Baseline, BaselineArgs
from bamp_pulumi.estate import Estate
from bamp_pulumi.rehearsal.delivery import Datapoint, Event, Signal, VaultMessage
from bamp_pulumi.testing import declare

__all__ = [
    "ACCOUNT",
    "FAILED",
    "HERE",
    "MESSAGE",
    "POINT",
    "SOUND",
    "VAULT_DELETED",
    "SoundPath",
    "declare_alarm",
    "declare_counted_trail",
    "declare_filtered_alarm",
    "declare_role",
    "declare_rule",
    "declare_topic",
    "estate_of",
    "policy",
]

ACCOUNT, HERE = "111122223333", "us-east-1"
PATTERN = {
    "source": ["aws.backup"],
    "detail-type": ["Backup Job State Change"],
    "detail": {"state": ["FAILED", "EXPIRED"]},
}
FAILED = Event(
    account_id=ACCOUNT,
    region=HERE,
    source="aws.backup",
    detail_type="Backup Job State Change",
    detail={"state": "FAILED", "backupVaultName": "main", "resourceArn": "arn:aws:rds:x"},
)
PLAN_DELETED = Event(
    account_id=ACCOUNT,
    region=HERE,
    source="aws.backup",
    detail_type="Backup Plan State Change",
    detail={"state": "DELETED"},
)
VAULT_DELETED = Event(
    account_id=ACCOUNT,
    region=HERE,
    source="aws.backup",
    detail_type="AWS API Call via CloudTrail",
    detail={"eventSource": "backup.amazonaws.com", "eventName": "DeleteBackupVault"},
)
MESSAGE = VaultMessage(
    account_id=ACCOUNT,
    region=HERE,
    vault="main",
    name="BACKUP_JOB_COMPLETED",
    attributes={"EventType": "BACKUP_JOB", "State": "FAILED"},
)
POINT = Datapoint(
    account_id=ACCOUNT,
    region=HERE,
    namespace="AWS/Backup",
    metric="NumberOfBackupJobsFailed",
    value=1,
    dimensions=({"BackupVaultName": "main"},),
)


@dataclass(frozen=True, slots=True)
class SoundPath:
    """A path that delivers a signal."""

    signal: Signal
    declare: Callable[[], None]
    members: tuple[str, ...] = ()
    """Logical names of the resources that are on the path; empty for all of them."""


def policy(*statements: dict[str, Any]) -> str:  # Any: parts of a policy
    """Write a policy document."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def _lets(service: str, *actions: str) -> str:
    principal = {"Service": f"{service}.amazonaws.com"}
    return policy({"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*"})


def _of_key(service: str) -> str:
    """Write a key policy; without its account in it, KMS refuses it."""
    uses = {
        "Effect": "Allow",
        "Principal": {"Service": f"{service}.amazonaws.com"},
        "Action": ["kms:GenerateDataKey*", "kms:Decrypt"],
        "Resource": "*",
    }
    owner = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    return policy(uses, {**uses, "Principal": owner, "Action": "kms:*"})


def declare_topic(
    service: str,
    *,
    mail: bool = True,
    keyed: bool = False,
    **inputs: Any,  # noqa: ANN401 - inputs of a resource
) -> aws.sns.Topic:
    """Declare a topic that lets a service in, with an e-mail address or without."""
    key = None
    if keyed:
        key = aws.kms.Key("key", policy=_of_key(service))
    usual: dict[str, Any] = {"name": "t", "kms_master_key_id": key.arn if key else None}
    topic = aws.sns.Topic("topic", **{**usual, **inputs})
    aws.sns.TopicPolicy("access", arn=topic.arn, policy=_lets(service, "sns:Publish"))
    if mail:
        aws.sns.TopicSubscription(
            "mailbox", topic=topic.arn, protocol="email", endpoint="ops@bamp-ops.io"
        )
    return topic


def declare_rule(
    logical_name: str = "rule",
    **inputs: Any,  # noqa: ANN401 - inputs of a resource
) -> aws.cloudwatch.EventRule:
    """Declare a rule for backup jobs that fail."""
    usual: dict[str, Any] = {"name": "failed", "event_pattern": json.dumps(PATTERN)}
    return aws.cloudwatch.EventRule(logical_name, **{**usual, **inputs})


def _by_rule() -> None:
    aws.cloudwatch.EventTarget(
        "target", rule=declare_rule().name, arn=declare_topic("events", keyed=True).arn
    )


def _by_transformed_rule() -> None:
    aws.cloudwatch.EventTarget(
        "target",
        rule=declare_rule().name,
        arn=declare_topic("events").arn,
        input_transformer={
            "input_paths": {"state": "$.detail.state", "resource": "$.detail.resourceArn"},
            "input_template": '"A backup job is <state>: <resource>."',
        },
    )


def _by_notifications() -> None:
    vault = aws.backup.Vault("vault", name="main")
    aws.backup.VaultNotifications(
        "notifications",
        backup_vault_name=vault.name,
        backup_vault_events=["BACKUP_JOB_COMPLETED"],
        sns_topic_arn=declare_topic("backup").arn,
    )


def declare_alarm(
    topic: aws.sns.Topic | None,
    name: str = "alarm",
    **inputs: Any,  # noqa: ANN401 - inputs of a resource
) -> None:
    """Declare an alarm on failed backup jobs; None takes an input away."""
    merged: dict[str, Any] = {
        "namespace": "AWS/Backup",
        "metric_name": "NumberOfBackupJobsFailed",
        "dimensions": {"BackupVaultName": "main"},
        "statistic": "Sum",
        "period": 3600,
        "comparison_operator": "GreaterThanThreshold",
        "evaluation_periods": 1,
        "threshold": 0,
        "treat_missing_data": "notBreaching",
        "alarm_actions": [topic.arn] if topic else None,
        **inputs,
    }
    aws.cloudwatch.MetricAlarm(
        name,
        name=name,
        **{key: value for key, value in merged.items() if value is not None},
    )


def _by_alarm() -> None:
    declare_alarm(declare_topic("cloudwatch"))


def _by_math() -> None:
    metric = {
        "namespace": "AWS/Backup",
        "metric_name": "NumberOfBackupJobsFailed",
        "dimensions": {"BackupVaultName": "main"},
        "period": 300,
        "stat": "Sum",
    }
    single = ("namespace", "metric_name", "dimensions", "statistic", "period")
    declare_alarm(
        declare_topic("cloudwatch"),
        **dict.fromkeys(single),
        metric_queries=[
            {"id": "m1", "metric": metric},
            {"id": "e1", "expression": "FILL(m1, 0)", "return_data": True},
        ],
    )


def _by_composite() -> None:
    declare_alarm(None, "child")
    aws.cloudwatch.CompositeAlarm(
        "composite",
        alarm_name="composite",
        alarm_rule='ALARM("child")',
        alarm_actions=[declare_topic("cloudwatch").arn],
    )


def declare_role(name: str, service: str, *actions: str) -> aws.iam.Role:
    """Declare a role that a service assumes, and that may do some things."""
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": f"{service}.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    role = aws.iam.Role(name, name=name, assume_role_policy=policy(trust))
    may = policy({"Effect": "Allow", "Action": actions, "Resource": "*"})
    aws.iam.RolePolicy(f"{name}-may", role=role.name, policy=may)
    return role


def _by_slack() -> None:
    connection = aws.cloudwatch.EventConnection(
        "connection",
        name="slack",
        authorization_type="API_KEY",
        auth_parameters={"api_key": {"key": "x", "value": "y"}},
    )
    channel = aws.cloudwatch.EventApiDestination(
        "channel",
        name="channel",
        invocation_endpoint="https://hooks.slack.com/services/T/B/x",
        http_method="POST",
        connection_arn=connection.arn,
    )
    aws.cloudwatch.EventTarget(
        "target",
        rule=declare_rule().name,
        arn=channel.arn,
        role_arn=declare_role("caller", "events", "events:InvokeApiDestination").arn,
        input_transformer={
            "input_paths": {"state": "$.detail.state", "resource": "$.detail.resourceArn"},
            "input_template": '{"text": "<state>: <resource>"}',
        },
    )


def _by_chat() -> None:
    topic = declare_topic("events", mail=False)
    aws.cloudwatch.EventTarget("target", rule=declare_rule().name, arn=topic.arn)
    aws.chatbot.SlackChannelConfiguration(
        "chat",
        configuration_name="chat",
        iam_role_arn=declare_role("chat-role", "chatbot", "cloudwatch:Describe*").arn,
        slack_channel_id="C1",
        slack_team_id="T1",
        sns_topic_arns=[topic.arn],
    )


def declare_filtered_alarm(wanted: dict[str, Any]) -> None:  # Any: a pattern
    """Declare an alarm, and a subscriber that asks for something in the body of its message."""
    topic = declare_topic("cloudwatch", mail=False)
    declare_alarm(topic)
    aws.sns.TopicSubscription(
        "filtered",
        topic=topic.arn,
        protocol="email",
        endpoint="a@bamp-ops.io",
        filter_policy=json.dumps(wanted),
        filter_policy_scope="MessageBody",
    )


def declare_counted_trail(pattern: str) -> None:
    """Declare a trail whose log counts what a pattern takes, and an alarm on the count."""
    group = aws.cloudwatch.LogGroup("log", name="trail")
    aws.cloudtrail.Trail(
        "trail",
        name="trail",
        s3_bucket_name="trail",
        is_multi_region_trail=True,
        cloud_watch_logs_group_arn=group.arn.apply(lambda arn: f"{arn}:*"),
        cloud_watch_logs_role_arn=declare_role(
            "writer", "cloudtrail", "logs:CreateLogStream", "logs:PutLogEvents"
        ).arn,
    )
    aws.cloudwatch.LogMetricFilter(
        "counter",
        name="counter",
        log_group_name=group.name,
        pattern=pattern,
        metric_transformation={"name": "Deleted", "namespace": "Calls", "value": "1"},
    )
    declare_alarm(
        declare_topic("cloudwatch"),
        namespace="Calls",
        metric_name="Deleted",
        dimensions=None,
        alarm_description="Somebody has called DeleteBackupVault.",
    )


def _by_trail() -> None:
    declare_counted_trail(
        '{ ($.eventSource = "backup.amazonaws.com") && ($.eventName = "Delete*") }'
    )


def _by_function() -> None:
    alerts = {"to": [{"email": "ops@bamp-ops.io"}]}
    Baseline("bamp", cast("BaselineArgs", {"alerts": alerts}))


SOUND: dict[str, SoundPath] = {
    "rule": SoundPath(FAILED, _by_rule),
    "rule with a template": SoundPath(FAILED, _by_transformed_rule),
    "vault notifications": SoundPath(MESSAGE, _by_notifications),
    "alarm": SoundPath(POINT, _by_alarm),
    "metric math": SoundPath(POINT, _by_math),
    "composite alarm": SoundPath(POINT, _by_composite),
    "API destination": SoundPath(FAILED, _by_slack),
    "chat": SoundPath(FAILED, _by_chat),
    "trail": SoundPath(VAULT_DELETED, _by_trail),
    "function": SoundPath(
        PLAN_DELETED,
        _by_function,
        (
            "bamp-plan-deleted",
            "bamp-plan-deleted-target",
            "bamp-function",
            "bamp-function-rules",
            "bamp-function-role",
            "bamp-function-policy",
            "bamp-people",
            "bamp-people-access",
            "bamp-key",
            "bamp-email-1",
        ),
    ),
}


@cache
def estate_of(name: str) -> Estate:
    """Declare a sound path once."""
    return declare(SOUND[name].declare, account_id=ACCOUNT, region=HERE)
