"""Which key an input names, whether it can encrypt, and which grant lets a role use it.

Cannot prove which keys an account has, nor what a grant's constraints narrow.
"""

from dataclasses import replace
from typing import Any, Final

import pytest
from plain_resources import ACCOUNT, HERE, OTHER, THERE, declared, estate_of

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import NamedKey, can_encrypt, grant_of, key_named
from bamp_pulumi.estate import Resource

Inputs = Any  # Any: inputs of a resource

KEY, REPLICA = "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"
EXTERNAL, EXTERNAL_REPLICA = (
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
)
ALIAS, GRANT, ROLE = "aws:kms/alias:Alias", "aws:kms/grant:Grant", "aws:iam/role:Role"
DATABASE = "aws:rds/instance:Instance"
ARN: Final = f"arn:aws:kms:{HERE}:{ACCOUNT}:key/1234"

MINE = declared(KEY, "mine", outputs={"arn": ARN, "id": "1234"})
SECOND = declared(KEY, "second", outputs={"arn": f"{ARN}5", "id": "12345"})
NAMED = declared(
    ALIAS,
    "named",
    inputs={"name": "alias/mine", "targetKeyId": "1234"},
    outputs={"arn": f"arn:aws:kms:{HERE}:{ACCOUNT}:alias/mine"},
)
DANGLING = declared(ALIAS, "dangling", inputs={"name": "alias/gone", "targetKeyId": "gone"})
BESIDE = (MINE, SECOND, NAMED, DANGLING)


def database(written: object, *of: Resource, **fields: Inputs) -> Resource:
    """Declare a database that names a key."""
    return declared(DATABASE, "db", inputs={"kmsKeyId": written}, links={"kmsKeyId": of}, **fields)


def managed(name: str, region: str = HERE, account_id: str = ACCOUNT) -> str:
    """Write the ARN of an alias of a key of AWS's own."""
    return f"arn:aws:kms:{region}:{account_id}:alias/{name}"


