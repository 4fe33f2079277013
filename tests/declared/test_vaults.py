"""Vaults and their locks: who writes a lock, what it refuses, and which vault may be meant."""

from typing import Any, Final

import pytest
from plain_resources import ACCOUNT, HERE, OTHER, THERE, declared, estate_of

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared import DeclaredVault, NamedKey, read_vaults
from bamp_pulumi.estate import Resource
from bamp_pulumi.truth import Truth

Inputs = Any  # Any: inputs of a vault or lock, and fields of a resource

VAULT, GAP = (
    "aws:backup/vault:Vault",
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
)
LOCK, KEY = "aws:backup/vaultLockConfiguration:VaultLockConfiguration", "aws:kms/key:Key"
MINE = declared(KEY, "mine", outputs={"id": "1234"})


def vault(*beside: Resource, token: str = VAULT, **fields: Inputs) -> DeclaredVault:
    """Read the one vault of an estate."""
    given: Inputs = {"inputs": {"name": "main"}, **fields}
    (found,) = read_vaults(estate_of(declared(token, "v", **given), MINE, *beside))
    return found


def lock(vault_name: object = "main", **inputs: Inputs) -> Resource:
    """Declare a lock."""
    return declared(
        LOCK, inputs.pop("named", "lock"), inputs={"backupVaultName": vault_name, **inputs}
    )


GOV: Final = "us-gov-west-1"
ARN: Final = f"arn:aws:backup:{HERE}:{ACCOUNT}:backup-vault:main"
URN: Final = f"urn:pulumi:dev::shop::{VAULT}::v"


@pytest.mark.parametrize(
    ("fields", "name", "arn"),
    [
        ({}, "main", ARN),
        ({"region": THERE}, "main", ARN.replace(HERE, THERE)),
        ({"region": GOV}, "main", ARN.replace("aws:", "aws-us-gov:").replace(HERE, GOV)),
        ({"region": ""}, "main", f"arn:aws:backup::{ACCOUNT}:backup-vault:main"),
        ({"outputs": {"arn": "arn:stated"}}, "main", "arn:stated"),
        ({"inputs": {"name": UNKNOWN}}, URN, ""),
        ({"inputs": {}, "id_": "by-id"}, "by-id", ARN.replace("main", "by-id")),
    ],
)
def test_a_vault_has_the_name_and_arn_of_its_place(fields: Inputs, name: str, arn: str) -> None:
    """Empty where AWS is to make up the name; then it goes by its URN."""
    found = vault(**fields)

    assert (found.name, found.arn) == (name, arn)
    assert (found.region, found.account_id) == (fields.get("region", HERE), ACCOUNT)
    assert (found.is_air_gapped, found.locked, found.doubt) == (False, False, "")


BOUNDS: Final[Inputs] = {"minRetentionDays": 7.0, "maxRetentionDays": 35.0}
LOCKS: Final[dict[str, tuple[tuple[Resource, ...], tuple[object, ...]]]] = {
    "none": ((), (False, None, None, False, "")),
    "of another vault": ((lock(vault_name="other", **BOUNDS),), (False, None, None, False, "")),
    "in governance mode": ((lock(**BOUNDS),), (True, 7, 35, False, "")),
    "in compliance mode": (
        (lock(minRetentionDays=7.0, changeableForDays=3.0),),
        (True, 7, None, True, ""),
    ),
    "whose mode is known later": ((lock(changeableForDays=UNKNOWN),), (True, None, None, None, "")),
    "without bounds": ((lock(),), (True, None, None, False, "")),
    "whose minimum is known later": (
        (lock(minRetentionDays=UNKNOWN, maxRetentionDays=35.0),),
        (True, None, 35, False, "the bounds of lock lock are known only after deployment"),
    ),
    "whose maximum is known later": (
        (lock(minRetentionDays=7.0, maxRetentionDays=UNKNOWN),),
        (True, 7, None, False, "the bounds of lock lock are known only after deployment"),
    ),
    "twice": (
        (lock(**BOUNDS), lock(named="second", minRetentionDays=1.0)),
        (True, None, None, False, "lock and second each replace the same configuration of v"),
    ),
}


@pytest.mark.parametrize("name", LOCKS)
def test_a_vault_is_read_with_its_lock(name: str) -> None:
    """Compliance mode is a matter of the grace time; two locks that differ are unknown."""
    beside, expected = LOCKS[name]
    found = vault(*beside)

    assert (
        found.locked,
        found.min_retention_days,
        found.max_retention_days,
        found.is_compliance,
        found.doubt,
    ) == expected


def test_an_air_gapped_vault_locks_itself_in_compliance_mode() -> None:
    """A lock beside it is none of its own."""
    inputs = {"name": "main", **BOUNDS, "encryptionKeyArn": "1234", "kmsKeyArn": "alias/aws/backup"}
    found = vault(lock(minRetentionDays=1.0), token=GAP, inputs=inputs)

    assert (found.is_air_gapped, found.locked, found.is_compliance) == (True, True, True)
    assert (found.min_retention_days, found.max_retention_days, found.doubt) == (7, 35, "")
    assert found.key == NamedKey(resource=MINE, written="1234")


