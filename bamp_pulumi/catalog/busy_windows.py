"""Windows of a service's own in which AWS Backup cannot start a job.

An absent input does not mean that there is no window: AWS then assigns one at random, so it is
unknown before deployment. Amazon Aurora is exempt from both windows and its rows have none. A
resource of which AWS Backup makes continuous backups is exempt too: it then places the windows.
"""

from dataclasses import dataclass
from typing import Literal

from bamp_pulumi.catalog.conditions import Condition

__all__ = ["BusyWindowFact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyWindowFact:
    """A window in which a snapshot job that would start fails, and before which none starts."""

    inputs: tuple[str, ...]
    """Wire names of the inputs that say when; the first that is given counts."""
    form: Literal["daily", "weekly", "fsx-daily", "fsx-weekly"]
    """How the input writes it, in UTC: `hh:mm-hh:mm`, `ddd:hh:mm-ddd:hh:mm`, `HH:MM`, or `d:HH:MM`
    with 1 for Monday."""
    margin_minutes: int
    """No job starts so long before the window."""
    disputed_margin_minutes: int = 0
    """What another page of AWS says of the margin, where it says more; 0: none does. A start
    between the two margins may fail."""
    lasts_minutes: int | None = None
    """How long the window is where the input does not say it; None: the input says it, or of
    `fsx-daily` nobody does, and only its beginning and what lies before it are known."""
    off_when: tuple[Condition, ...] = ()
    """The window is of no effect while any of these holds: there are no automatic backups."""
    why: str
    """What the service does then, in one clause."""
    source: str
    read_on: str = "2026-11-28"
