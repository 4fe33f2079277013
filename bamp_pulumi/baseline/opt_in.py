"""What a Region is opted in for: every type AWS Backup knows, always the whole map.

AWS Backup passes over a tagged resource of a type that is not opted in: no job, no event. And a map
that leaves a type out differs from what AWS answers for ever. One that names a type that AWS Backup
lacks in the Region is refused as a whole.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from bamp_pulumi.catalog import MANAGEMENT_TYPES, OPT_IN_TYPES, types_not_offered
from bamp_pulumi.errors import RefusedError

__all__ = [
    "is_known_type",
    "not_offered_in",
    "render_management",
    "render_opt_in",
    "require_known_types",
]

_NAMES: Final = tuple(one.name for one in OPT_IN_TYPES)


def is_known_type(name: str) -> bool:
    """Return True for a type of AWS Backup, in small or capital letters."""
    return name.casefold() in {known.casefold() for known in _NAMES}


def not_offered_in(region: str, given: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the types that the maps of a Region leave out.

    Args:
        region: The Region.
        given: Types that AWS Backup does not offer, by Region, as somebody found out. Default for a
            Region that is not in it: those that AWS's guide does not support there.
    """
    found = given.get(region)
    return types_not_offered(region) if found is None else tuple(found)


def render_opt_in(not_offered: Iterable[str] = ()) -> dict[str, bool]:
    """Return the whole opt-in map of a Region.

    Args:
        not_offered: Types that AWS Backup does not offer in this Region of this account, and
            refuses in the map. Default: none.
    """
    left_out = frozenset(not_offered)
    return {name: True for name in _NAMES if name not in left_out}


def render_management(not_offered: Iterable[str] = ()) -> dict[str, bool]:
    """Return the whole management map of a Region; arguments as for `render_opt_in`."""
    left_out = frozenset(not_offered)
    return {name: True for name in MANAGEMENT_TYPES if name not in left_out}


def require_known_types(types: Iterable[str], path: str = "resource_types_not_offered") -> None:
    """Refuse what is no type of AWS Backup.

    Args:
        types: Names of types.
        path: Where they stand.

    Raises:
        RefusedError: `BAMP-B15`, with the closest type there is.
    """
    for number, name in enumerate(types):
        if name not in _NAMES:
            folded = {known.casefold(): known for known in _NAMES}
            close = folded[get_close_matches(name.casefold(), folded, n=1, cutoff=0.0)[0]]
            raise RefusedError(
                "BAMP-B15",
                given=f"a resource type {name!r}",
                allowed=", ".join(_NAMES),
                why="AWS Backup knows these types by these names and no other",
                write=repr(close),
                path=f"{path}.{number}",
                edits=((f"{path}.{number}", close),),
            )
