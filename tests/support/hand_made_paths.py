"""Alerting paths of resources written by hand, as an estate holds them: no program is run for them.

Each is as small as a path can be; a test changes one input of one resource.
"""

import json
from typing import Any, Final

from edited_estates import beside, changed, moved, without
from sound_alerts import ACCOUNT, FAILED, HERE, PATTERN, policy
from written_ends import written_end

from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal.delivery import Outage, Router, Signal

__all__ = [
    "AWAY",
    "BY_ALARM",
    "BY_RULE",
    "BY_VAULT",
    "FUNCTION",
    "FUNCTION_ARN",
    "LETS_EVENTS_PUBLISH",
    "MAILED",
    "OTHER_ACCOUNT",
    "RULE_ARN",
    "TO_FUNCTION",
    "beside",
    "by_rule",
    "changed",
    "followed",
    "lets",
    "made",
    "moved",
    "role",
    "without",
]

# Any, from here on: inputs of resources, and parts of policies.
AWAY: Final = "us-west-2"
OTHER_ACCOUNT: Final = "999988887777"
_TOKENS: Final = {
    "Alarm": "aws:cloudwatch/metricAlarm:MetricAlarm",
    "Bus": "aws:cloudwatch/eventBus:EventBus",
    "BusPermission": "aws:cloudwatch/eventPermission:EventPermission",
    "BusPolicy": "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    "Destination": "aws:cloudwatch/eventApiDestination:EventApiDestination",
    "Function": "aws:lambda/function:Function",
    "Key": "aws:kms/key:Key",
    "LogGroup": "aws:cloudwatch/logGroup:LogGroup",
    "Notifications": "aws:backup/vaultNotifications:VaultNotifications",
    "Parameter": "aws:ssm/parameter:Parameter",
    "Permission": "aws:lambda/permission:Permission",
    "Queue": "aws:sqs/queue:Queue",
    "Role": "aws:iam/role:Role",
    "RolePolicy": "aws:iam/rolePolicy:RolePolicy",
    "Rule": "aws:cloudwatch/eventRule:EventRule",
    "Slack": "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "SmsPreferences": "aws:sns/smsPreferences:SmsPreferences",
    "Stream": "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "Subscription": "aws:sns/topicSubscription:TopicSubscription",
    "Target": "aws:cloudwatch/eventTarget:EventTarget",
    "Topic": "aws:sns/topic:Topic",
    "TopicPolicy": "aws:sns/topicPolicy:TopicPolicy",
    "Teams": "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
    "VaultThing": "aws:backup/vaultThing:VaultThing",
    "Vault": "aws:backup/vault:Vault",
}
_ARNS: Final = {
    "Alarm": "arn:aws:cloudwatch:{region}:{account}:alarm:{name}",
    "Bus": "arn:aws:events:{region}:{account}:event-bus/{name}",
    "Destination": "arn:aws:events:{region}:{account}:api-destination/{name}",
    "Function": "arn:aws:lambda:{region}:{account}:function:{name}",
    "Key": "arn:aws:kms:{region}:{account}:key/{name}",
    "LogGroup": "arn:aws:logs:{region}:{account}:log-group:{name}",
    "Queue": "arn:aws:sqs:{region}:{account}:{name}",
    "Role": "arn:aws:iam::{account}:role/{name}",
    "Rule": "arn:aws:events:{region}:{account}:rule/{name}",
    "Topic": "arn:aws:sns:{region}:{account}:{name}",
    "Vault": "arn:aws:backup:{region}:{account}:backup-vault:{name}",
}
_NAMELESS: Final = frozenset({"Key"})


def made(
    kind: str,
    name: str,
    /,
    *,
    region: str = HERE,
    account_id: str = ACCOUNT,
    **inputs: Any,  # noqa: ANN401 - as above
) -> Resource:
    """Write a resource whose ARN is known; what has a name in AWS has its logical one."""
    token = _TOKENS[kind]
    own: dict[str, Any] = {}
    outputs: dict[str, Any] = {}
    if kind in _ARNS:
        outputs["arn"] = _ARNS[kind].format(region=region, account=account_id, name=name)
        own = {} if kind in _NAMELESS else {"name": name}
    return Resource(
        urn=f"urn:pulumi:prod::shop::{token}::{name}",
        type=token,
        name=name,
        program="shop/prod",
        inputs={key: value for key, value in {**own, **inputs}.items() if value is not None},
        outputs=outputs,
        region=region,
        account_id=account_id,
    )


