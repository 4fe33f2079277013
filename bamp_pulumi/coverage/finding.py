"""What coverage has to say about a resource."""

from dataclasses import dataclass

from bamp_pulumi.coverage.finding_kinds import FINDING_KINDS, Severity

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

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return FINDING_KINDS[self.id].severity
