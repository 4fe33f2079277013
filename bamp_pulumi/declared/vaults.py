"""Vaults as an estate declares them, each with its lock."""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.declared.values import days
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
    vaults = estate.of_type(VAULT)
    named = {(v.account_id, v.region, v.text("name")): v for v in vaults if v.text("name")}
    locks: dict[Resource, Resource] = {}
    for lock in estate.of_type(_LOCK):
        written = (lock.account_id, lock.region, lock.text("backupVaultName"))
        linked = estate.follow(lock, "backupVaultName", VAULT)
        vault = named.get(written) or (linked[0] if len(linked) == 1 else None)
        if vault is not None:
            locks[vault] = lock
    return tuple(_vault(vault, locks.get(vault)) for vault in vaults)


def _vault(vault: Resource, lock: Resource | None) -> DeclaredVault:
    name = vault.text("name") or vault.urn
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
