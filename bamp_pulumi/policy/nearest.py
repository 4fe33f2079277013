"""What was probably meant by a name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["nearest"]


def nearest(given: str, names: Iterable[str]) -> str | None:
    """Return the name that begins with what was given, else the most alike; None for none."""
    by_folded = {name.casefold(): name for name in names}
    folded = given.casefold()
    begun = [name for name in by_folded if folded and name.startswith(folded)]
    alike = begun or get_close_matches(folded, by_folded, n=1, cutoff=0.5)
    return by_folded[alike[0]] if alike else None
