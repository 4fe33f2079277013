"""Fixed physical names of a baseline.

Named, not left to Pulumi's random suffix: vault, lock and policy find one another by name, service
stacks find the manifest by name, and after a loss of the state everything can be found again.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Final

from bamp_pulumi.baseline.value import Value
from bamp_pulumi.policy import Spelling

__all__ = ["DEFAULT_PREFIX", "Names", "Prefix"]

DEFAULT_PREFIX: Final = "bamp"


def _meant_prefix(value: str) -> str:
    """Return the nearest prefix of lower-case letters, digits and hyphens."""
    cleaned = re.sub(r"[^a-z0-9]+", "-", value.casefold())
    cleaned = re.sub(r"^[^a-z]+", "", cleaned)[:16].rstrip("-")
    return cleaned if len(cleaned) > 1 else DEFAULT_PREFIX


Prefix = Annotated[
    str,
    Spelling(
        code="BAMP-B01",
        pattern=r"[a-z][a-z0-9-]{0,14}[a-z0-9]",
        allowed="2 to 16 lower-case letters, digits and hyphens, a letter first, no hyphen last",
        why="house rule: names of vaults and plans begin with it, and AWS Backup limits them to 50",
        nearest=_meant_prefix,
    ),
]
"""What every name of a baseline begins with."""


class Names(Value, frozen=True):
    """What the parts of one baseline are called in AWS."""

    primary_vault: str
    """Vault of the backups, in the primary Region."""

    recovery_vault: str
    """Vault of the copies, in the recovery Region, or in that of another account."""

    key_alias: str
    """Alias of the key of the vault, the same in both Regions."""

    role: str
    """Role that AWS Backup acts as. It holds the word `AWSBackup`, for AWS's own operator policies
    let people pass only such roles. Source: AWSBackupOperatorAccess (2026-11-22)."""

    alerts: str
    """Topic of the alerts, and what the names of their rules begin with, in both Regions."""

    manifest_parameter: str
    """SSM parameter that holds the manifest, in both Regions."""

    plans: Mapping[str, str]
    """Backup plan of each tier; its selection has the same name."""

    @classmethod
    def of(cls, tiers: Iterable[str], prefix: str = DEFAULT_PREFIX) -> "Names":
        """Return the names of a baseline.

        Args:
            tiers: Names of the tiers of its policy, 30 characters at most each.
            prefix: What the names begin with, see `Prefix`. Default: `bamp`.
        """
        return cls(
            primary_vault=f"{prefix}-primary",
            recovery_vault=f"{prefix}-recovery",
            key_alias=f"alias/{prefix}-backup",
            role=f"AWSBackup-{prefix}",
            alerts=f"{prefix}-alerts",
            manifest_parameter=f"/{prefix}/baseline",
            plans={tier: f"{prefix}-{tier}" for tier in tiers},
        )
