"""What the function does with what it is called with: reads it, and hands it on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.incidents import Incidents
from bamp_pulumi.lambdas.alerts.keeping import KeptAlerts
from bamp_pulumi.lambdas.alerts.open_alerts import OpenAlerts
from bamp_pulumi.lambdas.alerts.reading import Kinds, read_alerts, time_text
from bamp_pulumi.lambdas.alerts.sending import Sender, do_all
from bamp_pulumi.lambdas.alerts.tags import TagReader

__all__ = ["Desk"]


# Any: a client of boto3.
@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the function works with."""

    kinds: Kinds
    open_alerts: OpenAlerts
    sender: Sender
    tagging: Any
    owner: str
    """Owner of a resource whose tags name none."""
    runbook: str
    escalate_after: timedelta
    remind_after: timedelta
    tiers: frozenset[str] = frozenset()
    """Tiers that plans select. Default: not known."""
    workers: int = 1
    """How many entries are read and changed at the same time."""

    def receive(self, payload: Mapping[str, Any], now: datetime, request: str = "") -> None:
        """Take what the function is called with.

        Args:
            payload: An event, a message, what has come due, a heartbeat to put, or the name of an
                incident that a person resolves.
            now: Aware.
            request: Id of the call, the same when Lambda tries it again. Default: a new one.

        Raises:
            UnreadableError: When it is none of these.
            UndeliveredError: When something is left to do. Lambda tries the call again.
        """
        incidents = self._incidents
        if isinstance(payload.get("heartbeat"), str):
            self.sender.put_heartbeat(payload["heartbeat"])
        elif isinstance(payload.get("due"), Mapping):
            incidents.come_due(payload["due"], now)
        elif isinstance(payload.get("close"), str):
            incidents.close_by_hand(payload["close"], now)
        else:
            call = request or uuid4().hex
            read = read_alerts(payload, self.kinds, self.tiers)
            do_all(partial(self._take, alert, now, call) for alert in read)

    @property
    def _incidents(self) -> Incidents:
        return Incidents(
            sender=self.sender,
            tags=TagReader(client=self.tagging, default_owner=self.owner),
            escalate_after=self.escalate_after,
            remind_after=self.remind_after,
            kept=KeptAlerts(entries=self.open_alerts, workers=self.workers),
        )

    def _take(self, read: Alert, now: datetime, request: str) -> None:
        """Open what is wrong; close what is over, and record what is well."""
        incidents = self._incidents
        alert = replace(read, runbook=self._runbook_of(read), time=_time_of(read, now))
        over: list[Callable[[], None]] = [
            partial(incidents.close, key, alert.time, now) for key in alert.closes
        ]
        if alert.status is AlertStatus.RECORDED:
            do_all([*over, lambda: self.sender.send_all(incidents.tags.of([alert])[0])])
        else:
            do_all([*over, lambda: incidents.take(alert, now, request)])

    def _runbook_of(self, alert: Alert) -> str:
        return f"{self.runbook}#{alert.kind}" if self.runbook else ""


def _time_of(alert: Alert, now: datetime) -> str:
    """Return when something happened; now, where the event has no time, or a later one."""
    latest = time_text(now)
    return min(alert.time, latest) if alert.time else latest
