"""Are the keys of vaults rotated as often as the policy requires?

A replica of a multi-Region key is rotated with its primary. A key whose material is imported, or
kept in a custom key store, is never rotated by AWS. AWS's own key of AWS Backup is rotated every
year. The key of an air-gapped vault that names none is AWS's affair.

Source: AWS KMS developer guide, rotate-keys; pulumi_aws 7.51.1, Key (read 2026-11-28).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import switch_of, whole_number
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.declared import KEYS, DeclaredVault
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import BackupPolicy

__all__ = ["judge_key_rotation", "rotation_in_words"]

_KEY: Final = "aws:kms/key:Key"
_REPLICA: Final = "aws:kms/replicaKey:ReplicaKey"
_DEFAULT_DAYS: Final = 365
"""What AWS KMS takes where rotation is on and no period is given."""


def judge_key_rotation(
    estate: Estate, vault: DeclaredVault, policy: BackupPolicy, at_most: Severity
) -> Iterator[Finding]:
    """Report keys of vaults that are rotated less often than the policy requires, or may be."""
    asked = policy.key_rotation_days
    is_of_aws = vault.encrypts_for_itself
    rotation = _rotation_of(estate, vault)
    if (is_of_aws and vault.is_air_gapped) or (
        rotation.days is not None and rotation.days <= asked
    ):
        return
    resource = vault.resource
    yield Finding(
        id="BAMP-V74",
        message=f"{rotation.why}; the policy requires every {asked} days",
        urn=resource.urn,
        program=resource.program,
        at_most=at_most if rotation.is_known else Severity.WARNING,
    )


def rotation_in_words(estate: Estate, vault: DeclaredVault) -> str:
    """Return how often the key of a vault is rotated: `key main is rotated every 90 days`."""
    return _rotation_of(estate, vault).why


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rotation:
    """How often a key is rotated."""

    why: str
    """What is reported of it where that is not often enough."""
    days: int | None = None
    """Days between two rotations; None for never, and where it is not known."""
    is_known: bool = True


_OF_AWS: Final = _Rotation(
    why="the vault has AWS's own key, rotated every year", days=_DEFAULT_DAYS
)


def _rotation_of(estate: Estate, vault: DeclaredVault) -> _Rotation:
    if vault.encrypts_for_itself:
        return _OF_AWS
    return _rotation(estate, vault.key.resource, vault.key.written)


def _rotation(estate: Estate, key: Resource | None, written: str) -> _Rotation:
    if key is None:
        which = f" {written}" if written else ""
        return _unknown(
            f"whether the key{which} of the vault is rotated", "no given program declares it"
        )
    if key.external:
        return _unknown(f"whether key {key.name} is rotated", "it is only looked up")
    if key.type == _REPLICA:
        return _rotation(
            estate, estate.resolve(key, "primaryKeyArn", *KEYS).only, key.text("primaryKeyArn")
        )
    if key.type != _KEY:
        return _Rotation(why=f"key {key.name} has imported material, which AWS does not rotate")
    return _by_switch(key)


def _by_switch(key: Resource) -> _Rotation:
    is_on = switch_of(key.value("enableKeyRotation"), absent=False)
    if is_on is None:
        return _unknown(f"whether key {key.name} is rotated", "enable_key_rotation is not")
    if not is_on:
        return _Rotation(why=f"key {key.name} is not rotated: enable_key_rotation is not true")
    given = key.value("rotationPeriodInDays")
    days = _DEFAULT_DAYS if given is None else whole_number(given)
    if days is None:
        return _unknown(f"how often key {key.name} is rotated", "rotation_period_in_days is not")
    return _Rotation(why=f"key {key.name} is rotated every {days} days", days=days)


def _unknown(what: str, why: str) -> _Rotation:
    return _Rotation(why=f"{what} is not known: {why}", is_known=False)
