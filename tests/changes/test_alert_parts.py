"""Alarms, topics and attachments: what an alert about a backup comes to, and what is another's.

Cannot prove that nothing outside of the given programs uses what is called unrelated.
"""

import json
from dataclasses import replace
from typing import Any, Final

import pytest
from alerting_documents import Edit, alerted, drop, lost, write
from preview_documents import ACCOUNT, Declared

_TOPIC: Final = f"arn:aws:sns:us-east-1:{ACCOUNT}:alerts"
_OTHER: Final = f"arn:aws:sns:us-east-1:{ACCOUNT}:machines"
_RULES: Final = ("failed", "failed-target", "access")


def alarm(arn: str, depends: str, **inputs: Any) -> Declared:  # noqa: ANN401 - inputs of any shape
    """Declare an alarm on failed backup jobs; inputs may be given."""
    given = {
        "name": "jobs",
        "namespace": "AWS/Backup",
        "metricName": "NumberOfBackupJobsFailed",
        "dimensions": {"BackupVaultName": "main"},
        "statistic": "Sum",
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 0,
        "period": 300,
        "evaluationPeriods": 1,
        "treatMissingData": "notBreaching",
        "alarmActions": [arn],
        **inputs,
    }
    return Declared(
        type="aws:cloudwatch/metricAlarm:MetricAlarm",
        inputs=given,
        outputs={"id": given["name"]},
        dependencies={"alarmActions": depends},
    )


JOBS: Final = {"jobs": alarm(_TOPIC, "alerts")}
WEAKER: Final[dict[str, Edit]] = {
    "threshold out of reach": write("jobs", threshold=100),
    "no actions": write("jobs", alarmActions=[]),
    "actions off": write("jobs", actionsEnabled=False),
    "another metric": write("jobs", metricName="NumberOfBackupJobsCreated"),
    "another direction": write("jobs", comparisonOperator="LessThanThreshold"),
    "dimensions that are not there": write("jobs", dimensions={"BackupVaultName": "none"}),
    "ten periods": write("jobs", evaluationPeriods=10),
    "deleted": drop("jobs"),
}


@pytest.mark.parametrize("name", WEAKER)
def test_a_weaker_alarm_is_a_loss_where_it_is_the_only_one(name: str) -> None:
    """Whatever makes it stay off."""
    found = [*lost(WEAKER[name], beside=JOBS, lacks=_RULES)]

    assert any(
        code == "BAMP-V98" and "MetricAlarm jobs: nobody is notified any more of" in text
        for code, text in found
    ), found


@pytest.mark.parametrize(
    "edit",
    [write("jobs", alarmDescription="jobs"), write("jobs", period=60)],
    ids=["description", "shorter period"],
)
def test_an_alarm_that_goes_off_as_before_is_accepted(edit: Edit) -> None:
    """It notifies the same people."""
    assert [*lost(edit, beside=JOBS, lacks=_RULES)] == []


def test_a_message_that_says_little_is_missed_too() -> None:
    """It never counted as notified, for it names no resource; and it comes no more."""
    told = alerted()["failed-target"]
    vague = replace(told, inputs={**told.inputs, "input": '"look at the console"'})
    found = [*lost(drop("on-call"), beside={"failed-target": vague})]

    assert any(
        code == "BAMP-V98" and "no message of backup-job-aborted" in text for code, text in found
    ), found


MACHINES: Final = {
    "machines": Declared(
        type="aws:sns/topic:Topic",
        inputs={"name": "machines"},
        outputs={"arn": _OTHER, "id": _OTHER},
    ),
    "operator": Declared(
        type="aws:sns/topicSubscription:TopicSubscription",
        inputs={"topic": _OTHER, "protocol": "email", "endpoint": "ops@bamp-ops.io"},
        dependencies={"topic": "machines"},
    ),
    "cpu": alarm(_OTHER, "machines", name="cpu", namespace="AWS/EC2", metricName="CPUUtilization"),
}


def test_what_watches_machines_is_not_missed() -> None:
    """Alarm, topic and subscription, all at once."""
    assert [*lost(drop("cpu", "operator", "machines"), beside=MACHINES)] == []


@pytest.mark.parametrize(
    "inputs",
    [
        {"metricName": "NumberOfBackupJobsCreated"},
        {"namespace": "Checks"},
        {"metricQueries": [{"id": "m"}]},
        {"namespace": "AWS/S3", "metricName": "OperationsFailedReplication"},
        {"namespace": "AWS/EFS", "metricName": "TimeSinceLastSync"},
        {"namespace": "AWS/KMS", "metricName": "SecondsUntilKeyMaterialExpiration"},
        {"namespace": "AWS/RDS", "metricName": "FreeStorageSpace"},
    ],
    ids=["backups", "own metric", "expression", "replication", "sync", "key", "storage"],
)
def test_what_may_watch_backups_is_missed(inputs: dict[str, Any]) -> None:
    """Nothing that is not read is called unrelated."""
    other = alarm(_OTHER, "machines", name="cpu", **inputs)
    found = [*lost(drop("cpu"), beside={**MACHINES, "cpu": other})]

    assert ("BAMP-V99", "MetricAlarm cpu is deleted: nobody is notified by it any more") in found


