"""When AWS Backup cannot start: windows in which a database or file system is busy with itself.

A job that would start in such a window, or too close before it, fails. A window that the program
leaves to AWS is not known, and not looked at. Which types have windows, and for how long before one
nothing starts, stands in the catalog (`DataStore.windows`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bamp_pulumi.catalog import UNKNOWN, BusyWindowFact, DataStore, holds
from bamp_pulumi.estate import Resource

__all__ = ["BusyWindow", "busy_windows", "hidden_windows"]

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
class BusyWindow:
    """A window that comes again, and the time before it in which nothing starts either."""

    begins: timedelta
    """From the beginning of its week (Monday) or day, UTC."""
    lasts: timedelta
    every: timedelta
    margin: timedelta
    input: str = ""
    """Wire name of the input that states it."""

    def holds(self, instant: datetime) -> bool:
        """Return True if a job that would start at an instant fails."""
        return self._since(instant) < self.margin + self.lasts

    def covers(self, instant: datetime, delay: timedelta) -> bool:
        """Return True if a job fails whenever it starts in a span that begins at an instant."""
        return self._since(instant) + delay < self.margin + self.lasts

    def meets(self, instant: datetime, delay: timedelta) -> bool:
        """Return True if a job fails at some start in a span that begins at an instant."""
        return self.holds(instant) or self._since(instant) + delay >= self.every

    def _since(self, instant: datetime) -> timedelta:
        """Return how long ago, at an instant, the last span in which nothing starts began."""
        at = instant.astimezone(UTC)
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        monday = midnight - timedelta(days=at.weekday() if self.every == _WEEK else 0)
        return (at - monday - self.begins + self.margin) % self.every


def busy_windows(
    store: DataStore, resource: Resource, *, is_continuous: bool
) -> tuple[BusyWindow, ...]:
    """List the windows of a resource that its program states.

    Args:
        store: Its row of the catalog.
        resource: The resource.
        is_continuous: Whether AWS Backup makes continuous backups of it: then it keeps the windows
            of a database apart itself.
    """
    if is_continuous and store.continuous_rpo_minutes is not None:
        return ()
    return tuple(w for fact in store.windows for w in _windows(fact, resource))


def hidden_windows(store: DataStore, resource: Resource, *, is_continuous: bool) -> tuple[str, ...]:
    """List the inputs that state a window which is known only after deployment; see above."""
    if is_continuous and store.continuous_rpo_minutes is not None:
        return ()
    return tuple(
        name
        for fact in store.windows
        if not any(holds(condition, resource.inputs) for condition in fact.off_when)
        for name in fact.inputs
        if resource.value(name) is UNKNOWN
    )


def _windows(fact: BusyWindowFact, resource: Resource) -> Iterator[BusyWindow]:
    if any(holds(condition, resource.inputs) for condition in fact.off_when):
        return
    name = next((name for name in fact.inputs if resource.value(name) is not None), "")
    found = _FORMS[fact.form].fullmatch(resource.text(name)) if name else None
    if found is None:
        return
    parts = found.groupdict()
    begins = _at(_day(parts.get("d"), parts.get("n")), parts["h"], parts["m"])
    every = _WEEK if "weekly" in fact.form else _DAY
    if begins is None:
        return
    lasts = timedelta(minutes=fact.lasts_minutes or 0)
    if fact.lasts_minutes is None and "eh" in parts:
        ends = _at(_day(parts.get("ed"), None), parts["eh"], parts["em"])
        if ends is None:
            return
        lasts = (ends - begins) % every
    margin = timedelta(minutes=max(fact.margin_minutes, fact.disputed_margin_minutes))
    yield BusyWindow(begins=begins, lasts=lasts, every=every, margin=margin, input=name)


def _day(name: str | None, number: str | None) -> int | None:
    """Count a day of the week from Monday; 0 for a window of every day."""
    if number is not None:
        return int(number) - 1
    if name is None:
        return 0
    return _DAYS.index(name.lower()) if name.lower() in _DAYS else None


def _at(day: int | None, hour: str, minute: str) -> timedelta | None:
    return None if day is None else timedelta(days=day, hours=int(hour), minutes=int(minute))
