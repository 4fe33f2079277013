"""What keeps a copy back, key or Region: AWS's rules for types not fully managed.

Recovery points of fully managed types are under the vault's key and meet none of these.
"""

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["COPY_LIMITS", "CopyLimit"]

_ENCRYPTION = "AWS Backup developer guide, encryption (copy-encryption)"
_AIR_GAP = "AWS Backup developer guide, lag-vault-primary-backup"
_OPT_IN = (
    "AWS Backup developer guide, backup-feature-availability (considerations for opt-in Regions, "
    "in a copy of 2026-04-13)"
)

Crossing = Literal["account", "region", "air_gap"]

_ABROAD: Final[tuple[Crossing, ...]] = ("region", "account")
_NOT_IN_OPT_IN_REGIONS: Final[tuple[tuple[Crossing, str], ...]] = (
    ("region", "FSx"),
    ("account", "Neptune"),
)


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
    in_opt_in_regions: bool = False
    """It holds where the resource or the destination lies in a Region that an account has to enable
    (`is_opt_in_region`), and there only. Default: everywhere."""
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
        source=f"{_ENCRYPTION}; AWS re:Post, backup-encryption, says it takes the service's own",
    ),
    CopyLimit(
        crossing="account",
        vault_key="aws_backup",
        outcome="fails",
        why="the destination vault of such a copy has a customer managed key",
        source=f"{_ENCRYPTION}; create-cross-account-backup",
    ),
    *(
        CopyLimit(
            crossing=crossing,
            backup_types=("DocumentDB",),
            in_opt_in_regions=True,
            outcome="fails",
            certainty="unsure",
            why="the guide has no copies of it from or to opt-in Regions, and AWS has announced "
            "some since",
            source="AWS Backup developer guide, Feature availability by resource",
        )
        for crossing in _ABROAD
    ),
    *(
        CopyLimit(
            crossing=crossing,
            backup_types=(backup_type,),
            in_opt_in_regions=True,
            outcome="fails",
            certainty="unsure",
            why="the guide of April 2026 has no such copies from or to opt-in Regions",
            source=_OPT_IN,
        )
        for crossing, backup_type in _NOT_IN_OPT_IN_REGIONS
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
limit. Whether a type can be copied at all is its row's business (`DataStore.cross_region_copy`)."""
