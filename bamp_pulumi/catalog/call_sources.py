"""For what a service of AWS makes a call: does it send `aws:SourceArn` and `aws:SourceAccount`?

A condition on a key that a call does not have denies the service, so a policy asks for the keys
only where AWS documents that the service sends them for that use. What no row names, no page
answers.

Source: IAM user guide, confused-deputy, reference_policies_condition-keys: `aws:SourceArn`,
`aws:SourceAccount`: a service principal's call has them only where the service supports it, and no
call of a role has them (read 2026-11-28).
"""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.truth import Truth

__all__ = ["CALL_SOURCES", "CallSource", "sends_source"]

_PASSED_IN_ONE_ACCOUNT: Final = "a role can be passed only to a service in its own account"
"""So a trust policy without a condition allows nobody of another account to use the role."""
_ROLES_PASSED: Final = "IAM user guide, id_roles_use_passrole"
_RESOURCE_BASED: Final = "EventBridge user guide, eb-use-resource-based"
_EVENTS_DEPUTY: Final = "EventBridge user guide, cross-service-confused-deputy-prevention"
_BACKUP_DEPUTY: Final = "AWS Backup developer guide, cross-service-confused-deputy-prevention"
_SNS_KEYS: Final = "SNS developer guide, sns-key-management"
_SNS_TOPICS: Final = "SNS developer guide, sns-access-policy-use-cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSource:
    """What is documented of one kind of call."""

    services: tuple[str, ...]
    """Service principals that call."""
    actions: tuple[str, ...]
    """What it calls, each `service:Action`."""
    sends: Truth
    """True: both keys. False: neither. None: no page says."""
    arn_of: str
    """What `aws:SourceArn` is the ARN of, where it is sent."""
    why: str
    """In one clause."""
    source: str
    read_on: str = "2026-11-28"


_EVENTS: Final = "events.amazonaws.com"
_LOG_DELIVERY: Final = "delivery.logs.amazonaws.com"
"""Writes logs for EventBridge too."""
_ALARMS: Final = "cloudwatch.amazonaws.com"
_BACKUP: Final = "backup.amazonaws.com"
_KEY_USES: Final = ("kms:Decrypt", "kms:GenerateDataKey")
_ASSUME: Final = ("sts:AssumeRole",)

