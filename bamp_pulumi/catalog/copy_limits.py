"""What keeps a copy back because of its keys: AWS's rules for types not fully managed.

Recovery points of fully managed types are under the vault's key and meet none of these.
"""

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["COPY_LIMITS", "CopyLimit"]

_ENCRYPTION = "AWS Backup developer guide, encryption (copy-encryption)"
_AIR_GAP = "AWS Backup developer guide, lag-vault-primary-backup"
Crossing = Literal["account", "region", "air_gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLimit:
    """What becomes of a copy that leaves its account, its Region, or for an air-gapped vault."""

    crossing: Crossing
    """A copy to another account crosses that one, whatever Region it goes to."""
    source_key: Literal["aws_managed", "customer", "none"] | None = None
    """The key of the recovery point, which is the source's; None: any."""
    vault_key: Literal["aws_backup", "customer"] | None = None
    """The key of the destination vault; None: any."""
    backup_types: tuple[str, ...] = ()
    """AWS Backup's names of the types it holds for; none: every type not fully managed."""
    outcome: Literal["made", "fails", "stays", "unencrypted"]
    """The copy is made under the destination vault's key; its job fails; it is not attempted, and
    the backup job completes with a message; or it is made and stays unencrypted."""
    certainty: Literal["documented", "unsure"] = "documented"
    why: str
    source: str
    read_on: str = "2026-11-28"


COPY_LIMITS: Final = (
    CopyLimit(
        crossing="account",
        source_key="aws_managed",
        outcome="fails",
        why="the policy of an AWS managed key cannot be changed, so it cannot be shared",
        source=_ENCRYPTION,
    ),
    CopyLimit(
        crossing="air_gap",
        source_key="aws_managed",
        outcome="stays",
        why="only what is unencrypted or under a customer managed key goes to such a vault",
        source=_AIR_GAP,
    ),
    CopyLimit(
        crossing="air_gap",
        source_key="none",
        backup_types=("Aurora", "DocumentDB", "Neptune"),
        outcome="stays",
        why="unencrypted clusters do not go to such a vault",
        source="AWS Backup developer guide, logicallyairgappedvault",
    ),
    CopyLimit(
        crossing="region",
        vault_key="aws_backup",
        outcome="fails",
        certainty="unsure",
        why="the guide requires a customer managed key or the service's own on the vault",
        source=(
            f"{_ENCRYPTION}; our inference: unsure, as AWS's Knowledge Center says, in an answer "
            "without a day, that the copy takes the service's own key"
        ),
    ),
    CopyLimit(
        crossing="account",
        vault_key="aws_backup",
        outcome="fails",
        why="the destination vault of such a copy has a customer managed key",
        source=f"{_ENCRYPTION}, create-cross-account-backup",
    ),
    CopyLimit(
        crossing="region",
        source_key="aws_managed",
        vault_key="customer",
        outcome="made",
        why="a copy to another Region is encrypted with the key of the destination vault",
        source=_ENCRYPTION,
    ),
    CopyLimit(
        crossing="region",
        source_key="none",
        backup_types=("Aurora", "DocumentDB", "Neptune"),
        outcome="unencrypted",
        why="copies of unencrypted clusters are unencrypted too",
        source=_ENCRYPTION,
    ),
    CopyLimit(
        crossing="account",
        source_key="none",
        backup_types=("Aurora", "DocumentDB", "Neptune"),
        outcome="unencrypted",
        why="copies of unencrypted clusters are unencrypted too",
        source=_ENCRYPTION,
    ),
)
"""In the order in which they are asked: the first that fits decides, and none that fits is no
limit. Whether a type can be copied at all is its row's business (`DataStore.cross_region_copy`),
and between which Regions that of `copied_between`."""
