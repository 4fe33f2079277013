"""Every way in which a policy is a role's: attached, exclusive, inline, boundary; certain or not.

Cannot prove what AWS's own policies allow: of those for AWS Backup the catalog says it.
"""

from typing import Any, Final

import pytest
from plain_resources import ACCOUNT, declared, estate_of

from bamp_pulumi.access import Policy
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import DeclaredRole, Roles
from bamp_pulumi.estate import Resource

Inputs = Any  # Any: inputs of a resource, and fields of one

ROLE, POLICY = "aws:iam/role:Role", "aws:iam/policy:Policy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
EXCLUSIVE = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive"
OF_POLICY = "aws:iam/policyAttachment:PolicyAttachment"
INLINE = "aws:iam/rolePolicy:RolePolicy"
INLINE_EXCLUSIVE = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive"
DOCUMENT: Final = {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
OWN_ARN: Final = f"arn:aws:iam::{ACCOUNT}:policy/own"
MORE_ARN: Final = f"arn:aws:iam::{ACCOUNT}:policy/more"
OF_AWS: Final = "arn:aws:iam::aws:policy/"
BACKUP: Final = f"{OF_AWS}service-role/AWSBackupServiceRolePolicyForBackup"
S3_BACKUP: Final = f"{OF_AWS}AWSBackupServiceRolePolicyForS3Backup"
OWN = declared(POLICY, "own", inputs={"name": "own", "policy": DOCUMENT}, outputs={"arn": OWN_ARN})
MORE = declared(POLICY, "more", inputs={"policy": DOCUMENT}, outputs={"arn": MORE_ARN})
OTHER = declared(ROLE, "other", inputs={"name": "other"})


def read(role: Resource, *beside: Resource) -> DeclaredRole:
    """Read a role beside another one and two policies."""
    return Roles(estate=estate_of(role, OTHER, OWN, MORE, *beside)).of(role)


def role(**inputs: Inputs) -> Resource:
    """Declare a role."""
    return declared(ROLE, "r", inputs={"name": "r", **inputs})


def shown(policy: Policy) -> str:
    """Say what a policy is called, how much of it is known, and whether it is surely in force."""
    marks = ("open",) * policy.is_open + ("disputed",) * policy.is_disputed
    return " ".join((f"{policy.name}: {len(policy.statements)}", *marks))


def one(token: str, called: str, /, *of: Resource, **inputs: Inputs) -> Resource:
    """Declare what gives a role a policy; without a name of the role it is one of some roles."""
    link = {ATTACHMENT: "role", INLINE: "role", OF_POLICY: "roles"}.get(token, "roleName")
    its: object = ["r"] if token == OF_POLICY else "r"
    return declared(
        token, called, inputs={link: UNKNOWN if of else its, **inputs}, links={link: of}
    )


def elsewhere(arn: str) -> str:
    """Show a policy that nobody declares."""
    return f"policy {arn}, which no given program declares: 0 open"


def later(token: str, called: str, path: str, its: object = "r") -> Resource:
    """Declare what gives a role the policy `own`, whose ARN is known later."""
    link = {ATTACHMENT: "role", OF_POLICY: "roles", ROLE: "name"}.get(token, "roleName")
    given = [UNKNOWN] if path.endswith("s") else UNKNOWN
    return declared(token, called, inputs={link: its, path: given}, links={path: [OWN]})


R = role()
ATTACHED_OWN = one(ATTACHMENT, "a", policyArn=OWN_ARN)
OF_OWN = later(ROLE, "r", "managedPolicyArns")
GIVES: Final = "policy own: 1"
LEFT_OUT: Final = "which may be detached: {} lists all policies of role r and does not include it"
PERHAPS: Final = "which may be detached: whether {} attaches it to r is not known"
ALL_BUT_IT: Final = (
    "which may be detached: p lists all that the policy is attached to and leaves out the role"
)
UNKNOWN_POLICY: Final = elsewhere("X").replace("policy X", "a policy whose ARN is not known")
ATTACHED: Final[dict[str, tuple[Resource, tuple[Resource, ...], list[str]]]] = {
    "nothing": (R, (), []),
    "one of the account": (R, (ATTACHED_OWN,), [GIVES]),
    "one of another role": (R, (one(ATTACHMENT, "a", role="other", policyArn=OWN_ARN),), []),
    "one without a name of its own": (
        R,
        (one(ATTACHMENT, "a", policyArn=MORE_ARN),),
        ["policy more: 1"],
    ),
    "one of either role": (
        R,
        (one(ATTACHMENT, "a", R, OTHER, policyArn=OWN_ARN),),
        [f"policy own, {PERHAPS.format('a')}: 1 disputed"],
    ),
    "one that nobody declares": (
        R,
        (one(ATTACHMENT, "a", policyArn="arn:x"),),
        [elsewhere("arn:x")],
    ),
    "one that is known later": (R, (one(ATTACHMENT, "a", policyArn=UNKNOWN),), [UNKNOWN_POLICY]),
    "AWS's for backups": (
        R,
        (one(ATTACHMENT, "a", policyArn=BACKUP),),
        ["AWSBackupServiceRolePolicyForBackup: 2"],
    ),
    "AWS's for buckets": (
        R,
        (one(ATTACHMENT, "a", policyArn=S3_BACKUP),),
        ["AWSBackupServiceRolePolicyForS3Backup: 1"],
    ),
    "AWS's that only allows": (
        R,
        (one(ATTACHMENT, "a", policyArn=f"{OF_AWS}AWSBackupFullAccess"),),
        [],
    ),
    "AWS's for administrators": (
        R,
        (one(ATTACHMENT, "a", policyArn=f"{OF_AWS}AdministratorAccess"),),
        ["AdministratorAccess: 1"],
    ),
    "AWS's that may deny": (
        R,
        (one(ATTACHMENT, "a", policyArn=f"{OF_AWS}AWSDenyAll"),),
        [elsewhere(f"{OF_AWS}AWSDenyAll")],
    ),
    "AWS's of another partition": (
        R,
        (one(ATTACHMENT, "a", policyArn=BACKUP.replace("aws:", "aws-cn:", 1)),),
        [elsewhere(BACKUP.replace("aws:", "aws-cn:", 1))],
    ),
    "a list of its own": (role(managedPolicyArns=[OWN_ARN]), (), [GIVES]),
    "an empty list": (role(managedPolicyArns=[]), (), []),
    "a list that is known later": (role(managedPolicyArns=UNKNOWN), (), [UNKNOWN_POLICY]),
    "a list of one known later": (
        role(managedPolicyArns=[UNKNOWN, OWN_ARN]),
        (),
        [UNKNOWN_POLICY, GIVES],
    ),
    "a list and the same": (role(managedPolicyArns=[OWN_ARN]), (ATTACHED_OWN,), [GIVES, GIVES]),
    "a list and another one": (
        role(managedPolicyArns=[MORE_ARN]),
        (ATTACHED_OWN,),
        ["policy more: 1", f"policy own, {LEFT_OUT.format('r')}: 1 disputed"],
    ),
    "an empty list and one": (
        role(managedPolicyArns=[]),
        (ATTACHED_OWN,),
        [f"policy own, {LEFT_OUT.format('r')}: 1 disputed"],
    ),
    "an exclusive list": (R, (one(EXCLUSIVE, "e", policyArns=[OWN_ARN]),), [GIVES]),
    "an exclusive list of nothing": (R, (one(EXCLUSIVE, "e", policyArns=[]),), []),
    "an exclusive list and the same": (
        R,
        (one(EXCLUSIVE, "e", policyArns=[OWN_ARN]), ATTACHED_OWN),
        [GIVES, GIVES],
    ),
    "an exclusive list and another one": (
        R,
        (one(EXCLUSIVE, "e", policyArns=[MORE_ARN]), ATTACHED_OWN),
        ["policy more: 1", f"policy own, {LEFT_OUT.format('e')}: 1 disputed"],
    ),
    "an exclusive list of either role": (
        R,
        (one(EXCLUSIVE, "e", R, OTHER, policyArns=[OWN_ARN]),),
        [f"policy own, {PERHAPS.format('e')}: 1 disputed"],
    ),
    "two lists that differ": (
        role(managedPolicyArns=[OWN_ARN]),
        (one(EXCLUSIVE, "e", policyArns=[MORE_ARN]),),
        [
            f"policy more, {LEFT_OUT.format('r')}: 1 disputed",
            f"policy own, {LEFT_OUT.format('e')}: 1 disputed",
        ],
    ),
    "all that a policy is attached to": (R, (one(OF_POLICY, "p", policyArn=OWN_ARN),), [GIVES]),
    "all of it but the role": (
        R,
        (one(OF_POLICY, "p", roles=["other"], policyArn=OWN_ARN), ATTACHED_OWN),
        [f"policy own, {ALL_BUT_IT}: 1 disputed"],
    ),
    "all of it, twice": (R, (one(OF_POLICY, "p", policyArn=OWN_ARN), ATTACHED_OWN), [GIVES, GIVES]),
    "one whose ARN is known later": (R, (later(ATTACHMENT, "a", "policyArn"),), [GIVES]),
    "a list of ARNs known later": (OF_OWN, (), [GIVES]),
    "an exclusive list of ARNs known later": (R, (later(EXCLUSIVE, "e", "policyArns"),), [GIVES]),
    "a list of ARNs known later, and the same": (OF_OWN, (ATTACHED_OWN,), [GIVES, GIVES]),
    "an exclusive list of ARNs known later, and the same": (
        R,
        (later(EXCLUSIVE, "e", "policyArns"), ATTACHED_OWN),
        [GIVES, GIVES],
    ),
    "all but the role of one whose ARN is known later": (
        R,
        (later(OF_POLICY, "p", "policyArn", ["other"]), ATTACHED_OWN),
        [f"policy own, {ALL_BUT_IT}: 1 disputed"],
    ),
    "all of another policy": (
        R,
        (one(OF_POLICY, "p", roles=["other"], policyArn=MORE_ARN), ATTACHED_OWN),
        [GIVES],
    ),
}


@pytest.mark.parametrize("name", ATTACHED)
def test_a_policy_is_attached_unless_an_exclusive_list_leaves_it_out(name: str) -> None:
    """Whichever is deployed last holds, and nobody knows which that is."""
    given, beside, expected = ATTACHED[name]

    assert sorted(map(shown, read(given, *beside).policies)) == sorted(expected)


N: Final = "policy n: 1"
REMOVED: Final = "policy n, which may be removed: {}: 1 disputed"
LISTS: Final = "e lists all inline policies of the role"
WRITTEN: Final[dict[str, tuple[Resource, tuple[Resource, ...], list[str]]]] = {
    "on the role": (
        role(inlinePolicies=[{"name": "n", "policy": DOCUMENT}, {"policy": DOCUMENT}]),
        (),
        ["inline policy n of role r: 1", "an inline policy of role r: 1"],
    ),
    "on the role, without a policy": (role(inlinePolicies=[{"name": "n"}]), (), []),
    "on the role, known later": (
        role(inlinePolicies=UNKNOWN),
        (),
        ["an inline policy of role r: 0 open"],
    ),
    "on the role, one known later": (
        role(inlinePolicies=[UNKNOWN, {"name": "n", "policy": UNKNOWN}]),
        (),
        ["an inline policy of role r: 0 open", "inline policy n of role r: 0 open"],
    ),
    "beside it": (R, (one(INLINE, "i", name="n", policy=DOCUMENT),), [N]),
    "beside it, without a name": (R, (one(INLINE, "i", policy=DOCUMENT),), ["policy i: 1"]),
    "beside it, without a document": (R, (one(INLINE, "i", name="n"),), ["policy n: 0 open"]),
    "of either role": (
        R,
        (one(INLINE, "i", R, OTHER, name="n", policy=DOCUMENT),),
        [REMOVED.format("whether it is of this role is not known")],
    ),
    "on the role and beside it": (
        role(inlinePolicies=[{"name": "m", "policy": DOCUMENT}]),
        (one(INLINE, "i", name="n", policy=DOCUMENT),),
        ["inline policy m of role r: 1", REMOVED.format("role r lists its inline policies itself")],
    ),
    "in an exclusive list": (
        R,
        (
            one(INLINE_EXCLUSIVE, "e", policyNames=["n"]),
            one(INLINE, "i", name="n", policy=DOCUMENT),
        ),
        [N],
    ),
    "not in it": (
        R,
        (
            one(INLINE_EXCLUSIVE, "e", policyNames=["m"]),
            one(INLINE, "i", name="n", policy=DOCUMENT),
        ),
        [REMOVED.format(LISTS)],
    ),
    "perhaps in it": (
        R,
        (
            one(INLINE_EXCLUSIVE, "e", policyNames=["n", ""]),
            one(INLINE, "n", name=UNKNOWN, policy=DOCUMENT),
        ),
        [REMOVED.format(LISTS)],
    ),
    "in the exclusive list of another role": (
        R,
        (
            one(INLINE_EXCLUSIVE, "e", roleName="other", policyNames=[]),
            one(INLINE, "i", name="n", policy=DOCUMENT),
        ),
        [N],
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_an_inline_policy_stays_unless_something_else_lists_them_all(name: str) -> None:
    """The role itself, or an exclusive list."""
    given, beside, expected = WRITTEN[name]

    assert sorted(map(shown, read(given, *beside).policies)) == sorted(expected)


ADMINISTRATOR: Final = f"{OF_AWS}AdministratorAccess"
BOUNDARIES: Final[list[tuple[object, str]]] = [
    (OWN_ARN, "policy own: 1"),
    (ADMINISTRATOR, "AdministratorAccess: 1"),
    ("arn:x", "the permissions boundary arn:x of role r: 0 open"),
    (UNKNOWN, "the permissions boundary of role r: 0 open"),
    (BACKUP, f"the permissions boundary {BACKUP} of role r: 0 open"),
]


@pytest.mark.parametrize(("given", "expected"), BOUNDARIES)
def test_a_boundary_is_the_policy_that_the_role_names(given: object, expected: str) -> None:
    """One that nobody declares may leave anything out."""
    found = read(role(permissionsBoundary=given))

    assert found.boundary is not None
    assert shown(found.boundary) == expected
    assert found.documents == ((OWN,) if given == OWN_ARN else ())


def test_a_boundary_whose_arn_is_known_later_is_the_policy_that_the_role_is_made_of() -> None:
    """It is one of the documents too."""
    found = read(later(ROLE, "r", "permissionsBoundary"))

    assert found.boundary is not None
    assert (shown(found.boundary), found.documents) == ("policy own: 1", (OWN,))


def test_a_role_without_a_boundary_has_none() -> None:
    """Nor documents, nor policies of AWS's."""
    found = read(R)

    assert (found.boundary, found.documents, found.managed) == (None, (), ())


def test_of_a_role_that_is_only_looked_up_any_policy_may_be() -> None:
    """What is declared beside it is not all."""
    given = declared(ROLE, "r", inputs={"name": "r"}, external=True)
    found = read(given, one(ATTACHMENT, "a", policyArn=BACKUP))

    assert [*map(shown, found.policies)] == ["role r, which is only looked up: 0 open"]
    assert (found.managed, found.documents) == ((), ())


def test_the_declared_policies_of_a_role_are_listed_with_its_boundary() -> None:
    """A judge asks of each whether AWS takes it."""
    given = role(permissionsBoundary=MORE_ARN)
    found = read(given, ATTACHED_OWN)

    assert found.documents == (OWN, MORE)


@pytest.mark.parametrize(
    ("region", "partition", "count"),
    [
        ("us-east-1", "aws", 1),
        ("us-east-1", "aws-us-gov", 0),
        ("us-gov-west-1", "aws-us-gov", 1),
        ("us-gov-west-1", "aws", 0),
        ("", "aws", 1),
        ("", "aws-cn", 1),
    ],
)
def test_aws_has_policies_of_its_own_in_each_partition(
    region: str, partition: str, count: int
) -> None:
    """A role of an unknown Region may be of any."""
    arn = BACKUP.replace("aws:", f"{partition}:", 1)
    given = declared(
        ROLE, "r", inputs={"name": "r", "managedPolicyArns": [arn, S3_BACKUP]}, region=region
    )
    names = [policy.name for policy in read(given).managed]

    assert names.count("AWSBackupServiceRolePolicyForBackup") == count


def test_what_may_be_detached_is_no_policy_that_a_role_surely_has() -> None:
    """An exclusive list leaves it out."""
    found = read(role(managedPolicyArns=[S3_BACKUP]), one(ATTACHMENT, "a", policyArn=BACKUP))

    assert [policy.name for policy in found.managed] == ["AWSBackupServiceRolePolicyForS3Backup"]


def test_aws_lets_its_backup_policy_grant_keys_to_services_alone() -> None:
    """`kms:GrantIsForAWSResource` stands beside the other actions."""
    found = read(role(managedPolicyArns=[BACKUP])).policies[0]
    _, grants = [statement.fields for statement in found.statements]

    assert grants == {
        "Effect": "Allow",
        "Action": ["kms:CreateGrant"],
        "Resource": "*",
        "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}},
    }
    first = found.statements[0].fields
    actions = first["Action"]
    assert (first["Effect"], first["Resource"]) == ("Allow", "*")
    assert isinstance(actions, list)
    assert "ec2:CreateSnapshot" in actions
