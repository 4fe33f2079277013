"""Inputs of AWS resources whose values a comparison of two states reads, and what is better.

Only inputs that backups or their alerts depend on. Of all others a comparison knows that they
changed, and not whether that is a loss.

Source: EventBridge user guide, eb-rule-retry-policy (24 hours and 185 attempts by default);
EventBridge API, PutRule.State; CloudWatch API, PutMetricAlarm; SNS developer guide,
sns-subscription-filter-policies; AWS KMS API, EnableKeyRotation (365 days by default),
ScheduleKeyDeletion (30 days by default); SQS API, SetQueueAttributes (4 days by default); Lambda
API, PutFunctionConcurrency; AWS Backup developer guide, assigning-resources; AWS Backup API,
UpdateRegionSettings; pulumi_aws 7.51.1 (read 2026-11-28); AWS Secrets Manager API, DeleteSecret:
the recovery window is 30 days by default; Amazon DynamoDB API, UpdateTimeToLive (read 2026-11-29).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.alarm_sensitivity import counts_any, needs_one
from bamp_pulumi.catalog.comparing import Better, ComparedInput, Form, GainsBeside
from bamp_pulumi.catalog.protecting_inputs import protecting_inputs
from bamp_pulumi.catalog.twins import of_older_names

__all__ = [
    "COMPARED_INPUTS",
    "IGNORE_CHANGES",
    "INPUTS_FOR_PEOPLE",
    "compared_inputs",
]


def _number(
    better: Better,
    absent: str | None = None,
    endless: str = "",
    gains_beside: GainsBeside | None = None,
) -> ComparedInput:
    return ComparedInput(
        better=better,
        form=Form.NUMBER,
        absent=absent,
        endless=endless,
        gains_beside=gains_beside,
    )


def _best(*best: str, absent: str | None = None, form: Form = Form.TEXT) -> ComparedInput:
    return ComparedInput(better=Better.RANKED, form=form, absent=absent, best=frozenset(best))


def _named(by: str) -> ComparedInput:
    return ComparedInput(better=Better.MEMBERS, form=Form.NAMES, named_by=(by,))


_MORE, _LESS = Better.MORE, Better.LESS
_SAME: Final = ComparedInput(better=Better.SAME)
_UNJUDGED: Final = ComparedInput(better=Better.UNJUDGED)
_SERVED: Final = ComparedInput(better=Better.MEMBERS, form=Form.LIST)
_LEFT_OUT: Final = ComparedInput(better=Better.FEWER, form=Form.LIST)
_ADDRESS: Final = ComparedInput(better=Better.SAME, form=Form.ADDRESS)
_PATTERN: Final = ComparedInput(better=Better.MEMBERS, form=Form.PATTERN)
_ACCESS: Final = ComparedInput(better=Better.ACCESS, form=Form.DOCUMENT)
_GRANTS: Final = ComparedInput(better=Better.GRANTS, form=Form.DOCUMENT)
_SWITCHES: Final = ComparedInput(better=Better.MEMBERS, form=Form.SWITCHES)
_TRUE_BY_DEFAULT: Final = _best("true", absent="true", form=Form.SWITCH)
_FALSE_BY_DEFAULT: Final = _best("true", absent="false", form=Form.SWITCH)
_ENABLED: Final = _best(
    "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", absent="ENABLED"
)
_KEY: Final = _best("customer", form=Form.KEY)
_WINDOW: Final = _number(_MORE, "30")
_EXPIRES: Final = ComparedInput(
    better=Better.RANKED,
    form=Form.SWITCH,
    absent="false",
    best=frozenset({"false"}),
    lost="items whose time is past by that attribute are deleted; backups keep what they hold",
)
_TTL_OF_NATIVE: Final = {
    "timeToLiveSpecification.enabled": _EXPIRES,
    "timeToLiveSpecification.attributeName": _UNJUDGED,
}
_NOT_SELECTED: Final = "no more recovery points are made of what is no longer selected"

IGNORE_CHANGES: Final = "ignoreChanges"
"""The option of Pulumi, compared as an input is."""

_OF_ANY: Final = MappingProxyType(
    {"region": _SAME, IGNORE_CHANGES: ComparedInput(better=Better.UNJUDGED, form=Form.LIST)}
)
_ALARM_ACTIONS: Final = {
    "actionsEnabled": _TRUE_BY_DEFAULT,
    "alarmActions": _SERVED,
    "okActions": _SERVED,
    "insufficientDataActions": _SERVED,
}
_SCHEDULE: Final = ComparedInput(better=Better.LESS, form=Form.SCHEDULE)
_CHOSEN: Final = "recoveryPointSelection"
_RESTORE_TESTS: Final = {
    "scheduleExpression": _SCHEDULE,
    "startWindowHours": _UNJUDGED,
    f"{_CHOSEN}.includeVaults": _SERVED,
    f"{_CHOSEN}.excludeVaults": _LEFT_OUT,
    f"{_CHOSEN}.recoveryPointTypes": _SERVED,
    f"{_CHOSEN}.selectionWindowDays": _number(_MORE, "30"),
    f"{_CHOSEN}.algorithm": _UNJUDGED,
}
_RESTORES_TESTED: Final = {
    "protectedResourceArns": _SERVED,
    "protectedResourceConditions": ComparedInput(better=Better.FEWER, form=Form.CONDITIONS),
    "protectedResourceType": _SAME,
    "restoreTestingPlanName": _SAME,
    "iamRoleArn": _UNJUDGED,
}
_REPORTED: Final = {
    f"reportSetting.{part}": _SERVED
    for part in ("accounts", "frameworkArns", "organizationUnits", "regions")
}
_OTHER_KEYS: Final = {
    "deletionWindowInDays": _WINDOW,
    "enabled": _TRUE_BY_DEFAULT,
    "policy": _ACCESS,
}
_FUNCTION_RETRIES: Final = _number(_MORE, "2")
_RULE: Final = {
    "state": _ENABLED,
    "eventPattern": _PATTERN,
    "scheduleExpression": _SCHEDULE,
    "eventBusName": _SAME,
}
_ALARM: Final = {
    **_ALARM_ACTIONS,
    "evaluationPeriods": _number(_LESS, gains_beside=needs_one),
    "datapointsToAlarm": _UNJUDGED,
    "period": _number(_LESS, gains_beside=counts_any),
    "threshold": _UNJUDGED,
    "treatMissingData": _best("breaching", absent="missing"),
    "comparisonOperator": _SAME,
    "metricName": _SAME,
    "namespace": _SAME,
    "dimensions": _SAME,
    "statistic": _SAME,
}
_COMPOSITE: Final = {
    **_ALARM_ACTIONS,
    "alarmRule": _SAME,
    "actionsSuppressor": _LEFT_OUT,
}
_FUNCTION: Final = {
    "reservedConcurrentExecutions": _number(_MORE, "-1", "-1"),
    "timeout": _number(_MORE, "3"),
    "memorySize": _number(_MORE, "128"),
    "handler": _UNJUDGED,
    "role": _UNJUDGED,
}
_PERMISSION: Final = {"principal": _SAME, "sourceArn": _SAME, "action": _SAME}
_SUBSCRIPTION: Final = {
    "endpoint": _ADDRESS,
    "protocol": _SAME,
    "filterPolicy": _PATTERN,
    "filterPolicyScope": ComparedInput(better=Better.UNJUDGED, absent="MessageAttributes"),
    "redrivePolicy": _SAME,
}
_MAPPED: Final = {
    "enabled": _TRUE_BY_DEFAULT,
    "eventSourceArn": _SAME,
    "filterCriteria": _UNJUDGED,
    "functionName": _SAME,
}
_SCHEDULED: Final = {
    "state": _ENABLED,
    "scheduleExpression": _SCHEDULE,
    "endDate": ComparedInput(better=Better.UNJUDGED),
    "target": _SAME,
}

_ROWS: Final[Mapping[str, Mapping[str, ComparedInput]]] = MappingProxyType(
    {
        "aws:backup/selection:Selection": {
            **{
                name: ComparedInput(better=better, form=form, lost=_NOT_SELECTED)
                for name, better, form in (
                    ("resources", Better.MEMBERS, Form.LIST),
                    ("notResources", Better.FEWER, Form.LIST),
                    ("selectionTags", Better.MEMBERS, Form.LIST),
                    ("conditions", Better.FEWER, Form.CONDITIONS),
                )
            },
            "planId": _SAME,
            "iamRoleArn": _UNJUDGED,
        },
        "aws:backup/vaultNotifications:VaultNotifications": {
            "backupVaultEvents": _SERVED,
            "backupVaultName": _SAME,
            "snsTopicArn": _SAME,
        },
        "aws:backup/vaultPolicy:VaultPolicy": {"policy": _ACCESS, "backupVaultName": _SAME},
        "aws:backup/regionSettings:RegionSettings": {
            "resourceTypeOptInPreference": _SWITCHES,
            "resourceTypeManagementPreference": _SWITCHES,
        },
        "aws:backup/restoreTestingPlan:RestoreTestingPlan": _RESTORE_TESTS,
        "aws-native:backup:RestoreTestingPlan": _RESTORE_TESTS,
        "aws:backup/restoreTestingSelection:RestoreTestingSelection": _RESTORES_TESTED,
        "aws-native:backup:RestoreTestingSelection": _RESTORES_TESTED,
        "aws:backup/framework:Framework": {"controls": _named("name")},
        "aws-native:backup:Framework": {"frameworkControls": _named("controlName")},
        "aws:backup/reportPlan:ReportPlan": {**_REPORTED, "reportDeliveryChannel": _SAME},
        "aws-native:backup:ReportPlan": {**_REPORTED, "reportDeliveryChannel": _SAME},
        "aws:kms/key:Key": {
            "enableKeyRotation": _FALSE_BY_DEFAULT,
            "rotationPeriodInDays": _number(_LESS, "365"),
            "deletionWindowInDays": _WINDOW,
            "isEnabled": _TRUE_BY_DEFAULT,
            "policy": _ACCESS,
        },
        "aws:kms/replicaKey:ReplicaKey": _OTHER_KEYS,
        "aws:kms/externalKey:ExternalKey": {**_OTHER_KEYS, "validTo": _UNJUDGED},
        "aws:kms/replicaExternalKey:ReplicaExternalKey": {**_OTHER_KEYS, "validTo": _UNJUDGED},
        "aws-native:kms:Key": {
            "enableKeyRotation": _FALSE_BY_DEFAULT,
            "rotationPeriodInDays": _number(_LESS, "365"),
            "pendingWindowInDays": _WINDOW,
            "enabled": _TRUE_BY_DEFAULT,
            "keyPolicy": _ACCESS,
        },
        "aws-native:kms:ReplicaKey": {
            "pendingWindowInDays": _WINDOW,
            "enabled": _TRUE_BY_DEFAULT,
            "keyPolicy": _ACCESS,
        },
        "aws-native:kms:Alias": {"targetKeyId": _SAME},
        "aws:kms/keyPolicy:KeyPolicy": {"policy": _ACCESS, "keyId": _SAME},
        "aws:kms/alias:Alias": {"targetKeyId": _SAME},
        "aws:kms/grant:Grant": {
            "operations": _SERVED,
            "granteePrincipal": _SAME,
            "constraints": _UNJUDGED,
        },
        "aws:ram/principalAssociation:PrincipalAssociation": {
            "principal": _SAME,
            "resourceShareArn": _SAME,
        },
        "aws:ram/resourceAssociation:ResourceAssociation": {
            "resourceArn": _SAME,
            "resourceShareArn": _SAME,
        },
        "aws:cloudwatch/eventRule:EventRule": _RULE,
        "aws:cloudwatch/eventTarget:EventTarget": {
            "arn": _SAME,
            "rule": _SAME,
            "eventBusName": _SAME,
            "deadLetterConfig": _SAME,
            "input": _UNJUDGED,
            "inputPath": _UNJUDGED,
            "inputTransformer": _UNJUDGED,
            "retryPolicy.maximumRetryAttempts": _number(_MORE, "185"),
            "retryPolicy.maximumEventAgeInSeconds": _number(_MORE, "86400"),
        },
        "aws:cloudwatch/eventApiDestination:EventApiDestination": {
            "invocationEndpoint": _ADDRESS,
            "httpMethod": _SAME,
            "invocationRateLimitPerSecond": _number(_MORE, "300"),
        },
        "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {"policy": _ACCESS},
        "aws:cloudwatch/eventArchive:EventArchive": {"retentionDays": _number(_MORE, "0", "0")},
        "aws:cloudwatch/metricAlarm:MetricAlarm": _ALARM,
        "aws:cloudwatch/compositeAlarm:CompositeAlarm": _COMPOSITE,
        "aws:cloudwatch/logGroup:LogGroup": {"retentionInDays": _number(_MORE, "0", "0")},
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {"policyDocument": _ACCESS},
        "aws:sns/topicSubscription:TopicSubscription": {**_SUBSCRIPTION, "topic": _SAME},
        "aws:sns/topic:Topic": {"policy": _ACCESS},
        "aws:sns/topicPolicy:TopicPolicy": {"policy": _ACCESS, "arn": _SAME},
        "aws:sqs/queue:Queue": {
            "messageRetentionSeconds": _number(_MORE, "345600"),
            "delaySeconds": _number(_LESS, "0"),
            "policy": _ACCESS,
        },
        "aws:sqs/queuePolicy:QueuePolicy": {"policy": _ACCESS, "queueUrl": _SAME},
        "aws:lambda/function:Function": _FUNCTION,
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
            "maximumRetryAttempts": _FUNCTION_RETRIES,
            "destinationConfig": _SAME,
            "functionName": _SAME,
        },
        "aws:lambda/permission:Permission": {**_PERMISSION, "function": _SAME},
        "aws:lambda/eventSourceMapping:EventSourceMapping": _MAPPED,
        "aws-native:lambda:EventSourceMapping": _MAPPED,
        "aws:scheduler/schedule:Schedule": _SCHEDULED,
        "aws-native:scheduler:Schedule": _SCHEDULED,
        "aws-native:cloudwatch:Alarm": _ALARM,
        "aws-native:cloudwatch:CompositeAlarm": _COMPOSITE,
        "aws-native:events:Rule": {**_RULE, "targets": _named("id")},
        "aws-native:events:EventBusPolicy": {"statement": _SAME},
        "aws-native:lambda:Function": _FUNCTION,
        "aws-native:lambda:Permission": {**_PERMISSION, "functionName": _SAME},
        "aws-native:sns:Subscription": {**_SUBSCRIPTION, "topicArn": _SAME},
        "aws-native:sns:TopicInlinePolicy": {"policyDocument": _ACCESS, "topicArn": _SAME},
        "aws-native:sns:TopicPolicy": {"policyDocument": _ACCESS, "topics": _SERVED},
        "aws-native:sqs:QueueInlinePolicy": {"policyDocument": _ACCESS, "queue": _SAME},
        "aws:iam/rolePolicy:RolePolicy": {"policy": _GRANTS, "role": _SAME},
        "aws:iam/policy:Policy": {"policy": _GRANTS},
        "aws:iam/role:Role": {
            "assumeRolePolicy": _ACCESS,
            "permissionsBoundary": _LEFT_OUT,
            "managedPolicyArns": _SERVED,
        },
        "aws:organizations/policy:Policy": {"content": _ACCESS, "type": _SAME},
        "aws-native:organizations:Policy": {"content": _ACCESS, "type": _SAME},
        "aws:organizations/policyAttachment:PolicyAttachment": {
            "policyId": _SAME,
            "targetId": _SAME,
        },
        "aws:s3/bucketPolicy:BucketPolicy": {"policy": _ACCESS, "bucket": _SAME},
        "aws-native:s3:BucketPolicy": {"policyDocument": _ACCESS, "bucket": _SAME},
        "aws:s3/bucket:Bucket": {"policy": _ACCESS},
        "aws:s3/bucketV2:BucketV2": {"policy": _ACCESS},
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {"policyArn": _SAME, "role": _SAME},
        "aws:ec2/instance:Instance": {
            "rootBlockDevice.deleteOnTermination": _best("false", absent="true", form=Form.SWITCH),
        },
        "aws:dynamodb/table:Table": {"ttl.enabled": _EXPIRES, "ttl.attributeName": _UNJUDGED},
        "aws-native:dynamodb:GlobalTable": _TTL_OF_NATIVE,
        "aws-native:dynamodb:Table": _TTL_OF_NATIVE,
        "aws:cloudtrail/trail:Trail": {
            "enableLogging": _TRUE_BY_DEFAULT,
            "isMultiRegionTrail": _FALSE_BY_DEFAULT,
            "includeGlobalServiceEvents": _TRUE_BY_DEFAULT,
            "enableLogFileValidation": _FALSE_BY_DEFAULT,
            "s3BucketName": _SAME,
        },
        "aws-native:cloudtrail:Trail": {
            "isLogging": _TRUE_BY_DEFAULT,
            "isMultiRegionTrail": _FALSE_BY_DEFAULT,
            "s3BucketName": _SAME,
        },
        "aws:s3/bucketVersioning:BucketVersioning": {
            "versioningConfiguration.status": _best("Enabled")
        },
        "aws:secretsmanager/secret:Secret": {
            "recoveryWindowInDays": _WINDOW,
        },
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
            "retentionPeriod": _number(_MORE, "7"),
            "sourceDbInstanceArn": _SAME,
        },
    }
)

COMPARED_INPUTS: Final[Mapping[str, Mapping[str, ComparedInput]]] = MappingProxyType(
    {**_ROWS, **of_older_names(_ROWS)}
)
"""By type token and wire path of the input."""

_OF_STORES: Final[Mapping[str, ComparedInput]] = MappingProxyType(
    {
        "storageEncrypted": _FALSE_BY_DEFAULT,
        "encrypted": _FALSE_BY_DEFAULT,
        "kmsKeyId": _KEY,
        "copyTagsToSnapshot": _FALSE_BY_DEFAULT,
    }
)
"""Of any data store, by wire name."""

INPUTS_FOR_PEOPLE: Final = frozenset(
    {"tags", "tagsAll", "description", "alarmDescription", "displayName"}
)
"""Inputs that people read: whatever AWS does, it does with any value of them. Tags that select
something are compared where something is selected."""


def compared_inputs(token: str, *, is_store: bool = False) -> Mapping[str, ComparedInput]:
    """Return the inputs of a type that are compared by their values, by wire path."""
    return {
        **_OF_ANY,
        **(_OF_STORES if is_store else {}),
        **COMPARED_INPUTS.get(token, {}),
        **protecting_inputs(token),
    }
