"""What a deployment does to one resource, by the preview that planned it."""

from dataclasses import dataclass
from enum import StrEnum

from bamp_pulumi.estate.resource import Resource

__all__ = ["Operation", "OperationKind"]


class OperationKind(StrEnum):
    """What a deployment does to a resource."""

    KEEP = "keep"
    """Leave it as it is, or change it in place."""
    CREATE = "create"
    """Create it."""
    IMPORT = "import"
    """Take it over as it is in AWS: nothing is created, and nothing is changed."""
    REPLACE = "replace"
    """Create another one in its place, and delete it."""
    DELETE = "delete"
    """Delete it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a deployment does to one resource."""

    kind: OperationKind
    program: str
    """Name of the program; see `Program.name`."""
    urn: str
    """Pulumi URN: as it is afterwards, or as it was where nothing is left."""
    before: Resource | None
    """The resource as it is deployed; None when it is new."""
    deletes_first: bool | None = None
    """Whether a replacement deletes the old one before it creates the new one; None where the
    preview does not show it (`--show-replacement-steps`), and of what is not replaced."""
    by_engine: bool = True
    """Whether an engine planned it; else a program was compared with the state of its stack, and
    what is replaced is known from the catalog alone."""
    reasons: tuple[str, ...] = ()
    """Wire names of the inputs because of which it is replaced; empty when Pulumi names none."""
