"""Keeping alerts, so that of two changes at once none is lost.

What is kept of an alert is never changed in place. Each change is the next version, under the next
of a few names, which only one call can make; then the version before it is deleted. A change that
was made from what is no longer so is not the newest: it is taken back, and made again from what is.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from bamp_pulumi.lambdas.alerts.kept import Kept, kept_from, names_of
from bamp_pulumi.lambdas.alerts.open_alerts import OpenAlerts
from bamp_pulumi.lambdas.alerts.sending import UndeliveredError

__all__ = ["ChangedError", "KeptAlerts", "until_settled"]

_AGAIN = 8
_Thing = TypeVar("_Thing")
_Answer = TypeVar("_Answer")


class ChangedError(Exception):
    """Another call has changed the same at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAlerts:
    """The alerts that are kept."""

    entries: OpenAlerts
    workers: int
    """How many of them are read and changed at the same time."""

    def find(self, key: str, now: datetime) -> Kept | None:
        """Read the newest version of what is kept under a key; older ones are left-overs.

        One whose time has come, and which is not yet deleted, is over: what is new follows it.
        """
        found = self._versions(names_of(key))
        if not found:
            return None
        newest, *older = sorted(found, key=lambda kept: kept.version, reverse=True)
        for kept in older:
            self.entries.delete(kept.name)
        if newest.until > now:
            return newest
        return replace(newest, incident="", closed=newest.closed or newest.last)

    def _versions(self, names: Iterable[str]) -> list[Kept]:
        # One by one: AWS takes twenty times as many of these calls as of those that list.
        found = map(self.entries.find, names)
        return [kept_from(entry) for entry in found if entry is not None]

    def make(self, kept: Kept) -> Kept:
        """Make a version, unless another call has made it, or a newer one.

        A version is deleted only once a newer one is there: so one that has been made from what is
        no longer so is not the newest, and is taken back.
        """
        if not self.entries.make(kept.entry()):
            raise ChangedError
        others = self._versions(name for name in names_of(kept.key) if name != kept.name)
        if any(other.version > kept.version for other in others):
            self.entries.delete(kept.name)
            raise ChangedError
        return kept

    def change(self, found: Kept, kept: Kept) -> Kept:
        """Make the next version of what was found."""
        made = self.make(replace(kept, version=found.version + 1))
        self.entries.delete(found.name)
        return made

    def update(self, key: str, now: datetime, change: Callable[[Kept], Kept]) -> Kept | None:
        """Change whatever is kept under a key by now."""

        def act() -> Kept | None:
            kept = self.find(key, now)
            if kept is None:
                return None
            changed = change(kept)
            return kept if changed == kept else self.change(kept, changed)

        return until_settled(act)

    def extend(self, kept: Kept, until: datetime) -> None:
        """Keep an alert longer, which has escalated. This alone is changed in place.

        A change that another call makes at the same time may undo it: nothing is lost by that.
        """
        self.entries.change(replace(kept, until=until, since=0).entry())

    def members(self, incident: str, now: datetime) -> list[Kept]:
        """Read every alert of an incident, closed ones that are not forgotten included."""
        return [kept for kept in self.beside(incident, now) if kept.incident == incident]

    def beside(self, incident: str, now: datetime) -> list[Kept]:
        """Read every alert of the group that an incident is of."""
        found = self.for_all(
            self._keys(incident), lambda key: until_settled(lambda: self.find(key, now))
        )
        return [kept for kept in found if kept is not None]

    def _keys(self, incident: str) -> list[str]:
        names = self.entries.names(f"{_group_of(incident)}.")
        return [*dict.fromkeys(name.rpartition(".")[0] for name in names)]

    def first_open(self, incident: str, now: datetime) -> Kept | None:
        """Return one alert of an incident that is open."""
        keys = self._keys(incident)
        kept = (until_settled(partial(self.find, key, now)) for key in keys)
        return next((k for k in kept if k and k.incident == incident and not k.closed), None)

    def for_all(self, things: Sequence[_Thing], do: Callable[[_Thing], _Answer]) -> list[_Answer]:
        """Do something for all; one error is raised once all have been tried."""
        if self.workers == 1 or len(things) == 1:
            return [do(thing) for thing in things]
        with ThreadPoolExecutor(self.workers) as pool:
            return [*pool.map(do, things)]


def until_settled(act: Callable[[], _Answer]) -> _Answer:
    """Do something again while another call changes the same.

    Raises:
        UndeliveredError: When that has no end.
    """
    for _ in range(_AGAIN):
        try:
            return act()
        except ChangedError:
            continue
    raise UndeliveredError("the open incidents change all the time")


def _group_of(incident: str) -> str:
    return incident.rpartition(".")[0]
