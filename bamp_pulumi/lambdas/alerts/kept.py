"""What is kept of one alert while it is open, and a little longer."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.open_alerts import Entry

__all__ = ["Kept", "alert_from", "fields_of", "kept_from", "names_of", "over_of"]

# Any: what JSON holds.
_NAMES = 6
"""Two would do if no call ever waited between making a version and deleting the one before. A name
is given again after six changes: no call waits that long."""
_FIELDS = [one.name for one in fields(Alert)]
_TUPLES = frozenset(one.name for one in fields(Alert) if str(one.type).startswith("tuple"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An alert, and what has become of it.

    Each change is a new version, which only one call can make: so of two changes at once the later
    one is made from what the first has left, or not at all.
    """

    alert: Alert
    key: str
    """Of the alert."""
    version: int = 0
    incident: str
    """Empty once it is over, and only that is known."""
    request: str
    """Call of the function that made it: the same call, tried again, continues where it stopped."""
    until: datetime
    """When it is forgotten, unless what it is part of comes due before."""
    last: str
    """When it was reported last."""
    since: float = 0
    """When it was kept, seconds of the epoch; 0 once it has escalated."""
    reached: tuple[str, ...] = ()
    """Destinations that have received it."""
    closed: str = ""
    """When it was over; empty while it is open."""

    @property
    def name(self) -> str:
        """Name of its entry."""
        return f"{self.key}.{self.version % _NAMES}"

    def entry(self) -> Entry:
        """Return it as an entry; when that comes due there is nothing to do."""
        said = {name: getattr(self, name) for name in _KEPT}
        said["alert"] = fields_of(self.alert)
        return Entry(self.name, self.until, {"as": "kept", "kept": said})

    def forgotten(self, until: datetime) -> "Kept":
        """Return what is kept once it is over: only since when."""
        return replace(self, incident="", until=until)

    def reaching(self, reached: tuple[str, ...]) -> "Kept":
        """Return it with more destinations that have received it."""
        return replace(self, reached=tuple(sorted({*self.reached, *reached})))


_KEPT = [one.name for one in fields(Kept) if one.name not in {"alert", "until"}]


def over_of(key: str, since: str, until: datetime) -> Kept:
    """Return what is kept of a success that closes nothing: a failure before it may come late."""
    nothing = Alert(kind="", severity="info", what="")
    return Kept(alert=nothing, key=key, incident="", request="", until=until, last="", closed=since)


def names_of(key: str) -> list[str]:
    """Return the names that the versions of what is kept under a key have, in turn."""
    return [f"{key}.{number}" for number in range(_NAMES)]


def kept_from(entry: Entry) -> Kept:
    """Read what is kept of an alert."""
    said: Mapping[str, Any] = entry.says["kept"]
    read: dict[str, Any] = {
        **said,
        "alert": alert_from(said["alert"]),
        "reached": tuple(said["reached"]),
        "until": entry.due,
    }
    return Kept(**read)


def fields_of(alert: Alert) -> dict[str, Any]:
    """Return the fields of an alert as JSON takes them: each is a text, a number or a tuple."""
    return {name: getattr(alert, name) for name in _FIELDS}


def alert_from(said: Mapping[str, Any]) -> Alert:
    """Read an alert as it is kept."""
    read: dict[str, Any] = {n: tuple(v) if n in _TUPLES else v for n, v in said.items()}
    read["status"] = AlertStatus(said["status"])
    return Alert(**read)
