"""What `bamp` prints: the only part of the reports that needs a terminal library (extra `cli`)."""

from typing import TYPE_CHECKING

from bamp_pulumi.report.terminal.console import open_console
from bamp_pulumi.report.terminal.preview import print_preview

if TYPE_CHECKING:
    from bamp_pulumi.report.terminal.rehearsal import print_rehearsal

__all__ = ["open_console", "print_preview", "print_rehearsal"]


def __getattr__(name: str) -> object:
    """Load what prints rehearsals when it is first asked for: a preview needs no simulation."""
    if name != "print_rehearsal":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bamp_pulumi.report.terminal.rehearsal import print_rehearsal as found  # noqa: PLC0415

    return found
