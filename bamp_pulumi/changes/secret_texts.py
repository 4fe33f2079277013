"""Secrets in what a snapshot reads from resources themselves: names of vaults, plans and keys."""

from typing import Final

from bamp_pulumi.changes.snapshot import Snapshot
from bamp_pulumi.changes.state import DeclaredState
from bamp_pulumi.coverage import NAMES_OF_OURS, in_other_words, secret_words
from bamp_pulumi.estate import Estate

__all__ = ["without_secret_texts"]

_LEAVE: Final = (NAMES_OF_OURS | DeclaredState.model_fields.keys()) - {"read"}
"""What resources are matched by stays too."""
_READ: Final = ("stores", "vaults", "plans", "parts")


def without_secret_texts(taken: Snapshot, estate: Estate) -> Snapshot:
    """Hide secrets in what is read from resources; the rest has come without."""
    words = secret_words(estate)
    if words is None:
        return taken
    read = {name: in_other_words(getattr(taken, name), words, _LEAVE) for name in _READ}
    return taken.model_copy(update=read)
