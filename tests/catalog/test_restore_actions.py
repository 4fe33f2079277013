"""What a restore calls as its role, held against AWS's own policies.

Cannot prove that the lists hold every call: AWS publishes none.
"""

import json
from functools import cache
from typing import Any

import pytest
from moto.iam.aws_managed_policies import aws_managed_policies_data

from bamp_pulumi.access import Answer, Policy, Principal, Request, Verdict, decide, read_policy
from bamp_pulumi.catalog import (
    DATA_STORES,
    PASS_ROLE,
    PASSED_TO,
    RESTORE_ACTIONS,
    actions_of_policy,
)

ROLE = Principal.role("arn:aws:iam::111122223333:role/AWSBackup")
FOR_RESTORES = "AWSBackupServiceRolePolicyForRestores"
FOR_S3 = "AWSBackupServiceRolePolicyForS3Restore"


@cache
def policy_of_aws(name: str) -> Policy:
    """Read a policy of AWS as if each statement held for every resource."""
    # Any: documents as moto packages them.
    document: dict[str, Any] = json.loads(aws_managed_policies_data)[name]["Document"]
    statements = [{**s, "Resource": "*"} for s in document["Statement"]]
    return read_policy({"Version": "2012-10-17", "Statement": statements}, name=name)


def asked(action: str, *names: str, passed_to: str = "ec2.amazonaws.com") -> Answer:
    """Ask policies of AWS whether they allow an action."""
    context = {"iam:PassedToService": (passed_to,)} if action == PASS_ROLE else {}
    request = Request(principal=ROLE, action=action, context=context)
    return decide(request, identity=[policy_of_aws(name) for name in names])


def test_every_type_that_is_backed_up_has_its_restore() -> None:
    """A type without would be called restorable unasked."""
    assert {s.backup_type for s in DATA_STORES if s.backup_type} == set(RESTORE_ACTIONS)
    assert all(RESTORE_ACTIONS.values())


@pytest.mark.parametrize("backup_type", RESTORE_ACTIONS)
def test_aws_gives_its_role_every_action_of_the_list(backup_type: str) -> None:
    """Else a role as AWS wants it would be said to lack something."""
    own = FOR_S3 if backup_type == "S3" else FOR_RESTORES

    for action in RESTORE_ACTIONS[backup_type]:
        answer = asked(action, own)
        assert answer.verdict is Verdict.ALLOWED, answer.why


@pytest.mark.parametrize(("purpose", "name"), [("restores", FOR_RESTORES), ("s3-restore", FOR_S3)])
def test_what_a_policy_is_said_to_give_it_gives(purpose: str, name: str) -> None:
    """Or a role that lacks the other would pass."""
    assert actions_of_policy(purpose)
    for action in actions_of_policy(purpose):
        answer = asked(action, name)
        assert answer.verdict is Verdict.ALLOWED, answer.why


def test_the_policy_for_restores_leaves_buckets_out() -> None:
    """S3 has one of its own, and a role with the first alone restores no bucket."""
    assert not set(RESTORE_ACTIONS["S3"]) & set(actions_of_policy("restores"))
    assert asked("s3:PutObject", FOR_RESTORES).verdict is Verdict.NOT_ALLOWED


def test_aws_lets_a_restore_pass_roles_to_ec2_and_eks_only() -> None:
    """A role with AWS's own policy cannot give one to Lambda."""
    assert dict(PASSED_TO) == {"EC2": "ec2.amazonaws.com", "EKS": "eks.amazonaws.com"}
    for service in PASSED_TO.values():
        assert asked(PASS_ROLE, FOR_RESTORES, passed_to=service).verdict is Verdict.ALLOWED
    other = asked(PASS_ROLE, FOR_RESTORES, passed_to="lambda.amazonaws.com")
    assert other.verdict is Verdict.NOT_ALLOWED


def test_no_other_purpose_gives_anything() -> None:
    """A purpose that nobody knows must not count as everything."""
    assert actions_of_policy("audit") == ()
