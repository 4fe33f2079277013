"""What keeps AWS Backup from its work, or may keep it."""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.access import Answer, Verdict

__all__ = ["LEFT_OPEN", "Hindrance", "hindrance"]

LEFT_OPEN: Final = frozenset({"BAMP-V26", "BAMP-V32", "BAMP-V41"})
"""Findings after which a job may succeed or fail: nobody can tell from what was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """Something that makes a job fail, or of which that cannot be told."""

    code: str
    """Code of the finding; one of `LEFT_OPEN` when it cannot be told."""
    why: str

    @property
    def is_open(self) -> bool:
        """Say whether it cannot be told."""
        return self.code in LEFT_OPEN


def hindrance(code: str, answer: Answer) -> Hindrance | None:
    """Return what a verdict means for a job; None when the call is allowed."""
    if answer.verdict is Verdict.ALLOWED:
        return None
    is_open = answer.verdict is Verdict.CANNOT_TELL
    return Hindrance(code="BAMP-V41" if is_open else code, why=answer.why)
