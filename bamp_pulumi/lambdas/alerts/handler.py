"""The handler: read the event, look for an open alert, send it, and keep it open."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.open_alerts import OpenAlerts, alert_from
from bamp_pulumi.lambdas.alerts.reading import Kinds, read_alerts
from bamp_pulumi.lambdas.alerts.tags import with_tags
from bamp_pulumi.lambdas.alerts.telling import Teller

__all__ = ["Desk", "handle"]


# Any: a client of boto3.
@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the function works with."""

    kinds: Kinds
    open_alerts: OpenAlerts
    teller: Teller
    tagging: Any
    owner: str
    """Owner of a resource whose tags name none."""
    runbook: str
    escalate_after: timedelta
    remind_after: timedelta

    def receive(self, payload: Mapping[str, Any], now: datetime) -> None:
        """Take what the function is called with."""
        if "beat" in payload:
            self.teller.beat(payload["beat"])
            return
        if "due" in payload:
            self._come_due(alert_from(payload["due"]), now, payload["turn"])
            return
        for alert in read_alerts(payload, self.kinds):
            self._take(alert, now)

    def _take(self, read: Alert, now: datetime) -> None:
        alert = replace(with_tags(read, self.tagging, self.owner), runbook=self._runbook_of(read))
        for closed in self._close(alert):
            self.teller.tell(closed.with_status(AlertStatus.RESOLVED))
        if alert.status is AlertStatus.RECORDED:
            self.teller.tell(alert)
        elif not self._is_open(alert):
            self.teller.tell(alert)
            # Only now: an alert that was not sent is sent when Lambda repeats the call.
            self.open_alerts.open(alert, self.escalate_after, now)

    def _is_open(self, alert: Alert) -> bool:
        """Return True if it was sent before; where that cannot be read, it is sent again."""
        try:
            return self.open_alerts.find(alert.key) is not None
        except Exception as error:  # noqa: BLE001 - whatever it is
            print(f"what is open cannot be read: {error}")  # noqa: T201 - its log
            return False

    def _close(self, alert: Alert) -> Iterator[Alert]:
        for kind in alert.closes:
            closed = self.open_alerts.close(alert.key_of(kind))
            if closed is not None:
                yield closed

    def _come_due(self, alert: Alert, now: datetime, turn: int) -> None:
        """Escalate an alert that is still open; one that nothing can resolve is sent once."""
        if alert.lasts:
            escalated = alert.with_status(AlertStatus.ESCALATED)
            self.teller.tell(escalated)
            self.open_alerts.open(escalated, self.remind_after, now, turn=turn + 1)

    def _runbook_of(self, alert: Alert) -> str:
        return f"{self.runbook}#{alert.kind}" if self.runbook else ""


def handle(payload: Mapping[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's own
    """Take what Lambda hands over. An error makes Lambda call again, and then keep it."""
    _desk(context.invoked_function_arn).receive(payload, datetime.now(UTC))  # noqa: TID251 - the clock of the function


def _desk(function_arn: str) -> Desk:
    import boto3  # noqa: PLC0415 - a rehearsal reads this module's constants without it

    # Of the many clients that it makes only a few are typed here.
    connect = cast("Callable[..., Any]", boto3.client)

    def setting(name: str) -> str:
        return os.environ[name]

    kinds = json.loads(Path(__file__).with_name("kinds.json").read_text(encoding="utf-8"))
    return Desk(
        kinds=kinds,
        open_alerts=OpenAlerts(
            client=connect("scheduler"),
            group=setting("ALERTS_NAME"),
            role_arn=setting("SCHEDULE_ROLE_ARN"),
            function_arn=function_arn,
        ),
        teller=Teller(
            sns=connect("sns"),
            events=connect("events"),
            cloudwatch=lambda region: connect("cloudwatch", region_name=region),
            topic_arn=setting("TOPIC_ARN"),
            routed_topic_arn=setting("ROUTED_TOPIC_ARN"),
            name=setting("ALERTS_NAME"),
        ),
        tagging=connect("resourcegroupstaggingapi"),
        owner=setting("OWNER"),
        runbook=setting("RUNBOOK"),
        escalate_after=timedelta(minutes=int(setting("ESCALATE_AFTER_MINUTES"))),
        remind_after=timedelta(minutes=int(setting("REMIND_AFTER_MINUTES"))),
    )
