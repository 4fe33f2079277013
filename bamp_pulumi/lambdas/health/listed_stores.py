"""What holds data, out of the list calls of its service and of the tagging API."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, cast

from bamp_pulumi.lambdas.health.listing import Listing
from bamp_pulumi.lambdas.health.records import Replica, Store, Unseen
from bamp_pulumi.lambdas.health.store_rows import ITEM, ROWS, Call, Fit, StoreRow
from bamp_pulumi.lambdas.health.written import Record, Tagged

__all__ = [
    "OwningAccount",
    "replicas_in",
    "stores_in",
    "tagged_types",
    "tags_in",
    "types_without",
    "with_tags",
]

# Any: what AWS answers is checked where it is read.
Item = Mapping[str, Any]
_HOLE: Final = re.compile(r"\{(\w+)\}")
_TAGS_A_PAGE: Final = 100
_REPLICAS_A_PAGE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OwningAccount:
    """Whose resources they are; what ARNs are made of."""

    id: str
    partition: str


def types_without(types: Collection[str]) -> tuple[str, ...]:
    """Return the types of which no list call is known here."""
    return tuple(sorted(set(types) - {row.type for row in ROWS}))


def stores_in(region: str, account: OwningAccount, types: Collection[str]) -> tuple[Listing, ...]:
    """Return the listings of a Region by which all of these types are found, one a call."""
    calls = dict.fromkeys(row.call for row in ROWS if row.type in types)
    return tuple(_listing(region, account, call, types) for call in calls)


def tagged_types(region: str, types: Collection[str], whole: Collection[str]) -> tuple[str, ...]:
    """Return which types the tagging API is to be asked for.

    Args:
        region: Region that is read.
        types: Those that are asked for.
        whole: Keys of the listings that were read to the end.
    """
    return tuple(
        sorted(
            {
                row.tagged
                for row in _rows(types)
                if row.tagged and not (row.tags and _key(region, row.call, types) in whole)
            }
        )
    )


def tags_in(region: str, types: Collection[str], tagged: Sequence[str]) -> Listing:
    """Return the listing of all that has tags or had some, of these types at once."""

    def read(page: Item) -> Iterator[Record | Unseen]:
        for item in page.get("ResourceTagMappingList") or ():
            yield Tagged(arn=item["ResourceARN"], tags=_tags(item.get("Tags") or ()))

    of = tuple(sorted({row.type for row in _rows(types) if row.tagged in tagged}))
    return Listing(
        region=region,
        service="resourcegroupstaggingapi",
        operation="GetResources",
        read=read,
        of=of,
        arguments={"ResourcesPerPage": _TAGS_A_PAGE, "ResourceTypeFilters": list(tagged)},
        asks_with="PaginationToken",
        goes_on_with="PaginationToken",
    )


def with_tags(  # noqa: PLR0913 - what is known of a Region
    region: str,
    stores: Iterable[Store],
    tags: Mapping[str, Mapping[str, str]],
    *,
    types: Collection[str],
    whole: Collection[str],
    tags_whole: bool,
) -> Iterator[Store]:
    """Give the stores of a Region with their tags, and those that only their tags tell of.

    Args:
        region: Region that was read.
        stores: What the services gave.
        tags: By ARN, what the tagging API gave.
        types: Those that were asked for.
        whole: Keys of the listings that were read to the end.
        tags_whole: Whether that of tags was.
    """
    found: set[str] = set()
    untagged: Mapping[str, str] | None = {} if tags_whole else None
    for store in stores:
        found.add(store.arn)
        if store.tags is None:
            # Of what never had a tag the tagging API knows nothing.
            yield replace(store, tags=tags.get(store.arn, untagged))
        else:
            yield store
    # What a whole list of its service does not have is deleted; the tagging API forgets it later.
    rows = [
        row
        for row in _rows(types)
        if row.tagged and row.is_all_tagged and _key(region, row.call, types) not in whole
    ]
    for arn in tags.keys() - found:
        of = next((row for row in rows if _is_of(arn, row.tagged)), None)
        if of is not None:
            yield Store(arn=arn, type=of.type, region=region, tags=tags[arn])


def replicas_in(region: str) -> Listing:
    """Return the listing of the automated backups that RDS keeps in a Region."""

    def read(page: Item) -> Iterator[Record | Unseen]:
        for item in page.get("DBInstanceAutomatedBackups") or ():
            try:
                source = item["DBInstanceArn"]
                if source.split(":")[3] == region:
                    continue  # kept where the instance is
                yield Replica(
                    arn=item["DBInstanceAutomatedBackupsArn"],
                    store_arn=source,
                    region=region,
                    status=item.get("Status", ""),
                    key_arn=item.get("KmsKeyId") or "",
                    native_days=item.get("BackupRetentionPeriod"),
                    restorable_until=_time(_first(item, "RestoreWindow.LatestTime")),
                )
            except (KeyError, IndexError) as error:
                yield Unseen(
                    region=region, what=what, of="RDS", why=f"no {error.args[0]} in the answer"
                )

    operation = "DescribeDBInstanceAutomatedBackups"
    what = f"rds:{operation}"
    return Listing(
        region=region,
        service="rds",
        operation=operation,
        read=read,
        of=("RDS",),
        arguments={"MaxRecords": _REPLICAS_A_PAGE},
        asks_with="Marker",
        goes_on_with="Marker",
    )


def _rows(types: Collection[str]) -> tuple[StoreRow, ...]:
    return tuple(row for row in ROWS if row.type in types)


def _key(region: str, call: Call, types: Collection[str]) -> str:
    of = _asked(call, types)
    return " ".join((region, f"{call.service}:{call.operation}", *of))


def _asked(call: Call, types: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({row.type for row in _rows(types) if row.call == call}))


def _listing(region: str, account: OwningAccount, call: Call, types: Collection[str]) -> Listing:
    rows = tuple(row for row in ROWS if row.call == call)
    of = _asked(call, types)
    what = f"{call.service}:{call.operation}"
    place = {"partition": account.partition, "region": region, "account": account.id}

    def read(page: Item) -> Iterator[Record | Unseen]:
        if call.items.split(".")[0] not in page:
            yield from unread(f"no {call.items} in the answer")
        for thing in _walk(page, call.items):
            item = cast("Item", thing) if isinstance(thing, Mapping) else {ITEM: thing}
            try:
                row = next((row for row in rows if all(_fits(item, fit) for fit in row.fits)), None)
                if row is not None and row.type in types:
                    yield _store(item, row, place)
            except KeyError as error:
                yield from unread(f"no {error.args[0]} in the answer")

    def unread(why: str) -> Iterator[Unseen]:
        return (Unseen(region=region, what=what, of=one, why=why) for one in of)

    return Listing(
        region=region,
        service=call.service,
        operation=call.operation,
        read=read,
        of=of,
        arguments={
            **({call.most: call.page} if call.most else {}),
            **({call.regional: region} if call.regional else {}),
        },
        asks_with=call.asks_with,
        goes_on_with=call.goes_on_with,
        closed=call.closed,
    )


def _store(item: Item, row: StoreRow, place: Mapping[str, str]) -> Store:
    replicas = _walk(item, row.replicas) if row.replicas else ()
    return Store(
        arn=_arn(item, row.arn, place),
        type=row.type,
        variant=row.variant,
        region=place["region"],
        name=str(_first(item, row.name) or ""),
        tags=_tags(item.get(row.tags) or ()) if row.tags else None,
        created_at=_time(_first(item, row.created_at)),
        native_days=_first(item, row.native_days),
        restorable_until=_time(_first(item, row.restorable_until)),
        replica_regions=tuple(sorted({str(arn).split(":")[3] for arn in replicas})),
    )


def _arn(item: Item, form: str, place: Mapping[str, str]) -> str:
    if "{" not in form:
        arn = _first(item, form)
        if not arn:
            raise KeyError(form)
        return str(arn)

    def fill(hole: re.Match[str]) -> str:
        return str(place[hole[1]] if hole[1] in place else item[hole[1]])

    return _HOLE.sub(fill, form)


def _fits(item: Item, fit: Fit) -> bool:
    """Return True if a thing is like that. Raises KeyError when what tells it is not there."""
    value = _first(item, fit.path)
    if fit.absent:
        return not value
    if value is None:
        raise KeyError(fit.path)
    text = str(value)
    return (not fit.begins or text.startswith(fit.begins)) and not (
        fit.begins_not and text.startswith(fit.begins_not)
    )


def _walk(value: object, path: str) -> Iterator[object]:
    """Give all that a path leads to, through each thing of a list."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        for one in cast("Sequence[object]", value):
            yield from _walk(one, path)
    elif not path:
        yield value
    elif isinstance(value, Mapping):
        name, _, rest = path.partition(".")
        inner = cast("Mapping[str, object]", value).get(name)
        if inner is not None:
            yield from _walk(inner, rest)


def _first(item: Item, path: str) -> Any:  # noqa: ANN401 - as AWS gives it
    return next(iter(_walk(item, path)), None) if path else None


def _tags(pairs: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {pair["Key"]: pair.get("Value", "") for pair in pairs}


def _time(value: datetime | None) -> datetime | None:
    return value if value is None or value.tzinfo is UTC else value.astimezone(UTC)


def _is_of(arn: str, tagged: str) -> bool:
    """Return True if the tagging API means this ARN by one of its types."""
    parts = arn.split(":", 5)
    if len(parts) < 6:  # noqa: PLR2004 - the parts of an ARN
        return False
    service, _, kind = tagged.partition(":")
    return parts[2] == service and (not kind or re.split("[:/]", parts[5])[0] == kind)
