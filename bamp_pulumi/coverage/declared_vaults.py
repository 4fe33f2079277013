"""Vaults as an estate declares them, each with its lock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.coverage.wire import days
from bamp_pulumi.estate import Estate, Resource

__all__ = ["VAULT", "DeclaredVault", "read_vaults"]

VAULT: Final = "aws:backup/vault:Vault"
_LOCK: Final = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredVault:
    """A vault, with its lock."""

    name: str
    region: str
    account_id: str
    arn: str
    resource: Resource
    locked: bool = False
    min_retention_days: int | None = None
    max_retention_days: int | None = None
    key_given: bool = False
    """A customer managed key is asked for, known or not."""

    def refuses(self, days: int | None) -> str:
        """Say why the lock refuses a retention; empty when it does not.

        Keeping for ever (`None`) lies outside any maximum.
        Source: AWS Backup developer guide, vault-lock.
        """
        low, high = self.min_retention_days, self.max_retention_days
        if low is not None and days is not None and days < low:
            return f"{days} days is under the lock's minimum of {low}"
        if high is not None and (days is None or days > high):
            kept = "for ever" if days is None else f"{days} days"
            return f"{kept} is over the lock's maximum of {high}"
        return ""


def read_vaults(estate: Estate) -> tuple[DeclaredVault, ...]:
    """Read the vaults of an estate, each with its lock."""
    locks = {
        (lock.account_id, lock.region, _linked_name(estate, lock, "backupVaultName")): lock
        for lock in estate.of_type(_LOCK)
    }
    return tuple(_vault(vault, locks) for vault in estate.of_type(VAULT))


def _vault(vault: Resource, locks: Mapping[tuple[str, str, str], Resource]) -> DeclaredVault:
    name = vault.text("name") or vault.urn
    lock = locks.get((vault.account_id, vault.region, name))
    arn = vault.text("arn")
    if not arn and vault.text("name"):
        arn = f"arn:aws:backup:{vault.region}:{vault.account_id}:backup-vault:{name}"
    return DeclaredVault(
        name=name,
        region=vault.region,
        account_id=vault.account_id,
        arn=arn,
        resource=vault,
        locked=lock is not None,
        min_retention_days=days(lock.value("minRetentionDays")) if lock is not None else None,
        max_retention_days=days(lock.value("maxRetentionDays")) if lock is not None else None,
        key_given=vault.value("kmsKeyArn") is not None,
    )


def _linked_name(estate: Estate, resource: Resource, name: str) -> str:
    """Name of the vault that an input means: as written, else the resource it comes from."""
    written = resource.text(name)
    if written:
        return written
    linked = estate.follow(resource, name, VAULT)
    return (linked[0].text("name") or linked[0].urn) if len(linked) == 1 else ""
