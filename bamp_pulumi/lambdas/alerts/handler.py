"""The handler: reads what the function is called with, and hands it on."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus
from bamp_pulumi.lambdas.alerts.incidents import Incidents
from bamp_pulumi.lambdas.alerts.open_alerts import OpenAlerts
from bamp_pulumi.lambdas.alerts.reading import TIME_FORMAT, Kinds, read_alerts
from bamp_pulumi.lambdas.alerts.tags import TagReader
from bamp_pulumi.lambdas.alerts.telling import Teller, UntoldError

__all__ = ["Desk", "handle"]

_WORKERS = 8


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
    workers: int = 1
    """How many entries are read and changed at the same time."""

    def receive(self, payload: Mapping[str, Any], now: datetime, request: str = "") -> None:
        """Take what the function is called with.

        Args:
            payload: An event, a message, what has come due, a heartbeat to put, or the name of an
                incident that somebody says is over.
            now: Aware.
            request: Id of the call, the same when Lambda tries it again. Default: a new one.

        Raises:
            UnreadableError: When it is none of these.
            UntoldError: When something is left to do. Lambda tries the call again.
        """
        incidents = self._incidents
        if isinstance(payload.get("beat"), str):
            self.teller.beat(payload["beat"])
        elif isinstance(payload.get("due"), Mapping):
            incidents.come_due(payload["due"], now)
        elif isinstance(payload.get("close"), str):
            incidents.close_by_hand(payload["close"], now)
        else:
            errors: list[Exception] = []
            for alert in read_alerts(payload, self.kinds):
                try:
                    self._take(alert, now, request or uuid4().hex)
                except Exception as error:  # noqa: BLE001 - one message keeps no other back
                    errors.append(error)
            if errors:
                raise UntoldError("; ".join(map(str, errors))) from errors[0]

    @property
    def _incidents(self) -> Incidents:
        return Incidents(
            entries=self.open_alerts,
            teller=self.teller,
            tags=TagReader(client=self.tagging, default_owner=self.owner),
            escalate_after=self.escalate_after,
            remind_after=self.remind_after,
            workers=self.workers,
        )

    def _take(self, read: Alert, now: datetime, request: str) -> None:
        """Open what is wrong; close what is over, and record what is well."""
        incidents = self._incidents
        alert = replace(read, runbook=self._runbook_of(read), time=_time_of(read, now))
        errors: list[Exception] = []
        steps: list[Callable[[], None]] = [
            partial(incidents.close, key, alert.time, now) for key in alert.closes
        ]
        if alert.status is AlertStatus.RECORDED:
            steps.append(lambda: self.teller.tell(incidents.tags.of([alert])[0]))
        else:
            steps.append(lambda: incidents.take(alert, now, request))
        for step in steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001 - each is for itself
                errors.append(error)
        if errors:
            raise UntoldError("; ".join(map(str, errors))) from errors[0]

    def _runbook_of(self, alert: Alert) -> str:
        return f"{self.runbook}#{alert.kind}" if self.runbook else ""


def _time_of(alert: Alert, now: datetime) -> str:
    """Return when something happened; now, where the event does not say, or says later."""
    latest = now.astimezone(UTC).strftime(TIME_FORMAT)
    return min(alert.time, latest) if alert.time else latest


def handle(payload: Mapping[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's own
    """Take what Lambda hands over. An error makes Lambda call again, and then keep it."""
    desk = _desk(context.invoked_function_arn)
    desk.receive(payload, datetime.now(UTC), context.aws_request_id)  # noqa: TID251 - its clock


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
        workers=_WORKERS,
    )
