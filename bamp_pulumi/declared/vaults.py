"""Vaults as an estate declares them, each with its lock; an air-gapped vault locks itself."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, partition_of
from bamp_pulumi.declared.keys import NamedKey, key_named
from bamp_pulumi.declared.values import days
from bamp_pulumi.declared.writers import only_writer
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import spoken
from bamp_pulumi.truth import Truth

__all__ = ["LOCK", "VAULTS", "DeclaredVault", "read_vaults"]

_AIR_GAPPED: Final = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"
VAULTS: Final = ("aws:backup/vault:Vault", _AIR_GAPPED)
"""Types of vaults."""
LOCK: Final = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
"""Type of the lock of a vault."""
_OF_AWS_BACKUP: Final = "aws/backup"
"""AWS Backup's own key; no vault can take another service's."""
_BOUNDS: Final = ("minRetentionDays", "maxRetentionDays")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredVault:
    """A vault, with its lock."""

    name: str
    region: str
    account_id: str
    arn: str
    resource: Resource
    key: NamedKey
    locked: bool = False
    min_retention_days: int | None = None
    max_retention_days: int | None = None
    is_compliance: Truth = False
    """Whether its lock is, or becomes, one that nobody can lift; None while that is not known."""
    changeable_for_days: int | None = None
    """Days in which a lock in compliance mode can still be lifted; None without them."""
    doubt: str = ""
    """Why its lock is not known; empty when it is."""
    is_air_gapped: bool = False
    """Whether it takes nothing but copies, and is always locked in compliance mode."""

    @property
    def encrypts_for_itself(self) -> bool:
        """Return True if its key is AWS's own: of AWS Backup, or an air-gapped vault's."""
        return not self.key.is_given or self.key.aws_managed == _OF_AWS_BACKUP

    def may_be(self, account_id: str, region: str, name: str) -> bool:
        """Return True if it may be the vault of that place and name, known after deployment."""
        own = self.resource.text("name") or self.resource.id
        given = self.resource.value("name")
        is_named_later = not own and given is UNKNOWN
        is_open = is_named_later or not (self.region and self.account_id)
        return (
            is_open
            and (is_named_later or own == name)
            and self.region in ("", region)
            and self.account_id in ("", account_id)
        )

    def refuses(self, days: int | None) -> str:
        """Return why the lock refuses a retention; empty when it does not.

        Keeping for ever (`None`) lies outside any maximum.
        Source: AWS Backup developer guide, vault-lock.
        """
        low, high = self.min_retention_days, self.max_retention_days
        kept = "for ever" if days is None else spoken(timedelta(days=days))
        if low is not None and days is not None and days < low:
            return f"a retention of {kept} is under the lock's minimum of {low}"
        if high is not None and (days is None or days > high):
            return f"a retention of {kept} is over the lock's maximum of {high}"
        return ""


def read_vaults(estate: Estate) -> tuple[DeclaredVault, ...]:
    """Read the vaults of an estate, each with its lock.

    A vault that one program looks up and another declares is the declared one.
    """
    vaults = [
        vault
        for vault in estate.of_type(*VAULTS)
        if not (vault.external and any(not same.external for same in estate.same_as(vault)))
    ]
    return tuple(_vault(estate, vault) for vault in vaults)


def _vault(estate: Estate, vault: Resource) -> DeclaredVault:
    lock, doubt = (
        (vault, "")
        if vault.type == _AIR_GAPPED
        else only_writer(vault, estate.naming(vault, "backupVaultName", LOCK))
    )
    bounds = [lock.value(bound) for bound in _BOUNDS] if lock is not None else [None, None]
    if UNKNOWN in bounds and lock is not None:
        doubt = f"the bounds of lock {lock.name} are known only after deployment"
    elif lock is not None and any(b is not None and days(b) is None for b in bounds):
        doubt = f"a bound of lock {lock.name} is not a number of days"
    name = vault.text("name") or vault.id or vault.urn
    return DeclaredVault(
        name=name,
        region=vault.region,
        account_id=vault.account_id,
        arn=vault.text("arn") or _arn(vault, name),
        resource=vault,
        key=key_named(
            estate,
            vault,
            "encryptionKeyArn" if vault.type == _AIR_GAPPED else "kmsKeyArn",
        ),
        locked=lock is not None or bool(doubt),
        min_retention_days=days(bounds[0]),
        max_retention_days=days(bounds[1]),
        is_compliance=_is_compliance(lock),
        changeable_for_days=None if lock is None else days(lock.value("changeableForDays")),
        doubt=doubt,
        is_air_gapped=vault.type == _AIR_GAPPED,
    )


def _is_compliance(lock: Resource | None) -> Truth:
    """Answer by the grace time: AWS takes a lock without one for governance mode."""
    if lock is None or lock.type == _AIR_GAPPED:
        return lock is not None
    grace = lock.value("changeableForDays")
    return None if grace is UNKNOWN else grace is not None


def _arn(vault: Resource, name: str) -> str:
    """Return the ARN of a vault whose name is known; empty for a name that AWS is to make up."""
    if not (vault.text("name") or vault.id):
        return ""
    partition = partition_of(vault.region)
    where = f"{vault.region}:{vault.account_id}"
    return f"arn:{partition.name if partition else 'aws'}:backup:{where}:backup-vault:{name}"