def test_the_bounds_of_an_air_gapped_vault_may_be_known_later() -> None:
    """Then it is locked all the same."""
    found = vault(token=GAP, inputs={"name": "main", "minRetentionDays": UNKNOWN})

    assert (found.locked, found.is_compliance) == (True, True)
    assert found.doubt == "the bounds of lock v are known only after deployment"


@pytest.mark.parametrize(
    ("token", "inputs", "is_own"),
    [
        (VAULT, {}, True),
        (VAULT, {"kmsKeyArn": "alias/aws/backup"}, True),
        (VAULT, {"kmsKeyArn": "alias/aws/rds"}, False),
        (VAULT, {"kmsKeyArn": "1234"}, False),
        (VAULT, {"kmsKeyArn": "nobody's"}, False),
        (VAULT, {"encryptionKeyArn": "1234"}, True),
        (GAP, {"kmsKeyArn": "1234"}, True),
        (GAP, {"encryptionKeyArn": "1234"}, False),
    ],
)
def test_a_vault_without_a_key_of_its_own_has_awss(
    token: str, inputs: Inputs, *, is_own: bool
) -> None:
    """AWS Backup's; that of another service it cannot take."""
    found = vault(token=token, inputs={"name": "main", **inputs})

    assert found.encrypts_for_itself is is_own


MAY_BE: Final[list[tuple[Inputs, tuple[str, str, str], bool]]] = [
    ({}, (ACCOUNT, HERE, "main"), False),
    ({"inputs": {"name": UNKNOWN}}, (ACCOUNT, HERE, "main"), True),
    ({"inputs": {"name": UNKNOWN}}, (ACCOUNT, THERE, "main"), False),
    ({"inputs": {"name": UNKNOWN}}, (OTHER, HERE, "main"), False),
    ({"inputs": {"name": UNKNOWN}, "region": ""}, (ACCOUNT, THERE, "main"), True),
    ({"inputs": {"name": UNKNOWN}, "account_id": ""}, (OTHER, HERE, "main"), True),
    ({"inputs": {"name": UNKNOWN}, "id_": "main"}, (ACCOUNT, HERE, "main"), False),
    ({"inputs": {}}, (ACCOUNT, HERE, "main"), False),
    ({"region": ""}, (ACCOUNT, THERE, "main"), True),
    ({"region": ""}, (ACCOUNT, THERE, "other"), False),
    ({"region": ""}, (OTHER, THERE, "main"), False),
    ({"account_id": ""}, (OTHER, HERE, "main"), True),
    ({"account_id": ""}, (OTHER, THERE, "main"), False),
    ({"inputs": {}, "id_": "main", "region": ""}, (ACCOUNT, HERE, "main"), True),
]


@pytest.mark.parametrize(("fields", "place", "may_be"), MAY_BE)
def test_only_a_deployment_tells_which_vault_has_an_unknown_name_or_place(
    fields: Inputs, place: tuple[str, str, str], *, may_be: bool
) -> None:
    """One whose name and place are known is that vault or is not."""
    assert vault(**fields).may_be(*place) is may_be


REFUSALS: Final[list[tuple[Inputs, int | None, str]]] = [
    (BOUNDS, 6, "a retention of 6 days is under the lock's minimum of 7"),
    (BOUNDS, 7, ""),
    (BOUNDS, 35, ""),
    (BOUNDS, 36, "a retention of 36 days is over the lock's maximum of 35"),
    (BOUNDS, None, "a retention of for ever is over the lock's maximum of 35"),
    ({"minRetentionDays": 7.0}, None, ""),
    ({"minRetentionDays": 7.0}, 36500, ""),
    ({"maxRetentionDays": 35.0}, 1, ""),
    ({}, 1, ""),
    ({}, None, ""),
]


@pytest.mark.parametrize(("bounds", "days", "says"), REFUSALS)
def test_a_lock_refuses_what_is_kept_too_short_or_too_long(
    bounds: Inputs, days: int | None, says: str
) -> None:
    """Both bounds are taken; for ever is over any maximum and under no minimum."""
    assert vault(lock(**bounds)).refuses(days) == says


def test_a_vault_that_is_looked_up_and_declared_is_the_declared_one() -> None:
    """One that is only looked up stays, with a lock that nobody knows."""
    mine = declared(VAULT, "mine", inputs={"name": "main"})
    same = declared(VAULT, "same", inputs={"name": "main"}, id_="main", external=True)
    other = declared(VAULT, "other", inputs={"name": "other"}, id_="other", external=True)
    found = read_vaults(estate_of(same, mine, other))
    why = "other is only looked up: what it contains is not known"

    assert [(v.resource.name, v.locked, v.doubt) for v in found] == [
        ("mine", False, ""),
        ("other", True, why),
    ]


@pytest.mark.parametrize(
    ("link", "is_compliance"), [("main", False), (UNKNOWN, False)], ids=["its", "perhaps its"]
)
def test_a_vault_that_may_be_locked_counts_as_locked(link: object, is_compliance: Truth) -> None:
    """Its bounds are in doubt, and nobody knows that it is in compliance mode."""
    found = vault(lock(vault_name=link))

    assert (found.locked, found.is_compliance, bool(found.doubt)) == (
        True,
        is_compliance,
        link is UNKNOWN,
    )
