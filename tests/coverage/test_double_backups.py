"""What is backed up twice is said, and is no error; what only looks like it is not.

Cannot prove what AWS charges; every expectation follows the page that the catalog's row names.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.coverage import Status

Inputs = Any  # Any: inputs given by name in each case
ALL = Account(opt_in=dict.fromkeys(("EBS", "EC2", "EFS", "RDS"), True))


def second_plan(schedule: str, *, continuous: bool = False) -> None:
    """Declare a second plan, for everything that the first one selects."""
    rules: Inputs = [
        {
            "rule_name": "again",
            "target_vault_name": "main",
            "schedule": schedule,
            "enable_continuous_backup": continuous,
            "lifecycle": {"delete_after": 30},
        }
    ]
    plan = aws.backup.Plan("second", name="second", rules=rules)
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": "backup.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    role = aws.iam.Role("second", assume_role_policy=json.dumps({"Statement": [trust]}))
    policy = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
    aws.iam.RolePolicyAttachment("second", role=role.name, policy_arn=policy)
    aws.backup.Selection("second", plan_id=plan.id, iam_role_arn=role.arn, resources=["*"])


def file_system(**inputs: Inputs) -> aws.efs.FileSystem:
    """Declare a file system."""
    given: dict[str, Inputs] = {"encrypted": True, "tags": TAGS, **inputs}
    return aws.efs.FileSystem("data", **given)


def beside(schedule: str, *, continuous: bool = False) -> Callable[[], None]:
    """Declare a file system that two plans select."""

    def program() -> None:
        file_system()
        second_plan(schedule, continuous=continuous)

    return program


def automatic(status: str, **inputs: Inputs) -> Callable[[], None]:
    """Declare a file system with its policy of automatic backups."""

    def program() -> None:
        made = file_system(**inputs)
        aws.efs.BackupPolicy("p", file_system_id=made.id, backup_policy={"status": status})

    return program


def instance(name: str = "machine", **inputs: Inputs) -> aws.ec2.Instance:
    """Declare an instance."""
    root = {"encrypted": True}
    given: dict[str, Inputs] = {
        "ami": "ami-1",
        "instance_type": "t3.micro",
        "root_block_device": root,
        **inputs,
    }
    return aws.ec2.Instance(name, **given)


def attached(*, instance_tags: Inputs = TAGS, volume_tags: Inputs = TAGS) -> Callable[[], None]:
    """Declare an instance and a volume that is attached to it."""

    def program() -> None:
        volume = aws.ebs.Volume(
            "data", availability_zone="us-east-1a", size=1, encrypted=True, tags=volume_tags
        )
        machine = instance(tags=instance_tags)
        aws.ec2.VolumeAttachment(
            "a", device_name="/dev/sdf", instance_id=machine.id, volume_id=volume.id
        )

    return program


def not_attached() -> None:
    """Declare an instance and a volume that have nothing to do with each other."""
    instance(tags=TAGS)
    aws.ebs.Volume("data", availability_zone="us-east-1a", size=1, encrypted=True, tags=TAGS)


TWICE: dict[str, tuple[Callable[[], object], str]] = {
    "two daily plans": (beside("cron(0 14 ? * * *)"), "plans plan and second"),
    "a daily plan and one of every half day": (beside("cron(0 1/12 ? * * *)"), "plan and second"),
    "EFS does so too": (automatic("ENABLED"), "EFS makes automatic backups"),
    "EFS does so by default in one zone": (
        lambda: file_system(availability_zone_name="us-east-1a"),
        "EFS makes automatic backups",
    ),
    "an instance and its volume": (attached(), "the backups of machine hold it already"),
    "an instance whose volumes have its tags": (
        lambda: instance("data", tags=TAGS, volume_tags=TAGS),
        "match a selection too",
    ),
    "an instance whose block device has a tier": (
        lambda: instance(
            "data",
            tags=TAGS,
            ebs_block_devices=[{"device_name": "/dev/sdf", "encrypted": True, "tags": TAGS}],
        ),
        "match a selection too",
    ),
}
ONCE: dict[str, Callable[[], object]] = {
    "a daily plan and a weekly one": beside("cron(0 14 ? * SUN *)"),
    "a daily plan and a monthly one": beside("cron(0 14 1 * ? *)"),
    "EFS is switched off": automatic("DISABLED"),
    "EFS is switched off in one zone": automatic("DISABLED", availability_zone_name="us-east-1a"),
    "EFS says nothing": file_system,
    "a volume whose instance is not selected": attached(instance_tags={}),
    "a volume of no instance": not_attached,
    "an instance whose volumes have a name": lambda: instance(
        "data", tags=TAGS, volume_tags={"Name": "root"}
    ),
}


def said(program: Callable[[], object]) -> list[str]:
    """Return what is said of double backups of the protected resource `data`."""
    coverage = judge(program, ALL)
    assert {c.status for c in coverage.resources if c.resource.name == "data"} == {Status.PROTECTED}
    urns = {c.resource.urn for c in coverage.resources if c.resource.name == "data"}
    return [f.message for f in coverage.all_findings if f.id == "BAMP-V80" and f.urn in urns]


@pytest.mark.parametrize("name", TWICE)
def test_what_is_backed_up_twice_is_said(name: str) -> None:
    """Once, with what to do; and the cost, for nothing is lost."""
    program, says = TWICE[name]
    (message,) = said(program)

    assert says in message
    assert "charged for" in message


@pytest.mark.parametrize("name", ONCE)
def test_what_is_backed_up_once_is_not(name: str) -> None:
    """Plans of several cadences are how some write what others write as rules."""
    assert said(ONCE[name]) == []
