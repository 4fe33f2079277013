"""How much a finding matters, and the fixed text of each kind."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["ERROR", "INFO", "WARNING", "FindingKind", "Severity", "kind"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """A promise is broken; `bamp preview` exits with 1."""
    WARNING = "warning"
    """Should be reviewed by a person; the promise is kept as far as AWS can keep it."""
    INFO = "info"
    """Worth knowing."""

    @property
    def weight(self) -> int:
        """0 for `INFO`, 1 for `WARNING`, 2 for `ERROR`."""
        return _FROM_LEAST.index(self)


_FROM_LEAST: Final = (Severity.INFO, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """One thing that coverage can find."""

    severity: Severity
    title: str
    """What is wrong, without the particulars."""
    why: str
    """Why it matters, and by whose rule."""


ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
INFO: Final = Severity.INFO


def kind(severity: Severity, title: str, why: str) -> FindingKind:
    """Write one row of a table of findings."""
    return FindingKind(severity=severity, title=title, why=why)
