"""When AWS Backup cannot start: own windows of a database or file system.

A job that would start in such a window, or too close before it, fails. A window that the program
leaves to AWS is not known, and not looked at. Which types have windows, and for how long before one
nothing starts, stands in the catalog (`DataStore.windows`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bamp_pulumi.catalog import UNKNOWN, BusyWindowFact, DataStore, holds, read_window
from bamp_pulumi.estate import Resource

__all__ = ["BusyWindow", "busy_windows", "hidden_windows"]


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
        monday = midnight - timedelta(days=at.weekday())
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
    facts = _facts(store, resource, is_continuous=is_continuous)
    return tuple(window for fact in facts for window in _windows(fact, resource))


def hidden_windows(store: DataStore, resource: Resource, *, is_continuous: bool) -> tuple[str, ...]:
    """List the inputs that state a window which is known only after deployment; see above."""
    facts = _facts(store, resource, is_continuous=is_continuous)
    return tuple(n for fact in facts for n in fact.inputs if resource.value(n) is UNKNOWN)


def _facts(
    store: DataStore, resource: Resource, *, is_continuous: bool
) -> Iterator[BusyWindowFact]:
    """List the kinds of windows that a resource has."""
    if is_continuous and store.continuous_rpo_minutes is not None:
        return
    for fact in store.windows:
        if not any(holds(condition, resource.inputs) for condition in fact.off_when):
            yield fact


def _windows(fact: BusyWindowFact, resource: Resource) -> Iterator[BusyWindow]:
    name = next((name for name in fact.inputs if resource.value(name) is not None), None)
    written = None if name is None else read_window(fact.form, resource.text(name))
    if name is None or written is None:
        return
    stated = timedelta(minutes=fact.lasts_minutes or 0)
    lasts = written.lasts if fact.lasts_minutes is None and written.lasts is not None else stated
    margin = timedelta(minutes=max(fact.margin_minutes, fact.disputed_margin_minutes))
    yield BusyWindow(
        begins=written.begins, lasts=lasts, every=written.every, margin=margin, input=name
    )
