"""Look up the explanations."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.explained.explanation import Explanation
from bamp_pulumi.explained.family import Family, family_of
from bamp_pulumi.explained.reading import explanations_of

__all__ = ["all_explanations", "explain", "explained_names", "names_like", "require_explanation"]

_SHORT_CODE: Final = re.compile(r"(?:BAMP)?-?([A-Z])(\d{1,3})", re.IGNORECASE)
_MOST_ALIKE: Final = 3


def explain(name: str) -> Explanation | None:
    """Return the explanation of a code or fault; None when there is none of that name.

    Args:
        name: A code, such as `BAMP-V07`, `bamp-v07` or `V07`, or the id of a fault.
    """
    short = _SHORT_CODE.fullmatch(name.strip())
    whole = f"BAMP-{short[1].upper()}{short[2]:0>2}" if short else name.strip().lower()
    return explanations_of(family_of(whole)).get(whole)


def require_explanation(name: str) -> Explanation:
    """Return the explanation of a code or fault.

    Raises:
        RefusedError: `BAMP-P10`, when there is none of that name; it names those most alike.
    """
    found = explain(name)
    if found is not None:
        return found
    alike = names_like(name)
    raise RefusedError(
        "BAMP-P10",
        given=f"explain {name}",
        allowed=f"a code or a fault, such as {', '.join(alike)}",
        why="house rule: only what has a code or is a fault is explained",
        write=f"bamp explain {alike[0]}",
    )


def all_explanations() -> Iterator[Explanation]:
    """List everything that is explained, family by family, in the order of their tables."""
    for family in Family:
        yield from explanations_of(family).values()


def explained_names() -> list[str]:
    """Name everything that is explained."""
    return [one.name for one in all_explanations()]


def names_like(name: str) -> list[str]:
    """Name what somebody may have meant, the likeliest first; never empty.

    A fault that shares a whole word is likelier than one that shares letters.
    """
    names = {each.lower(): each for each in explained_names()}
    given = name.strip().lower()
    words = set(given.split("-")) - {"bamp", ""}
    sharing = [each for each in names if words & set(each.split("-"))]
    alike = get_close_matches(given, sharing, n=_MOST_ALIKE, cutoff=0.0)
    alike += get_close_matches(given, list(names), n=_MOST_ALIKE, cutoff=0.4)
    alike += list(names)[:1] if not alike else []
    return [names[each] for each in dict.fromkeys(alike)][:_MOST_ALIKE]
