"""Windows: which alerts are one incident, and which of them are sent by themselves.

An incident takes in the alerts of one group that come while one of its windows is open. The entry
of a window comes due at its end; the few messages of their own are claimed under names that each
can be made once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bamp_pulumi.lambdas.alerts.digest import cause_of
from bamp_pulumi.lambdas.alerts.kept import Kept
from bamp_pulumi.lambdas.alerts.open_alerts import Entry, OpenAlerts

__all__ = ["CAUSES", "LONGEST_WINDOW", "OTHERS", "WINDOW", "Window", "Windows"]

CAUSES = 5
"""Causes of one incident whose first alert is sent at once, by itself."""
OTHERS = 2
"""Further alerts of an incident that are sent at once: two faults are two messages."""
WINDOW = timedelta(minutes=5)
"""Until the rest of an incident is sent. Each window that follows is twice as long, up to
`LONGEST_WINDOW`: so a storm of hours is a dozen messages, not hundreds."""
LONGEST_WINDOW = timedelta(minutes=20)
_MARGIN = timedelta(seconds=30)
_CLAIMED = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Window:
    """A window of an incident: `window.<incident>.<number>`."""

    incident: str
    number: int

    @property
    def name(self) -> str:
        """Name of its entry."""
        return f"window.{self.incident}.{self.number}"

    @property
    def next(self) -> "Window":
        """The window that follows it."""
        return Window(self.incident, self.number + 1)

    @property
    def length(self) -> timedelta:
        """How long it is open."""
        return min(WINDOW * 2**self.number, LONGEST_WINDOW)

    def entry(self, now: datetime) -> Entry:
        """Return it as an entry, beginning now."""
        says = {"as": "window", "incident": self.incident, "number": self.number}
        return Entry(self.name, now + self.length, says)


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows that are open."""

    entries: OpenAlerts

    def joined(self, group: str, now: datetime) -> Window:
        """Return the window that alerts of a group join; the first one begins it."""
        names = self.entries.names(f"window.{group}.")
        windows = [_window_named(name) for name in names if name.rpartition(".")[2].isdigit()]
        for window in sorted(windows, key=lambda one: (one.incident, one.number), reverse=True):
            if self._due(window.name, now) >= now:
                return window
        window = Window(f"{group}.{int(now.timestamp()) // 60}", 0)
        self.entries.make(window.entry(now))
        return window

    def _due(self, name: str, now: datetime) -> datetime:
        entry = self.entries.find(name)
        return entry.due if entry is not None else now - timedelta.resolution

    def gives_a_message(self, kept: Kept, now: datetime, *, is_new: bool) -> bool:
        """Claim one of the few messages of their own: for a new cause, or for any alert.

        Only one call can make an entry of a name, so each is given once.

        Args:
            kept: The alert.
            now: Aware.
            is_new: Whether this call has made it. Else an earlier try may have its message.
        """
        begin = f"window.{kept.incident}"
        cause = f"{begin}.cause-{cause_of(kept.alert)}"
        for_causes = [f"{begin}.first-{number}" for number in range(CAUSES)]
        for_any = [f"{begin}.other-{number}" for number in range(OTHERS)]
        if is_new and {cause, *for_any} <= {*self.entries.names(begin)}:
            return False
        claim = partial(self._claim, kept, now)
        return (claim(cause) and any(map(claim, for_causes))) or any(map(claim, for_any))

    def _claim(self, kept: Kept, now: datetime, name: str) -> bool:
        says = {"as": "claim", "key": kept.key, "request": kept.request}
        if self.entries.make(Entry(name, now + _CLAIMED, says)):
            return True
        found = self.entries.find(name)
        given = (found.says["key"], found.says["request"]) if found is not None else ()
        return given == (kept.key, kept.request)

    def outlast(self, window: Window, now: datetime) -> None:
        """See that a window is over after now: one that is over by now may not have seen it all."""
        if self._due(window.name, now) < now + _MARGIN:
            self.entries.make(window.next.entry(now))


def _window_named(name: str) -> Window:
    incident, _, number = name.removeprefix("window.").rpartition(".")
    return Window(incident, int(number))
