"""What was read, put together: each thing once, in an order that is always the same."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from bamp_pulumi.lambdas.health.listed_stores import types_without, with_tags
from bamp_pulumi.lambdas.health.listing import Listing
from bamp_pulumi.lambdas.health.progress import Progress
from bamp_pulumi.lambdas.health.records import (
    AccessPoint,
    Job,
    Key,
    Point,
    Replica,
    Seen,
    Store,
    Unseen,
    Vault,
)
from bamp_pulumi.lambdas.health.written import OptedIn, Tagged

__all__ = ["seen_of"]

Read = TypeVar("Read", AccessPoint, Job, Key, OptedIn, Point, Replica, Store, Tagged, Vault)


def seen_of(
    progress: Progress,
    types: Mapping[str, Collection[str]],
    *,
    asked: Sequence[Listing],
    tag_lists: Mapping[str, Listing],
    unseen: Iterable[Unseen],
) -> Seen:
    """Return what was seen.

    Args:
        progress: What was read. Its time is known.
        types: By Region that was read, the types that were looked for there.
        asked: All listings that were followed.
        tag_lists: Those of tags, by Region.
        unseen: What was not seen besides those listings.

    Raises:
        ValueError: When nothing was asked yet, so that no time is known.
    """
    if progress.at is None:
        raise ValueError("nothing was asked yet: no time is known")
    stands = [progress.stands[listing.key] for listing in asked]
    unknown = (
        Unseen(region=region, what="list calls", of=of, why="none is known here for this type")
        for region, of_region in types.items()
        for of in types_without(of_region)
    )
    looked_for = frozenset(chain.from_iterable(types.values()))
    return Seen(
        account_id=progress.account_id,
        at=progress.at,
        regions=tuple(types),
        since=progress.since,
        stores=tuple(_stores(progress, types, asked=asked, tag_lists=tag_lists)),
        points=_once(asked, progress, Point, lambda point: point.arn),
        jobs=_once(asked, progress, Job, lambda job: job.id),
        vaults=_once(asked, progress, Vault, lambda vault: vault.name),
        opted_in={one.region: one.types for one in _all(asked, progress, OptedIn)},
        access_points=_once(asked, progress, AccessPoint, lambda point: point.arn),
        keys=_once(asked, progress, Key, lambda key: key.arn),
        replicas=_once(asked, progress, Replica, lambda replica: replica.arn),
        listed_types=looked_for - frozenset(types_without(looked_for)),
        unseen=tuple(
            dict.fromkeys(
                chain(
                    unseen,
                    unknown,
                    chain.from_iterable((*stand.missed, *stand.unread) for stand in stands),
                )
            )
        ),
    )


def _stores(
    progress: Progress,
    types: Mapping[str, Collection[str]],
    *,
    asked: Sequence[Listing],
    tag_lists: Mapping[str, Listing],
) -> Iterator[Store]:
    """Give the stores with their tags, by Region and ARN."""
    for region, of_region in types.items():
        here = [listing for listing in asked if listing.region == region]
        stores = _once(here, progress, Store, lambda store: store.arn)
        tag_list = tag_lists.get(region)
        yield from sorted(
            with_tags(
                region,
                stores,
                {one.arn: one.tags for one in _all(here, progress, Tagged)},
                types=of_region,
                whole=progress.whole,
                tags_whole=tag_list is not None and progress.of(tag_list).whole,
            ),
            key=lambda store: store.arn,
        )


def _all(asked: Iterable[Listing], progress: Progress, of: type[Read]) -> Iterator[Read]:
    """Give what was read of a kind, in the order of pages."""
    for listing in asked:
        for record in progress.stands[listing.key].records:
            if isinstance(record, of):
                yield record


def _once(
    asked: Iterable[Listing], progress: Progress, of: type[Read], name: Callable[[Read], str]
) -> tuple[Read, ...]:
    """Return each once, by listing and name: of one that pages gave twice, as it was given last.

    A listing at a time: of hundreds of thousands, an index of all would take more than they do.
    """
    kept: list[Read] = []
    for listing in asked:
        last = {name(record): record for record in _all((listing,), progress, of)}
        kept.extend(last[each] for each in sorted(last))
    return tuple(kept)
