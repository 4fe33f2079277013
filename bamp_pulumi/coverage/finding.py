"""One finding of coverage about a resource."""

from dataclasses import dataclass, field

from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.coverage.finding_kinds import FINDING_KINDS
from bamp_pulumi.errors import Refusal

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding about one resource, or about an estate when `urn` is empty."""

    id: str
    """Code of its kind, such as `BAMP-V01`."""
    message: str
    """What was found, with names and numbers, and what to write instead."""
    urn: str = ""
    program: str = ""
    place: tuple[str, str] | None = None
    """Account and Region, of what is found of all backups there; None for all else."""
    at_most: Severity = Severity.ERROR
    """What its kind's severity is lowered to. Default: nothing is lowered. An account that has not
    adopted a policy of this library breaks no promise: it is warned."""

    is_open: bool = False
    """Whether it is that something is not known: `--allow-unverified` accepts it."""
    refusals: tuple[Refusal, ...] = field(default=(), compare=False)
    """What is refused in the tags of the resource, where that is what was found."""
    follows_from: str = ""
    """Code of the finding of the same resource without which it would not be found. Default: it is
    a fault of its own."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return min(FINDING_KINDS[self.id].severity, self.at_most, key=lambda one: one.weight)

    def is_as_grave_as(self, other: "Finding") -> bool:
        """Return True if it matters as much as another one, or more."""
        return self.severity.weight >= other.severity.weight
