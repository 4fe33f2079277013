"""The life of alerts: opened once, listed together, sent again while they last, and over.

What has come at the same time, of one group, is one incident. The first few of it are sent at once;
the rest of a window in one message. An incident as a whole is sent again while anything of it is
open, and is over with the last. So a storm is one page and one ticket, and nothing of it is lost.

Three kinds of entries hold it all (`OpenAlerts`), by the beginning of their names:

- the key of an alert: that it is open, since when, and whom it has reached;
- `window.`: until when new alerts join an incident, and when the rest of them is sent;
- `open.`: when an incident is sent again.

Whatever is to be sent is kept first, and is due again unless it is known to have been sent. Each
step may happen twice; none is left out. Where nothing can be kept an alert is sent all the same,
and the call ends in an error: Lambda then tries it twice more, and puts it into the dead-letter
queue, whose alarm notifies people without the function.

Source: Lambda developer guide, invocation-async-error-handling (read 2026-11-28).
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.digest import cause_of, digest_of
from bamp_pulumi.lambdas.alerts.kept import Kept, alert_from, fields_of, kept_from
from bamp_pulumi.lambdas.alerts.open_alerts import Entry, OpenAlerts, UnkeptError
from bamp_pulumi.lambdas.alerts.reading import TIME_FORMAT
from bamp_pulumi.lambdas.alerts.tags import TagReader
from bamp_pulumi.lambdas.alerts.telling import Teller, UntoldError

__all__ = ["CAUSES", "LONGEST_WINDOW", "OTHERS", "WINDOW", "Incidents"]

CAUSES = 5
"""Causes of one incident whose first alert is sent at once, by itself."""
OTHERS = 2
"""Further alerts of an incident that are sent at once: two faults are two messages."""
WINDOW = timedelta(minutes=5)
"""Until the rest of an incident is sent. Each window that follows is twice as long, up to
`LONGEST_WINDOW`: so a storm of hours is a dozen messages, not hundreds."""
LONGEST_WINDOW = timedelta(minutes=40)
_LATE = timedelta(minutes=5)
"""How much later than what has happened its event may come."""
_RETRY = timedelta(minutes=5)
_DOUBLED = 8
_MARGIN = timedelta(seconds=30)
_CLAIMED = timedelta(hours=6)
_SLACK = timedelta(days=2)
"""How much longer an alert is kept than until its incident is sent again. If that never happens,
it is forgotten, and the next report of it is news."""
_REMEMBERED = timedelta(hours=1)
"""How long it is known that something is over: events may come out of order by minutes."""
_AGAIN = 3
_Thing = TypeVar("_Thing")
_Answer = TypeVar("_Answer")


class _ChangedError(Exception):
    """Another call has changed the same at the same time."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A window of an incident: `window.<incident>.<number>`."""

    incident: str
    number: int

    @property
    def name(self) -> str:
        return f"window.{self.incident}.{self.number}"

    @property
    def next(self) -> "_Window":
        return _Window(self.incident, self.number + 1)

    @property
    def length(self) -> timedelta:
        return min(WINDOW * 2**self.number, LONGEST_WINDOW)

    def entry(self, now: datetime) -> Entry:
        says = {"as": "window", "incident": self.incident, "number": self.number}
        return Entry(self.name, now + self.length, says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """What the life of alerts needs."""

    entries: OpenAlerts
    teller: Teller
    tags: TagReader
    escalate_after: timedelta
    remind_after: timedelta
    workers: int = 1
    """How many entries are read and changed at the same time."""

    def take(self, alert: Alert, now: datetime, request: str) -> None:
        """Take a report of something that is wrong.

        Args:
            alert: What.
            now: Aware.
            request: Id of the call of the function, the same when it is tried again.

        Raises:
            UntoldError: When something is left to do: the call is to be tried again.
        """
        try:
            _until_settled(lambda: self._take(alert, now, request))
        except UnkeptError as error:
            # Nothing can be read or kept: better twice than never.
            self.teller.tell(self.tags.of([alert])[0])
            raise UntoldError(f"what is open cannot be kept: {error}") from error

    def _take(self, alert: Alert, now: datetime, request: str) -> None:
        found = self._kept(alert.key, now)
        closed = found.closed if found is not None else self._closed(alert.key)
        if closed and alert.time < closed:
            self.teller.record(replace(alert, first_step="nothing: it has succeeded since"))
            return
        if found is None or found.closed or (alert.renews and alert.time > found.last):
            kept, is_new = self._open(alert, now, request, is_there=found is not None), True
        elif found.request == request:
            kept, is_new = found, False
        else:
            self._repeat(found, alert, now)
            return
        if self._is_among_the_first(kept, now, is_new=is_new):
            self._send(self._with_tags([kept]))
        else:
            self.teller.record(kept.alert)

    def _repeat(self, kept: Kept, alert: Alert, now: datetime) -> None:
        """Record that what is open was reported again."""
        last = max(kept.last, alert.time)
        self.entries.change(replace(kept, last=last, times=kept.times + 1).entry())
        found = self._kept(alert.key, now)
        if found is None or found.closed or found.last < last:
            raise _ChangedError  # a success has closed it at the same time
        self.teller.record(replace(alert, incident=kept.incident))
        if self.teller.knows(kept.alert, kept.reached):
            # Somebody knows of it: the fallback alarm is to stay quiet.
            self.teller.count(alert)

    def _open(self, alert: Alert, now: datetime, request: str, *, is_there: bool) -> Kept:
        """Keep a new alert, as a part of the incident that goes on or of a new one."""
        window = self._window(alert.group, now)
        until = now + (self.escalate_after + _SLACK if alert.lasts else self.remind_after)
        kept = Kept(
            alert=replace(alert, incident=window.incident),
            incident=window.incident,
            request=request,
            until=until,
            last=alert.time,
        )
        is_kept = self.entries.change(kept.entry()) if is_there else self.entries.make(kept.entry())
        if not is_kept:
            raise _ChangedError
        # A window that is over by now may not have seen this alert.
        if self._due(window.name, now) < now + _MARGIN:
            self.entries.make(window.next.entry(now))
        return kept

    def _window(self, group: str, now: datetime) -> _Window:
        """Return the window that alerts of a group join; the first one begins it."""
        names = self.entries.names(f"window.{group}.")
        windows = [_window_named(name) for name in names if name.rpartition(".")[2].isdigit()]
        for window in sorted(windows, key=lambda one: (one.incident, one.number), reverse=True):
            if self._due(window.name, now) >= now:
                return window
        window = _Window(f"{group}.{int(now.timestamp()) // 60}", 0)
        self.entries.make(window.entry(now))
        return window

    def _due(self, name: str, now: datetime) -> datetime:
        entry = self.entries.find(name)
        return entry.due if entry is not None else now - timedelta.resolution

    def _is_among_the_first(self, kept: Kept, now: datetime, *, is_new: bool) -> bool:
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
        says = {"as": "claim", "key": kept.alert.key, "request": kept.request}
        if self.entries.make(Entry(name, now + _CLAIMED, says)):
            return True
        found = self.entries.find(name)
        given = (found.says["key"], found.says["request"]) if found is not None else ()
        return given == (kept.alert.key, kept.request)

    def _with_tags(self, all_kept: Sequence[Kept]) -> list[Kept]:
        tagged = self.tags.of([kept.alert for kept in all_kept])
        return [replace(k, alert=alert) for k, alert in zip(all_kept, tagged, strict=True)]

    def _send(self, all_kept: Sequence[Kept]) -> None:
        """Send what has not reached all destinations, one message to each; note whom it reached."""
        errors: list[Exception] = []
        reached: dict[str, tuple[str, ...]] = {}
        for destination in self.teller.destinations_of(all_kept[0].alert):
            missing = [kept for kept in all_kept if destination not in kept.reached]
            if not missing:
                continue
            message = self._to_be_closed(digest_of([kept.alert for kept in missing]))
            try:
                self.teller.send(message, destination)
            except Exception as error:  # noqa: BLE001 - whatever fails, the others go on
                errors.append(error)
                continue
            for kept in missing:
                reached[kept.alert.key] = (*reached.get(kept.alert.key, ()), destination)
        noted = [k.reaching(reached[k.alert.key]) for k in all_kept if k.alert.key in reached]
        self._for_all(noted, lambda kept: self.entries.change(kept.entry()))
        now_reached = {k.alert.key: k for k in [*all_kept, *noted]}.values()
        known = [k.alert for k in now_reached if self.teller.knows(k.alert, k.reached)]
        for alert in {alert.place: alert for alert in known}.values():
            try:
                self.teller.count(alert)
            except UntoldError as error:
                errors.append(error)
        if errors:
            raise UntoldError("; ".join(map(str, errors))) from errors[0]

    def _to_be_closed(self, alert: Alert) -> Alert:
        """Add what closes an alert that lasts; some are mended without an event that says so."""
        return replace(alert, closing=self.teller.closing(alert.incident)) if alert.lasts else alert

    def close(self, key: str, since: str, now: datetime) -> None:
        """Close what is open under a key, unless it was reported again later.

        Args:
            key: Of the alert.
            since: When it was over.
            now: Aware.
        """
        _until_settled(lambda: self._close(key, since, now))

    def _close(self, key: str, since: str, now: datetime) -> None:
        kept = self._kept(key, now)
        if kept is None:
            self._remember(key, since, now)
            return
        if not kept.closed:
            if since < kept.last:
                return
            kept = replace(kept, closed=since)
            if not self.entries.change(kept.entry()):
                raise _ChangedError
        # Closed, and still here: this call, or one before it, has not finished.
        if not self.teller.has_all(kept.alert, kept.reached):
            return  # the window lists it, and says that it is over
        if self._first_open(kept.incident, now) is None:
            self._resolve(kept.incident, kept.alert)
        found = self._kept(key, now)
        if found is not None and not found.closed:
            raise _ChangedError  # it was reported again at the same time
        self._forget(kept, now)

    def close_by_hand(self, incident: str, now: datetime) -> None:
        """Close an incident that no event closes, because somebody says so."""
        members = [kept for kept in self._members(incident, now) if not kept.closed]
        if members:
            self._resolve(incident, digest_of([kept.alert for kept in members]))
        self._for_all(
            members, lambda kept: self._forget(replace(kept, closed=now.strftime(TIME_FORMAT)), now)
        )

    def _resolve(self, incident: str, alert: Alert) -> None:
        """Say that an incident is over, and send it no more."""
        message = replace(alert.with_status(AlertStatus.RESOLVED), incident=incident)
        self.teller.tell(message)
        for name in self.entries.names(f"open.{incident}."):
            self.entries.delete(name)

    def _forget(self, kept: Kept, now: datetime) -> None:
        self._remember(kept.alert.key, kept.closed, now)
        self.entries.delete(kept.alert.key)

    def _remember(self, key: str, since: str, now: datetime) -> None:
        entry = Entry(f"over.{key}", now + _REMEMBERED, {"as": "over", "closed": since})
        if not self.entries.make(entry):
            self.entries.change(entry)

    def come_due(self, says: Mapping[str, Any], now: datetime) -> None:
        """Do what an entry was made for.

        Raises:
            UntoldError: When a destination failed.
        """
        act = {"window": self._window_over, "open": self._still_open}.get(says["as"])
        if act is None:
            return  # what is forgotten
        # Due again, unless it is done: the entry itself is gone after this call.
        tries = int(says.get("tries", 0))
        name = f"{str(says['name']).partition('.retry-')[0]}.retry-{tries}"
        due = now + _RETRY * 2 ** min(tries, _DOUBLED)
        retry = Entry(name, due, {**says, "tries": tries + 1})
        with suppress(UnkeptError):
            if not self.entries.make(retry):
                # The same call, tried again: it goes on where it was.
                retry = self.entries.find(name) or retry
        act(retry, now)

    def _window_over(self, retry: Entry, now: datetime) -> None:
        """Send the rest of a window in one message, and see that what lasts is sent again."""
        window = _Window(retry.says["incident"], retry.says["number"])
        members = self._members(window.incident, now)
        lasting = [kept for kept in members if kept.alert.lasts and not kept.closed]
        if lasting:
            due = max(_began(window.incident) + self.escalate_after, now + _RETRY)
            self._send_again(window.incident, 0, due, lasting[0].alert)
        waiting = [k for k in members if not self.teller.has_all(k.alert, k.reached)]
        since = (now - window.length - _LATE).astimezone(UTC).strftime(TIME_FORMAT)
        if waiting or any(kept.last >= since for kept in members):
            # From here on the next window sees to it that they are sent. While something fails
            # every few minutes the incident goes on: else each would begin one, with messages of
            # its own.
            self.entries.make(window.next.entry(now))
        self.entries.delete(retry.name)
        if not waiting:
            return
        self._send(self._with_tags(waiting))
        over = [kept for kept in waiting if kept.closed]
        if over and self._first_open(window.incident, now) is None:
            self._resolve(window.incident, digest_of([kept.alert for kept in over]))
        self._for_all(over, lambda kept: self._forget(kept, now))

    def _still_open(self, retry: Entry, now: datetime) -> None:
        """Escalate an incident of which anything is open; without, say that it is over."""
        incident, turn = retry.says["incident"], retry.says["turn"]
        members = [k for k in self._members(incident, now) if k.alert.lasts and not k.closed]
        if not members:
            self._resolve(incident, alert_from(retry.says["alert"]))
            return
        due = now + self.remind_after
        self._send_again(incident, turn + 1, due, members[0].alert)
        escalated = digest_of([k.alert.with_status(AlertStatus.ESCALATED) for k in members])
        message = self._to_be_closed(replace(escalated, incident=incident))
        try:
            reached = self.teller.send_rest(message, retry.says.get("reached", ()))
        except UntoldError as error:
            self.entries.change(replace(retry, says={**retry.says, "reached": error.reached}))
            raise
        self.entries.change(replace(retry, says={**retry.says, "reached": reached}))
        self._for_all(
            members, lambda kept: self.entries.change(replace(kept, until=due + _SLACK).entry())
        )
        self.entries.delete(retry.name)

    def _send_again(self, incident: str, turn: int, due: datetime, alert: Alert) -> None:
        """See that an incident is sent again, once."""
        turns = (n.rpartition(".")[2] for n in self.entries.names(f"open.{incident}."))
        # The one that has just come due is still there.
        if not any(one.isdigit() and int(one) >= turn for one in turns):
            says = {"as": "open", "incident": incident, "turn": turn, "alert": fields_of(alert)}
            self.entries.make(Entry(f"open.{incident}.{turn}", due, says))

    def _kept(self, key: str, now: datetime) -> Kept | None:
        """Return what is kept of an alert. Its time may be over, and it not yet be deleted."""
        entry = self.entries.find(key)
        return kept_from(entry) if entry is not None and entry.due > now else None

    def _closed(self, key: str) -> str:
        """Return since when something is over, as far as it is known."""
        entry = self.entries.find(f"over.{key}")
        return str(entry.says["closed"]) if entry is not None else ""

    def _members(self, incident: str, now: datetime) -> list[Kept]:
        """Read every alert of an incident, closed ones that are still kept included."""
        names = self.entries.names(f"{_group_of(incident)}.")
        found = self._for_all(names, lambda name: self._kept(name, now))
        return [kept for kept in found if kept is not None and kept.incident == incident]

    def _first_open(self, incident: str, now: datetime) -> Kept | None:
        """Return one alert of an incident that is open."""
        names = self.entries.names(f"{_group_of(incident)}.")
        all_kept = (self._kept(name, now) for name in names)
        return next((k for k in all_kept if k and k.incident == incident and not k.closed), None)

    def _for_all(self, things: Sequence[_Thing], do: Callable[[_Thing], _Answer]) -> list[_Answer]:
        """Do something for all; one error is raised once all have been tried."""
        if self.workers == 1 or len(things) == 1:
            return [do(thing) for thing in things]
        with ThreadPoolExecutor(self.workers) as pool:
            return [*pool.map(do, things)]


def _until_settled(act: Callable[[], None]) -> None:
    for _ in range(_AGAIN):
        try:
            act()
        except _ChangedError:
            continue
        return
    raise UntoldError("what is open changes all the time")


def _window_named(name: str) -> _Window:
    incident, _, number = name.removeprefix("window.").rpartition(".")
    return _Window(incident, int(number))


def _group_of(incident: str) -> str:
    return incident.rpartition(".")[0]


def _began(incident: str) -> datetime:
    return datetime.fromtimestamp(int(incident.rpartition(".")[2]) * 60, UTC)
