"""What a backup key may be used for, asked of an evaluator that is not the library's.

Not proved: which of these calls each service makes for a backup, copy or restore.
"""

import pytest
from iam_oracle import Call, allows

from bamp_pulumi.baseline import Account, render_key_policy

ACCOUNT = Account("111122223333")
POLICY = render_key_policy(ACCOUNT)


def permits(action: str, **context: str) -> bool:
    """Say whether the account's own IAM policies may allow a call."""
    keys = {name.replace("__", ":"): value for name, value in context.items()}
    return allows(
        POLICY, Call(action=action, context={"kms:CallerAccount": "111122223333", **keys})
    )


@pytest.mark.parametrize(
    "action", ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"]
)
@pytest.mark.parametrize("service", ["backup", "rds", "ec2", "fsx", "dynamodb", "s3"])
def test_data_is_reached_through_a_service_only(action: str, service: str) -> None:
    """In either Region; never by hand."""
    assert permits(action, kms__ViaService=f"{service}.us-east-1.amazonaws.com")
    assert permits(action, kms__ViaService=f"{service}.us-west-2.amazonaws.com")
    assert not permits(action)
    assert not permits(action, kms__ViaService="lambda.us-east-1.amazonaws.com")


def test_a_service_that_acts_for_another_account_is_not_let_in() -> None:
    """It is the caller's account that counts, not the service's."""
    via = "backup.us-east-1.amazonaws.com"

    assert permits("kms:Decrypt", kms__ViaService=via, kms__CallerAccount="111122223333")
    assert not permits("kms:Decrypt", kms__ViaService=via, kms__CallerAccount="444455556666")


def test_a_grant_is_given_to_a_service_only() -> None:
    """A grant to a person would outlive every policy."""
    via = "rds.us-west-2.amazonaws.com"

    assert permits("kms:CreateGrant", kms__ViaService=via, kms__GrantIsForAWSResource="true")
    assert not permits("kms:CreateGrant", kms__ViaService=via)
    assert not permits("kms:CreateGrant", kms__GrantIsForAWSResource="true")


@pytest.mark.parametrize("action", ["kms:ScheduleKeyDeletion", "kms:DisableKey"])
def test_nobody_ends_every_backup_at_once(action: str) -> None:
    """First the policy must be changed: told twice."""
    assert not permits(action)
    assert not permits(action, kms__ViaService="backup.us-east-1.amazonaws.com")


def test_the_account_can_always_mend_the_policy() -> None:
    """KMS refuses a policy that its author could not change."""
    assert permits("kms:PutKeyPolicy")
    assert permits("kms:CancelKeyDeletion")
    assert permits("kms:EnableKey")


def test_the_role_may_look_at_the_key() -> None:
    """AWS Backup asks for it by itself, not through a service."""
    assert permits("kms:DescribeKey")


def test_every_action_is_written_out() -> None:
    """Least privilege: `kms:*` for the root principal is what AWS's default policy has."""
    for statement in POLICY["Statement"]:
        assert all("*" not in action for action in statement["Action"])
        assert statement["Principal"] == {"AWS": ["arn:aws:iam::111122223333:root"]}


def test_another_account_reads_only_when_it_is_named() -> None:
    """For copies to it; it may not administer the key."""
    shared = render_key_policy(ACCOUNT, copy_account_ids=["444455556666"])
    there = ["arn:aws:iam::444455556666:root"]
    actions = {
        action
        for statement in shared["Statement"]
        if statement["Principal"] == {"AWS": there}
        for action in statement["Action"]
    }

    assert "kms:Decrypt" in actions
    assert "kms:PutKeyPolicy" not in actions
    assert "444455556666" not in str(POLICY)


def test_china_has_a_domain_of_its_own() -> None:
    """A condition on amazonaws.com would let no service in there."""
    policy = str(render_key_policy(Account("111122223333", "aws-cn")))

    assert "backup.*.amazonaws.com.cn" in policy
    assert "arn:aws-cn:iam::111122223333:root" in policy
