"""What keeps AWS Backup from its work as a role, one cause at a time.

How each resource stands and what is found of it is asserted; in which words stands in the record.
Cannot prove what AWS does; each expectation follows the page that the judgement names.
"""

from collections.abc import Callable

import pulumi_aws as aws
import pytest
from hand_made_account import FOR_BACKUP, FOR_S3, Account, Later, judge
from one_cause import (
    ALLOW_ALL,
    KEY_OF_ACCOUNT,
    OF_PROMISES,
    bucket,
    own,
    own_key_volume,
    policy,
    said,
    volume,
)


def misnamed(role: aws.iam.Role) -> None:
    """Give the role an inline policy whose name AWS does not take."""
    aws.iam.RolePolicy("own", name="no name!", role=role.name, policy=ALLOW_ALL)


def misnamed_policy(role: aws.iam.Role) -> None:
    """Attach a policy whose name AWS does not take."""
    made = aws.iam.Policy("own", name="no name!", policy=ALLOW_ALL)
    aws.iam.RolePolicyAttachment("own", role=role.name, policy_arn=made.arn)


def in_a_cluster(role: aws.iam.Role) -> None:
    """Let the role into a cluster, which nobody reads."""
    aws.eks.AccessEntry("entry", cluster_name="c", principal_arn=role.arn)


P, U, V = "protected", "unprotected", "unverified"

