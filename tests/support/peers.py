"""How others wire their alerts, rebuilt as Pulumi programs: what their users would get.

Read in their sources; numbers and names are ours.
"""

import json

import pulumi_aws as aws

from bamp_pulumi.catalog import VAULT_NOTIFICATIONS

__all__ = ["alarms_without_actions", "all_notifications_to_a_topic", "filtered_notifications"]

MAILBOX = "ops@bamp-ops.io"


def _topic(vault_region: str | None = None) -> aws.sns.Topic:
    topic = aws.sns.Topic("backups", name="backups", region=vault_region)
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "backup.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": "*",
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    aws.sns.TopicPolicy("backups", arn=topic.arn, policy=document)
    return topic


def all_notifications_to_a_topic(vault: str) -> None:
    """As a construct library does it: every notification there is, to a topic and a mailbox."""
    topic = _topic()
    aws.sns.TopicSubscription("mail", topic=topic.arn, protocol="email", endpoint=MAILBOX)
    aws.backup.VaultNotifications(
        "all",
        backup_vault_name=vault,
        backup_vault_events=sorted(VAULT_NOTIFICATIONS),
        sns_topic_arn=topic.arn,
    )


def filtered_notifications(vault: str) -> None:
    """As a blueprint of a health service does it: five notifications, and a filter on `State`."""
    topic = _topic()
    aws.sns.TopicSubscription(
        "mail",
        topic=topic.arn,
        protocol="email",
        endpoint=MAILBOX,
        filter_policy=json.dumps({"State": [{"anything-but": "COMPLETED"}]}),
    )
    aws.backup.VaultNotifications(
        "five",
        backup_vault_name=vault,
        backup_vault_events=[
            "BACKUP_JOB_COMPLETED",
            "RESTORE_JOB_COMPLETED",
            "S3_BACKUP_OBJECT_FAILED",
            "S3_RESTORE_OBJECT_FAILED",
            "COPY_JOB_FAILED",
        ],
        sns_topic_arn=topic.arn,
    )


def alarms_without_actions(vault: str) -> None:
    """As the secure example of a module ships: alarms that tell nobody.

    One of them is on a dimension that its metric has not.
    """
    for name, metric, dimensions in (
        ("failed", "NumberOfBackupJobsFailed", {"BackupVaultName": vault}),
        ("copies", "NumberOfCopyJobsFailed", {"BackupVaultName": vault}),
        ("expired", "NumberOfRecoveryPointsExpired", {"VaultName": vault}),
    ):
        aws.cloudwatch.MetricAlarm(
            name,
            name=name,
            namespace="AWS/Backup",
            metric_name=metric,
            dimensions=dimensions,
            comparison_operator="GreaterThanThreshold",
            evaluation_periods=1,
            period=3600,
            statistic="Sum",
            threshold=0,
            treat_missing_data="notBreaching",
        )