NAMES: Final[dict[str, tuple[Resource, NamedKey]]] = {
    "nothing": (database(None), NamedKey(is_given=False)),
    "an ARN": (database(ARN), NamedKey(resource=MINE, written=ARN)),
    "an id": (database("1234"), NamedKey(resource=MINE, written="1234")),
    "an alias": (database("alias/mine"), NamedKey(resource=MINE, written="alias/mine")),
    "a reference": (database(UNKNOWN, SECOND), NamedKey(resource=SECOND)),
    "a reference to an alias": (database(UNKNOWN, NAMED), NamedKey(resource=MINE)),
    "either of two": (database(UNKNOWN, MINE, SECOND), NamedKey()),
    "an alias of nobody's key": (database("alias/gone"), NamedKey(written="alias/gone")),
    "nobody's key": (database(f"{ARN}6"), NamedKey(written=f"{ARN}6")),
    "what is known later": (database(UNKNOWN), NamedKey()),
    "a key of AWS's": (
        database("alias/aws/rds"),
        NamedKey(aws_managed="aws/rds", written="alias/aws/rds"),
    ),
    "that key by its ARN": (
        database(managed("aws/rds")),
        NamedKey(aws_managed="aws/rds", written=managed("aws/rds")),
    ),
    "that key of a database of no known place": (
        database(managed("aws/rds"), region="", account_id=""),
        NamedKey(aws_managed="aws/rds", written=managed("aws/rds")),
    ),
    "that key of another Region": (
        database(managed("aws/rds", region=THERE)),
        NamedKey(written=managed("aws/rds", region=THERE)),
    ),
    "that key of another account": (
        database(managed("aws/rds", account_id=OTHER)),
        NamedKey(written=managed("aws/rds", account_id=OTHER)),
    ),
    "one that AWS does not have": (
        database("alias/aws/nothing"),
        NamedKey(written="alias/aws/nothing"),
    ),
    "a key of AWS's that is looked up": (
        replace(database(UNKNOWN), key_aliases={"kmsKeyId": "alias/aws/rds"}),
        NamedKey(aws_managed="aws/rds", written="alias/aws/rds"),
    ),
    "one that is looked up for another input": (
        replace(database(UNKNOWN), key_aliases={"other": "alias/aws/rds"}),
        NamedKey(),
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_an_input_names_a_key_by_arn_id_alias_or_reference(name: str) -> None:
    """AWS's own keys are those of the account and Region of whatever names them."""
    resource, expected = NAMES[name]
    found = key_named(estate_of(resource, *BESIDE), resource, "kmsKeyId")

    assert found == expected
    assert found.is_undeclared is (
        found.is_given and found.resource is None and not found.aws_managed
    )


@pytest.mark.parametrize("token", [KEY, REPLICA, EXTERNAL, EXTERNAL_REPLICA])
def test_a_key_of_any_type_may_be_named(token: str) -> None:
    """A replica, and one whose material is imported."""
    key, resource = declared(token, "one", outputs={"id": "1"}), database("1")

    assert key_named(estate_of(resource, key), resource, "kmsKeyId").resource is key


def test_a_value_may_be_read_in_place_of_the_input() -> None:
    """A rule of a list, say."""
    resource = database(None)

    assert key_named(
        estate_of(resource, *BESIDE), resource, "kmsKeyId", written="1234"
    ) == NamedKey(resource=MINE, written="1234")


@pytest.mark.parametrize(
    ("key", "is_undeclared"),
    [
        (NamedKey(), True),
        (NamedKey(is_given=False), False),
        (NamedKey(resource=MINE), False),
        (NamedKey(aws_managed="aws/rds"), False),
    ],
)
def test_a_key_that_no_given_program_declares_is_nobodys(
    key: NamedKey, *, is_undeclared: bool
) -> None:
    """AWS's own is AWS's; where none is named the default of the service holds."""
    assert key.is_undeclared is is_undeclared


DISABLED: Final = refused("key one is disabled")
PENDING: Final = refused("key one has no key material: it is pending import")
LOOKED_UP: Final = in_doubt("key one: it is only looked up: its state and its policy are not known")
IN_DOUBT: Final = in_doubt("key one: whether it is enabled is not known")
KIND: Final = in_doubt("key one: whether it is a symmetric encryption key is not known")
GOES: Final = "AWS KMS deletes it then, and nothing can use the key"
MATERIAL: Final = {"keyMaterialBase64": "x"}


def of_kind(spec: str, usage: str) -> Answer:
    """Refuse a key of another kind."""
    kind = f"(its spec is {spec}, its usage {usage})"
    return refused(f"key one is not a symmetric encryption key {kind}")


ENCRYPTS: Final[list[tuple[str, Inputs, Answer]]] = [
    (KEY, {}, ALLOWED),
    (KEY, {"isEnabled": True}, ALLOWED),
    (KEY, {"isEnabled": False}, DISABLED),
    (KEY, {"isEnabled": "false"}, DISABLED),
    (KEY, {"isEnabled": UNKNOWN}, IN_DOUBT),
    (KEY, {"enabled": False}, ALLOWED),
    (KEY, {"validTo": "2027-01-01"}, ALLOWED),
    (REPLICA, {}, ALLOWED),
    (REPLICA, {"enabled": False}, DISABLED),
    (REPLICA, {"enabled": UNKNOWN}, IN_DOUBT),
    (REPLICA, {"isEnabled": False}, ALLOWED),
    (
        KEY,
        {"customerMasterKeySpec": "SYMMETRIC_DEFAULT", "keyUsage": "ENCRYPT_DECRYPT"},
        ALLOWED,
    ),
    (
        KEY,
        {"customerMasterKeySpec": "RSA_4096"},
        of_kind("RSA_4096", "ENCRYPT_DECRYPT"),
    ),
    (KEY, {"keyUsage": "SIGN_VERIFY"}, of_kind("SYMMETRIC_DEFAULT", "SIGN_VERIFY")),
    (KEY, {"customerMasterKeySpec": UNKNOWN}, KIND),
    (KEY, {"keyUsage": UNKNOWN}, KIND),
    (EXTERNAL, {}, PENDING),
    (EXTERNAL, {"keyMaterialBase64": ""}, PENDING),
    (EXTERNAL_REPLICA, {}, PENDING),
    (EXTERNAL, MATERIAL, ALLOWED),
    (EXTERNAL, {"keyMaterialBase64": UNKNOWN}, ALLOWED),
    (EXTERNAL, {**MATERIAL, "enabled": False}, DISABLED),
    (
        EXTERNAL,
        {**MATERIAL, "validTo": "2027-01-01"},
        in_doubt(f"key one: its material expires on 2027-01-01; {GOES}"),
    ),
    (
        EXTERNAL,
        {**MATERIAL, "validTo": UNKNOWN},
        in_doubt(f"key one: its material expires at a time that is not known; {GOES}"),
    ),
    (EXTERNAL, {**MATERIAL, "validTo": ""}, ALLOWED),
]


@pytest.mark.parametrize(("token", "inputs", "expected"), ENCRYPTS)
def test_a_key_encrypts_that_is_on_symmetric_and_has_material(
    token: str, inputs: Inputs, expected: Answer
) -> None:
    """Unless its material expires some day."""
    assert can_encrypt(declared(token, "one", inputs=inputs)) == expected


@pytest.mark.parametrize("token", [KEY, EXTERNAL])
def test_a_key_that_is_only_looked_up_may_be_off(token: str) -> None:
    """What it has been made from stands elsewhere."""
    assert can_encrypt(declared(token, "one", external=True)) == LOOKED_UP


BACKUP = declared(ROLE, "backup", inputs={"name": "backup"}, outputs={"arn": "arn:role"})
OTHER_ROLE = declared(ROLE, "other", inputs={"name": "other"}, outputs={"arn": "arn:other"})
NEEDED: Final = ("kms:Decrypt", "kms:GenerateDataKey")
ALL: Final = ["Decrypt", "GenerateDataKey", "CreateGrant"]


def grant(**inputs: Inputs) -> Resource:
    """Declare a grant to the role on the key."""
    of = inputs.pop("of", ())
    given = {"keyId": "1234", "granteePrincipal": "arn:role", "operations": ALL, **inputs}
    return declared(GRANT, "grant", inputs=given, links={"granteePrincipal": of})


GRANTS: Final[list[tuple[Resource, bool]]] = [
    (grant(), True),
    (grant(operations=["GenerateDataKey", "Decrypt"]), True),
    (grant(operations=["Decrypt"]), False),
    (grant(operations=[]), True),
    (grant(operations=UNKNOWN), True),
    (grant(operations=["Decrypt", UNKNOWN]), True),
    (grant(keyId="12345"), False),
    (grant(granteePrincipal="arn:other"), False),
    (grant(granteePrincipal="arn:nobody"), False),
    (grant(granteePrincipal=UNKNOWN), True),
    (grant(granteePrincipal=UNKNOWN, of=[BACKUP]), True),
    (grant(granteePrincipal=UNKNOWN, of=[BACKUP, OTHER_ROLE]), True),
    (grant(granteePrincipal=UNKNOWN, of=[OTHER_ROLE]), False),
]


@pytest.mark.parametrize(("given", "lets"), GRANTS)
def test_a_grant_may_let_a_role_use_a_key(given: Resource, *, lets: bool) -> None:
    """On that key, to that role, for all that it has to do."""
    estate = estate_of(MINE, SECOND, BACKUP, OTHER_ROLE, given)

    assert grant_of(estate, MINE, BACKUP, "arn:role", NEEDED) is (given if lets else None)


@pytest.mark.parametrize(
    ("principal", "arn", "lets"),
    [
        ("arn:gone", "arn:gone", True),
        ("arn:gone", "arn:else", False),
        ("arn:gone", "", False),
        (UNKNOWN, "", True),
    ],
)
def test_a_grant_names_a_role_that_nobody_declares_by_its_arn(
    principal: object, arn: str, *, lets: bool
) -> None:
    """Of which nothing else is known."""
    given = grant(granteePrincipal=principal)

    assert grant_of(estate_of(MINE, given), MINE, None, arn, NEEDED) is (given if lets else None)


def test_the_grant_that_is_enough_is_found_behind_one_that_is_not() -> None:
    """A key may have many."""
    few, enough = grant(operations=["Encrypt"]), replace(grant(), urn="urn:enough", name="enough")

    assert grant_of(estate_of(MINE, BACKUP, few, enough), MINE, BACKUP, "", NEEDED) is enough
