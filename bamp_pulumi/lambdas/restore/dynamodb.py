"""Restored tables of DynamoDB: schema, number of items, and a sample of whole items.

A table that has at most `count_at_most` items by what DescribeTable says is scanned, by its keys;
of a larger one the number is what DescribeTable says, and the sample is of its first items.

Source: Amazon DynamoDB API, DescribeTable (ItemCount is brought up to date about every six hours),
Scan, GetItem (read 2026-11-29).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bamp_pulumi.lambdas.restore.facts import Compared, Depth, Fact, Facts, Key, Value
from bamp_pulumi.lambdas.restore.look import Look
from bamp_pulumi.lambdas.restore.sampling import digest, sample
from bamp_pulumi.lambdas.restore.statuses import status

__all__ = ["read_table"]

_SOUND: Final = ("ACTIVE", "UPDATING")
_PAGES_OF_LARGE: Final = 20
"""Of a table that is too large to be scanned."""

# Any: answers of AWS, and items.
_Item = Mapping[str, Any]


def read_table(look: Look) -> Facts:
    """Read a table."""
    client = look.connect("dynamodb")
    table = client.describe_table(TableName=look.name)["Table"]
    facts = [
        status("status", table["TableStatus"], *_SOUND),
        _fact("it", "key schema", _keys(table["KeySchema"], table), Compared.SAME),
        *_indexes(table),
    ]
    if table["TableStatus"] not in _SOUND:
        return Facts(resource=look.resource, at=look.now(), facts=tuple(facts))
    stated: int = table["ItemCount"]
    most = look.validation.count_at_most
    keys, is_whole = _scanned(look, client, table, whole=stated <= most)
    notes: list[str] = []
    unread: dict[str, str] = {}
    if is_whole:
        facts.append(_fact("it", "items", len(keys), Compared.COUNT))
    elif stated > most:
        facts.append(_fact("it", "items, as stated", stated, Compared.ABOUT))
        notes.append(f"its items were not counted: more than {most:,}")
    else:
        unread["items"] = f"the time for reading was over after {len(keys):,}"
    for name in dict.fromkeys((*sorted(look.sampled), *sample(keys, look.validation.sample))):
        item = _item(client, look.name, keys.get(name) or _key_of(name))
        if item is not None:
            facts.append(_fact(name, "content", digest(_spelled(item)), Compared.UNCHANGED))
            facts.append(_fact(name, "attributes", _types(item), Compared.UNCHANGED))
    return Facts(
        resource=look.resource,
        at=look.now(),
        facts=tuple(facts),
        unread=unread,
        is_empty=is_whole and not keys,
        notes=tuple(notes),
    )


def _scanned(
    look: Look,
    client: Any,  # noqa: ANN401 - of boto3
    table: Mapping[str, Any],
    *,
    whole: bool,
) -> tuple[dict[str, _Item], bool]:
    """Read the keys of a table, and return them by how they are written; and whether all."""
    names = {f"#k{at}": each["AttributeName"] for at, each in enumerate(table["KeySchema"])}
    pages = client.get_paginator("scan").paginate(
        TableName=look.name,
        ProjectionExpression=", ".join(names),
        ExpressionAttributeNames=names,
        ConsistentRead=True,
    )
    keys: dict[str, _Item] = {}
    for read, page in enumerate(pages, start=1):
        keys |= {_spelled(key): key for key in page["Items"]}
        is_more = "LastEvaluatedKey" in page
        if is_more and (look.remaining() <= 0 or (not whole and read >= _PAGES_OF_LARGE)):
            return keys, False
    return keys, True


def _item(client: Any, table: str, key: _Item) -> _Item | None:  # noqa: ANN401 - of boto3
    item: _Item | None = client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
    return item


def _indexes(table: Mapping[str, Any]) -> Iterator[Fact]:
    for kind in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
        for index in table.get(kind, ()):
            written = f"{_keys(index['KeySchema'], table)}, {_spelled(index['Projection'])}"
            yield _fact(f"index {index['IndexName']}", "key schema", written, Compared.SAME)


def _keys(schema: list[Mapping[str, str]], table: Mapping[str, Any]) -> str:
    types = {each["AttributeName"]: each["AttributeType"] for each in table["AttributeDefinitions"]}
    return ", ".join(
        f"{each['AttributeName']} ({types[each['AttributeName']]}) {each['KeyType']}"
        for each in schema
    )


def _types(item: _Item) -> str:
    """Write the attributes of an item with their types."""
    return ", ".join(f"{name} ({next(iter(value))})" for name, value in sorted(item.items()))


def _spelled(item: object) -> str:
    """Write an item or a key: the same for the same, and readable by `_key_of`."""
    return json.dumps(_sorted(item), sort_keys=True)


def _sorted(value: object) -> object:
    """Return a value that JSON can write; sets have no order of their own."""
    match value:
        case bytes():
            return {"bytes": value.hex()}
        case dict():
            of: dict[str, object] = value  # pyright: ignore[reportUnknownVariableType] - of JSON
            return {
                name: sorted(map(_spelled, each))  # type: ignore[call-overload]
                if name in ("SS", "NS", "BS") and isinstance(each, list)
                else _sorted(each)
                for name, each in of.items()
            }
        case list():
            listed: list[object] = value  # pyright: ignore[reportUnknownVariableType] - as above
            return [_sorted(each) for each in listed]
        case _:
            return value


def _key_of(name: str) -> _Item:
    """Read a key that was written by `_spelled`."""

    def bytes_of(value: dict[str, Any]) -> object:
        return bytes.fromhex(value["bytes"]) if set(value) == {"bytes"} else value

    key: _Item = json.loads(name, object_hook=bytes_of)
    return key


def _fact(of: str, aspect: str, value: Value, compared: Compared) -> Fact:
    return Fact(key=Key(of, aspect), value=value, compared=compared, depth=Depth.CONTENT)
