"""Which plans back a data store up: by tag and by ARN, with and without the Region's opt-in.

Cannot prove what AWS does; see AWS Backup's guide, assigning-resources (read 2026-11-28).
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import FOR_BACKUP, TAGS, Account, Later, judge, resolved

Inputs = Any  # Any: inputs given by name in each case
VOLUMES = "arn:aws:ec2:*:*:volume/*"
SERVICE = "arn:aws:ec2:*"


def volume() -> None:
    """Declare a volume."""
    aws.ebs.Volume("data", availability_zone="us-east-1a", size=8, encrypted=True, tags=TAGS)


def with_plan(resources: Inputs, vault: str = "main", **selection: Inputs) -> Callable[[], None]:
    """Declare a volume later, and a plan that selects by ARN, with a role of its own."""

    def program() -> None:
        volume()
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "backup.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        role = aws.iam.Role("other", assume_role_policy=json.dumps({"Statement": [statement]}))
        aws.iam.RolePolicyAttachment("other", role=role.name, policy_arn=FOR_BACKUP)
        rule = {
            "rule_name": "noon",
            "target_vault_name": vault,
            "schedule": "cron(0 14 ? * * *)",
            "lifecycle": {"delete_after": 30},
        }
        rules: Inputs = [rule]
        plan = aws.backup.Plan("by-arn", name="by-arn", rules=rules)
        aws.backup.Selection(
            "by-arn",
            plan_id=plan.id,
            iam_role_arn=role.arn,
            resources=resolved(resources),
            **selection,
        )

    return program


def opted(answer: bool | None, **fields: Inputs) -> Account:  # noqa: FBT001 - the one thing that differs
    """Make an account that is opted in for volumes, is not, or says nothing of it."""
    return Account(opt_in={"RDS": True} if answer is None else {"EBS": answer}, **fields)


P, U, V = "protected", "unprotected", "unverified"


@pytest.mark.parametrize(
    ("program", "account", "status", "plans", "codes"),
    [
        (volume, opted(answer=True), P, ["plan"], []),
        (volume, opted(answer=False), U, [], ["BAMP-V04"]),
        (volume, opted(answer=None), V, ["plan"], ["BAMP-V05"]),
        (volume, Account(opt_in=None), V, ["plan"], ["BAMP-V05"]),
        (with_plan([VOLUMES]), opted(answer=True), P, ["by-arn", "plan"], ["BAMP-V80"]),
        (with_plan([VOLUMES]), opted(answer=False), P, ["by-arn"], ["BAMP-V11"]),
        (with_plan([VOLUMES]), opted(answer=None), P, ["by-arn"], ["BAMP-V05", "BAMP-V11"]),
        (with_plan([SERVICE]), opted(answer=True), P, ["by-arn", "plan"], ["BAMP-V80"]),
        (with_plan([SERVICE]), opted(answer=False), U, [], ["BAMP-V04"]),
        (with_plan([SERVICE]), opted(answer=None), V, ["by-arn", "plan"], ["BAMP-V05"]),
        (
            with_plan([VOLUMES], "nope"),
            opted(answer=False),
            U,
            [],
            ["BAMP-V04", "BAMP-V06"],
        ),
        (
            with_plan([VOLUMES], "nope"),
            opted(answer=None),
            V,
            ["plan"],
            ["BAMP-V05", "BAMP-V06"],
        ),
        (with_plan([VOLUMES], "nope"), opted(answer=True), P, ["plan"], ["BAMP-V06"]),
        (
            with_plan([VOLUMES], not_resources=[VOLUMES]),
            opted(answer=False),
            U,
            [],
            ["BAMP-V04"],
        ),
        (with_plan([Later(VOLUMES)]), opted(answer=True), P, ["plan"], []),
        (
            with_plan([Later(VOLUMES)]),
            opted(answer=True, tier="gold"),
            V,
            [],
            ["BAMP-V03"],
        ),
        (volume, opted(answer=True, tier="gold"), U, [], ["BAMP-V01"]),
        (volume, opted(answer=True, plans=False), V, [], ["BAMP-V02"]),
    ],
    ids=[
        "by tag",
        "by tag, opted out",
        "by tag, opt-in not said",
        "by tag, no Region settings",
        "by type too",
        "by type, opted out",
        "by type, opt-in not said",
        "by service too",
        "by service, opted out",
        "by service, opt-in not said",
        "by type into no vault, opted out",
        "by type into no vault, opt-in not said",
        "by type into no vault",
        "by type and left out again",
        "by tag, and perhaps by ARN",
        "perhaps by ARN",
        "not at all",
        "no plan",
    ],
)
def test_a_pattern_that_names_the_type_needs_no_opt_in(
    program: Callable[[], None], account: Account, status: str, plans: list[str], codes: list[str]
) -> None:
    """A tag or a pattern of a whole service does; and it is for the selection's own plan alone."""
    (covered,) = judge(program, account).resources
    found = sorted({rule.plan for rule in covered.rules})
    said = [finding.id for finding in covered.findings if finding.id != "BAMP-V57"]

    assert (str(covered.status), found, said) == (status, plans, codes)


@pytest.mark.parametrize(
    ("account", "codes"),
    [
        (Account(copy_days=None), ["BAMP-V11"]),
        (Account(copy_days=7), ["BAMP-V14"]),
        (Account(recovery_vault=False), ["BAMP-V27", "BAMP-V11"]),
        (Account(rule={"copy_actions": [{"destination_vault_arn": Later("x")}]}), ["BAMP-V32"]),
        (
            Account(
                schedule="cron(0 2 ? * SUN *)",
                rule={"copy_actions": [{"destination_vault_arn": Later("x")}]},
            ),
            ["BAMP-V32", "BAMP-V13"],
        ),
    ],
    ids=["no copy", "kept too short", "no vault", "known later", "known later, and a week apart"],
)
def test_what_a_copy_may_put_right_is_not_said_while_it_is_not_known(
    account: Account, codes: list[str]
) -> None:
    """A schedule that is too seldom stays so whatever is copied."""
    (covered,) = judge(volume, account).resources

    assert [finding.id for finding in covered.findings] == codes


@pytest.mark.parametrize(("number", "said"), [(20, []), (21, ["21"])])
def test_replicated_backups_are_counted_in_each_region(number: int, said: list[str]) -> None:
    """BAMP-V29: Amazon RDS takes twenty in a Region of an account unless AWS raises it."""

    def program() -> None:
        for region, many in (("us-west-2", number), ("eu-west-1", 20)):
            for each in range(many):
                aws.rds.InstanceAutomatedBackupsReplication(
                    f"{region}-{each}",
                    source_db_instance_arn=f"arn:aws:rds:us-east-1:111122223333:db:d{each}",
                    region=region,
                )

    found = [f.message for f in judge(program).findings if f.id == "BAMP-V29"]

    assert found == [
        f"{each} of rds backup replication in us-west-2, AWS allows 20 unless raised"
        for each in said
    ]
