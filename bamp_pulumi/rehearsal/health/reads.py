"""What a health check asks AWS about one resource, and what is left of it where a call is denied.

The listings are those of the reader itself: a call that is not allowed is reported in its words.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from bamp_pulumi.lambdas.health import (
    ROWS,
    JobKind,
    Listing,
    OwningAccount,
    Seen,
    Store,
    access_points_in,
    actions_of,
    jobs_in,
    key_of,
    points_in,
    settings_of,
    stores_in,
    tagged_types,
    tags_in,
    types_of,
    vaults_in,
)
from bamp_pulumi.rehearsal.health.shown_account import ShownAccount

__all__ = ["DENIED", "Read", "reads_of", "withhold"]

DENIED: Final = "AccessDeniedException"
_ANY: Final = "*"
_JOBS: Final[Mapping[JobKind, str]] = MappingProxyType(
    {JobKind.BACKUP: "ListBackupJobs", JobKind.COPY: "ListCopyJobs"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One listing of the reader, and what IAM has to allow for it."""

    listing: Listing
    resource: str = _ANY
    """ARN that it is asked of; `*` where it is asked of everything."""

    @property
    def actions(self) -> tuple[str, ...]:
        """IAM actions that allow it; all are needed."""
        return actions_of(self.listing.what)


def reads_of(
    shown: ShownAccount, regions: Iterable[str], vaults: Collection[str]
) -> Iterator[Read]:
    """List what is asked that tells of a resource.

    Args:
        shown: The account of the resource.
        regions: Regions that are read.
        vaults: Names of the vaults whose recovery points are read.
    """
    account_id = shown.covered.resource.account_id
    account = OwningAccount(id=account_id, partition="aws")
    # Of a type that nothing is promised of, nothing is listed.
    types = {shown.type_name}.intersection(types_of(shown.expected))
    for region in regions:
        yield Read(listing=vaults_in(region))
        yield Read(listing=settings_of(region))
        yield Read(listing=access_points_in(region))
        for kind in _JOBS:
            yield Read(listing=jobs_in(region, kind, None))
        stores = stores_in(region, account, types)
        yield from (Read(listing=listing) for listing in stores)
        tagged = tagged_types(region, types, {listing.key for listing in stores})
        if tagged:
            yield Read(listing=tags_in(region, types, tagged))
        for vault in shown.vaults:
            if vault.region == region and vault.key_arn:
                yield Read(listing=key_of(vault.key_arn), resource=vault.key_arn)
            if vault.region == region and vault.name in vaults:
                yield Read(listing=points_in(region, vault.name, None), resource=vault.arn)


def withhold(seen: Seen, reads: Iterable[Read], denied: Collection[Listing]) -> Seen:
    """Return what is left of an account when only some of it may be read.

    Args:
        seen: All that is there.
        reads: All that is asked.
        denied: What of that is not allowed.
    """
    asked = [read.listing for read in reads]
    # A listing is no key of a set: what it is asked with is a mapping.
    allowed = [one for one in asked if not any(one is other for other in denied)]
    may = {(one.region, one.operation, of) for one in allowed for of in one.of}
    regions = tuple(dict.fromkeys(one.region for one in asked))
    stores = (_as_listed(store, may) for store in seen.stores)
    return replace(
        seen,
        regions=regions,
        stores=tuple(store for store in stores if store is not None),
        points=tuple(
            p for p in seen.points if (p.region, "ListRecoveryPointsByBackupVault", p.vault) in may
        ),
        jobs=tuple(job for job in seen.jobs if (job.region, _JOBS[job.kind], "") in may),
        vaults=tuple(v for v in seen.vaults if (v.region, "ListBackupVaults", "") in may),
        keys=tuple(k for k in seen.keys if (k.region, "DescribeKey", k.arn) in may),
        opted_in={
            region: types
            for region, types in seen.opted_in.items()
            if (region, "DescribeRegionSettings", "") in may
        },
        unseen=tuple(missed for one in denied for missed in one.missed(DENIED)),
    )


def _as_listed(store: Store, may: Collection[tuple[str, str, str]]) -> Store | None:
    """Return a resource as its service lists it; None where it does not, or may not."""
    rows = (row for row in ROWS if (row.type, row.variant) == (store.type, store.variant))
    row = next(rows, None)
    if row is None or (store.region, row.call.operation, store.type) not in may:
        return None
    has_tags = bool(row.tags) or (store.region, "GetResources", store.type) in may
    return replace(
        store,
        name=store.name if row.name else "",
        tags=store.tags if has_tags else None,
        created_at=store.created_at if row.created_at else None,
        native_days=store.native_days if row.native_days else None,
        restorable_until=store.restorable_until if row.restorable_until else None,
        replica_regions=store.replica_regions if row.replicas else (),
        # No list call says it.
        keeps_continuous=None,
    )
