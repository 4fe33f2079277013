"""The two halves of a baseline: what stands in the primary Region, and in the recovery Region."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bamp_pulumi.baseline.lock_acceptance import irreversible_from
from bamp_pulumi.baseline.names import Names
from bamp_pulumi.baseline.opt_in import (
    not_offered_in,
    render_management,
    render_opt_in,
    require_known_types,
)
from bamp_pulumi.baseline.settings import BaselineSettings
from bamp_pulumi.errors import RefusedError, Renamed
from bamp_pulumi.policy import BackupPolicy, LockMode, LockPolicy

__all__ = ["Site", "copy_accounts", "sites"]

_NOT_OFFERED: Final = "resource_types_not_offered"
_LOCKS: Final = ("policy.vault_lock", "policy.recovery_vault_lock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One Region of a baseline."""

    noun: str
    """`primary` or `recovery`, part of logical names."""
    region: str
    vault_name: str
    lock: LockPolicy | None
    irreversible_lock_accepted_on: date | None
    """Said only where the lock is in compliance mode."""
    copy_account_ids: tuple[str, ...]
    """Other accounts that copies from this vault go to."""
    copy_source_account_ids: tuple[str, ...]
    """Other accounts that may copy into this vault."""
    copy_source_organization_id: str | None
    """Organization whose accounts may copy into this vault."""
    opt_in: Mapping[str, bool]
    management: Mapping[str, bool]


def sites(settings: BaselineSettings, names: Names) -> tuple[Site, Site]:
    """Return the primary and the recovery site of a baseline.

    Raises:
        RefusedError: `BAMP-B05`, `BAMP-B06`, for a lock with one key turned; `BAMP-B15`, for
            a Region or type in `resource_types_not_offered` that means nothing.
    """
    policy, not_offered = settings.policy, settings.resource_types_not_offered
    regions = (policy.primary_region, policy.recovery_region)
    _require_regions(not_offered, regions)
    locks = (policy.vault_lock, policy.recovery_vault_lock)
    accepted_on = settings.irreversible_lock_accepted_on
    irreversible = _irreversible_from(locks, accepted_on)
    copied_to = copy_accounts(policy)
    vault_names = (names.primary_vault, names.recovery_vault)
    primary, recovery = (
        Site(
            noun=noun,
            region=region,
            vault_name=vault_name,
            lock=lock,
            irreversible_lock_accepted_on=accepted_on if day else None,
            # Copies leave from where the backups are made.
            copy_account_ids=copied_to if noun == "primary" else (),
            # Copies arrive where our own do.
            copy_source_account_ids=(
                settings.copy_source_account_ids if noun == "recovery" else ()
            ),
            copy_source_organization_id=(
                settings.copy_source_organization_id if noun == "recovery" else None
            ),
            opt_in=render_opt_in(not_offered_in(region, not_offered)),
            management=render_management(not_offered_in(region, not_offered)),
        )
        for noun, region, vault_name, lock, day in zip(
            ("primary", "recovery"), regions, vault_names, locks, irreversible, strict=True
        )
    )
    return primary, recovery


def _irreversible_from(
    locks: tuple[LockPolicy | None, LockPolicy | None], accepted_on: date | None
) -> tuple[date | None, ...]:
    """As `irreversible_from`, with the lock or the acceptance that is refused."""
    try:
        return irreversible_from(locks, accepted_on)
    except RefusedError as error:
        (refusal,) = error.refusals
    names = (
        n
        for n, lock in zip(_LOCKS, locks, strict=True)
        if lock and lock.mode is LockMode.COMPLIANCE
    )
    path = next(names, "") if accepted_on is None else "irreversible_lock_accepted_on"
    raise RefusedError.of(replace(refusal, path=path))


def copy_accounts(policy: BackupPolicy) -> tuple[str, ...]:
    """Return the other accounts that a policy copies to, from its primary Region."""
    others = {write.destination_account_id for write in policy.writes()}
    return tuple(sorted(account_id for account_id in others if account_id))


def _require_regions(not_offered: Mapping[str, tuple[str, ...]], regions: tuple[str, str]) -> None:
    for region, types in not_offered.items():
        if region not in regions:
            raise RefusedError(
                "BAMP-B15",
                given=f"types not offered in {region}",
                allowed=f"{regions[0]} and {regions[1]}",
                why="house rule: a baseline sets the opt-in of its two Regions and no other",
                write=f"resource_types_not_offered={{{regions[0]!r}: [...]}}",
                path=f"{_NOT_OFFERED}.{region}",
                edits=((f"{_NOT_OFFERED}.{region}", Renamed(regions[0])),),
            )
        require_known_types(types, f"{_NOT_OFFERED}.{region}")
