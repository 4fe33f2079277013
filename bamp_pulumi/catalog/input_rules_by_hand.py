"""What AWS documents of an input and no service model says.

Read 2026-11-28, on the pages named in each row: an API reference is the text of the service's own
model as botocore packs it, a guide is AWS's user guide of that service.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.input_rule import InputRule, one_of, within
from bamp_pulumi.catalog.store_input_rules import STORE_INPUT_RULES

__all__ = ["INPUT_RULES_BY_HAND"]

_ARN: Final = r"arn:aws[a-z-]*"
_LOG_DAYS: Final = (
    *(0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)


def _arn_of(service: str, resource: str, says: str, page: str) -> InputRule:
    pattern = rf"{_ARN}:{service}:[a-z0-9-]*:[0-9]{{12}}:{resource}"
    return InputRule(pattern=pattern, says=says, source=page)


_VAULT = "backup-vault:[A-Za-z0-9_-]{2,50}"
_SELECTION_ROLE = InputRule(
    pattern=rf"{_ARN}:iam::[0-9]{{12}}:role/.+",
    says="the ARN of a role",
    source="AWS Backup API, BackupSelection.IamRoleArn",
)
_TEST_NAME = InputRule(
    pattern="[A-Za-z0-9_]{1,50}",
    says="letters, digits and underscores, at most 50",
    source="AWS Backup API, RestoreTestingPlanForCreate, RestoreTestingSelectionForCreate",
)
_DELETION = within(7, 30, "AWS KMS API, ScheduleKeyDeletion.PendingWindowInDays")

INPUT_RULES_BY_HAND: Final[Mapping[str, tuple[tuple[str, InputRule], ...]]] = MappingProxyType(
    {
        "aws:backup/vaultNotifications:VaultNotifications": (
            (
                "snsTopicArn",
                _arn_of(
                    "sns",
                    "[A-Za-z0-9_-]{1,256}",
                    "the ARN of a standard topic",
                    (
                        "AWS Backup developer guide, backup-notifications (FIFO topics are not "
                        "supported)"
                    ),
                ),
            ),
        ),
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (
            ("maximumRetryAttempts", within(0, 2, "Lambda API, PutFunctionEventInvokeConfig")),
            (
                "maximumEventAgeInSeconds",
                within(60, 21_600, "Lambda API, PutFunctionEventInvokeConfig"),
            ),
        ),
        "aws:backup/plan:Plan": (
            (
                "name",
                InputRule(
                    pattern="[A-Za-z0-9_.-]+",
                    max_length=200,
                    says="letters, digits and -_.",
                    source="AWS Backup API, BackupPlanInput.BackupPlanName",
                ),
            ),
            (
                "rules[].copyActions[].destinationVaultArn",
                _arn_of("backup", _VAULT, "the ARN of a vault", "AWS Backup API, CopyAction"),
            ),
            (
                "rules[].targetLogicallyAirGappedBackupVaultArn",
                _arn_of("backup", _VAULT, "the ARN of a vault", "AWS Backup API, BackupRuleInput"),
            ),
        ),
        "aws:backup/selection:Selection": (("iamRoleArn", _SELECTION_ROLE),),
        "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": (
            (
                "minRetentionDays",
                within(7, 36_500, "AWS Backup API, CreateLogicallyAirGappedBackupVault"),
            ),
            (
                "maxRetentionDays",
                within(7, 36_500, "AWS Backup API, CreateLogicallyAirGappedBackupVault"),
            ),
        ),
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration": (
            (
                "changeableForDays",
                within(3, 36_500, "AWS Backup API, PutBackupVaultLockConfiguration"),
            ),
            (
                "minRetentionDays",
                within(1, 36_500, "AWS Backup API, PutBackupVaultLockConfiguration"),
            ),
            (
                "maxRetentionDays",
                within(1, 36_500, "AWS Backup API, PutBackupVaultLockConfiguration"),
            ),
        ),
        "aws:backup/reportPlan:ReportPlan": (
            (
                "reportSetting.reportTemplate",
                one_of(
                    "AWS Backup API, ReportSetting",
                    "RESOURCE_COMPLIANCE_REPORT",
                    "CONTROL_COMPLIANCE_REPORT",
                    "BACKUP_JOB_REPORT",
                    "COPY_JOB_REPORT",
                    "RESTORE_JOB_REPORT",
                    "SCAN_JOB_REPORT",
                ),
            ),
            (
                "reportDeliveryChannel.formats[]",
                one_of("AWS Backup API, ReportDeliveryChannel", "CSV", "JSON"),
            ),
        ),
        "aws:backup/restoreTestingPlan:RestoreTestingPlan": (
            ("name", _TEST_NAME),
            (
                "startWindowHours",
                within(1, 168, ("AWS Backup API, RestoreTestingPlanForCreate.StartWindowHours")),
            ),
            (
                "recoveryPointSelection.selectionWindowDays",
                within(
                    1,
                    365,
                    ("AWS Backup API, RestoreTestingRecoveryPointSelection.SelectionWindowDays"),
                ),
            ),
        ),
        "aws:backup/restoreTestingSelection:RestoreTestingSelection": (
            ("name", _TEST_NAME),
            ("iamRoleArn", _SELECTION_ROLE),
            (
                "validationWindowHours",
                within(
                    0,
                    168,
                    ("AWS Backup API, RestoreTestingSelectionForCreate.ValidationWindowHours"),
                ),
            ),
            (
                "protectedResourceArns",
                InputRule(max_items=30, source="AWS Backup API, RestoreTestingSelectionForCreate"),
            ),
        ),
        "aws:sns/topic:Topic": (
            (
                "name",
                InputRule(
                    pattern=r"[A-Za-z0-9_-]+(\.fifo)?",
                    max_length=256,
                    says="letters, digits, underscores and hyphens, and .fifo at the end",
                    source="SNS API, CreateTopic.Name",
                ),
            ),
            (
                "displayName",
                InputRule(
                    max_length=100,
                    source="CloudFormation template reference, AWS::SNS::Topic.DisplayName",
                ),
            ),
            ("signatureVersion", InputRule(enum=(1, 2), source="SNS API, SetTopicAttributes")),
            ("tracingConfig", one_of("SNS API, CreateTopic", "PassThrough", "Active")),
            ("fifoThroughputScope", one_of("SNS API, CreateTopic", "Topic", "MessageGroup")),
        ),
        "aws:sns/topicSubscription:TopicSubscription": (
            (
                "topic",
                _arn_of(
                    "sns",
                    r"[A-Za-z0-9_-]{1,256}(\.fifo)?",
                    "the ARN of a topic",
                    "SNS API, Subscribe.TopicArn",
                ),
            ),
            (
                "protocol",
                one_of(
                    "SNS API, Subscribe.Protocol",
                    "application",
                    "email",
                    "email-json",
                    "firehose",
                    "http",
                    "https",
                    "lambda",
                    "sms",
                    "sqs",
                ),
            ),
            (
                "filterPolicyScope",
                one_of("SNS API, Subscribe", "MessageAttributes", "MessageBody"),
            ),
        ),
        "aws:cloudwatch/metricAlarm:MetricAlarm": (
            (
                "treatMissingData",
                one_of(
                    "CloudWatch API, PutMetricAlarm",
                    "missing",
                    "ignore",
                    "breaching",
                    "notBreaching",
                ),
            ),
            (
                "evaluateLowSampleCountPercentiles",
                one_of("CloudWatch API, PutMetricAlarm", "evaluate", "ignore"),
            ),
            (
                "metricQueries[].id",
                InputRule(
                    pattern="[a-z][A-Za-z0-9_]*",
                    says="letters, digits and underscores, a small letter first",
                    source="CloudWatch API, MetricDataQuery.Id",
                ),
            ),
        ),
        "aws:cloudwatch/logGroup:LogGroup": (
            (
                "retentionInDays",
                InputRule(enum=_LOG_DAYS, source="CloudWatch Logs API, PutRetentionPolicy"),
            ),
        ),
        "aws:cloudwatch/logMetricFilter:LogMetricFilter": (
            (
                "metricTransformation.dimensions",
                InputRule(max_items=3, source="CloudWatch Logs API, MetricTransformation"),
            ),
        ),
        "aws:sqs/queue:Queue": (
            (
                "name",
                InputRule(
                    pattern=r"[A-Za-z0-9_-]+(\.fifo)?",
                    max_length=80,
                    says="letters, digits, underscores and hyphens, and .fifo at the end",
                    source="SQS API, CreateQueue.QueueName",
                ),
            ),
            ("delaySeconds", within(0, 900, "SQS API, CreateQueue")),
            ("maxMessageSize", within(1_024, 1_048_576, "SQS API, CreateQueue")),
            ("messageRetentionSeconds", within(60, 1_209_600, "SQS API, CreateQueue")),
            ("receiveWaitTimeSeconds", within(0, 20, "SQS API, CreateQueue")),
            ("visibilityTimeoutSeconds", within(0, 43_200, "SQS API, CreateQueue")),
            ("kmsDataKeyReusePeriodSeconds", within(60, 86_400, "SQS API, CreateQueue")),
            ("deduplicationScope", one_of("SQS API, CreateQueue", "messageGroup", "queue")),
            (
                "fifoThroughputLimit",
                one_of("SQS API, CreateQueue", "perQueue", "perMessageGroupId"),
            ),
        ),
        "aws:kms/key:Key": (("deletionWindowInDays", _DELETION),),
        "aws:kms/replicaKey:ReplicaKey": (("deletionWindowInDays", _DELETION),),
        "aws:kms/alias:Alias": (
            (
                "name",
                InputRule(
                    pattern="alias/(?!aws/).+",
                    says="alias/ and a name that does not begin with aws/",
                    source="AWS KMS API, CreateAlias.AliasName",
                ),
            ),
        ),
        "aws:cloudtrail/trail:Trail": (
            (
                "name",
                InputRule(
                    pattern=r"(?!\d+\.\d+\.\d+\.\d+$)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*",
                    min_length=3,
                    max_length=128,
                    says="letters, digits and single ._- between them; no IP address",
                    source="CloudTrail API, CreateTrail.Name",
                ),
            ),
        ),
        **STORE_INPUT_RULES,
    }
)
"""Type token to wire path and rule."""
