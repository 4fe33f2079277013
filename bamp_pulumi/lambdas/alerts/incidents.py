"""The life of alerts: opened once, listed together, sent again while they last, and over.

What has come at the same time, of one group, is one incident. The first few of it are sent at once;
the rest of a window in one message. An incident as a whole is sent again while anything of it is
open, and is over with the last. So a storm is one page and one ticket, and nothing of it is lost.

Three kinds of entries hold it all (`OpenAlerts`), by the beginning of their names:

- the key of an alert, with a version: that it is open, since when, and whom it has reached; or
  since when it is over;
- `window.`: until when new alerts join an incident, and when the rest of them is sent;
- `open.`: when an incident is sent again.

Whatever is to be sent is kept first, and is due again unless it is known to have been sent. Each
step may happen twice; none is left out. Where nothing can be kept an alert is sent all the same,
and the call ends in an error: Lambda then tries it twice more, and puts it into the dead-letter
queue, whose alarm notifies people without the function.

Source: Lambda developer guide, invocation-async-error-handling (read 2026-11-28).
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.digest import digest_of
from bamp_pulumi.lambdas.alerts.keeping import KeptAlerts, until_settled
from bamp_pulumi.lambdas.alerts.kept import (
    Kept,
    alert_from,
    fields_of,
    over_of,
)
from bamp_pulumi.lambdas.alerts.open_alerts import Entry, OpenAlerts, UnkeptError
from bamp_pulumi.lambdas.alerts.reading import UnreadableError, time_text
from bamp_pulumi.lambdas.alerts.sending import Sender, UndeliveredError, raise_undelivered
from bamp_pulumi.lambdas.alerts.tags import TagReader
from bamp_pulumi.lambdas.alerts.windows import LONGEST_WINDOW, Window, Windows

__all__ = ["Incidents"]

_LATE = timedelta(minutes=5)
"""How much later than what has happened its event may come."""
_RETRY = timedelta(minutes=5)
_DOUBLED = 8
_SLACK = timedelta(days=2)
"""How much longer an alert is kept than until its incident is sent again. If that never happens,
it is forgotten, and the next report of it is news."""
_SHORTEST = timedelta(days=1)
"""How long an alert is kept that nothing closes: longer than any window may take to list it."""
_REMEMBERED = timedelta(hours=1)
"""How long it is known that something is over: events may come out of order by minutes."""
_FORGOTTEN = frozenset({"kept", "claim"})
"""Entries whose time has come, and that is all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """What the life of alerts needs."""

    sender: Sender
    tags: TagReader
    escalate_after: timedelta
    remind_after: timedelta
    kept: KeptAlerts

    @property
    def entries(self) -> OpenAlerts:
        """All that is kept: the alerts, the windows, and what is sent again."""
        return self.kept.entries

    @property
    def _windows(self) -> Windows:
        return Windows(self.entries)

    def take(self, alert: Alert, now: datetime, request: str) -> None:
        """Take a report of something that is wrong.

        Args:
            alert: What.
            now: Aware.
            request: Id of the call of the function, the same when it is tried again.

        Raises:
            UndeliveredError: When something is left to do: the call is to be tried again.
        """
        try:
            until_settled(lambda: self._take(alert, now, request))
        except UnkeptError as error:
            # Nothing can be read or kept: better twice than never.
            self.sender.send_all(self.tags.of([alert])[0])
            raise UndeliveredError(f"open incidents cannot be saved: {error}") from error

    def _take(self, alert: Alert, now: datetime, request: str) -> None:
        found = self.kept.find(alert.key, now)
        if found is not None and found.closed and alert.time < found.closed:
            self.sender.record(replace(alert, first_step="nothing: it has succeeded since"))
            return
        if found is None or found.closed or (alert.renews and alert.time > found.last):
            kept, is_new = self._open(alert, now, request, found), True
        elif found.request == request:
            kept, is_new = found, False
        else:
            self._repeat(found, alert)
            return
        if self._windows.gives_a_message(kept, now, is_new=is_new):
            for sent in self._send(self._with_tags([kept]), now):
                if sent.closed:
                    self._finish(sent, now)  # a success has left it to this call
        else:
            self.sender.record(kept.alert)

    def _repeat(self, kept: Kept, alert: Alert) -> None:
        """Record that what is open was reported again."""
        last = max(kept.last, alert.time)
        # Reminders say why it fails by now.
        by_now = replace(kept.alert, why=alert.why, state=alert.state) if alert.why else kept.alert
        self.kept.change(kept, replace(kept, alert=by_now, last=last))
        self.sender.record(replace(alert, incident=kept.incident))
        if self.sender.knows(kept.alert, kept.reached):
            # Somebody knows of it: the fallback alarm is to stay quiet.
            self.sender.count(alert)

    def _open(self, alert: Alert, now: datetime, request: str, found: Kept | None) -> Kept:
        """Keep a new alert, as part of the open incident or of a new one."""
        window = self._windows.joined(alert.group, now)
        shortest = max(self.remind_after, _SHORTEST)
        until = now + (self.escalate_after + _SLACK if alert.lasts else shortest)
        kept = Kept(
            alert=replace(alert, incident=window.incident),
            key=alert.key,
            incident=window.incident,
            request=request,
            until=until,
            last=alert.time,
            since=now.timestamp(),
        )
        kept = self.kept.change(found, kept) if found is not None else self.kept.make(kept)
        self._windows.outlast(window, now)
        return kept

    def _with_tags(self, all_kept: Sequence[Kept]) -> list[Kept]:
        tagged = self.tags.of([kept.alert for kept in all_kept])
        return [replace(k, alert=alert) for k, alert in zip(all_kept, tagged, strict=True)]

    def _send(self, all_kept: Sequence[Kept], now: datetime) -> list[Kept]:
        """Send what has not reached all destinations, one message to each; note whom it reached.

        Returns:
            All of it, as it is now.
        """
        errors: list[Exception] = []
        reached: dict[str, tuple[str, ...]] = {}
        for destination in self.sender.destinations_of(all_kept[0].alert):
            missing = [kept for kept in all_kept if destination not in kept.reached]
            if not missing:
                continue
            message = self._to_be_closed(digest_of([kept.alert for kept in missing]))
            try:
                self.sender.send(message, destination)
            except Exception as error:  # noqa: BLE001 - whatever fails, the others go on
                errors.append(error)
                continue
            for kept in missing:
                reached[kept.key] = (*reached.get(kept.key, ()), destination)
        noted = [k.reaching(reached[k.key]) for k in all_kept if k.key in reached]
        noted = self.kept.for_all(noted, lambda kept: self._note(kept, now))
        now_reached = {k.key: k for k in [*all_kept, *noted]}.values()
        known = [k.alert for k in now_reached if self.sender.knows(k.alert, k.reached)]
        for alert in {alert.place: alert for alert in known}.values():
            try:
                self.sender.count(alert)
            except UndeliveredError as error:
                errors.append(error)
        raise_undelivered(errors)
        return [*now_reached]

    def _note(self, sent: Kept, now: datetime) -> Kept:
        """Note whom an alert has reached, whatever has become of it in between."""
        return self.kept.update(sent.key, now, lambda kept: _with_notes(kept, sent)) or sent

    def _to_be_closed(self, alert: Alert) -> Alert:
        """Add what closes a persisting alert; some faults are fixed without an event."""
        return replace(alert, closing=self.sender.closing(alert.incident)) if alert.lasts else alert

    def close(self, key: str, since: str, now: datetime) -> None:
        """Close what is open under a key, unless it was reported again later.

        Args:
            key: Of the alert.
            since: When it was over.
            now: Aware.
        """
        until_settled(lambda: self._close(key, since, now))

    def _close(self, key: str, since: str, now: datetime) -> None:
        kept = self.kept.find(key, now)
        if kept is None:
            self.kept.make(over_of(key, since, now + _REMEMBERED))
            return
        if not kept.closed and (since < kept.last or (kept.alert.call and since == kept.last)):
            return  # of two calls in one second nobody knows which was the later one
        if since > kept.closed:
            kept = self.kept.change(kept, replace(kept, closed=since))
        self._finish(kept, now)

    def _finish(self, kept: Kept, now: datetime) -> None:
        """Resolve an incident if all of it is over; of closed alerts keep only that they are."""
        if not kept.incident:
            return
        if not self.sender.has_all(kept.alert, kept.reached):
            return  # who is still to send it says that it is over
        if self.kept.first_open(kept.incident, now) is None:
            self._resolve(kept.incident, kept.alert, now)
        self.kept.change(kept, kept.forgotten(now + _REMEMBERED))

    def close_by_hand(self, incident: str, now: datetime) -> None:
        """Close an incident that no event closes, because a person resolves it.

        Raises:
            UnreadableError: When nothing of it is open. Whoever has called the function reads that.
        """
        members = [kept for kept in self.kept.members(incident, now) if not kept.closed]
        if not members:
            raise UnreadableError(f"nothing is open of an incident {incident}")
        over = time_text(now)
        closed = [replace(kept, closed=over) for kept in members]
        self.kept.for_all(
            members,
            lambda kept: self.kept.update(kept.key, now, lambda one: replace(one, closed=over)),
        )
        self._resolve(incident, digest_of([kept.alert for kept in closed]), now)
        self.kept.for_all(closed, lambda kept: self._forget(kept, now))

    def _resolve(self, incident: str, alert: Alert, now: datetime) -> None:
        """Send that an incident is resolved, and send it no more."""
        message = replace(alert.with_status(AlertStatus.RESOLVED), incident=incident)
        self.sender.send_all(message)
        again = self.kept.first_open(incident, now)
        if again is not None:
            self.sender.send_all(again.alert)  # it was reported again at the same time
            return
        for name in self.entries.names(f"open.{incident}."):
            self.entries.delete(name)

    def _forget(self, closed: Kept, now: datetime) -> None:
        """Keep of what is closed only since when; what was opened again since stays."""

        def change(kept: Kept) -> Kept:
            is_it = kept.incident == closed.incident and kept.last <= closed.closed
            forgotten = replace(kept, closed=closed.closed).forgotten(now + _REMEMBERED)
            return forgotten if is_it else kept

        self.kept.update(closed.key, now, change)

    def come_due(self, says: Mapping[str, Any], now: datetime) -> None:
        """Do what an entry was made for.

        Raises:
            UnreadableError: When it is an entry of another version of the function.
            UndeliveredError: When a destination failed.
        """
        what = says.get("as")
        act = {"window": self._window_over, "open": self._still_open}.get(str(what))
        if act is None and what not in _FORGOTTEN:
            raise UnreadableError(f"nothing is known to do for this: {says}")
        if act is None:
            return
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
        """Send the rest of a window in one message, and have what persists sent again."""
        window = Window(retry.says["incident"], retry.says["number"])
        beside = self.kept.beside(window.incident, now)
        members = [kept for kept in beside if kept.incident == window.incident]
        lasting = [kept for kept in members if kept.alert.lasts and not kept.closed]
        if lasting:
            self._send_again(window.incident, lasting, now, now + _RETRY)
        waiting = [k for k in members if not self.sender.has_all(k.alert, k.reached)]
        since = time_text(now - window.length - _LATE)
        if waiting or any(max(kept.last, kept.closed) >= since for kept in beside):
            # From here on the next window sees to it that they are sent. While something fails
            # every few minutes the incident goes on: else each would begin one, with messages of
            # its own.
            self.entries.make(window.next.entry(now))
        self.entries.delete(retry.name)
        if not waiting:
            return
        over = [kept for kept in self._send(self._with_tags(waiting), now) if kept.closed]
        if over and self.kept.first_open(window.incident, now) is None:
            self._resolve(window.incident, digest_of([kept.alert for kept in over]), now)
        self.kept.for_all(over, lambda kept: self._forget(kept, now))

    def _still_open(self, retry: Entry, now: datetime) -> None:
        """Escalate an incident of which anything is open; without, say that it is over."""
        incident = retry.says["incident"]
        members = [k for k in self.kept.members(incident, now) if k.alert.lasts and not k.closed]
        if not members:
            self._resolve(incident, alert_from(retry.says["alert"]), now)
            return
        # All of them are named now: the next time is for all, or for those that join.
        named = [replace(kept, since=0) for kept in members]
        due = self._send_again(incident, named, now, now + LONGEST_WINDOW)
        escalated = digest_of([k.alert.with_status(AlertStatus.ESCALATED) for k in members])
        message = self._to_be_closed(replace(escalated, incident=incident))
        try:
            reached = self.sender.send_rest(message, retry.says.get("reached", ()))
        except UndeliveredError as error:
            self.entries.change(replace(retry, says={**retry.says, "reached": error.reached}))
            raise
        self.entries.change(replace(retry, says={**retry.says, "reached": reached}))
        self.kept.for_all(members, lambda kept: self.kept.extend(kept, due + _SLACK))
        if self.kept.first_open(incident, now) is None:
            # The last was closed at the same time: this is to be the last that anybody receives.
            self._resolve(incident, members[0].alert, now)
        self.entries.delete(retry.name)

    def _send_again(
        self, incident: str, members: Sequence[Kept], now: datetime, soonest: datetime
    ) -> datetime:
        """See that an incident is sent again once one of its alerts has lasted long enough.

        Returns:
            When it is.
        """
        lasted = (datetime.fromtimestamp(k.since, UTC) + self.escalate_after for k in members)
        latest = now + self.remind_after
        due = max(min((at for at in lasted if at > now), default=latest), soonest)
        due = min(due, max(latest, soonest))
        found = {
            int(name.rpartition(".")[2]): self.entries.find(name)
            for name in self.entries.names(f"open.{incident}.")
            if name.rpartition(".")[2].isdigit()
        }
        # One that has just come due may still be there.
        if not any(entry is not None and now < entry.due <= due for entry in found.values()):
            alert = fields_of(members[0].alert)
            says = {"as": "open", "incident": incident, "alert": alert}
            self.entries.make(Entry(f"open.{incident}.{max(found, default=-1) + 1}", due, says))
        return due


def _with_notes(kept: Kept, sent: Kept) -> Kept:
    """Return what is kept with those whom it was sent to, and with the tags that were read."""
    if kept.request != sent.request:
        return kept  # it was over, and has been opened again
    return replace(kept.reaching(sent.reached), alert=sent.alert)
