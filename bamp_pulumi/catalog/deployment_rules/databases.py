"""What database services refuse of their own windows.

The service answers `InvalidParameterValue: The backup window and maintenance window must not
overlap`.

Source: Amazon RDS API, CreateDBInstance, CreateDBCluster; Amazon DocumentDB API, CreateDBCluster;
Amazon Neptune API, CreateDBCluster: PreferredBackupWindow, PreferredMaintenanceWindow (read
2026-11-28).
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from bamp_pulumi.catalog.busy_windows import WrittenWindow, read_window
from bamp_pulumi.catalog.deployment_rules.reading import Inputs, known_text, refusal
from bamp_pulumi.catalog.input_refusal import InputRefusal

__all__ = ["window_refusals"]

_SHORTEST: Final = timedelta(minutes=30)


def window_refusals(
    api: str, backup: str, maintenance: str
) -> Callable[[Inputs], Iterator[InputRefusal]]:
    """Give the rule of a type: its windows last 30 minutes or more, and do not overlap.

    Args:
        api: API and operation that refuse it.
        backup: Wire name of the input with the daily window of automated backups.
        maintenance: Wire name of the input with the weekly maintenance window.
    """

    def refusals(inputs: Inputs) -> Iterator[InputRefusal]:
        daily = read_window("daily", known_text(inputs, backup))
        weekly = read_window("weekly", known_text(inputs, maintenance))
        for path, window in ((backup, daily), (maintenance, weekly)):
            if _is_short(window):
                given = known_text(inputs, path)
                yield refusal(path, given, "a window of 30 minutes or more", f"as {api} says")
        if daily is not None and weekly is not None and daily.overlaps(weekly):
            yield refusal(
                backup,
                known_text(inputs, backup),
                f"a window apart from {maintenance}, {known_text(inputs, maintenance)}",
                f"the two must not overlap ({api})",
            )

    return refusals


def _is_short(window: WrittenWindow | None) -> bool:
    return window is not None and window.lasts is not None and window.lasts < _SHORTEST
