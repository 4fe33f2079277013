"""Are the keys of vaults rotated as often as the policy asks?

A replica of a multi-Region key is rotated with its primary. A key whose material is imported, or
kept in a custom key store, is never rotated by AWS. AWS's own key of AWS Backup is rotated every
year. The key of an air-gapped vault that names none is AWS's affair.

Source: AWS KMS developer guide, rotate-keys; pulumi_aws 7.51.1, Key (read 2026-11-28).
"""

from collections.abc import Iterator
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, switch_of, whole_number
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.declared import KEYS, DeclaredVault
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import BackupPolicy

__all__ = ["judge_key_rotation"]

_KEY: Final = "aws:kms/key:Key"
_REPLICA: Final = "aws:kms/replicaKey:ReplicaKey"
_DEFAULT_DAYS: Final = 365
"""What AWS KMS takes where rotation is on and no period is given."""


def judge_key_rotation(
    estate: Estate, vault: DeclaredVault, policy: BackupPolicy, at_most: Severity
) -> Iterator[Finding]:
    """Say why the key of a vault is not rotated as often as the policy asks."""
    key = vault.key.resource
    asked = policy.key_rotation_days
    if vault.encrypts_for_itself:
        why = "" if vault.is_air_gapped else "the vault has AWS's own key, rotated every year"
        is_slow = asked < _DEFAULT_DAYS
    else:
        why = _why_not(estate, key, asked) if key is not None else ""
        is_slow = bool(why)
    if why and is_slow:
        resource = vault.resource
        yield Finding(
            id="BAMP-V74",
            message=f"{why}; the policy asks for every {asked} days",
            urn=resource.urn,
            program=resource.program,
            at_most=at_most,
        )


def _why_not(estate: Estate, key: Resource, asked: int) -> str:
    """Say why a key is not rotated often enough; empty when it is, or when that is not known."""
    if key.type == _REPLICA:
        primary = estate.resolve(key, "primaryKeyArn", *KEYS).only
        return _why_not(estate, primary, asked) if primary is not None else ""
    on, days = key.value("enableKeyRotation"), key.value("rotationPeriodInDays")
    if key.external or on is UNKNOWN:
        return ""
    if key.type != _KEY:
        return f"key {key.name} has imported material, which AWS does not rotate"
    if switch_of(on) is not True:
        return f"key {key.name} is not rotated: enable_key_rotation is not true"
    given = _DEFAULT_DAYS if days is None else whole_number(days)
    if given is None:
        return f"how often key {key.name} is rotated is not known: rotation_period_in_days is not"
    is_slow = given > asked
    return f"key {key.name} is rotated every {given} days" if is_slow else ""
