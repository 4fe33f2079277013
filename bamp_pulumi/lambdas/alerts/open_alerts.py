"""What is known of alerts: one schedule of EventBridge Scheduler for each.

A schedule keeps its alert as the input of its target, until its time comes: so there is no
table to back up and no clock of our own. Making one with a name that exists is refused: of two
calls at once only one makes it. A schedule that has come due calls the function and is deleted a
little later; nothing is changed under a name whose time has come.

Source: EventBridge Scheduler user guide, managing-schedule-delete and configuring-schedule-dlq; API
reference, CreateSchedule, UpdateSchedule, ListSchedules (read 2026-11-28).
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar, cast

__all__ = ["Entry", "OpenAlerts", "SchedulerClient", "UnkeptError"]

_Answer = TypeVar("_Answer")
_TRIES = 2
_ANSWERS = {"ConflictException", "ResourceNotFoundException"}
_AT = "%Y-%m-%dT%H:%M:%S"


class UnkeptError(Exception):
    """The scheduler did not answer: nothing can be read or kept."""


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

    def update_schedule(self, **request: object) -> object:
        """Change a schedule."""
        ...

    # Any: answers of AWS.
    def get_schedule(self, **request: object) -> Any:  # noqa: ANN401
        """Read a schedule."""
        ...

    def list_schedules(self, **request: object) -> Any:  # noqa: ANN401
        """List a page of schedules."""
        ...

    def delete_schedule(self, **request: object) -> object:
        """Delete a schedule."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """What a schedule keeps."""

    name: str
    due: datetime
    """When it calls the function with its input, and is deleted."""
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlerts:
    """The schedules of one group."""

    client: SchedulerClient
    group: str
    role_arn: str
    """Role that the scheduler calls the function as."""
    function_arn: str
    dead_letter_arn: str = ""
    """Queue of what the scheduler cannot call the function with, in the end. Empty for none."""

    def make(self, entry: Entry) -> bool:
        """Make an entry. Returns False if there is one of this name."""
        try:
            _tried(lambda: self.client.create_schedule(**self._request(entry)))
        except self.client.exceptions.ConflictException:
            return False
        return True

    def change(self, entry: Entry) -> bool:
        """Change an entry. Returns False if there is none of this name."""
        try:
            _tried(lambda: self.client.update_schedule(**self._request(entry)))
        except self.client.exceptions.ResourceNotFoundException:
            return False
        return True

    def _request(self, entry: Entry) -> dict[str, object]:
        queue = {"DeadLetterConfig": {"Arn": self.dead_letter_arn}} if self.dead_letter_arn else {}
        return {
            "GroupName": self.group,
            "Name": entry.name,
            "ScheduleExpression": f"at({entry.due.astimezone(UTC).strftime(_AT)})",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": {
                "Arn": self.function_arn,
                "RoleArn": self.role_arn,
                "Input": json.dumps({"due": {"name": entry.name, **entry.says}}),
                **queue,
            },
        }

    def find(self, name: str) -> Entry | None:
        """Return an entry."""
        try:
            found = _tried(lambda: self.client.get_schedule(GroupName=self.group, Name=name))
        except self.client.exceptions.ResourceNotFoundException:
            return None
        says = json.loads(found["Target"]["Input"])["due"]
        due = datetime.strptime(found["ScheduleExpression"][3:-1], _AT).replace(tzinfo=UTC)
        return Entry(name, due, says)

    def names(self, prefix: str) -> list[str]:
        """List the names of all entries that begin so, in their order."""
        found: list[str] = []
        page: dict[str, str] = {}
        while True:
            request = {"GroupName": self.group, "NamePrefix": prefix, **page}
            answer = _tried(lambda request=request: self.client.list_schedules(**request))
            found += [cast("str", one["Name"]) for one in answer["Schedules"]]
            if not answer.get("NextToken"):
                return sorted(found)
            page = {"NextToken": answer["NextToken"]}

    def delete(self, name: str) -> None:
        """Delete an entry, if there is one."""
        with suppress(self.client.exceptions.ResourceNotFoundException):
            _tried(lambda: self.client.delete_schedule(GroupName=self.group, Name=name))


def _tried(call: Callable[[], _Answer]) -> _Answer:
    """Call the scheduler again where an error may pass.

    A conflict, and a name that is not there, are answers: they are raised at once.

    Raises:
        UnkeptError: When it did not answer.
    """
    errors: list[Exception] = []
    for _ in range(_TRIES):
        try:
            return call()
        except Exception as error:
            if type(error).__name__ in _ANSWERS:
                raise
            errors.append(error)
    raise UnkeptError(str(errors[-1])) from errors[-1]