CALL_SOURCES: Final = (
    CallSource(
        services=("cloudtrail.amazonaws.com",),
        actions=("s3:GetBucketAcl", "s3:PutObject"),
        sends=True,
        arn_of="the trail",
        why="the value of aws:SourceArn is always the ARN of the trail that uses the bucket",
        source="AWS CloudTrail user guide, create-s3-bucket-policy-for-cloudtrail",
        read_on="2026-11-29",
    ),
    CallSource(
        services=("cloudtrail.amazonaws.com",),
        actions=("kms:DescribeKey", "kms:GenerateDataKey"),
        sends=True,
        arn_of="the trail",
        why="the value of aws:SourceArn is always the ARN of the trail that uses the key",
        source="AWS CloudTrail user guide, create-kms-key-policy-for-cloudtrail",
        read_on="2026-11-29",
    ),
    CallSource(
        services=(_EVENTS,),
        actions=("sns:Publish",),
        sends=True,
        arn_of="the rule",
        why="for a rule target the value of aws:SourceArn is the ARN of the rule; an older page, "
        "in the guide since 2022, still says that a topic policy can have no Condition block for "
        "EventBridge",
        source=f"{_EVENTS_DEPUTY}; {_RESOURCE_BASED} (Amazon SNS permissions)",
    ),
    CallSource(
        services=(_EVENTS,),
        actions=_KEY_USES,
        sends=False,
        arn_of="",
        why="a key policy with either key is not supported for EventBridge and an encrypted topic",
        source=_SNS_KEYS,
    ),
    CallSource(
        services=(_EVENTS,),
        actions=("lambda:InvokeFunction", "sqs:SendMessage", *_ASSUME),
        sends=True,
        arn_of="the rule",
        why="for a rule target the value of aws:SourceArn is the ARN of the rule",
        source=f"{_EVENTS_DEPUTY}; {_RESOURCE_BASED}, eb-rule-dlq",
    ),
    CallSource(
        services=(_EVENTS, _LOG_DELIVERY),
        actions=("logs:PutLogEvents",),
        sends=True,
        arn_of="the rule",
        why="for a rule target the value of aws:SourceArn is the ARN of the rule",
        source=f"{_EVENTS_DEPUTY}; pulumi_aws 7.51.1, aws.cloudwatch.EventTarget",
    ),
    CallSource(
        services=(_EVENTS, _LOG_DELIVERY),
        actions=("logs:CreateLogStream",),
        sends=None,
        arn_of="the rule",
        why="the example of a policy requires it with PutLogEvents alone",
        source="pulumi_aws 7.51.1, aws.cloudwatch.EventTarget (log group usage)",
    ),
    CallSource(
        services=(_ALARMS,),
        actions=("sns:Publish",),
        sends=True,
        arn_of="the alarm",
        why="the example of a topic for alarms requires aws:SourceArn, the ARN of alarms",
        source=_SNS_TOPICS,
    ),
    CallSource(
        services=(_ALARMS,),
        actions=_KEY_USES,
        sends=None,
        arn_of="the alarm",
        why="SNS recommends both and refers to the guide of the service, which does not mention it",
        source=f"{_SNS_KEYS} (step 3); CloudWatch user guide, Notify_Users_Alarm_Changes",
    ),
    CallSource(
        services=(_BACKUP,),
        actions=("sns:Publish",),
        sends=True,
        arn_of="the vault",
        why="the value of aws:SourceArn is a vault where AWS Backup publishes to a topic",
        source=_BACKUP_DEPUTY,
    ),
    CallSource(
        services=(_BACKUP,),
        actions=_KEY_USES,
        sends=None,
        arn_of="the vault",
        why="the page names the key for publishing, and for no key of a topic",
        source=f"{_BACKUP_DEPUTY}, backup-notifications; {_SNS_KEYS} (step 3)",
    ),
    CallSource(
        services=(_BACKUP,),
        actions=_ASSUME,
        sends=None,
        arn_of="",
        why=f"no page says; and {_PASSED_IN_ONE_ACCOUNT}",
        source=f"AWS Backup developer guide, iam-service-roles; {_ROLES_PASSED}",
    ),
    CallSource(
        services=("lambda.amazonaws.com",),
        actions=_ASSUME,
        sends=None,
        arn_of="the function",
        why="aws:SourceArn is said to be for policies of a function that is called, not for its "
        f"role; and {_PASSED_IN_ONE_ACCOUNT}",
        source=f"Lambda developer guide, permissions-source-function-arn; {_ROLES_PASSED}",
    ),
    CallSource(
        services=("scheduler.amazonaws.com",),
        actions=_ASSUME,
        sends=True,
        arn_of="the schedule group",
        why="the value of aws:SourceArn is the ARN of the schedule group, never of a schedule",
        source="EventBridge Scheduler user guide, cross-service-confused-deputy-prevention",
    ),
    CallSource(
        services=("sns.amazonaws.com",),
        actions=("lambda:InvokeFunction", "sqs:SendMessage"),
        sends=True,
        arn_of="the topic",
        why="the examples of a queue and of a function behind a topic require the topic",
        source=(
            "SNS developer guide, subscribe-sqs-queue-to-sns-topic, "
            "sns-configure-dead-letter-queue; Lambda developer guide, with-sns"
        ),
    ),
)


def sends_source(service: str, action: str) -> Truth:
    """Answer whether a service sends `aws:SourceArn` and `aws:SourceAccount` with a call.

    Args:
        service: Service principal, such as `backup.amazonaws.com`.
        action: `service:Action`.
    """
    rows = (row for row in CALL_SOURCES if service in row.services and action in row.actions)
    return next((row.sends for row in rows), None)
