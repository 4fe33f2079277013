"""What the alert function is called with: one payload of each kind, in the shape AWS documents.

Sources: AWS Backup developer guide, eventbridge and backup-notifications; EventBridge user guide,
tag change events; CloudTrail user guide, record contents; KMS developer guide, kms-events; Lambda
developer guide, with-sns; CloudWatch user guide, alarm notifications (read 2026-11-28). Ids are
ours.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

__all__ = ["ACCOUNT", "HERE", "PAYLOADS", "THERE", "changed", "job", "payload_of"]

# Any, from here on: events as AWS sends them.
ACCOUNT, HERE, THERE = "111122223333", "us-east-1", "us-west-2"
DATABASE = f"arn:aws:rds:{HERE}:{ACCOUNT}:db:orders"
VOLUME = f"arn:aws:ec2:{HERE}:{ACCOUNT}:volume/vol-1"
POINT = f"arn:aws:rds:{HERE}:{ACCOUNT}:snapshot:awsbackup:job-aaaa"
VAULT = f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-vault:primary"
VAULT_THERE = f"arn:aws:backup:{THERE}:{ACCOUNT}:backup-vault:dr"
PLAN = f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-plan:p1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/AWSBackupBaseline"
KEY = f"arn:aws:kms:{HERE}:{ACCOUNT}:key/1234"
TOPIC = f"arn:aws:sns:{HERE}:{ACCOUNT}:bamp-alerts"
ALARM = f"arn:aws:cloudwatch:{HERE}:{ACCOUNT}:alarm:bamp-no-backup"
TIME = "2026-11-28T05:00:00Z"
_PLANNED = {
    "backupPlanId": "p1",
    "backupPlanArn": PLAN,
    "backupPlanVersion": "v1",
    "backupPlanRuleId": "r1",
}
_JOB = {
    "backupJobId": "aaaa",
    "backupSizeInBytes": "36048",
    "backupVaultArn": VAULT,
    "backupVaultName": "primary",
    "creationDate": "2026-11-28T04:00:00.000Z",
    "iamRoleArn": ROLE,
    "resourceArn": DATABASE,
    "resourceType": "RDS",
    "percentDone": 100,
    "retryCount": 0,
    "createdBy": _PLANNED,
}
_COPY = {
    "copyJobId": "cccc",
    "backupSizeInBytes": 3221225472,
    "creationDate": "2026-11-28T04:30:00.000Z",
    "iamRoleArn": ROLE,
    "resourceArn": VOLUME,
    "resourceType": "EBS",
    "sourceBackupVaultArn": VAULT,
    "destinationBackupVaultArn": VAULT_THERE,
    "destinationRecoveryPointArn": {},
    "createdBy": _PLANNED,
}
_RESTORE = {
    "restoreJobId": "dddd",
    "backupVaultArn": VAULT,
    "recoveryPointArn": POINT,
    "sourceResourceArn": DATABASE,
    "backupSizeInBytes": "0",
    "iamRoleArn": ROLE,
    "percentDone": 0,
    "resourceType": "RDS",
}
_TEST = {"restoreTestingPlanArn": f"arn:aws:backup:{HERE}:{ACCOUNT}:restore-testing-plan:weekly"}
_POINT: Mapping[str, object] = {
    "backupVaultName": "primary",
    "backupVaultArn": VAULT,
    "iamRoleArn": ROLE,
    "resourceType": "RDS",
    "resourceArn": DATABASE,
    "isEncrypted": "false",
    "storageClass": "WARM",
    "createdBy": {},
}


def _event(name: str, detail: Mapping[str, object], *resources: str) -> dict[str, Any]:
    return {
        "version": "0",
        "id": "e1",
        "detail-type": name,
        "source": "aws.backup",
        "account": ACCOUNT,
        "time": TIME,
        "region": HERE,
        "resources": [*resources],
        "detail": dict(detail),
    }


def _call(source: str, call: str, parameters: Mapping[str, object]) -> dict[str, Any]:
    """Return a record of CloudTrail, as EventBridge delivers it."""
    detail = {
        "eventVersion": "1.11",
        "userIdentity": {
            "type": "AssumedRole",
            "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/admin/alice",
            "accountId": ACCOUNT,
        },
        "eventTime": TIME,
        "eventSource": f"{source}.amazonaws.com",
        "eventName": call,
        "awsRegion": HERE,
        "requestParameters": dict(parameters),
        "eventID": "call-1",
        "readOnly": False,
        "managementEvent": True,
    }
    return {**_event("AWS API Call via CloudTrail", detail), "source": f"aws.{source}"}


def _of_key(call: str) -> dict[str, Any]:
    event = _call("kms", call, {"keyId": KEY})
    event["detail"]["resources"] = [{"accountId": ACCOUNT, "type": "AWS::KMS::Key", "ARN": KEY}]
    return event


def _tagged(tags: Mapping[str, str]) -> dict[str, Any]:
    detail = {
        "changed-tag-keys": ["backup-tier"],
        "service": "rds",
        "resource-type": "db",
        "version": 3,
        "tags": dict(tags),
    }
    return {**_event("Tag Change on Resource", detail, DATABASE), "source": "aws.tag"}


def _message(body: str) -> dict[str, Any]:
    """Return what Lambda is called with for a message of SNS."""
    sns: dict[str, object] = {
        "Type": "Notification",
        "MessageId": "m1",
        "TopicArn": TOPIC,
        "Subject": "Notification from AWS Backup",
        "Message": body,
        "Timestamp": "2026-11-28T05:00:00.000Z",
        "MessageAttributes": {},
    }
    return {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": sns}]}


def _alarm(state: str) -> dict[str, Any]:
    return _message(
        json.dumps(
            {
                "AlarmName": "bamp-no-backup",
                "AlarmDescription": "no backup has completed in a day",
                "AWSAccountId": ACCOUNT,
                "NewStateValue": state,
                "NewStateReason": "Threshold Crossed",
                "StateChangeTime": "2026-11-28T05:00:00.000+0000",
                "Region": "US East (N. Virginia)",
                "AlarmArn": ALARM,
                "OldStateValue": "OK" if state == "ALARM" else "ALARM",
                "Trigger": {
                    "MetricName": "NumberOfBackupJobsCompleted",
                    "Namespace": "AWS/Backup",
                    "Dimensions": [{"value": "primary", "name": "BackupVaultName"}],
                },
            }
        )
    )


def job(state: str, *, kind: str, copy: bool = False, **detail: object) -> dict[str, Any]:
    """Return what the function is called with for a backup or copy job."""
    name = "Copy Job State Change" if copy else "Backup Job State Change"
    said = {**(_COPY if copy else _JOB), "state": state, **detail}
    return deepcopy({"kind": kind, "event": _event(name, said, POINT)})


_CHECKED: Mapping[str, object] = {
    "state": "Stale",
    "resourceArn": DATABASE,
    "resourceType": "RDS",
    "resourceName": "orders",
    "backupVaultName": "dr",
    "backupVaultArn": VAULT_THERE,
    "region": HERE,
    "tier": "critical",
    "owner": "orders",
    "newest": "2026-11-26T05:00:00+00:00",
}
_NOT_ANSWERED = {
    "resourceArn": f"backup:ListBackupJobs in {HERE}",
    "backupVaultName": "",
    "backupVaultArn": "",
}


def _checked(**detail: object) -> dict[str, Any]:
    """Return what the health check reports."""
    event = _event("Backup Health", {**_CHECKED, **detail}, DATABASE)
    return {**event, "source": "bamp.health"}


def _validated(outcome: str, why: str) -> dict[str, Any]:
    """Return what the validator of restored data reports."""
    detail: dict[str, Any] = {
        "outcome": outcome,
        "resourceArn": DATABASE,
        "createdResourceArn": f"arn:aws:rds:{HERE}:{ACCOUNT}:db:awsbackup-restore-test-x",
        "recoveryPointArn": POINT,
        "resourceType": "RDS",
        "restoreJobId": "dddd",
        "tier": "critical",
        "owner": "orders",
        "minutes": 90,
        "rtoMinutes": 60,
        "statusMessage": why,
        "checks": [],
        "checksInAll": 0,
    }
    return {**_event("Restore Validation", detail, DATABASE), "source": "bamp.restore"}


_VAULT_STATE = {"backupVaultName": "primary", "state": "MODIFIED", "isLocked": "true"}
_PLAN_STATE = {"backupPlanId": "p1", "versionId": "v2"}
_OPTED = {"ResourceTypeOptInPreference": {"Aurora": True}, "state": "MODIFIED"}
_LOCK = "DeleteBackupVaultLockConfiguration"
_NAMED_VAULT = {"backupVaultName": "primary"}
_RESTORES, _PLANS = "Restore Job State Change", "Backup Plan State Change"
_STOPPED: Mapping[str, object] = {**_POINT, "status": "STOPPED"}
_ALL: Mapping[str, Mapping[str, Any]] = {
    "job-failed": job("FAILED", kind="job-failed", statusMessage='"Access denied to the key."'),
    "job-failed, a copy": job(
        "FAILED", kind="job-failed", copy=True, statusMessage="Access Denied ..."
    ),
    "job-has-issues": job(
        "COMPLETED", kind="job-has-issues", statusMessage='"2 objects were left out."'
    ),
    "restore-failed": _event(_RESTORES, {**_RESTORE, "status": "FAILED", "statusMessage": "no"}),
    "restore-started": _event(_RESTORES, {**_RESTORE, "status": "RUNNING"}),
    "restore-test-failed": _validated("FAILED", "public.orders: rows is 3, and not 4."),
    "restore-too-slow": _validated("TOO_SLOW", "Sound, but too slow: 3 checks passed."),
    "recovery-point-stuck": _event("Recovery Point State Change", _STOPPED, POINT),
    "plan-deleted": _event(_PLANS, {**_PLAN_STATE, "state": "DELETED"}, PLAN),
    "vault-changed": _event("Backup Vault State Change", _VAULT_STATE, VAULT),
    "opt-in-changed": _event("Region Setting State Change", _OPTED),
    "protection-weakened": _call("backup", _LOCK, _NAMED_VAULT),
    "key-endangered": _of_key("DisableKey"),
    "key-deleted": {**_event("KMS CMK Deletion", {"key-id": "1234"}, KEY), "source": "aws.kms"},
    "bucket-frozen": _call("s3", "PutBucketNotification", {"bucketName": "invoices"}),
    "tier-lost": _tagged({"team": "shop"}),
    "backup-missing": _checked(kind="copy-late", statusMessage="rule daily is 26 h late"),
    "not-as-promised": _checked(kind="wrong-key", statusMessage="is under another key"),
    "exemption-over": _checked(kind="exemption-expired", statusMessage="it ended yesterday"),
    "not-seen": _checked(kind="unseen", statusMessage="AccessDenied", **_NOT_ANSWERED),
    "vault-reports": _message(f"An AWS Backup job failed. Resource ARN : {DATABASE}."),
    "alarm-on": _alarm("ALARM"),
    "not-understood": {**_event("Backup Job State Change", {"state": "NEW"}), "id": "e2"},
    "alerts-broken": _event("CloudWatch Alarm State Change", {"state": {"value": "ALARM"}}),
    "alarm-off": _alarm("OK"),
    "plan-changed": _event(_PLANS, {**_PLAN_STATE, "state": "MODIFIED"}, PLAN),
    "job-done": job("COMPLETED", kind="job-done"),
    "job-done, a copy": job("COMPLETED", kind="job-done", copy=True),
    "backup-healthy": _checked(state="Protected", over=["backup-missing"]),
    "job-waits": job("PENDING", kind="job-waits"),
    "restore-test-started": _event(_RESTORES, {**_RESTORE, **_TEST, "status": "RUNNING"}),
    "restore-done": _event(_RESTORES, {**_RESTORE, "status": "COMPLETED"}),
    "restore-validated": _validated("SUCCESSFUL", "3 checks passed."),
    # A second later: of two calls in one second nobody knows which was the later one.
    "key-mended": {**_of_key("EnableKey"), "time": "2026-11-28T05:00:01Z"},
    "tier-back": _tagged({"backup-tier": "critical"}),
}


def payload_of(name: str) -> dict[str, Any]:
    """Return what the function is called with for a kind; of jobs there are also copies."""
    given = deepcopy(dict(_ALL[name]))
    kind = name.partition(",")[0]
    is_whole = "event" in given or "Records" in given
    return given if is_whole else {"kind": kind, "event": given}


def changed(given: Any, path: str, value: object) -> Any:  # noqa: ANN401
    """Return a payload with another value at a path, as `event.detail.state`.

    A path goes on in a text that holds JSON, as the message of an alarm. `None` takes a key out.
    """
    if isinstance(given, str):
        return json.dumps(changed(json.loads(given), path, value))
    copy: Any = deepcopy(given)
    first, _, rest = path.partition(".")
    at: Any = int(first) if first.isdigit() else first
    if rest:
        copy[at] = changed(copy[at], rest, value)
    elif value is None:
        del copy[at]
    else:
        copy[at] = value
    return copy


PAYLOADS: tuple[str, ...] = tuple(_ALL)
"""Names of all."""
