"""Items of a list that are the same under another name, or in another place.

The id of a rule of Amazon S3 decides nothing: one that is the same in all else is the same rule. An
item without an id is called by its place, so that an item that moves has another name too.

Source: Amazon S3 API, ReplicationRule.ID, LifecycleRule.ID (read 2026-11-29).
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bamp_pulumi.changes.named_items import named_items
from bamp_pulumi.changes.settings import hash_if_known
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.declared import mapping

__all__ = ["MATCHED_BY", "as_matched", "hashes_of"]

MATCHED_BY: Final = ("id",)
"""Names of items by which nothing is decided."""
_Texts = tuple[str, ...] | None
_Read = Mapping[str, _Texts]


def hashes_of(path: str, value: object, named_by: tuple[str, ...]) -> dict[str, _Texts]:
    """Hash each item of a list but for its name; None for one that is not wholly known."""
    found: dict[str, _Texts] = {}
    for name, item in named_items(value, named_by[-1]) or ():
        rest = {key: each for key, each in mapping(item).items() if key not in named_by}
        hashed = hash_if_known(rest)
        found[f"{path}[{name}]"] = None if hashed is None else (hashed,)
    return found


def as_matched(old: DeclaredState, new: DeclaredState, paths: Iterator[str]) -> DeclaredState:
    """Return what was with the names that the same items have now.

    Args:
        old: A resource as it was.
        new: The same one as it is.
        paths: Wire paths of the lists.
    """
    was, now = dict(old.read or {}), new.read or {}
    for path in paths:
        names = _names(path, was, now)
        if any(name != other for name, other in names.items()):
            was = _renamed(path, was, names)
    return old.model_copy(update={"read": was}) if was != (old.read or {}) else old


def _names(path: str, was: _Read, now: _Read) -> dict[str, str]:
    """Return the names that items have now: of the same content first, then of the same name."""
    old, new = list(was.get(path) or ()), list(now.get(path) or ())
    found: dict[str, str] = {}
    for is_by_name in (True, False):
        for name in (one for one in old if one not in found):
            own = was.get(f"{path}[{name}]")
            left = (one for one in new if one not in found.values())
            same = (one for one in left if own and now.get(f"{path}[{one}]") == own)
            match = next((one for one in same if one == name or not is_by_name), None)
            if match is not None:
                found[name] = match
    taken = {*found.values()}
    for name in (one for one in old if one not in found):
        found[name] = f"{name} (before)" if name in taken else name
    return found


def _renamed(path: str, read: _Read, names: Mapping[str, str]) -> dict[str, _Texts]:
    found: dict[str, _Texts] = {}
    for each, value in read.items():
        head, _, rest = each.removeprefix(path).removeprefix("[").partition("]")
        is_inside = each.startswith(f"{path}[") and head in names
        found[f"{path}[{names[head]}]{rest}" if is_inside else each] = value
    return {**found, path: tuple(sorted(names.values()))}
