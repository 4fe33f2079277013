"""What an account is told of, and the documents that let the message through.

The rules take what a person has to act on and nothing else: what tells of successes too is read by
nobody. Calls come from CloudTrail, and only where a trail logs the management events of the Region.

Sources: AWS Backup developer guide, eventbridge and backup-notifications; EventBridge user guide,
eb-use-resource-based; SNS developer guide, sns-key-management (read 2026-11-26).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.iam_document import PolicyDocument, Statement, policy_document
from bamp_pulumi.baseline.key_policy import ADMINISTRATION_ACTIONS

__all__ = [
    "ALERT_NOTIFICATIONS",
    "ALERT_RULES",
    "AlertRule",
    "render_alert_key_policy",
    "render_alert_message",
    "render_alert_topic_policy",
]

Pattern = Mapping[str, object]
_BACKUP: Final = ["aws.backup"]
_CALL: Final = ["AWS API Call via CloudTrail"]
_PUBLISHERS: Final = ("backup.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRule:
    """One EventBridge rule of an account's alerts."""

    what: str
    """What has happened, as the message begins."""
    first_step: str
    """What to do first."""
    pattern: Pattern


def _calls(source: str, *names: str, **more: object) -> Pattern:
    detail = {"eventName": list(names), **more}
    return {"source": [source], "detail-type": _CALL, "detail": detail}


ALERT_RULES: Final[Mapping[str, AlertRule]] = MappingProxyType(
    {
        "job-failed": AlertRule(
            what="A backup or copy job has not completed",
            first_step="read why, mend it, and start the job again",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Backup Job State Change", "Copy Job State Change"],
                "detail": {"state": ["FAILED", "EXPIRED", "ABORTED", "PARTIAL"]},
            },
        ),
        "job-has-issues": AlertRule(
            what="A backup job has completed, and left something out",
            first_step="read what it left out; it is not in the recovery point",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Backup Job State Change"],
                "detail": {"state": ["COMPLETED"], "statusMessage": [{"exists": True}]},
            },
        ),
        "restore-failed": AlertRule(
            what="A restore, or a restore test, has not completed",
            first_step="restore from another recovery point, and find out why this one failed",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Restore Job State Change"],
                "detail": {"status": ["FAILED", "ABORTED"]},
            },
        ),
        "recovery-point-stuck": AlertRule(
            what="A recovery point has stopped, or cannot be deleted",
            first_step="look at the role and the policies that made it",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Recovery Point State Change", "Recovery Point Change"],
                "detail": {"status": ["EXPIRED", "STOPPED", "PARTIAL"]},
            },
        ),
        "plan-deleted": AlertRule(
            what="A backup plan has been deleted",
            first_step="deploy the account stack again",
            pattern={
                "source": _BACKUP,
                "detail-type": ["Backup Plan State Change"],
                "detail": {"state": ["DELETED"]},
            },
        ),
        "opt-in-changed": AlertRule(
            what="The opt-in of the Region has changed: jobs of a type may have stopped",
            first_step="deploy the account stack again",
            pattern={"source": _BACKUP, "detail-type": ["Region Setting State Change"]},
        ),
        "protection-weakened": AlertRule(
            what="Somebody has changed what protects the backups",
            first_step="find out who; if nobody meant it, treat it as an attack",
            pattern=_calls(
                "aws.backup",
                "DeleteBackupSelection",
                "DeleteBackupVaultAccessPolicy",
                "DeleteBackupVaultLockConfiguration",
                "DeleteBackupVaultNotifications",
                "DeleteRecoveryPoint",
                "PutBackupVaultAccessPolicy",
            ),
        ),
        "key-endangered": AlertRule(
            what="A key has been disabled, or is to be deleted",
            first_step="cancel the deletion, or enable the key, if backups are encrypted with it",
            pattern=_calls("aws.kms", "DisableKey", "ScheduleKeyDeletion"),
        ),
        "bucket-frozen": AlertRule(
            what="A bucket's notifications have changed: its continuous backup may stand still",
            first_step="switch EventBridge notifications of the bucket on again",
            pattern=_calls("aws.s3", "PutBucketNotification"),
        ),
        "tier-lost": AlertRule(
            what="A resource has lost the tag by which plans select it",
            first_step="deploy the program that declares it again",
            pattern={
                "source": ["aws.tag"],
                "detail-type": ["Tag Change on Resource"],
                "detail": {
                    "changed-tag-keys": ["backup-tier"],
                    "tags": {"backup-tier": [{"exists": False}]},
                },
            },
        ),
    }
)
"""The rules by the end of their names."""

