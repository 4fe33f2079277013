"""Each role, type, Region and vault is asked for itself: an answer for one is none for another.

How each resource stands and what is found of it is asserted; in which words stands in the record.
Cannot prove what AWS does; each expectation follows the page that the judgement names.
"""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import FOR_BACKUP, Account, judge
from one_cause import beside, bucket, daily, files, policy, said, volume

Inputs = Any  # Any: inputs given by name in each case


P, U = "protected", "unprotected"


def of_its_own(
    name: str, role: pulumi.Input[str], *, tags: Inputs = None, region: str = "us-east-1"
) -> None:
    """Declare a plan of one rule into `main`, and a selection as a role."""
    plan = aws.backup.Plan(name, name=name, region=region, rules=[daily("own")])
    aws.backup.Selection(
        name, plan_id=plan.id, iam_role_arn=role, region=region, resources=["*"], conditions=tags
    )


def denied_vault(action: str, **fields: object) -> str:
    """Write an access policy that denies everybody a call."""
    one = {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": "*", **fields}
    return json.dumps({"Version": "2012-10-17", "Statement": [one]})


def test_each_type_is_asked_of_the_role() -> None:
    """The role has the policy for all but buckets."""
    found = said(
        judge(
            beside(lambda: volume("block"), lambda: files("files"), bucket),
            Account(policies=(FOR_BACKUP,)),
        )
    )

    assert found == {
        "block": (P, []),
        "files": (P, []),
        "data": (U, ["BAMP-V08"]),
    }


def test_each_role_is_asked_for_what_it_may_do() -> None:
    """Of two plans one has a role that nobody lets do anything, and two roles nobody declares."""

    def others(role: aws.iam.Role) -> None:
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "backup.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        trust = json.dumps({"Statement": [statement]})
        bare = aws.iam.Role("bare", name="bare", assume_role_policy=trust)
        of_its_own("bare", bare.arn)
        for name in ("one", "two"):
            of_its_own(name, f"arn:aws:iam::111122223333:role/{name}")
        del role

    (covered,) = judge(volume, Account(with_role=others, copy_days=None)).resources
    found = [(f.id, f.message) for f in covered.findings if f.id in ("BAMP-V08", "BAMP-V26")]

    assert [(code, message.partition(": ")[0]) for code, message in found] == [
        ("BAMP-V08", "selection bare"),
        ("BAMP-V26", "selection one"),
        ("BAMP-V26", "selection two"),
    ]
    assert "role/one is a role" in found[1][1]
    assert "role/two is a role" in found[2][1]


def test_each_region_is_asked_of_the_role() -> None:
    """A denial for calls in us-west-2 keeps one plan of two from its work."""

    def abroad(role: aws.iam.Role) -> None:
        aws.backup.Vault("abroad", name="main", region="us-west-2")
        of_its_own("abroad", role.arn, region="us-west-2")

    condition = {"StringEquals": {"aws:RequestedRegion": "us-west-2"}}
    denied = policy("Deny", "ec2:*", Condition=condition)
    found = said(
        judge(
            beside(
                volume, lambda: volume("far", region="us-west-2", availability_zone="us-west-2a")
            ),
            Account(own_policy=denied, with_role=abroad),
        )
    )

    assert found["data"] == (P, [])
    assert found["far"] == (U, ["BAMP-V05", "BAMP-V08"])


def test_each_vault_is_asked_of_the_role() -> None:
    """The policy of `main` denies what jobs call; the one of `second` does not."""
    account = Account(
        vault_policy=denied_vault("backup:DescribeBackupVault"), second_vault=True, copy_days=None
    )
    (covered,) = judge(volume, account).resources

    assert [(rule.rule, rule.vault) for rule in covered.rules] == [("weekly", "second")]
    assert [f.id for f in covered.findings] == ["BAMP-V40", "BAMP-V11"]


def test_each_role_is_asked_of_the_vault() -> None:
    """The policy of the vault denies one of two roles."""

    def another(role: aws.iam.Role) -> None:
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "backup.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        other = aws.iam.Role(
            "other", name="other", assume_role_policy=json.dumps({"Statement": [statement]})
        )
        aws.iam.RolePolicyAttachment("for", role=other.name, policy_arn=FOR_BACKUP)
        of_its_own("other", other.arn)
        del role

    named = {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/other"}}
    account = Account(
        role_name="first",
        vault_policy=denied_vault("backup:DescribeBackupVault", Condition=named),
        with_role=another,
        copy_days=None,
    )
    (covered,) = judge(volume, account).resources

    assert [(rule.plan, rule.rule) for rule in covered.rules] == [("plan", "daily")]
    assert [f.id for f in covered.findings] == ["BAMP-V40", "BAMP-V11"]


@pytest.mark.parametrize(
    ("vault_name", "region", "action", "copied"),
    [
        ("main", "us-east-1", "backup:CopyFromBackupVault", ["weekly"]),
        ("second", "us-east-1", "backup:CopyFromBackupVault", ["daily"]),
        ("main", "us-east-1", "backup:CopyIntoBackupVault", ["daily", "weekly"]),
        ("recovery", "us-west-2", "backup:CopyFromBackupVault", ["daily", "weekly"]),
        ("recovery", "us-west-2", "backup:CopyIntoBackupVault", []),
    ],
)
def test_each_pair_of_vaults_is_asked_of_the_role(
    vault_name: str, region: str, action: str, copied: list[str]
) -> None:
    """Two rules copy from two vaults into one; the policy of one vault denies a call."""

    def program() -> None:
        volume()
        aws.backup.VaultPolicy(
            "access", backup_vault_name=vault_name, region=region, policy=denied_vault(action)
        )

    (covered,) = judge(program, Account(second_vault=True)).resources

    assert [copy.rule for copy in covered.copies] == copied
