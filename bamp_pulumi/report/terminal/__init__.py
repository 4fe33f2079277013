"""What `bamp` prints: the only part of the reports that needs a terminal library (extra `cli`)."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bamp_pulumi.report.terminal.changes import print_changes, print_comparison
    from bamp_pulumi.report.terminal.console import open_console
    from bamp_pulumi.report.terminal.explain import print_explanations, print_names
    from bamp_pulumi.report.terminal.leaving import print_leaving
    from bamp_pulumi.report.terminal.live import print_live
    from bamp_pulumi.report.terminal.preview import print_preview
    from bamp_pulumi.report.terminal.rehearsal import print_rehearsal
    from bamp_pulumi.report.terminal.storm import print_storm

__all__ = [
    "open_console",
    "print_changes",
    "print_comparison",
    "print_explanations",
    "print_leaving",
    "print_live",
    "print_names",
    "print_preview",
    "print_rehearsal",
    "print_storm",
]

_MODULES: Final = {
    "open_console": "console",
    "print_changes": "changes",
    "print_comparison": "changes",
    "print_explanations": "explain",
    "print_leaving": "leaving",
    "print_live": "live",
    "print_names": "explain",
    "print_preview": "preview",
    "print_rehearsal": "rehearsal",
    "print_storm": "storm",
}


def __getattr__(name: str) -> object:
    """Load what prints something when it is first asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
