"""What a resource inherits: edits of its inputs, companions, and findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from bamp_pulumi.catalog import CompanionKind, Condition, Setting, value_at
from bamp_pulumi.errors import Refusal

__all__ = [
    "NOTHING",
    "Defaults",
    "Edit",
    "InheritanceFinding",
    "Inherited",
    "Neighbour",
    "PlannedCompanion",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """Defaults of a program, for resources that do not set their own."""

    tier: str
    """Name of a tier of the policy."""
    owner: str
    """Team that owns the data."""
    expire_noncurrent_versions: bool = False
    """Whether versions of objects that were overwritten or deleted are deleted after the tier's
    `noncurrent_version_days`. Default: no; they are kept indefinitely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of a resource's inputs."""

    path: str
    """Wire names with dots between levels; a number enters a list: `versionings.0.enabled`."""
    value: object
    how: Literal["put", "fill", "append"] = "put"
    """`put` writes the value, `fill` only where there is none, `append` adds it to a list."""

    @property
    def is_of_tag(self) -> bool:
        """Whether it writes a tag: only tags are filled in, or appended as `{key, value}`."""
        return self.how == "fill" or value_at({"tag": self.value}, "tag.key") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class InheritanceFinding:
    """Something that a reader of the program should know about one resource."""

    code: str
    """Such as `BAMP-I10`; see `INHERITANCE_CODES`."""
    message: str
    """One sentence, without the name of the resource."""
    worth_a_warning: bool = True
    """False for what is as it should be and only worth a line in a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCompanion:
    """A companion to be added to a data store, unless the program has its own."""

    kind: CompanionKind
    why: str
    region: str = ""
    """Region it is made in; empty for the data store's own."""
    days: int | None = None
    """The number of the tier that it is given."""
    encrypted: bool | None = None
    """Whether the data store is encrypted; None when it is known only after deployment."""
    beside: CompanionKind | None = None
    """Made only where this other companion is made too."""
    needs_on: Setting | None = None
    """The setting that must be on in the deployed data store; None where none need be."""
    asked_at_once: bool = False
    """The program asks AWS to turn it on with the deployment, where it is off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A resource that, once it points at a data store, prevents its backups."""

    type: str
    """Its type token."""
    link: str
    """Wire name of its input that names the data store."""
    unless: Condition | None = None
    """Its inputs do no harm while this holds. Default: they always do."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """What one resource inherits. Empty for what holds no data."""

    tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType[str, str]({}))
    """Tags that are added; none of them was written by the program."""
    edits: tuple[Edit, ...] = ()
    """Every change of the inputs, the tags included."""
    companions: tuple[PlannedCompanion, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    """What the program must not have beside it."""
    ignore_changes: tuple[str, ...] = ()
    """Wire names of inputs that AWS Backup sets itself from now on."""
    findings: tuple[InheritanceFinding, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    """What the program got wrong. Then nothing is inherited, and the run ends in an error."""


NOTHING: Final = Inherited()
"""What a resource inherits that holds no data."""
