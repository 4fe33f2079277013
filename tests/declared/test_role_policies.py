"""Roles with policies of the account's own: attached, and as a boundary.

Cannot prove what else AWS Backup calls.
"""

import json
from collections.abc import Callable

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import FOR_BACKUP, FOR_S3, TAGS, Account, judge

from bamp_pulumi.coverage import Status

BOTH = (FOR_BACKUP, FOR_S3)
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def policy(effect: str, *actions: str) -> str:
    """Write a policy of one statement."""
    return json.dumps({"Statement": {"Effect": effect, "Action": [*actions], "Resource": "*"}})


@pytest.mark.parametrize(
    ("account", "status", "code", "says"),
    [
        (Account(boundary=policy("Allow", "*")), "protected", None, ""),
        (Account(boundary=policy("Allow", "s3:*")), "unprotected", "BAMP-V08", "boundary"),
        (
            Account(boundary=policy("Allow", "backup:*", "tag:*", "elasticfilesystem:*")),
            "unprotected",
            "BAMP-V09",
            "policy boundary does not allow kms:CreateGrant",
        ),
        (Account(boundary=ADMINISTRATOR), "protected", None, ""),
        (
            Account(boundary="arn:aws:iam::111122223333:policy/AdministratorAccess"),
            "unverified",
            "BAMP-V41",
            "boundary arn:aws:iam::111122223333:policy/AdministratorAccess",
        ),
        (
            Account(boundary="arn:aws-cn:iam::aws:policy/AdministratorAccess"),
            "unverified",
            "BAMP-V41",
            "boundary arn:aws-cn:iam::aws:policy/AdministratorAccess",
        ),
        (Account(own_policy=policy("Allow", "*")), "protected", None, ""),
        (
            Account(own_policy=policy("Deny", "elasticfilesystem:*")),
            "unprotected",
            "BAMP-V08",
            "policy own denies elasticfilesystem:Backup",
        ),
        (
            Account(policies=(), own_policy=policy("Allow", "*")),
            "unverified",
            "BAMP-V41",
            "in place of AWSBackupServiceRolePolicyForBackup",
        ),
        (
            Account(policies=(), own_policy=policy("Allow", "elasticfilesystem:*")),
            "unprotected",
            "BAMP-V08",
            "lacks AWSBackupServiceRolePolicyForBackup",
        ),
        (Account(policies=(*BOTH, ADMINISTRATOR)), "protected", None, ""),
        (
            Account(policies=(FOR_BACKUP.replace("arn:aws:", "arn:aws-cn:"), FOR_S3)),
            "unverified",
            "BAMP-V41",
            "policy arn:aws-cn:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        ),
        (
            Account(policies=(*BOTH, "arn:aws:iam::aws:policy/AWSDenyAll")),
            "unverified",
            "BAMP-V41",
            "AWSDenyAll",
        ),
    ],
)
def test_the_role_is_judged_by_all_its_policies(
    account: Account, status: str, code: str | None, says: str
) -> None:
    """What takes an action away is named; what only adds is no matter."""
    coverage = judge(lambda: aws.efs.FileSystem("data", encrypted=True, tags=TAGS), account)
    (covered,) = coverage.resources
    found = {finding.id: finding.message for finding in covered.findings}

    assert covered.status is Status(status), found
    assert (code in found) is (code is not None)
    assert says in found.get(code or "", "")


def attached(*, surely: bool, by: str) -> None:
    """Attach what AWS Backup needs to the account's role, or to one of two."""
    statement = {"Effect": "Allow", "Principal": {"Service": "backup.amazonaws.com"}}
    trust = json.dumps({"Statement": [{**statement, "Action": "sts:AssumeRole"}]})
    role = aws.iam.Role("role", assume_role_policy=trust)
    other = aws.iam.Role("other", assume_role_policy=trust)
    either = pulumi.Output.all(role.name, other.name).apply(lambda names: names[1])
    name = role.name if surely else either
    if by == "list":
        aws.iam.RolePolicyAttachmentsExclusive("list", role_name=name, policy_arns=[FOR_BACKUP])
    else:
        aws.iam.PolicyAttachment("policy", name="policy", roles=[name], policy_arn=FOR_BACKUP)
    plan = aws.backup.Plan(
        "plan",
        name="plan",
        rules=[
            {"rule_name": "daily", "target_vault_name": "main", "schedule": "cron(0 2 * * ? *)"}
        ],
    )
    aws.backup.Selection("selection", plan_id=plan.id, iam_role_arn=role.arn, resources=["*"])
    aws.efs.FileSystem("data", encrypted=True, tags=TAGS)


@pytest.mark.parametrize("by", ["list", "policy"])
@pytest.mark.parametrize(("surely", "status"), [(True, "protected"), (False, "unverified")])
def test_a_policy_that_may_be_another_roles_allows_nothing_surely(
    by: str, status: str, *, surely: bool
) -> None:
    """Whichever resource attaches it."""
    (covered,) = judge(lambda: attached(surely=surely, by=by), Account(plans=False)).resources

    assert covered.status is Status(status), covered.findings


def attached_whole(name: str, role: object, arn: str = FOR_BACKUP) -> None:
    """Attach a policy to one role, and to nothing else."""
    aws.iam.PolicyAttachment(name, policy_arn=arn, roles=[role])  # pyright: ignore[reportArgumentType] - a role or its name


def inline(role: aws.iam.Role, *listed: str) -> None:
    """Write an inline policy that denies, and the list of all inline policies of the role."""
    denied = policy("Deny", "elasticfilesystem:*")
    aws.iam.RolePolicy("own", name="own", role=role.name, policy=denied)
    if listed:
        aws.iam.RolePoliciesExclusive("all", role_name=role.name, policy_names=[*listed])


def needed_inline(role: aws.iam.Role, *listed: str) -> None:
    """Write an inline policy that allows all, and the list of all inline policies of the role."""
    aws.iam.RolePolicy("own", name="own", role=role.name, policy=policy("Allow", "*"))
    aws.iam.RolePoliciesExclusive("all", role_name=role.name, policy_names=[*listed])


DETACHED = "which may be detached: two lists all that the policy is attached to"
REMOVED = "policy own, which may be removed: all lists all inline policies of the role"


EXCLUSIVE: list[tuple[tuple[str, ...], Callable[[aws.iam.Role], object], str, str | None, str]] = [
    ((FOR_S3,), lambda r: attached_whole("one", r.name), "protected", None, ""),
    (
        (FOR_S3,),
        lambda r: (attached_whole("one", r.name), attached_whole("two", "another")),
        "unverified",
        "BAMP-V41",
        DETACHED,
    ),
    (
        (FOR_S3,),
        lambda r: (
            attached_whole("one", r.name),
            attached_whole("two", "another", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ),
        "protected",
        None,
        "",
    ),
    (BOTH, lambda _: attached_whole("two", "another"), "unverified", "BAMP-V41", DETACHED),
    (BOTH, lambda r: attached_whole("two", r.name), "protected", None, ""),
    (BOTH, inline, "unprotected", "BAMP-V08", "policy own denies"),
    (BOTH, lambda r: inline(r, "own"), "unprotected", "BAMP-V08", "policy own denies"),
    (BOTH, lambda r: inline(r, "another"), "unverified", "BAMP-V41", REMOVED),
    ((), lambda r: needed_inline(r, "own"), "unverified", "BAMP-V41", "in place of"),
    ((), lambda r: needed_inline(r, "another"), "unverified", "BAMP-V41", REMOVED),
]


@pytest.mark.parametrize(("policies", "with_role", "status", "code", "says"), EXCLUSIVE)
def test_a_list_that_is_exclusive_removes_what_it_leaves_out(
    policies: tuple[str, ...],
    with_role: Callable[[aws.iam.Role], object],
    status: str,
    code: str | None,
    says: str,
) -> None:
    """Whichever is deployed last decides, so what one list leaves out is disputed."""
    account = Account(policies=policies, with_role=with_role)
    coverage = judge(lambda: aws.efs.FileSystem("data", encrypted=True, tags=TAGS), account)
    (covered,) = coverage.resources
    found = {finding.id: finding.message for finding in covered.findings}

    assert covered.status is Status(status), found
    assert (code in found) is (code is not None), found
    assert says in found.get(code or "", "")


def looked_up_policy(_: aws.iam.Role) -> None:
    """Look up an inline policy of the role."""
    aws.iam.RolePolicy.get("seen", "backup-role:deny")


def looked_up_attachment(_: aws.iam.Role) -> None:
    """Look up what is attached to the role."""
    aws.iam.RolePolicyAttachment.get("seen", "backup-role-arn:aws:iam::aws:policy/AWSDenyAll")


def looked_up_needed(_: aws.iam.Role) -> None:
    """Look up an attachment of a policy that only allows."""
    aws.iam.RolePolicyAttachment.get("seen", f"backup-role/{FOR_S3}")


def looked_up_of_another(_: aws.iam.Role) -> None:
    """Look up policies of another role."""
    aws.iam.RolePolicy.get("seen", "another-role:deny")


@pytest.mark.parametrize(
    ("with_role", "status", "says"),
    [
        (looked_up_policy, "unverified", "policy deny"),
        (looked_up_attachment, "unverified", "policy arn:aws:iam::aws:policy/AWSDenyAll"),
        (looked_up_needed, "protected", ""),
        (looked_up_of_another, "protected", ""),
    ],
)
def test_a_looked_up_policy_is_of_the_role_that_its_id_names(
    with_role: Callable[[aws.iam.Role], object], status: str, says: str
) -> None:
    """What it allows or denies, nobody here knows."""
    account = Account(role_name="backup-role", with_role=with_role)
    coverage = judge(lambda: aws.efs.FileSystem("data", encrypted=True, tags=TAGS), account)
    (covered,) = coverage.resources
    found = [finding.message for finding in covered.findings]

    assert covered.status is Status(status), found
    assert not says or any(says in message for message in found), found
