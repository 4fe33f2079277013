"""What `inherit()` has made of a resource, as the run of its program recorded it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Inheritance", "WrittenInput"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenInput:
    """An input that `inherit()` has written."""

    path: str
    """Wire names with dots between levels; a number enters a list."""
    value: object
    before: object = None
    """What the program itself writes there; None for nothing."""
    appended: bool = False
    """Whether the value is a member that was added to a list, and not the whole of it."""
    alone: bool = True
    """Whether the program writes nothing under the first of the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inheritance:
    """What `inherit()` has made of a resource."""

    companion: str = ""
    """Which kind of companion it is itself; empty for what the program declares."""
    transformed: bool = False
    """Whether transforms of its data store have run for this companion, and were undone."""
    tags: Mapping[str, str] = field(default_factory=dict[str, str])
    """Tags that were added."""
    inputs: tuple[WrittenInput, ...] = ()
    """Inputs that were written, the tags left out."""
    ignore_changes: tuple[str, ...] = ()
    """Names that were added to the option."""
