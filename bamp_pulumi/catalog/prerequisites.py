"""What a resource must be, and must not have beside it, for AWS Backup to back it up.

Nothing of this is checked at deployment: the jobs fail, or leave data out, on every run.
"""

from dataclasses import dataclass

from bamp_pulumi.catalog.conditions import Condition, Scalar

__all__ = ["ContinuousNeed", "ForbiddenCompanion", "InheritedInput", "Omission", "Prerequisite"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """A condition on a resource's own inputs without which every backup job fails."""

    condition: Condition
    """Must hold. It already answers for an absent input as AWS's default does."""
    when: tuple[Condition, ...] = ()
    """Asked only of a resource for which all of these hold. Default: of every one."""
    unsure: bool = False
    """Whether jobs may succeed all the same: then what does not hold is a doubt."""
    known_only: bool = False
    """Whether an unknown input is let pass: what is asked about is rare, and programs often leave
    the input to AWS. Default: it is a doubt."""
    default: Scalar | None = None
    """What AWS takes where the input is absent, for the report; None where absent means none."""
    why: str
    """Why the job fails, in one clause."""
    write: str
    """What to write instead, in one clause."""
    source: str
    read_on: str = "2026-11-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class InheritedInput:
    """An input that AWS takes from another resource where it is left out."""

    path: str
    """Wire name of the input, which the other resource has under the same name."""
    link: str
    """Wire name of the input that names the other resource."""
    types: tuple[str, ...] = ()
    """Type tokens that it may name beside the resource's own."""
    source: str
    read_on: str = "2026-11-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbiddenCompanion:
    """Another resource that, once it points at a data store, makes every backup job of it fail."""

    type: str
    """Type token of the other resource."""
    link: str
    """Wire name of its input that names the data store."""
    why: str
    source: str
    read_on: str = "2026-11-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuousNeed:
    """What another resource must leave on for a continuous backup to go on."""

    type: str
    """Type token of the resource that writes the whole configuration."""
    link: str
    """Wire name of its input that names the data store."""
    holds: Condition
    """Must hold of its inputs. Without such a resource AWS Backup switches it on itself."""
    why: str
    """What becomes of a continuous backup otherwise, in one clause."""
    write: str
    source: str
    read_on: str = "2026-11-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Data that a backup job leaves out without failing."""

    holds: tuple[Condition, ...]
    """Inputs that bring it about, any of them: of the data store, or of a resource of `types`."""
    types: tuple[str, ...] = ()
    """Type tokens of the other resources whose inputs `holds` asks; none: the data store's own."""
    link: str = ""
    """Wire name of their input that names the data store."""
    why: str
    """What is left out, in one clause."""
    source: str
    read_on: str = "2026-11-28"