CASES: dict[str, tuple[Callable[[], object], Account, str, list[str]]] = {
    "all is well": (volume, Account(), P, []),
    "no policy of AWS's": (volume, Account(policies=()), U, ["BAMP-V08"]),
    "the policy for buckets alone": (volume, Account(policies=(FOR_S3,)), U, ["BAMP-V08"]),
    "no policy for buckets": (bucket, Account(policies=(FOR_BACKUP,)), U, ["BAMP-V08"]),
    "a policy for buckets that a volume does not need": (
        volume,
        Account(policies=(FOR_BACKUP,)),
        P,
        [],
    ),
    "a policy of its own that allows all": (
        volume,
        Account(policies=(), own_policy=ALLOW_ALL),
        V,
        ["BAMP-V41"],
    ),
    "a bucket, and a policy of its own that allows all": (
        bucket,
        Account(policies=(), own_policy=ALLOW_ALL),
        V,
        ["BAMP-V41"],
    ),
    "a denial of one action": (
        volume,
        Account(own_policy=policy("Deny", "ec2:CreateSnapshot")),
        U,
        ["BAMP-V08"],
    ),
    "a denial of what is not used": (
        volume,
        Account(own_policy=policy("Deny", "ec2:TerminateInstances")),
        P,
        [],
    ),
    "a denial for one resource": (
        volume,
        Account(
            own_policy=policy("Deny", "ec2:CreateSnapshot", Resource="arn:aws:ec2:*:*:snapshot/x")
        ),
        V,
        ["BAMP-V41"],
    ),
    "a denial in the Region": (
        volume,
        Account(
            own_policy=policy(
                "Deny", "*", Condition={"StringEquals": {"aws:RequestedRegion": "us-east-1"}}
            )
        ),
        U,
        ["BAMP-V08"],
    ),
    "a denial in another Region": (
        volume,
        Account(
            own_policy=policy(
                "Deny", "ec2:*", Condition={"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}
            )
        ),
        P,
        [],
    ),
    "a denial without a second factor": (
        volume,
        Account(
            own_policy=policy(
                "Deny", "ec2:*", Condition={"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
            )
        ),
        U,
        ["BAMP-V08"],
    ),
    "a denial of a second factor": (
        volume,
        Account(
            own_policy=policy(
                "Deny", "ec2:*", Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}}
            )
        ),
        P,
        [],
    ),
    "a denial of plain text": (
        volume,
        Account(
            own_policy=policy("Deny", "*", Condition={"Bool": {"aws:SecureTransport": "false"}})
        ),
        P,
        [],
    ),
    "a denial of what is encrypted": (
        volume,
        Account(
            own_policy=policy("Deny", "ec2:*", Condition={"Bool": {"aws:SecureTransport": "true"}})
        ),
        U,
        ["BAMP-V08"],
    ),
    "a boundary that leaves all out": (
        volume,
        Account(boundary=policy("Allow", "s3:GetObject")),
        U,
        ["BAMP-V08"],
    ),
    "a trust of somebody else, and no policy": (
        volume,
        Account(trust="ec2.amazonaws.com", policies=()),
        U,
        ["BAMP-V08"],
    ),
    "a trust of somebody else": (volume, Account(trust="ec2.amazonaws.com"), U, ["BAMP-V08"]),
    "a policy of the role that is not known": (
        volume,
        Account(with_role=own(Later(ALLOW_ALL))),
        V,
        ["BAMP-V41"],
    ),
    "a policy of the role that is not known, and a key of the data": (
        own_key_volume,
        Account(with_role=own(Later(ALLOW_ALL)), key={"policy": KEY_OF_ACCOUNT}),
        V,
        ["BAMP-V41"],
    ),
    "a role that nobody declares, and a key of the data": (
        own_key_volume,
        Account(role=False, key={"policy": KEY_OF_ACCOUNT}),
        V,
        ["BAMP-V26"],
    ),
    "a role that nobody declares, and a vault that is not there": (
        own_key_volume,
        Account(role=False, vault=False),
        U,
        ["BAMP-V26", "BAMP-V06"],
    ),
    "a role that nobody declares, and a key that is disabled": (
        volume,
        Account(role=False, key={"is_enabled": False}),
        U,
        ["BAMP-V26", "BAMP-V09"],
    ),
    "a key that AWS refuses, and a role that nobody declares": (
        volume,
        Account(role=False, key={"deletion_window_in_days": 3}),
        U,
        ["BAMP-V26", "BAMP-V55"],
    ),
    "a policy of the role that AWS refuses, and no other": (
        own_key_volume,
        Account(policies=(), with_role=misnamed, key={"policy": KEY_OF_ACCOUNT}),
        U,
        ["BAMP-V55"],
    ),
    "a policy of the role that AWS refuses": (
        volume,
        Account(with_role=misnamed),
        U,
        ["BAMP-V55"],
    ),
    "a policy of the role that AWS refuses, and a trust of somebody else": (
        volume,
        Account(with_role=misnamed, trust="ec2.amazonaws.com"),
        U,
        ["BAMP-V55"],
    ),
    "an attached policy that AWS refuses": (
        volume,
        Account(with_role=misnamed_policy),
        U,
        ["BAMP-V55"],
    ),
    "a role that something unread points at": (
        volume,
        Account(with_role=in_a_cluster),
        V,
        ["BAMP-V42"],
    ),
    "a role that something unread points at, and no policy": (
        volume,
        Account(with_role=in_a_cluster, policies=()),
        U,
        ["BAMP-V08"],
    ),
    "no policy of AWS's, and a key of the data that nobody declares": (
        lambda: volume(kms_key_id="arn:aws:kms:us-east-1:111122223333:key/x"),
        Account(policies=()),
        U,
        ["BAMP-V08"],
    ),
    "no policy of AWS's, and a key of the data that is disabled": (
        lambda: volume(kms_key_id=aws.kms.Key("own", is_enabled=False).arn),
        Account(policies=()),
        U,
        ["BAMP-V08", "BAMP-V44"],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_role_may_do_what_nothing_denies_it(
    case: tuple[Callable[[], object], Account, str, list[str]],
) -> None:
    """What is certain leaves nothing, what is not known leaves it open, the rest is made."""
    program, account, status, codes = case
    found_status, found = said(judge(program, account))["data"]

    assert (found_status, [code for code in found if code not in OF_PROMISES]) == (status, codes)
