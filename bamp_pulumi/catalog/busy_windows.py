"""Windows of a service's own in which AWS Backup cannot start a job.

An absent input does not mean that there is no window: AWS then assigns one at random, so it is
unknown before deployment. Amazon Aurora is exempt from both windows and its rows have none. A
resource of which AWS Backup makes continuous backups is exempt too: it then places the windows.

Source: Amazon RDS API, CreateDBInstance.PreferredBackupWindow,
CreateDBInstance.PreferredMaintenanceWindow; Amazon FSx API, DailyTime, WeeklyTime: how the inputs
write them.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from bamp_pulumi.catalog.conditions import Condition

__all__ = ["BusyWindowFact", "WrittenWindow", "read_window"]

WindowForm = Literal["daily", "weekly", "fsx-daily", "fsx-weekly"]

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_FORMS: Final = {
    "daily": re.compile(r"(?P<h>\d\d):(?P<m>\d\d)-(?P<eh>\d\d):(?P<em>\d\d)"),
    "weekly": re.compile(
        r"(?P<d>\w{3}):(?P<h>\d\d):(?P<m>\d\d)-(?P<ed>\w{3}):(?P<eh>\d\d):(?P<em>\d\d)",
        re.IGNORECASE,
    ),
    "fsx-daily": re.compile(r"(?P<h>\d\d):(?P<m>\d\d)"),
    "fsx-weekly": re.compile(r"(?P<n>[1-7]):(?P<h>\d\d):(?P<m>\d\d)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyWindowFact:
    """A window in which a snapshot job that would start fails, and before which none starts."""

    inputs: tuple[str, ...]
    """Wire names of the inputs that say when; the first that is given counts."""
    form: WindowForm
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenWindow:
    """A window as an input writes it."""

    begins: timedelta
    """From the beginning of its week (Monday) or day, UTC."""
    lasts: timedelta | None
    """None where the form does not say it."""
    every: timedelta

    def overlaps(self, other: "WrittenWindow") -> bool:
        """Return True if two windows of known length share an instant; ends do not count."""
        if self.lasts is None or other.lasts is None:
            return False
        every = min(self.every, other.every)
        apart = (other.begins - self.begins) % every
        return apart < self.lasts or (-apart) % every < other.lasts


def read_window(form: WindowForm, text: str) -> WrittenWindow | None:
    """Read a window; None for a text of another form, and for days that there are not."""
    found = _FORMS[form].fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    begins = _at(_day(parts.get("d"), parts.get("n")), parts["h"], parts["m"])
    every = _WEEK if "weekly" in form else _DAY
    if begins is None:
        return None
    if "eh" not in parts:
        return WrittenWindow(begins=begins, lasts=None, every=every)
    ends = _at(_day(parts.get("ed"), None), parts["eh"], parts["em"])
    if ends is None:
        return None
    return WrittenWindow(begins=begins, lasts=(ends - begins) % every, every=every)


def _day(name: str | None, number: str | None) -> int | None:
    """Count a day of the week from Monday; 0 for a window of every day."""
    if number is not None:
        return int(number) - 1
    if name is None:
        return 0
    return _DAYS.index(name.lower()) if name.lower() in _DAYS else None


def _at(day: int | None, hour: str, minute: str) -> timedelta | None:
    return None if day is None else timedelta(days=day, hours=int(hour), minutes=int(minute))