def rule(**pattern: list[Any]) -> Declared:  # Any: parts of a pattern
    """Declare a rule beside those of backups."""
    fields = {name.replace("_", "-"): part for name, part in pattern.items()}
    return Declared(
        type="aws:cloudwatch/eventRule:EventRule",
        inputs={"name": "other", "eventPattern": json.dumps(fields)},
        outputs={"id": "other"},
    )


@pytest.mark.parametrize(
    ("pattern", "is_missed"),
    [
        ({"source": ["aws.kms"], "detail_type": ["KMS CMK Deletion"]}, True),
        ({"source": ["aws.ec2"], "detail_type": ["EBS Snapshot Notification"]}, True),
        ({"source": ["aws.ec2"]}, True),
        ({"source": ["aws.rds"], "detail": [{"EventCategories": ["backup"]}]}, True),
        ({"source": ["aws.health"]}, True),
        ({"source": [{"prefix": "aws."}]}, True),
        ({"source": ["bamp.alerts"]}, True),
        ({"detail_type": ["Order Placed"]}, True),
        ({"source": ["aws.ec2"], "detail_type": ["EC2 Instance State-change Notification"]}, False),
        ({"source": ["aws.ecs", "aws.codebuild"]}, False),
        ({"source": ["shop.orders"]}, False),
    ],
)
def test_a_rule_on_what_may_tell_of_kept_data_is_missed(
    pattern: dict[str, list[Any]], *, is_missed: bool
) -> None:
    """Keys, snapshots, replicas and the service's own backups have events too."""
    found = [*lost(drop("other"), beside={"other": rule(**pattern)})]

    assert [code for code, _ in found] == (["BAMP-V99"] if is_missed else [])


def policy(*actions: str, **inputs: str) -> dict[str, Declared]:
    """Declare a policy of the organization and its attachment."""
    statement = {"Effect": "Deny", "Action": [*actions], "Resource": "*"}
    content = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return {
        "scp": Declared(
            type="aws:organizations/policy:Policy",
            inputs={"name": "scp", "content": content, **inputs},
            outputs={"id": "p-1"},
        ),
        "attached": Declared(
            type="aws:organizations/policyAttachment:PolicyAttachment",
            inputs={"policyId": "p-1", "targetId": "r-1"},
            dependencies={"policyId": "scp"},
        ),
    }


def test_an_attachment_is_missed_for_what_its_policy_denies() -> None:
    """The policy itself stays."""
    ((code, text),) = lost(drop("attached"), beside=policy("backup:DeleteRecoveryPoint"))

    assert code == "BAMP-V97"
    assert "PolicyAttachment attached is deleted: what it denied is allowed again" in text
    assert "Deny backup:DeleteRecoveryPoint" in text


def test_an_attachment_of_a_policy_about_something_else_is_not_missed() -> None:
    """A service control policy that keeps no backup."""
    assert [*lost(drop("attached"), beside=policy("ec2:RunInstances"))] == []


def moved(target: str, *actions: str, was: str = "r-abcd") -> list[tuple[str, str]]:
    """List what is lost where the attachment of a policy that denies something goes elsewhere."""
    beside = policy(*actions)
    there = {**beside["attached"].inputs, "targetId": was}
    beside["attached"] = replace(beside["attached"], inputs=there)
    return [*lost(write("attached", targetId=target), beside=beside)]


@pytest.mark.parametrize("target", ["ou-abcd-12345678", "111122223333"])
def test_a_policy_that_keeps_backups_is_missed_where_it_is_attached_to_less(target: str) -> None:
    """The other accounts below the root are without it."""
    ((code, text),) = moved(target, "backup:DeleteRecoveryPoint")

    assert code == "BAMP-V98"
    assert f"targetId is {target}, and was r-abcd: what it denied is allowed again" in text
    assert "Deny backup:DeleteRecoveryPoint" in text


def test_a_policy_that_goes_to_the_root_applies_to_all_that_it_applied_to() -> None:
    """So does one that keeps no backup, wherever it goes."""
    assert moved("r-abcd", "backup:DeleteRecoveryPoint", was="ou-abcd-12345678") == []
    assert moved("ou-abcd-12345678", "ec2:RunInstances") == []
