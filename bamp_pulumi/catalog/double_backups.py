"""What is backed up twice, as a whole and as its part or by the service too; what by its parts."""

from dataclasses import dataclass

from bamp_pulumi.catalog.conditions import Condition

__all__ = ["Members", "OwnBackups", "PartLink", "TaggedPart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBackups:
    """Backups that a service makes of a resource, charged for like those of a plan."""

    type: str
    """Pulumi type token of the resource that switches them on or off."""
    link: str
    """Wire name of its input that names the resource."""
    on: Condition
    """Holds for inputs of that resource which switch them on."""
    by_default_when: tuple[Condition, ...]
    """Where nobody switches them: they are on when all of these hold of the resource itself."""
    what: str
    """What is made, in a few words."""
    write: str
    """How to switch them off."""
    source: str
    """The page that it was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLink:
    """A resource that makes one data store a part of another."""

    type: str
    """Pulumi type token."""
    whole: str
    """Wire name of its input that names the whole."""
    part: str
    """Wire name of its input that names the part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedPart:
    """Parts that the whole declares itself, with tags of their own that a selection sees."""

    type: str
    """Pulumi type token of such a part, were it declared alone."""
    tags: tuple[str, ...]
    """Wire paths of the inputs that hold the tags of such parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Data stores that hold all the data of another one: it is protected as they are."""

    type: str
    """Pulumi type token of a member."""
    through: tuple[str, ...]
    """Wire names of the inputs that lead from a member to the whole, one resource after another."""
    source: str
    """The page that it was read from."""
    read_on: str = "2026-11-28"
