"""What is open: one schedule for each thing that is wrong.

While its schedule exists the alert is not sent again. When the schedule comes due and nothing has
resolved the alert, it escalates. EventBridge Scheduler keeps it all, so there
is no table to back up and no clock of our own. A schedule that has come due is deleted a little
later; what goes on being wrong is kept under the other of two names.

Source: EventBridge Scheduler user guide, managing-schedule-delete; API reference, CreateSchedule
(read 2026-11-26).
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bamp_pulumi.lambdas.alerts.alert import Alert, AlertStatus

__all__ = ["OpenAlerts", "SchedulerClient", "alert_from"]


class _Exceptions(Protocol):
    @property
    def ConflictException(self) -> type[Exception]: ...  # noqa: N802 - boto3's names

    @property
    def ResourceNotFoundException(self) -> type[Exception]: ...  # noqa: N802 - boto3's names


class SchedulerClient(Protocol):
    """What is used of boto3's client."""

    @property
    def exceptions(self) -> _Exceptions:
        """Its errors."""
        ...

    def create_schedule(self, **request: object) -> object:
        """Make a schedule."""
        ...

    # Any: an answer of AWS.
    def get_schedule(self, **request: object) -> Any:  # noqa: ANN401
        """Read a schedule."""
        ...

    def delete_schedule(self, **request: object) -> object:
        """Delete a schedule."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlerts:
    """The schedules of one group."""

    client: SchedulerClient
    group: str
    role_arn: str
    """Role that the scheduler calls the function as."""
    function_arn: str

    def find(self, key: str) -> Alert | None:
        """Return what is open under a key."""
        found = (self._read(name) for name in _names(key))
        return next((alert for alert in found if alert is not None), None)

    def _read(self, name: str) -> Alert | None:
        try:
            schedule = self.client.get_schedule(GroupName=self.group, Name=name)
        except self.client.exceptions.ResourceNotFoundException:
            return None
        return alert_from(json.loads(schedule["Target"]["Input"])["due"])

    def open(self, alert: Alert, for_: timedelta, now: datetime, *, turn: int = 0) -> None:
        """Open an alert until it is closed, or its time is over.

        Args:
            alert: The alert.
            for_: Its time.
            now: Aware.
            turn: How often its time has been over before.
        """
        due = now.astimezone(UTC) + for_
        try:
            self.client.create_schedule(
                GroupName=self.group,
                Name=_names(alert.key)[turn % 2],
                ScheduleExpression=f"at({due:%Y-%m-%dT%H:%M:%S})",
                FlexibleTimeWindow={"Mode": "OFF"},
                ActionAfterCompletion="DELETE",
                Target={
                    "Arn": self.function_arn,
                    "RoleArn": self.role_arn,
                    "Input": json.dumps({"due": asdict(alert), "turn": turn}),
                },
            )
        except self.client.exceptions.ConflictException:
            return  # two calls at once; one schedule is enough

    def close(self, key: str) -> Alert | None:
        """Close what is open under a key, and return it."""
        found = self.find(key)
        for name in _names(key) if found is not None else ():
            with suppress(self.client.exceptions.ResourceNotFoundException):
                self.client.delete_schedule(GroupName=self.group, Name=name)
        return found


def _names(key: str) -> tuple[str, str]:
    return key, f"{key}.late"


def alert_from(fields: Mapping[str, Any]) -> Alert:
    """Read an alert as a schedule keeps it."""
    read: dict[str, Any] = {
        **fields,
        "status": AlertStatus(fields["status"]),
        "closes": tuple(fields["closes"]),
    }
    return Alert(**read)