ALERT_NOTIFICATIONS: Final = (
    "CONTINUOUS_BACKUP_INTERRUPTED",
    "EKS_BACKUP_OBJECT_FAILED",
    "EKS_RESTORE_OBJECT_FAILED",
    "S3_BACKUP_OBJECT_FAILED",
    "S3_RESTORE_OBJECT_FAILED",
)
"""What a vault tells its topic: of these no event says it. All else comes as an event, once."""


def render_alert_message(rule: AlertRule, runbook: str) -> tuple[dict[str, str], str]:
    """Return what a message takes from an event, and its text; EventBridge fills in the rest.

    Args:
        rule: The rule.
        runbook: Address of the runbook; empty for none.
    """
    paths = {
        "account": "$.account",
        "region": "$.region",
        "time": "$.time",
        "kind": "$.detail-type",
        "state": "$.detail.state",
        "status": "$.detail.status",
        "call": "$.detail.eventName",
        "who": "$.detail.userIdentity.arn",
        "resource": "$.detail.resourceArn",
        "about": "$.resources",
        "why": "$.detail.statusMessage",
    }
    lines = [
        f"{rule.what}.",
        "Event: <kind> <state><status><call>",
        "Resource: <resource> <about>",
        "Account and Region: <account> <region>, <time>",
        "Why: <why>",
        "Who: <who>",
        f"First: {rule.first_step}.",
    ]
    if runbook:
        lines.append(f"Runbook: {runbook}")
    # Each line is a JSON string of its own: so EventBridge makes a text of several lines.
    return paths, "\n".join(f'"{line}"' for line in lines)


def render_alert_topic_policy(account: Account, region: str, topic_arn: str) -> PolicyDocument:
    """Return the policy of a topic that alerts go to: the services of AWS publish, encrypted."""
    rules = f"arn:{account.partition}:events:{region}:{account.account_id}:rule/*"
    alarms = f"arn:{account.partition}:cloudwatch:{region}:{account.account_id}:alarm:*"
    return policy_document(
        [
            _publish("AllowRules", "events.amazonaws.com", topic_arn, source=rules),
            _publish("AllowAlarms", "cloudwatch.amazonaws.com", topic_arn, source=alarms),
            _publish("AllowVaults", "backup.amazonaws.com", topic_arn),
            {
                "Sid": "DenyPlainText",
                "Effect": "Deny",
                "Principal": "*",
                "Action": ["sns:Publish"],
                "Resource": topic_arn,
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
        ]
    )


def _publish(sid: str, service: str, topic_arn: str, source: str = "") -> Statement:
    statement: Statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": ["sns:Publish"],
        "Resource": topic_arn,
    }
    if source:
        statement["Condition"] = {"ArnLike": {"aws:SourceArn": source}}
    return statement


def render_alert_key_policy(account: Account) -> PolicyDocument:
    """Return the policy of the key of such a topic.

    Without a condition: EventBridge does not say for which rule it uses a key.
    """
    return policy_document(
        [
            {
                "Sid": "AllowAdministrationByTheAccount",
                "Effect": "Allow",
                "Principal": {"AWS": [account.root_arn]},
                "Action": [
                    *ADMINISTRATION_ACTIONS,
                    "kms:DisableKey",
                    "kms:ScheduleKeyDeletion",
                ],
                "Resource": "*",
            },
            {
                "Sid": "AllowPublishers",
                "Effect": "Allow",
                "Principal": {"Service": list(_PUBLISHERS)},
                "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                "Resource": "*",
            },
        ]
    )
