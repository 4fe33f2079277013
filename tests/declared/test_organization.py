"""What policies of an organization take from the roles of an account, and what they leave alone.

Cannot prove where an account lies in its organization: no program declares that.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.coverage import ResourceCoverage, Status

HERE, ELSEWHERE = "111122223333", "444455556666"
U, P, V = Status.UNPROTECTED, Status.PROTECTED, Status.UNVERIFIED
Fields = dict[str, Any]  # Any: parts of a policy document
DENIES_SNAPSHOTS: Fields = {
    "Effect": "Deny",
    "Action": "dynamodb:StartAwsBackupJob",
    "Resource": "*",
}
DENIES_USERS: Fields = {"Effect": "Deny", "Action": "iam:CreateUser", "Resource": "*"}
ALL: Fields = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def later() -> Any:  # noqa: ANN401 - an input
    """Return a text that only a deployment tells."""
    return aws.ssm.Parameter("later", type="String", value="x").arn.apply(lambda _: "x")


def beside(
    *statements: Fields,
    target: Callable[[], Any] | str | None = HERE,
    kind: str | None = "SERVICE_CONTROL_POLICY",
    content: Any = None,  # noqa: ANN401 - an input
    organization: bool = False,
) -> ResourceCoverage:
    """Judge a table of an account beside a policy of its organization."""

    def program() -> None:
        aws.dynamodb.Table(
            "carts",
            attributes=[{"name": "id", "type": "S"}],
            hash_key="id",
            point_in_time_recovery={"enabled": True},
            tags=TAGS,
        )
        document = json.dumps({"Version": "2012-10-17", "Statement": [*statements]})
        policy = aws.organizations.Policy(
            "guard",
            name="guard",
            type=kind,
            content=document if content is None else content(),
        )
        if target is not None:
            target_id = target() if callable(target) else target
            aws.organizations.PolicyAttachment("guard", policy_id=policy.id, target_id=target_id)
        if organization:
            aws.organizations.Organization("organization", feature_set="ALL")

    return next(c for c in judge(program, Account()).resources if c.resource.name == "carts")


def outcome(covered: ResourceCoverage) -> tuple[Status, str]:
    """Return how it stands, and what is said of its role."""
    found = [f.message for f in covered.findings if f.id in ("BAMP-V08", "BAMP-V41")]
    return covered.status, " ".join(found)


def test_a_denial_that_is_attached_to_the_account_fails_every_job() -> None:
    """Whatever the policies of the role allow."""
    status, message = outcome(beside(DENIES_SNAPSHOTS))

    assert status is U
    assert "dynamodb:StartAwsBackupJob" in message
    assert "service control policy guard" in message


@pytest.mark.parametrize("target", ["ou-ab12-11111111", "r-ab12", later, None])
def test_a_denial_that_may_be_attached_to_the_account_leaves_it_open(
    target: Callable[[], Any] | str | None,
) -> None:
    """Where the account lies in the organization is in no program."""
    status, message = outcome(beside(DENIES_SNAPSHOTS, target=target))

    assert status is V
    assert "service control policy guard, of which it is not known" in message


@pytest.mark.parametrize(
    "given",
    [
        {"target": ELSEWHERE},
        {"organization": True},
        {"kind": "BACKUP_POLICY"},
        {"kind": "TAG_POLICY"},
        {"kind": "AISERVICES_OPT_OUT_POLICY"},
    ],
)
def test_another_account_the_management_account_and_other_kinds_are_left_alone(
    given: Fields,
) -> None:
    """A policy that does not bind the account, or does not decide over calls, is harmless."""
    assert outcome(beside(DENIES_SNAPSHOTS, **given)) == (P, "")


ABROAD = {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "us-west-2"]}}
AT_HOME = {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}
ROOT = {"StringLike": {"aws:PrincipalArn": ["arn:aws:iam::*:root"]}}
ROOT_OR_ROLE = {
    "StringLike": {"aws:PrincipalArn": ["arn:aws:iam::*:root", "arn:aws:iam::*:role/*"]}
}


@pytest.mark.parametrize(
    ("statements", "status"),
    [
        ([DENIES_USERS], P),
        ([ALL], P),
        ([ALL, {**ALL, "Effect": "Deny", "Condition": ABROAD}], P),
        ([{**ALL, "Effect": "Deny", "Condition": AT_HOME}], U),
        ([{**ALL, "Effect": "Deny", "Condition": ROOT}], P),
        ([{**ALL, "Effect": "Deny", "Condition": ROOT_OR_ROLE}], V),
        ([{**ALL, "Action": "ec2:*"}], V),
        ([{**ALL, "Action": ["backup:*", "tag:*", "dynamodb:*", "kms:*"]}], P),
        ([{"Effect": "Deny", "NotAction": ["iam:*", "dynamodb:*"], "Resource": "*"}], U),
    ],
)
@pytest.mark.parametrize("kind", ["SERVICE_CONTROL_POLICY", None])
def test_only_what_speaks_of_the_role_counts(
    statements: list[Fields], status: Status, kind: str | None
) -> None:
    """The usual guards, of Regions and of root users, are no reason to doubt a backup."""
    assert outcome(beside(*statements, kind=kind))[0] is status


def test_a_policy_whose_content_is_not_known_may_deny_anything() -> None:
    """It is named."""
    status, message = outcome(beside(content=later))

    assert status is V
    assert "service control policy guard" in message


def test_a_resource_control_policy_is_never_certain() -> None:
    """AWS enforces it for some services only; it binds AWS Backup's call of the role too."""
    kind = "RESOURCE_CONTROL_POLICY"
    denied = {**DENIES_SNAPSHOTS, "Principal": "*"}
    status, message = outcome(beside(denied, kind=kind))
    assert status is V
    assert "resource control policy guard" in message

    assumed = {**denied, "Action": "sts:AssumeRole"}
    assert outcome(beside(assumed, kind=kind))[0] is V
    by_people = {**assumed, "Condition": {"Bool": {"aws:PrincipalIsAWSService": "false"}}}
    assert outcome(beside(by_people, kind=kind))[0] is P
    assert outcome(beside({**assumed, "Principal": "*"}))[0] is P


def test_what_keeps_copies_back_is_seen_too() -> None:
    """The recovery Region is not one that the organization allows."""
    denied = {
        "Effect": "Deny",
        "Action": "backup:CopyIntoBackupVault",
        "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1"]}},
    }
    covered = beside(denied)

    assert covered.copies == ()
    assert "BAMP-V11" in {finding.id for finding in covered.findings}
    assert beside(DENIES_USERS).copies != ()