def lets(service: str, *actions: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Write a statement that lets a service in."""
    principal = {"Service": f"{service}.amazonaws.com"}
    allowed = {"Effect": "Allow", "Principal": principal, "Action": [*actions], "Resource": "*"}
    return {**allowed, **fields}


def role(name: str, service: str, *actions: str) -> Resource:
    """Write a role that a service assumes, and that may do some things to anything."""
    trust = {**lets(service, "sts:AssumeRole")}
    del trust["Resource"]
    may = policy({"Effect": "Allow", "Action": [*actions], "Resource": "*"})
    return made(
        "Role",
        name,
        assumeRolePolicy=policy(trust),
        inlinePolicies=[{"name": "may", "policy": may}],
    )


def followed(estate: Estate, signal: Signal = FAILED, outage: Outage | None = None) -> list[str]:
    """Follow a signal, and write each of its ends, whole."""
    return [*map(written_end, Router(estate, outage or Outage()).follow(signal))]


LETS_EVENTS_PUBLISH: Final = policy(lets("events", "sns:Publish"))
RULE_ARN: Final = f"arn:aws:events:{HERE}:{ACCOUNT}:rule/rule"
FUNCTION_ARN: Final = f"arn:aws:lambda:{HERE}:{ACCOUNT}:function:function"


def by_rule(region: str) -> Estate:
    """Write a rule on failed backup jobs, and a topic of one e-mail address, in a Region."""
    topic = f"arn:aws:sns:{region}:{ACCOUNT}:topic"
    mail: dict[str, Any] = {"protocol": "email", "endpoint": "a@bamp-ops.io"}
    return Estate(
        (),
        (
            made("Rule", "rule", region=region, eventPattern=json.dumps(PATTERN)),
            made("Target", "target", region=region, rule="rule", arn=topic),
            made("Topic", "topic", region=region),
            made("TopicPolicy", "access", region=region, arn=topic, policy=LETS_EVENTS_PUBLISH),
            made("Subscription", "mailbox", region=region, topic=topic, **mail),
        ),
    )


BY_RULE: Final = by_rule(HERE)
MAILED: Final = "email a@bamp-ops.io within 5 min (by EventBridge > rule > topic > mailbox)"
"""How `FAILED` ends there."""
FUNCTION: Final = made(
    "Function",
    "function",
    role=f"arn:aws:iam::{ACCOUNT}:role/runs",
    handler="h.handle",
    runtime="python3.13",
)
TO_FUNCTION: Final = Estate(
    (),
    (
        BY_RULE.named("rule"),
        made("Target", "target", rule="rule", arn=FUNCTION_ARN),
        FUNCTION,
        role("runs", "lambda", "logs:PutLogEvents"),
        made(
            "Permission",
            "lets",
            action="lambda:InvokeFunction",
            function="function",
            principal="events.amazonaws.com",
            sourceArn=RULE_ARN,
        ),
    ),
)
"""A rule on failed backup jobs calls a function of which nobody knows what it does."""
_MAIL: Final[dict[str, Any]] = {
    "topic": f"arn:aws:sns:{HERE}:{ACCOUNT}:topic",
    "protocol": "email",
    "endpoint": "a@bamp-ops.io",
}
BY_VAULT: Final = Estate(
    (),
    (
        made("Vault", "main"),
        made(
            "Notifications",
            "notifications",
            backupVaultName="main",
            backupVaultEvents=["BACKUP_JOB_COMPLETED"],
            snsTopicArn=_MAIL["topic"],
        ),
        made("Topic", "topic"),
        made(
            "TopicPolicy",
            "access",
            arn=_MAIL["topic"],
            policy=policy(lets("backup", "sns:Publish")),
        ),
        made("Subscription", "mailbox", **_MAIL),
    ),
)
"""A vault notifies a topic that has one e-mail address of its backup jobs."""
BY_ALARM: Final = Estate(
    (),
    (
        made(
            "Alarm",
            "alarm",
            namespace="AWS/Backup",
            metricName="NumberOfBackupJobsFailed",
            dimensions={"BackupVaultName": "main"},
            statistic="Sum",
            period=300,
            comparisonOperator="GreaterThanThreshold",
            evaluationPeriods=1,
            threshold=0,
            treatMissingData="notBreaching",
            alarmActions=[_MAIL["topic"]],
        ),
        made("Topic", "topic"),
        made("Subscription", "mailbox", **_MAIL),
    ),
)
"""An alarm on failed backup jobs publishes to a topic that has one e-mail address."""
