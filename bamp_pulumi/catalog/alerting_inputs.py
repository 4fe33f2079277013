"""What each input of a resource on an alerting path does to the alert: read, harmless, or unread.

An input that stands in neither list is not understood, so a path that relies on a resource that
sets it is in doubt. The simulation reads the inputs in `read`; of one of these whose value is known
only after deployment it knows nothing either, unless it names another declared resource (`links`).

Source: pulumi_aws 7.51.1, the inputs of these types and their descriptions (read 2026-11-28).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

__all__ = ["ALERTING_HARMLESS", "ALERTING_INPUTS", "AlertingInputs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertingInputs:
    """The inputs of one type, by wire name."""

    read: frozenset[str]
    """The simulation reads them."""
    needed: frozenset[str] = frozenset()
    """Those of `read` that the provider or AWS requires."""
    open: frozenset[str] = frozenset()
    """Those of `read` of which the simulation does not need the value: only that there is one."""
    links: frozenset[str] = frozenset()
    """Those of `read` that name other resources, or have names of them in a document: the path asks
    what each names, and reads a document around what is unknown in it."""
    harmless: Mapping[str, str] = field(default_factory=dict[str, str])
    """Inputs that change nothing about whether an alert is delivered, each with the reason."""


_TAGS: Final = "tags do not take part in delivery"
_TEXT: Final = "a description for people"
_DESTROY: Final = "it counts when the resource is destroyed"
_FEEDBACK: Final = "it logs how deliveries went, and changes none"
_STATEMENT: Final = "the name of a statement decides nothing"
_PREFIX: Final = "AWS makes a name from it, which others refer to by reference"
_FEEDBACKS: Final = tuple(
    f"{protocol}{what}"
    for protocol in ("application", "firehose", "http", "lambda", "sqs")
    for what in ("FailureFeedbackRoleArn", "SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate")
)
_CHAT_HARMLESS: Final = {
    "configurationName": "a name in the console",
    "guardrailPolicyArns": "it bounds what people may do from the channel; notifications need none",
    "loggingLevel": "it logs how deliveries went, and changes none",
    "tags": _TAGS,
    "timeouts": "it bounds how long a deployment waits",
    "userAuthorizationRequired": "it is about commands that people send",
}


def _row(
    read: str,
    *,
    needed: str = "",
    opened: str = "",
    links: str = "",
    harmless: Mapping[str, str] | None = None,
) -> AlertingInputs:
    return AlertingInputs(
        read=frozenset({*read.split(), "region"}),
        needed=frozenset(needed.split()),
        open=frozenset(opened.split()),
        links=frozenset(links.split()),
        harmless=MappingProxyType(dict(harmless or {})),
    )


ALERTING_INPUTS: Final[Mapping[str, AlertingInputs]] = MappingProxyType(
    {
        "aws:cloudwatch/eventRule:EventRule": _row(
            "eventBusName eventPattern isEnabled name scheduleExpression state",
            links="eventBusName name",
            harmless={
                "tags": _TAGS,
                "description": _TEXT,
                "forceDestroy": _DESTROY,
                "namePrefix": _PREFIX,
            },
        ),
        "aws:cloudwatch/eventTarget:EventTarget": _row(
            "arn deadLetterConfig eventBusName input inputPath inputTransformer retryPolicy "
            "roleArn rule",
            links="arn deadLetterConfig eventBusName roleArn rule",
            needed="arn rule",
            harmless={
                "forceDestroy": _DESTROY,
                "targetId": "the id of a target in its rule; the provider makes one up",
            },
        ),
        "aws:sns/topic:Topic": _row(
            "fifoTopic kmsMasterKeyId name policy contentBasedDeduplication",
            links="kmsMasterKeyId name policy",
            harmless={
                "tags": _TAGS,
                "deliveryPolicy": "it sets how often HTTP endpoints are tried; SNS refuses "
                "what is not a policy",
                "displayName": "the sender's name in a message",
                "namePrefix": _PREFIX,
                "signatureVersion": "how SNS signs messages to HTTP endpoints",
                "tracingConfig": "it traces messages with X-Ray, and changes none",
                **dict.fromkeys(_FEEDBACKS, _FEEDBACK),
            },
        ),
        "aws:sns/topicPolicy:TopicPolicy": _row(
            "arn policy", links="arn policy", needed="arn policy"
        ),
        "aws:sns/topicSubscription:TopicSubscription": _row(
            "deliveryPolicy endpoint endpointAutoConfirms filterPolicy filterPolicyScope protocol "
            "rawMessageDelivery redrivePolicy subscriptionRoleArn topic",
            links="redrivePolicy subscriptionRoleArn topic",
            needed="endpoint protocol topic",
            harmless={
                "confirmationTimeoutInMinutes": "how long a deployment waits for an endpoint that "
                "confirms by itself",
            },
        ),
        "aws:cloudwatch/metricAlarm:MetricAlarm": _row(
            "actionsEnabled alarmActions comparisonOperator datapointsToAlarm dimensions "
            "evaluationPeriods extendedStatistic metricName metricQueries name namespace period "
            "statistic threshold treatMissingData unit",
            links="alarmActions dimensions name",
            harmless={
                "tags": _TAGS,
                "alarmDescription": _TEXT,
                "insufficientDataActions": "what is called in another state",
                "okActions": "what is called in another state",
            },
        ),
        "aws:cloudwatch/compositeAlarm:CompositeAlarm": _row(
            "actionsEnabled actionsSuppressor alarmActions alarmName alarmRule",
            links="actionsSuppressor alarmActions alarmName",
            needed="alarmName alarmRule",
            harmless={
                "tags": _TAGS,
                "alarmDescription": _TEXT,
                "insufficientDataActions": "what is called in another state",
                "okActions": "what is called in another state",
            },
        ),
        "aws:backup/vaultNotifications:VaultNotifications": _row(
            "backupVaultEvents backupVaultName snsTopicArn",
            links="backupVaultName snsTopicArn",
            needed="backupVaultEvents backupVaultName snsTopicArn",
        ),
        "aws:lambda/function:Function": _row(
            "architectures code environment handler name packageType reservedConcurrentExecutions "
            "role runtime timeout vpcConfig",
            links="environment name role",
            needed="role",
            opened="code",
            harmless={
                "tags": _TAGS,
                "codeSha256": "the provider's note of what is deployed",
                "description": _TEXT,
                "ephemeralStorage": "room for files: the function writes none",
                "loggingConfig": "where it logs to",
                "memorySize": "at least 128 MB, by AWS, which are enough",
                "publish": "one more version: what calls it by its name runs the newest",
                "replaceSecurityGroupsOnDestroy": _DESTROY,
                "skipDestroy": _DESTROY,
                "sourceCodeHash": "the provider's note of what is deployed",
                "tracingConfig": "it traces calls with X-Ray, and changes none",
                "useResourceTimeoutForPropagation": "it bounds how long a deployment waits",
            },
        ),
        "aws:lambda/permission:Permission": _row(
            "action function principal qualifier sourceAccount sourceArn",
            links="function qualifier sourceArn",
            needed="action function principal",
            harmless={"statementId": _STATEMENT, "statementIdPrefix": _STATEMENT},
        ),
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": _row(
            "destinationConfig functionName qualifier",
            links="destinationConfig functionName qualifier",
            needed="functionName",
            harmless={
                "maximumEventAgeInSeconds": "how long an error is tried again",
                "maximumRetryAttempts": "how often an error is tried again",
            },
        ),
        "aws:iam/role:Role": _row(
            "assumeRolePolicy inlinePolicies managedPolicyArns name path permissionsBoundary",
            links="assumeRolePolicy inlinePolicies managedPolicyArns name permissionsBoundary",
            needed="assumeRolePolicy",
            harmless={
                "tags": _TAGS,
                "description": _TEXT,
                "forceDetachPolicies": _DESTROY,
                "maxSessionDuration": "AWS services use short sessions",
                "namePrefix": _PREFIX,
            },
        ),
        "aws:iam/rolePolicy:RolePolicy": _row(
            "policy role name",
            links="policy role",
            needed="policy role",
            opened="name",
            harmless={"namePrefix": _PREFIX},
        ),
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": _row(
            "policyArn role", links="policyArn role", needed="policyArn role"
        ),
        "aws:kms/key:Key": _row(
            "customerMasterKeySpec isEnabled keyUsage policy",
            links="policy",
            harmless={
                "tags": _TAGS,
                "bypassPolicyLockoutSafetyCheck": "it lets a policy be written, and writes none",
                "deletionWindowInDays": _DESTROY,
                "description": _TEXT,
                "enableKeyRotation": "old material still decrypts",
                "multiRegion": "a primary key encrypts like any other",
                "rotationPeriodInDays": "old material still decrypts",
            },
        ),
        "aws:kms/keyPolicy:KeyPolicy": _row(
            "keyId policy",
            links="keyId policy",
            needed="keyId policy",
            harmless={
                "bypassPolicyLockoutSafetyCheck": "it lets a policy be written, and writes none"
            },
        ),
        "aws:sqs/queue:Queue": _row(
            "fifoQueue kmsMasterKeyId messageRetentionSeconds name policy redrivePolicy "
            "sqsManagedSseEnabled",
            links="kmsMasterKeyId name policy redrivePolicy",
            opened="sqsManagedSseEnabled",
            harmless={
                "tags": _TAGS,
                "kmsDataKeyReusePeriodSeconds": "how often SQS calls KMS",
                "namePrefix": _PREFIX,
                "receiveWaitTimeSeconds": "it is about whoever reads the queue",
                "redriveAllowPolicy": "which queues may name it for what SQS moves",
                "visibilityTimeoutSeconds": "it is about whoever reads the queue",
            },
        ),
        "aws:sqs/queuePolicy:QueuePolicy": _row(
            "policy queueUrl", links="policy queueUrl", needed="policy queueUrl"
        ),
        "aws:cloudwatch/eventConnection:EventConnection": _row(
            "authParameters authorizationType name",
            needed="authParameters authorizationType",
            opened="authParameters name",
            harmless={"description": _TEXT},
        ),
        "aws:cloudwatch/eventApiDestination:EventApiDestination": _row(
            "connectionArn httpMethod invocationEndpoint name",
            links="connectionArn",
            needed="connectionArn httpMethod invocationEndpoint",
            opened="invocationEndpoint name",
            harmless={
                "description": _TEXT,
                "invocationRateLimitPerSecond": "what comes faster is held back, and sent",
            },
        ),
        "aws:cloudwatch/eventBus:EventBus": _row(
            "name",
            links="name",
            needed="name",
            harmless={"tags": _TAGS, "description": _TEXT, "logConfig": _FEEDBACK},
        ),
        "aws:cloudwatch/eventBusPolicy:EventBusPolicy": _row(
            "eventBusName policy", links="eventBusName policy", needed="policy"
        ),
        "aws:cloudtrail/trail:Trail": _row(
            "advancedEventSelectors cloudWatchLogsGroupArn cloudWatchLogsRoleArn enableLogging "
            "eventSelectors isMultiRegionTrail isOrganizationTrail kmsKeyId name s3BucketName "
            "s3KeyPrefix",
            links="advancedEventSelectors cloudWatchLogsGroupArn cloudWatchLogsRoleArn "
            "eventSelectors",
            needed="s3BucketName",
            opened="s3BucketName kmsKeyId name",
            harmless={
                "tags": _TAGS,
                "enableLogFileValidation": "it signs the files in the bucket",
                "includeGlobalServiceEvents": "it is about services without a Region",
                "insightSelectors": "one more kind of events",
                "snsTopicName": "who is notified of new files in the bucket",
            },
        ),
        "aws:cloudwatch/logMetricFilter:LogMetricFilter": _row(
            "logGroupName metricTransformation name pattern",
            links="logGroupName",
            needed="logGroupName metricTransformation pattern",
            opened="name",
        ),
        "aws:cloudwatch/logGroup:LogGroup": _row(
            "kmsKeyId logGroupClass name",
            links="kmsKeyId name",
            harmless={
                "tags": _TAGS,
                "deletionProtectionEnabled": _DESTROY,
                "namePrefix": _PREFIX,
                "retentionInDays": "a metric filter reads incoming log events",
                "skipDestroy": _DESTROY,
            },
        ),
        "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": _row(
            "iamRoleArn slackChannelId slackTeamId snsTopicArns",
            links="snsTopicArns",
            needed="iamRoleArn slackChannelId slackTeamId",
            opened="iamRoleArn",
            harmless=_CHAT_HARMLESS,
        ),
        "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": _row(
            "channelId iamRoleArn snsTopicArns teamId tenantId",
            links="snsTopicArns",
            needed="channelId iamRoleArn teamId tenantId",
            opened="iamRoleArn",
            harmless={
                **_CHAT_HARMLESS,
                "channelName": "a name in the console",
                "teamName": "a name in the console",
            },
        ),
    }
)
"""By type token."""

ALERTING_HARMLESS: Final[frozenset[str]] = frozenset(
    {
        "aws:eks/accessEntry:AccessEntry",
        "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    }
)
"""Types that change what a role may do in a cluster: AWS Backup backs clusters up, and no alert
comes from inside one. Source: Amazon EKS user guide, access-entries (read 2026-11-28).
"""
