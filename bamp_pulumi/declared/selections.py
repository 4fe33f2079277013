"""Selections as an estate declares them, in AWS's own terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.declared.values import entries, items, mapping
from bamp_pulumi.estate import Resource

__all__ = ["DeclaredSelection", "read_selection"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSelection:
    """A selection of a plan, in AWS's own terms."""

    resource: Resource
    resources: tuple[object, ...]
    not_resources: tuple[object, ...]
    list_of_tags: tuple[tuple[object, object], ...]
    """Pairs of key and value; any of them matches."""
    conditions: tuple[tuple[str, object, object], ...]
    """Operator, key and value; all of them must hold."""
    unknown: bool
    """A part of it is unknown as a whole."""


def read_selection(selection: Resource) -> DeclaredSelection:
    """Read one selection."""
    given = {
        name: selection.value(name)
        for name in ("resources", "notResources", "selectionTags", "conditions")
    }
    return DeclaredSelection(
        resource=selection,
        resources=tuple(items(given["resources"])),
        not_resources=tuple(items(given["notResources"])),
        list_of_tags=tuple((t.get("key"), t.get("value")) for t in entries(given["selectionTags"])),
        conditions=tuple(_conditions(given["conditions"])),
        unknown=any(_hides(given[name]) for name in ("selectionTags", "conditions"))
        or UNKNOWN in (given["resources"], given["notResources"]),
    )


def _hides(value: object) -> bool:
    """Say whether a part of a list of tags or conditions is unknown, other than a tag's value.

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
