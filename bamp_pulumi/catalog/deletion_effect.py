"""What AWS does when a resource that protects something is deleted: a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["DeletionEffect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionEffect:
    """What AWS does when a resource is deleted, in one clause."""

    deleted: str
    replaced: str = ""
    """What a replacement does; empty where the new resource takes over all that the old one did."""
    is_grave: bool = True
    """Whether recovery points, or what keeps them, go with it. False: something that watches or
    tests backups does."""
    is_generic: bool = False
    """Whether the type serves many purposes: it counts only in a program of the account's side."""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Values of an input of which it is said, by wire name. Default: it is said of all."""
    left_out: frozenset[str] = frozenset()
    """Names of `only` of which a resource that leaves them out has another value."""
    guards: tuple[str, ...] = ()
    """Switches against deletion that decide what AWS does, by wire name."""
    source: str
    """Page or schema that it was read from."""
    read_on: str = "2026-11-29"
    """Date of that reading, ISO 8601."""
