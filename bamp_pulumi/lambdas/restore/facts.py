"""What was read of a resource: facts that another reading of it can be compared with.

A type of resource differs from another in the facts that are read of it, and in nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

__all__ = ["Compared", "Depth", "Fact", "Facts", "Key", "Value"]

Value = str | int | float


class Depth(IntEnum):
    """How deep a look goes."""

    STATUS = 1
    """What the API of the service says of it: it exists, it is available, its size."""
    BOOTS = 2
    """It runs: AWS's own checks of a machine pass."""
    CONTENT = 3
    """What is in it was read, and compared."""


class Compared(StrEnum):
    """How a fact of the restored resource is compared with what was recorded of its source."""

    SAME = "same"
    """It is as it was in one of the two records around the recovery point: a schema."""
    COUNT = "count"
    """A number: exactly as recorded where both records agree, else between them."""
    ABOUT = "about"
    """A number that AWS brings up to date from time to time: never exact."""
    UNCHANGED = "unchanged"
    """The digest of what is in it: compared where both records agree, for only then is it known
    what it was in between."""
    NEVER = "never"
    """Judged by what is wanted of it, whatever was recorded."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a fact is about: a part of the resource, and what of it."""

    of: str
    """`public.orders`, `orders/2026/11.csv`; the resource itself as `it`."""
    aspect: str
    """`rows`, `columns`, `content`."""

    def __str__(self) -> str:
        """Write it as `public.orders: rows`."""
        return f"{self.of}: {self.aspect}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was read."""

    key: Key
    value: Value
    compared: Compared
    wanted: tuple[Value, ...] = ()
    """The values that are sound, whatever was recorded; empty where any may be."""
    depth: Depth = Depth.CONTENT
    """How deep the look was that a sound value stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that was read of a resource."""

    resource: str
    """ARN of what was read."""
    at: datetime
    """When."""
    facts: tuple[Fact, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict[str, str])
    """What could not be read, and why: by a part of the resource, or `it` for all of it."""
    is_empty: bool = False
    """Whether it was read, and there is nothing in it: no table with a row, no item, no object."""
    notes: tuple[str, ...] = ()
    """What was left out on purpose, in words."""

    def by_key(self) -> Mapping[Key, Fact]:
        """Return the facts by what they are about."""
        return {fact.key: fact for fact in self.facts}
