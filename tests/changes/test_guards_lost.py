"""Policies that keep backups, restore tests, shares and grants: what is lost with each is said.

All changes are judged in one deployment, so none may hide another. Cannot prove that a policy is
evaluated as AWS does: who else may delete is not asked.
"""

import json
from functools import cache
from typing import Any, Final

import pytest
from lost_by_change import UNKNOWN, One, lost_by_each

LOST, DELETED, WATCH = "BAMP-V98", "BAMP-V97", "BAMP-V99"
SCP: Final = "aws:organizations/policy:Policy"
BUCKET: Final = "aws:s3/bucketPolicy:BucketPolicy"
KEY: Final = "aws:kms/keyPolicy:KeyPolicy"
GRANT: Final = "aws:kms/grant:Grant"
TESTS: Final = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
TESTED: Final = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
SCHEDULE: Final = "aws:scheduler/schedule:Schedule"
RULE: Final = "aws-native:events:Rule"
ROLE: Final = {"AWS": "arn:aws:iam::111122223333:role/backup"}
Inputs = dict[str, Any]  # Any: inputs of resources


def says(effect: str, actions: object, /, **parts: object) -> Inputs:
    """Write a statement."""
    return {"Effect": effect, "Action": actions, "Resource": "*", **parts}


def written(*statements: Inputs) -> str:
    """Write a document."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def scp(*statements: Inputs, **inputs: object) -> Inputs:
    """Write a service control policy."""
    return {"type": "SERVICE_CONTROL_POLICY", "content": written(*statements), **inputs}


GUARDED: Final = ["backup:DeleteRecoveryPoint", "kms:ScheduleKeyDeletion", "s3:DeleteObjectVersion"]
GUARD: Final = says("Deny", GUARDED)
OTHER: Final = says("Deny", "ec2:RunInstances")
OF_BUCKET: Final = says("Deny", ["s3:DeleteObjectVersion"], Principal="*")
ROOT: Final = says("Allow", "kms:*", Principal={"AWS": "arn:aws:iam::111122223333:root"})
USED: Final = says("Allow", ["kms:Decrypt", "kms:CreateGrant"], Principal=ROLE)
DENIED: Final = says("Deny", ["kms:Decrypt", "kms:CreateGrant"], Principal=ROLE)
ADMIN: Final = {"StringNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}}
PLAIN: Final = {"Bool": {"aws:SecureTransport": "false"}}
VAULT: Final = "arn:aws:backup:us-east-1:111122223333:backup-vault:main"
WEEKLY: Final[Inputs] = {
    "name": "t",
    "scheduleExpression": "cron(0 5 ? * SUN *)",
    "recoveryPointSelection": {
        "algorithm": "LATEST_WITHIN_WINDOW",
        "includeVaults": ["*"],
        "recoveryPointTypes": ["SNAPSHOT", "CONTINUOUS"],
        "selectionWindowDays": 30,
    },
}
OF_ALL: Final[Inputs] = {
    "name": "s",
    "restoreTestingPlanName": "t",
    "protectedResourceType": "RDS",
    "iamRoleArn": ROLE["AWS"],
    "protectedResourceArns": ["*"],
}
DAILY: Final[Inputs] = {
    "name": "check",
    "scheduleExpression": "rate(1 day)",
    "flexibleTimeWindow": {"mode": "OFF"},
    "target": {"arn": "arn:aws:lambda:us-east-1:111122223333:function:check"},
}
ON_FAILURES: Final[Inputs] = {
    "name": "failed",
    "eventPattern": {"source": ["aws.backup"]},
    "targets": [{"id": "topic", "arn": "arn:aws:sns:us-east-1:111122223333:alerts"}],
}


def but(*roles: str) -> Inputs:
    """Except some roles."""
    return {"StringNotLike": {"aws:PrincipalArn": [f"arn:aws:iam::*:role/{one}" for one in roles]}}


def chosen(**fields: object) -> Inputs:
    """Change which recovery points are tested."""
    return {**WEEKLY, "recoveryPointSelection": {**WEEKLY["recoveryPointSelection"], **fields}}


def one(type_: str, before: Inputs, after: Inputs | None = None) -> One:
    """Change a resource; without another state it is deleted."""
    return One(type=type_, before=before, after=after)


CASES: Final[dict[str, tuple[One, str, str]]] = {
    "guard removed": (
        one(SCP, scp(GUARD, OTHER), scp(OTHER)),
        LOST,
        "was Deny backup:DeleteRecoveryPoint, kms:ScheduleKeyDeletion, s3:DeleteObjectVersion",
    ),
    "one action fewer": (
        one(SCP, scp(GUARD), scp(says("Deny", GUARDED[1:]))),
        LOST,
        "what it denied is allowed again",
    ),
    "a condition more": (
        one(SCP, scp(GUARD), scp({**GUARD, "Condition": ADMIN})),
        LOST,
        "what it denied is allowed again",
    ),
    "one exception more": (
        one(
            SCP,
            scp({**GUARD, "Condition": ADMIN}),
            scp({**GUARD, "Condition": but("admin", "ops")}),
        ),
        LOST,
        "what it denied is allowed again",
    ),
    "one exception fewer": (
        one(
            SCP,
            scp({**GUARD, "Condition": but("admin", "ops")}),
            scp({**GUARD, "Condition": ADMIN}),
        ),
        "",
        "",
    ),
    "fewer resources": (
        one(SCP, scp(GUARD), scp({**GUARD, "Resource": "arn:aws:backup:us-east-1:*:*"})),
        LOST,
        "what it denied is allowed again",
    ),
    "policy deleted": (one(SCP, scp(GUARD)), DELETED, "Deny backup:DeleteRecoveryPoint"),
    "resource control policy deleted": (
        one(SCP, scp({**GUARD, "Principal": "*"}, type="RESOURCE_CONTROL_POLICY")),
        DELETED,
        "what it denied is allowed again",
    ),
    "type left out": (one(SCP, {"content": written(GUARD)}), DELETED, "allowed again"),
    "content not known": (
        one(SCP, scp(GUARD), {"type": "SERVICE_CONTROL_POLICY", "content": UNKNOWN}),
        WATCH,
        "content is not known, and was Deny",
    ),
    "denial of everything deleted": (
        one(SCP, scp(says("Deny", "*", Condition=ADMIN))),
        WATCH,
        "what it denied is allowed again",
    ),
    "backups denied": (
        one(SCP, scp(GUARD), scp(GUARD, says("Deny", "backup:StartBackupJob"))),
        WATCH,
        "can no longer do that",
    ),
    "other denial deleted": (one(SCP, scp(OTHER)), "", ""),
    "other denial removed": (one(SCP, scp(GUARD, OTHER), scp(GUARD)), "", ""),
    "one action more": (
        one(SCP, scp(GUARD), scp(says("Deny", [*GUARDED, "rds:DeleteDBClusterSnapshot"]))),
        "",
        "",
    ),
    "said by a wildcard": (
        one(SCP, scp(says("Deny", "ec2:DeleteSnapshot")), scp(says("Deny", "ec2:Delete*"))),
        "",
        "",
    ),
    "attachment of an unknown policy deleted": (
        one(
            "aws:organizations/policyAttachment:PolicyAttachment",
            {"policyId": "p-1", "targetId": "r-1"},
        ),
        WATCH,
        "does not apply to its target any more",
    ),
    "bucket guard removed": (
        one(
            BUCKET,
            {"bucket": "b", "policy": written(OF_BUCKET, says("Allow", "s3:GetObject"))},
            {"bucket": "b", "policy": written(says("Allow", "s3:GetObject"))},
        ),
        LOST,
        "Deny s3:DeleteObjectVersion",
    ),
    "bucket policy deleted": (
        one(BUCKET, {"bucket": "b", "policy": written(OF_BUCKET)}),
        DELETED,
        "Deny s3:DeleteObjectVersion",
    ),
    "native bucket policy deleted": (
        one("aws-native:s3:BucketPolicy", {"bucket": "b", "policyDocument": written(OF_BUCKET)}),
        DELETED,
        "Deny s3:DeleteObjectVersion",
    ),
    "bucket policy that only allows deleted": (
        one(BUCKET, {"bucket": "b", "policy": written(says("Allow", "s3:GetObject"))}),
        "",
        "",
    ),
    "denial of plain calls removed": (
        one(
            BUCKET,
            {"bucket": "b", "policy": written(says("Deny", "s3:*", Condition=PLAIN))},
            {"bucket": "b", "policy": written()},
        ),
        "",
        "",
    ),
    "key newly denied": (
        one(KEY, {"policy": written(ROOT)}, {"policy": written(ROOT, DENIED)}),
        WATCH,
        "can no longer do that",
    ),
    "key no longer allowed": (
        one(KEY, {"policy": written(ROOT, USED)}, {"policy": written(ROOT)}),
        WATCH,
        "was Allow kms:CreateGrant, kms:Decrypt",
    ),
    "key policy deleted": (one(KEY, {"policy": written(ROOT)}), WATCH, "default policy again"),
    "key newly guarded": (
        one(
            KEY,
            {"policy": written(ROOT)},
            {"policy": written(ROOT, says("Deny", "kms:ScheduleKeyDeletion", Principal="*"))},
        ),
        "",
        "",
    ),
    "grant deleted": (
        one(GRANT, {"granteePrincipal": ROLE["AWS"], "operations": ["Decrypt"]}),
        WATCH,
        "who may use the key by this grant alone",
    ),
    "grant of a context only": (
        one(
            GRANT,
            {"granteePrincipal": ROLE["AWS"], "operations": ["Decrypt"]},
            {
                "granteePrincipal": ROLE["AWS"],
                "operations": ["Decrypt"],
                "constraints": [{"encryptionContextEquals": {"a": "b"}}],
            },
        ),
        WATCH,
        "constraints",
    ),
    "vault shared with another account": (
        one(
            "aws:ram/principalAssociation:PrincipalAssociation",
            {"principal": "444455556666", "resourceShareArn": "arn:aws:ram:us-east-1:1:share/s"},
            {"principal": "777788889999", "resourceShareArn": "arn:aws:ram:us-east-1:1:share/s"},
        ),
        WATCH,
        "principal is 777788889999",
    ),
    "grant reduced": (
        one(
            GRANT,
            {"granteePrincipal": ROLE["AWS"], "operations": ["Decrypt", "CreateGrant"]},
            {"granteePrincipal": ROLE["AWS"], "operations": ["Decrypt"]},
        ),
        WATCH,
        "was CreateGrant",
    ),
    "tests once a year": (
        one(TESTS, WEEKLY, {**WEEKLY, "scheduleExpression": "cron(0 5 1 1 ? *)"}),
        WATCH,
        "scheduleExpression is 527040 minutes, and was 10080 minutes",
    ),
    "vault excluded": (one(TESTS, WEEKLY, chosen(excludeVaults=[VAULT])), WATCH, "excludeVaults"),
    "one vault only": (one(TESTS, WEEKLY, chosen(includeVaults=[VAULT])), WATCH, "includeVaults"),
    "window shortened": (
        one(TESTS, WEEKLY, chosen(selectionWindowDays=1)),
        WATCH,
        "selectionWindowDays is 1, and was 30",
    ),
    "snapshots only": (
        one(TESTS, WEEKLY, chosen(recoveryPointTypes=["SNAPSHOT"])),
        WATCH,
        "was CONTINUOUS",
    ),
    "tests every day": (
        one(TESTS, WEEKLY, {**WEEKLY, "scheduleExpression": "cron(0 5 * * ? *)"}),
        "",
        "",
    ),
    "tests at another hour": (
        one(TESTS, WEEKLY, {**WEEKLY, "scheduleExpression": "cron(0 6 ? * MON *)"}),
        "",
        "",
    ),
    "all vaults": (one(TESTS, chosen(includeVaults=[VAULT]), WEEKLY), "", ""),
    "one database only": (
        one(TESTED, OF_ALL, {**OF_ALL, "protectedResourceArns": ["arn:aws:rds:us-east-1:1:db:a"]}),
        WATCH,
        "protectedResourceArns",
    ),
    "another type": (
        one(TESTED, OF_ALL, {**OF_ALL, "protectedResourceType": "EFS"}),
        WATCH,
        "protectedResourceType is EFS, and was RDS",
    ),
    "schedule off": (one(SCHEDULE, DAILY, {**DAILY, "state": "DISABLED"}), WATCH, "state"),
    "schedule rarer": (
        one(SCHEDULE, DAILY, {**DAILY, "scheduleExpression": "rate(30 days)"}),
        WATCH,
        "43200 minutes",
    ),
    "schedule ends": (
        one(SCHEDULE, DAILY, {**DAILY, "endDate": "2026-12-31T00:00:00Z"}),
        WATCH,
        "endDate",
    ),
    "schedule deleted": (one(SCHEDULE, DAILY), WATCH, "not started by it any more"),
    "schedule more often": (
        one(SCHEDULE, DAILY, {**DAILY, "scheduleExpression": "rate(1 hour)"}),
        "",
        "",
    ),
    "native rule off": (
        one(RULE, ON_FAILURES, {**ON_FAILURES, "state": "DISABLED"}),
        WATCH,
        "state",
    ),
    "native rule without target": (
        one(RULE, ON_FAILURES, {**ON_FAILURES, "targets": []}),
        WATCH,
        "was topic",
    ),
    "native rule deleted": (one(RULE, ON_FAILURES), WATCH, "nobody is notified by it"),
    "native rule of others deleted": (
        one(RULE, {**ON_FAILURES, "eventPattern": {"source": ["aws.ecs"]}}),
        "",
        "",
    ),
    "alarm on machines deleted": (
        one(
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            {"name": "cpu", "namespace": "AWS/EC2", "metricName": "CPUUtilization"},
        ),
        "",
        "",
    ),
    "topic of orders deleted": (one("aws:sns/topic:Topic", {"name": "orders"}), "", ""),
    "function of others deleted": (one("aws:lambda/function:Function", {"role": "r"}), "", ""),
    "settings of the organization let go": (
        one(
            "aws:backup/globalSettings:GlobalSettings",
            {"globalSettings": {"isCrossAccountBackupEnabled": "true"}},
        ),
        "",
        "",
    ),
    "vault no longer shared": (
        one("aws:ram/resourceAssociation:ResourceAssociation", {"resourceArn": VAULT}),
        WATCH,
        "can no longer restore",
    ),
    "network no longer shared": (
        one(
            "aws:ram/resourceAssociation:ResourceAssociation",
            {"resourceArn": "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1"},
        ),
        "",
        "",
    ),
    "control removed": (
        one(
            "aws:backup/framework:Framework",
            {"name": "f", "controls": [{"name": "A"}, {"name": "B"}]},
            {"name": "f", "controls": [{"name": "A"}]},
        ),
        WATCH,
        "was B",
    ),
    "report deleted": (
        one("aws:backup/reportPlan:ReportPlan", {"name": "r"}),
        WATCH,
        "no more reports",
    ),
}


@cache
def found() -> dict[str, list[tuple[str, str]]]:
    """Judge them all."""
    return lost_by_each({name: case for name, (case, _, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_said_or_is_none(name: str) -> None:
    """With its code, and what is lost; a harmless one is silent."""
    _, code, part = CASES[name]
    said = found()[name]

    if not code:
        assert said == []
    else:
        assert any(each == code and part in message for each, message in said), said
