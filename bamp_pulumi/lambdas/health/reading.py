"""An account is read: by page and never by resource, several Regions at once, within a budget.

What AWS does not answer stands in `Seen.unseen` with its word for why, and what was read before
stays. Nothing is written to AWS.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import chain, repeat, zip_longest
from types import MappingProxyType
from typing import Final

from bamp_pulumi.lambdas.health.asking import Asker, Budget, Connect, NotAnsweredError
from bamp_pulumi.lambdas.health.backup_lists import (
    access_points_in,
    jobs_in,
    points_in,
    settings_of,
    vaults_in,
)
from bamp_pulumi.lambdas.health.following import follow
from bamp_pulumi.lambdas.health.key_lists import key_of, keys_named
from bamp_pulumi.lambdas.health.listed_stores import (
    OwningAccount,
    replicas_in,
    stores_in,
    tagged_types,
    tags_in,
)
from bamp_pulumi.lambdas.health.listing import Listing
from bamp_pulumi.lambdas.health.plan_previews import PLAN_ACTIONS, read_plan_previews
from bamp_pulumi.lambdas.health.progress import Progress
from bamp_pulumi.lambdas.health.records import JobKind, Seen, Store, Unseen, Vault
from bamp_pulumi.lambdas.health.seeing import seen_of

__all__ = [
    "PLAN_ACTIONS",
    "WORKERS",
    "Asker",
    "Budget",
    "Connect",
    "NotAnsweredError",
    "Progress",
    "read_account",
    "read_plan_previews",
]

WORKERS: Final = 8
"""Listings that are followed at once."""
_NOTHING_LACKS: Final[Mapping[str, Collection[str]]] = MappingProxyType({})


def read_account(  # noqa: PLR0913 - each is given by who calls
    connect: Connect,
    regions: Sequence[str],
    vaults: Collection[str] | None,
    types: Collection[str],
    *,
    since: timedelta | None,
    budget: Budget,
    now: Callable[[], datetime],
    sleep: Callable[[float], object] | None = None,
    progress: Progress | None = None,
    lacking: Mapping[str, Collection[str]] = _NOTHING_LACKS,
) -> Seen:
    """Return what an account holds and what AWS Backup made of it.

    Args:
        connect: Gives the client of a service in a Region. Clients had best not try again
            themselves, and have time-outs: one request is not interrupted.
        regions: Regions to read.
        vaults: Names of the vaults whose recovery points are read in each Region; None: of all.
        types: AWS Backup's names of the types to look for; of those that it does not know the
            CloudFormation ones.
        since: How far back recovery points and jobs are asked for, from AWS's own time; None: all.
        budget: Calls and seconds that may be used, for each time that this is called.
        now: One's own clock. It may be wrong: it measures, and AWS's clock dates.
        sleep: Waits for some seconds. Default: until then, or until the reading is interrupted.
        progress: Where to go on, and what is brought up to date; None: from the beginning.
        lacking: By Region, types that are not there, so that nobody asks for them. Default: all
            types may be everywhere.

    Returns:
        What was seen, in an order that does not depend on which answer came first.
    """
    at_start = now()
    asker = Asker(connect=connect, budget=budget, now=now, sleep=sleep)
    progress = Progress() if progress is None else progress
    looked_for = {
        region: tuple(each for each in types if each not in lacking.get(region, ()))
        for region in regions
    }
    unseen: list[Unseen] = list(_identify(asker, regions, progress))

    asked: list[Listing] = []

    def ask(listings: Iterable[Listing]) -> None:
        added = list(listings)
        stands = [progress.of(one) for one in added]
        asked.extend(added)
        with ThreadPoolExecutor(max_workers=WORKERS) as pool:
            try:
                list(pool.map(follow, added, stands, repeat(asker)))
            except BaseException:
                # Those under way end with the request that they have made.
                asker.stop()
                raise

    ask(vaults_in(region) for region in regions)
    unseen.extend(_date(asker, progress, at_start, since))
    account = _account(progress)
    if account.id:
        # A Region in turn: each throttles by itself.
        by_turns = zip_longest(
            *(stores_in(region, account, looked_for[region]) for region in regions)
        )
        ask(listing for listing in chain.from_iterable(by_turns) if listing is not None)
    else:
        unseen.extend(
            missed
            for region in regions
            for listing in stores_in(region, account, looked_for[region])
            for missed in listing.missed("which account it is was not answered")
        )
    whole = progress.whole
    tagged = {region: tagged_types(region, looked_for[region], whole) for region in regions}
    tag_lists = {
        region: tags_in(region, looked_for[region], of) for region, of in tagged.items() if of
    }
    ask(
        (
            *tag_lists.values(),
            *(settings_of(region) for region in regions),
            *(replicas_in(region) for region in _replica_regions(progress, regions)),
            *(
                points_in(region, vault, progress.since)
                for region in regions
                for vault in _vaults_of(progress, region, vaults)
            ),
            *(access_points_in(region) for region in regions),
            *(
                jobs_in(region, kind, progress.since)
                for kind in (JobKind.BACKUP, JobKind.COPY)
                for region in regions
            ),
        )
    )
    ask(key_of(arn) for arn in keys_named(progress, regions))
    return seen_of(progress, looked_for, asked=asked, tag_lists=tag_lists, unseen=unseen)


def _identify(asker: Asker, regions: Sequence[str], progress: Progress) -> Iterable[Unseen]:
    """Learn which account it is, from the first Region that answers."""
    unseen: list[Unseen] = []
    if progress.account_id:
        return unseen
    for region in regions:
        try:
            caller = asker.ask(region, "sts", "GetCallerIdentity", {})
        except NotAnsweredError as error:
            unseen.append(
                Unseen(
                    region=region,
                    what="sts:GetCallerIdentity",
                    why=error.why,
                    message=error.message,
                )
            )
        else:
            progress.account_id = caller["Account"]
            progress.partition = caller["Arn"].split(":")[1]
            return []
    return unseen


def _date(
    asker: Asker, progress: Progress, own: datetime, since: timedelta | None
) -> Iterable[Unseen]:
    """Date the reading by AWS's clock; by one's own only where AWS gave no date at all."""
    if progress.at is not None:
        return
    progress.at = asker.clock or own
    progress.since = progress.at - since if since is not None else None
    if asker.clock is None:
        yield Unseen(region="", what="Date", why="no answer has a date: it is one's own clock's")


def _account(progress: Progress) -> OwningAccount:
    """Return whose account it is; where nobody said, that of a vault."""
    if not progress.account_id:
        vault = next(
            (
                record
                for stand in progress.stands.values()
                for record in stand.records
                if isinstance(record, Vault)
            ),
            None,
        )
        if vault is not None:
            _, progress.partition, _, _, progress.account_id, *_ = vault.arn.split(":")
    return OwningAccount(id=progress.account_id, partition=progress.partition)


def _vaults_of(progress: Progress, region: str, asked: Collection[str] | None) -> tuple[str, ...]:
    """Return the vaults of a Region whose recovery points are read.

    One that a whole list does not have is not there: it holds none. While the list is not whole,
    each is asked for by its name.
    """
    stand = progress.of(vaults_in(region))
    listed = {record.name for record in stand.records if isinstance(record, Vault)}
    if asked is None:
        return tuple(sorted(listed))
    return tuple(sorted(listed.intersection(asked) if stand.whole else asked))


def _replica_regions(progress: Progress, regions: Sequence[str]) -> tuple[str, ...]:
    """Return the Regions that something is replicated to, of those that are read."""
    to = {
        region
        for stand in progress.stands.values()
        for record in stand.records
        if isinstance(record, Store)
        for region in record.replica_regions
    }
    return tuple(region for region in regions if region in to)
