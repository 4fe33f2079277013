"""What `bamp` prints: the only part of the reports that needs a terminal library (extra `cli`)."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from bamp_pulumi.report.terminal.changes import print_changes, print_comparison
from bamp_pulumi.report.terminal.console import open_console
from bamp_pulumi.report.terminal.preview import print_preview

if TYPE_CHECKING:
    from bamp_pulumi.report.terminal.explain import print_explanations, print_names
    from bamp_pulumi.report.terminal.rehearsal import print_rehearsal
    from bamp_pulumi.report.terminal.storm import print_storm

__all__ = [
    "open_console",
    "print_changes",
    "print_comparison",
    "print_explanations",
    "print_names",
    "print_preview",
    "print_rehearsal",
    "print_storm",
]

_LATER: Final = {
    "print_explanations": "bamp_pulumi.report.terminal.explain",
    "print_names": "bamp_pulumi.report.terminal.explain",
    "print_rehearsal": "bamp_pulumi.report.terminal.rehearsal",
    "print_storm": "bamp_pulumi.report.terminal.storm",
}


def __getattr__(name: str) -> object:
    """Load what a preview does not need when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
