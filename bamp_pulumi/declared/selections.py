"""Selections as an estate declares them, in AWS's own terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from bamp_pulumi.catalog import DATA_STORES, UNKNOWN
from bamp_pulumi.declared.values import entries, items, mapping
from bamp_pulumi.estate import Estate, Resource

__all__ = ["DeclaredSelection", "read_selection"]

_STORES = tuple(dict.fromkeys(row.type for row in DATA_STORES))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSelection:
    """A selection of a plan, in AWS's own terms."""

    resource: Resource
    resources: tuple[object, ...]
    """Patterns: texts, declared resources named by their ARNs, or `UNKNOWN`."""
    not_resources: tuple[object, ...]
    list_of_tags: tuple[tuple[object, object], ...]
    """Pairs of key and value; any of them matches."""
    conditions: tuple[tuple[str, object, object], ...]
    """Operator, key and value; all of them must hold."""
    unknown: bool
    """A part of it is unknown as a whole."""


def read_selection(estate: Estate, selection: Resource) -> DeclaredSelection:
    """Read one selection."""
    given = {name: selection.value(name) for name in ("selectionTags", "conditions")}
    listed = {
        name: tuple(_patterns(estate, selection, name)) for name in ("resources", "notResources")
    }
    return DeclaredSelection(
        resource=selection,
        resources=listed["resources"],
        not_resources=listed["notResources"],
        list_of_tags=tuple((t.get("key"), t.get("value")) for t in entries(given["selectionTags"])),
        conditions=tuple(_conditions(given["conditions"])),
        unknown=any(_hides(value) for value in given.values()),
    )


def _patterns(estate: Estate, selection: Resource, name: str) -> Iterator[object]:
    """List the patterns of an input: its unknown parts may still identify the resource."""
    given = selection.value(name)
    listed = (UNKNOWN,) if given is UNKNOWN else items(given)
    yield from (item for item in listed if item is not UNKNOWN)
    unknown = [item for item in listed if item is UNKNOWN]
    resolved = estate.resolve(selection, name, *_STORES, written=unknown)
    yield from resolved.certain
    if resolved.possible or resolved.is_open:
        yield UNKNOWN


def _hides(value: object) -> bool:
    """Return True if a part of a list of tags or conditions is unknown, other than a tag's value.

    An unknown value leaves its own comparison open; anything else could be a condition unseen.
    """
    if value is UNKNOWN:
        return True
    fields = mapping(value)
    parts = [part for key, part in fields.items() if key != "value"] or items(value)
    return any(_hides(part) for part in parts)


def _conditions(value: object) -> Iterator[tuple[str, object, object]]:
    blocks = entries(value) or [mapping(value)]
    for block in blocks:
        for operator, pairs in block.items():
            for pair in entries(pairs):
                yield operator, pair.get("key"), pair.get("value")
