"""For how long a deletion can be taken back, where the service keeps what was deleted."""

from dataclasses import dataclass

__all__ = ["DeletionWindow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionWindow:
    """An input that says how long what was deleted can still be restored."""

    path: str
    """Wire name of the input, in days."""
    default_days: int
    """What AWS takes where the input is absent."""
    least_days: int
    """The shortest that AWS takes, other than 0: at once."""
    write: str
    """What to write instead of 0."""
    source: str
    """The page that it was read from."""
