"""Inputs inside of lists: each item is compared with the one of its name, wherever it stands.

A path of the catalog has `*` for the items of a list or of a map, such as `rules.*.status`; what is
read of one has its name, `rules[daily].status`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from bamp_pulumi.catalog import UNKNOWN, value_at
from bamp_pulumi.declared import items, mapping
from bamp_pulumi.estate import Resource
from bamp_pulumi.texts import UnreadableError, parse_json

__all__ = ["expanded", "named_items", "names_of", "values_inside"]

_EACH: Final = ".*."
_OPERATOR: Final = "@@"
"""Begins an inheritance operator of a policy of AWS Organizations: none of them is a name.
Source: AWS Organizations user guide, orgs_manage_policies_backup."""
_ASSIGNING: Final = ("@@assign", "@@append")
_Read = Mapping[str, tuple[str, ...] | None]


def values_inside(
    resource: Resource, path: str, named_by: Sequence[str], older_name: str = ""
) -> Iterator[tuple[str, object]]:
    """Read an input of every item; an absent one is left out.

    Args:
        resource: Whose inputs are read.
        path: Wire path with `*`, or of the list itself.
        named_by: As in `ComparedInput`.
        older_name: As in `ComparedInput`.

    Returns:
        Paths with the names of items, and values; `UNKNOWN` for one that is not known.
    """
    first = path.partition(".")[0]
    yield from _inside("", {first: resource.value(first)}, path, named_by, older_name)


def _inside(
    prefix: str, value: object, path: str, named_by: Sequence[str], older_name: str
) -> Iterator[tuple[str, object]]:
    head, each, rest = path.partition(_EACH)
    found = _assigned(_at(value, head))
    if not each:
        if found is None and older_name:
            found = _at(value, older_name)
        if found is not None:
            yield f"{prefix}{head}", found
        return
    for name, item in named_items(found, named_by[0]) or ():
        yield from _inside(f"{prefix}{head}[{name}].", item, rest, named_by[1:], older_name)


def names_of(value: object, named_by: Sequence[str]) -> tuple[str, ...] | None:
    """Name the items of a list; None while one of them has a name that is not known."""
    named = named_items(value, named_by[-1])
    return None if named is None else tuple(sorted(name for name, _ in named))


def expanded(path: str, was: _Read, now: _Read) -> Iterator[str]:
    """Put the names of the items that both sides have in the place of each `*` of a path."""
    head, each, rest = path.partition(_EACH)
    if not each:
        yield path
        return
    for name in sorted({*(was.get(head) or ())} & {*(now.get(head) or ())}):
        yield from expanded(f"{head}[{name}].{rest}", was, now)


def named_items(value: object, by: str) -> list[tuple[str, object]] | None:
    """Pair the items of a list, or of a map, with their names; None while one is not known."""
    if value is UNKNOWN:
        return None
    if isinstance(value, Mapping):
        fields = mapping(cast("object", value))
        return [(name, one) for name, one in fields.items() if not name.startswith(_OPERATOR)]
    found: list[tuple[str, object]] = []
    taken: dict[str, int] = {}
    for place, item in enumerate(items(value), start=1):
        if item is UNKNOWN:
            return None
        fields = mapping(item)
        given = next((fields[n] for n in by.split("|") if fields.get(n) is not None), str(place))
        if given is UNKNOWN:
            return None
        name = str(given)
        taken[name] = taken.get(name, 0) + 1
        found.append((name if taken[name] == 1 else f"{name} ({taken[name]})", item))
    return found


def _at(value: object, path: str) -> object:
    for step in path.split("."):
        # Any level may be a document that is written as text.
        value = value_at({"": _parsed(value)}, f".{step}")
    return value


def _parsed(value: object) -> object:
    """Return what a document says that is written as text."""
    if not isinstance(value, str):
        return value
    try:
        return parse_json(value)
    except UnreadableError:
        return None


def _assigned(value: object) -> object:
    """Return what an operator of AWS Organizations assigns or adds."""
    fields = mapping(value)
    return next((fields[name] for name in _ASSIGNING if name in fields), value)
