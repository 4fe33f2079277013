"""An account in which the alert function runs: the services that it calls, on simulated time.

It is the function itself that runs, against clients that answer as AWS documents: EventBridge
Scheduler calls what is due and deletes it; Lambda tries a failed call twice more, a minute and two
minutes later, and then puts it into the dead-letter queue.

Source: EventBridge Scheduler API reference, CreateSchedule, ListSchedules, and user guide,
managing-schedule-delete; Lambda developer guide, invocation-async-error-handling (read 2026-11-28).
"""

import json
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any, Final

from bamp_pulumi.baseline import AlertSettings, render_kinds
from bamp_pulumi.lambdas.alerts import Desk, OpenAlerts, Sender

__all__ = ["KilledError", "Sent", "SimulatedAccount"]

# Any, from here on: requests of boto3, as the function makes them.
_WAITS: Final = (timedelta(minutes=1), timedelta(minutes=2))
_PAGE: Final = 100
_LINGERS: Final = timedelta(seconds=40)
"""How long a schedule that has come due is still there. AWS names no time."""
_KINDS: Final = render_kinds()
PEOPLE_ARN: Final = "arn:aws:sns:us-east-1:111122223333:people"
ROUTED_ARN: Final = "arn:aws:sns:us-east-1:111122223333:routed"


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that the function has sent."""

    at: datetime
    to: str
    """ARN of a topic; empty for the default bus."""
    request: Mapping[str, Any]

    @property
    def detail(self) -> Mapping[str, Any]:
        """Detail of the event, of a message to the bus."""
        return json.loads(self.request["Detail"])


class KilledError(BaseException):
    """The function is stopped in the middle of its work, as at its timeout: nothing catches it."""


class _ConflictError(Exception):
    pass


class _NotFoundError(Exception):
    pass


# As boto3 names them; the function knows them by name.
_ConflictError.__name__ = "ConflictException"
_NotFoundError.__name__ = "ResourceNotFoundException"


class _Exceptions:
    ConflictException = _ConflictError
    ResourceNotFoundException = _NotFoundError


@dataclass(kw_only=True)
class SimulatedAccount:
    """The services, and what has been sent."""

    now: datetime
    settings: AlertSettings = field(default_factory=AlertSettings.model_construct)
    has_routed: bool = False
    has_sms: bool = False
    tags: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """Tags of resources, by ARN."""
    before: Callable[[str], None] = lambda _: None
    """Called with the name of each call of a service before it is made; may raise."""
    after: Callable[[str], None] = lambda _: None
    """And once it has done it: the caller does not know then."""
    sent: list[Sent] = field(default_factory=list[Sent])
    counted: list[tuple[datetime, str]] = field(default_factory=list[tuple[datetime, str]])
    """Times at which a metric was counted, and where."""
    dead: list[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])
    """What is in the dead-letter queue."""
    calls: Counter[str] = field(default_factory=Counter[str])
    """How often each call was made."""
    by_second: Counter[tuple[str, datetime]] = field(default_factory=Counter[tuple[str, datetime]])
    """How often each call was made in each second. All that one call of the function does is
    counted in the second in which it begins."""
    schedules: dict[str, tuple[datetime, str]] = field(
        default_factory=dict[str, tuple[datetime, str]]
    )
    exceptions = _Exceptions()

    def __post_init__(self) -> None:
        """Make the function."""
        self._numbers = count()
        self._waiting: list[tuple[datetime, int, Mapping[str, Any], str, int]] = []
        # What comes due or goes when, soonest first; what was changed since is still in it.
        self._due: list[tuple[datetime, int, str]] = []
        self._names: list[str] = sorted(self.schedules)
        for name, (due, _) in self.schedules.items():
            heappush(self._due, (due, next(self._numbers), name))
        self._fired: set[str] = set()
        client: Any = self
        self.desk = Desk(
            kinds=_KINDS,
            open_alerts=OpenAlerts(
                client=client, group="alerts", role_arn="role", function_arn="function"
            ),
            sender=Sender(
                sns=client,
                events=client,
                cloudwatch=client.in_region,
                topic_arn=PEOPLE_ARN,
                routed_topic_arn=ROUTED_ARN if self.has_routed else "",
                has_sms=self.has_sms,
                name="alerts",
            ),
            tagging=client,
            owner="platform",
            runbook=self.settings.runbook,
            escalate_after=timedelta(minutes=self.settings.escalate_after_minutes),
            remind_after=timedelta(minutes=self.settings.remind_after_minutes),
        )

    def call(self, payload: Mapping[str, Any], at: datetime, request: str = "") -> None:
        """Let the function be called at a time."""
        number = next(self._numbers)
        heappush(self._waiting, (at, number, payload, request or f"request-{number}", 0))

    def run(self, until: datetime) -> None:
        """Let time pass."""
        while (at := self._next()) is not None and at <= until:
            self.now = max(self.now, at)
            self._fire()
            while self._waiting and self._waiting[0][0] <= self.now:
                self._invoke(*heappop(self._waiting)[2:])
        self.now = until

    def _next(self) -> datetime | None:
        while self._due and not self._is_due(self._due[0]):
            heappop(self._due)
        times = [waiting[0][0] for waiting in (self._due, self._waiting) if waiting]
        return min(times, default=None)

    def _moves(self, name: str) -> datetime:
        """Return when a schedule comes due, or is deleted once it has."""
        due, _ = self.schedules[name]
        return due + _LINGERS if name in self._fired else due

    def _is_due(self, entry: tuple[datetime, int, str]) -> bool:
        """Return True if a schedule still comes due, or goes, when an entry says."""
        at, _, name = entry
        return name in self.schedules and self._moves(name) == at

    def _fire(self) -> None:
        """Call the function for what is due; the schedule is deleted a little later."""
        while self._due and self._due[0][0] <= self.now:
            entry = heappop(self._due)
            if not self._is_due(entry):
                continue
            name = entry[2]
            if name in self._fired:
                self._take_out(name)
            else:
                due, given = self.schedules[name]
                self._fired.add(name)
                heappush(self._due, (due + _LINGERS, next(self._numbers), name))
                self.call(json.loads(given), self.now, f"due-{name}-{due:%H%M%S}")

    def _invoke(self, payload: Mapping[str, Any], request: str, tries: int) -> None:
        try:
            self.desk.receive(payload, self.now, request)
        except (Exception, KilledError):  # noqa: BLE001 - as Lambda does
            if tries == len(_WAITS):
                self.dead.append(payload)
                return
            again = (self.now + _WAITS[tries], next(self._numbers), payload, request, tries + 1)
            heappush(self._waiting, again)

    def _did(self, call: str, act: Callable[[], Any]) -> Any:  # noqa: ANN401 - as above
        self.calls[call] += 1
        self.by_second[call, self.now.replace(microsecond=0)] += 1
        self.before(call)
        answer = act()
        self.after(call)
        return answer

    # The calls, by boto3's names.

    def create_schedule(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Make a schedule; a name that exists is refused."""

        def act() -> None:
            if request["Name"] in self.schedules:
                raise _ConflictError
            self._put(request)

        return self._did("CreateSchedule", act)

    def update_schedule(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Change one."""

        def act() -> None:
            self._found(request)
            # AWS does not say what becomes of one that has come due: it goes.
            if request["Name"] not in self._fired:
                self._put(request)

        return self._did("UpdateSchedule", act)

    def _put(self, request: Mapping[str, Any]) -> None:
        due = datetime.fromisoformat(request["ScheduleExpression"][3:-1]).replace(tzinfo=UTC)
        name = request["Name"]
        if name not in self.schedules:
            insort(self._names, name)
        self.schedules[name] = due, request["Target"]["Input"]
        heappush(self._due, (due, next(self._numbers), name))

    def _take_out(self, name: str) -> None:
        del self._names[bisect_left(self._names, name)]
        del self.schedules[name]
        self._fired.discard(name)

    def _found(self, request: Mapping[str, Any]) -> tuple[datetime, str]:
        if request["Name"] not in self.schedules:
            raise _NotFoundError
        return self.schedules[request["Name"]]

    def get_schedule(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Read one."""

        def act() -> Mapping[str, Any]:
            due, given = self._found(request)
            return {
                "ScheduleExpression": f"at({due:%Y-%m-%dT%H:%M:%S})",
                "Target": {"Input": given},
            }

        return self._did("GetSchedule", act)

    def list_schedules(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """List a page of those whose names begin so."""

        def act() -> Mapping[str, Any]:
            prefix, start = request["NamePrefix"], int(request.get("NextToken", 0))
            first = bisect_left(self._names, prefix) + start
            some = self._names[first : first + _PAGE + 1]
            names = [name for name in some if name.startswith(prefix)]
            page = {"Schedules": [{"Name": name} for name in names[:_PAGE]]}
            more = len(names) > _PAGE
            return {**page, "NextToken": str(start + _PAGE)} if more else page

        return self._did("ListSchedules", act)

    def delete_schedule(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Delete one."""

        def act() -> None:
            self._found(request)
            self._take_out(request["Name"])

        return self._did("DeleteSchedule", act)

    def publish(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Publish to a topic."""
        act = self.sent.append
        return self._did("Publish", lambda: act(Sent(self.now, request["TopicArn"], request)))

    def put_events(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Put an event on the default bus."""

        def act() -> Mapping[str, Any]:
            self.sent.extend(Sent(self.now, "", entry) for entry in request["Entries"])
            return {"FailedEntryCount": 0}

        return self._did("PutEvents", act)

    def get_resources(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Read the tags of resources."""

        def act() -> Mapping[str, Any]:
            found = [
                {
                    "ResourceARN": arn,
                    "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
                }
                for arn in request["ResourceARNList"]
                if (tags := self.tags.get(arn)) is not None
            ]
            return {"ResourceTagMappingList": found}

        return self._did("GetResources", act)

    def count_in(self, region: str) -> None:
        """Count one in a Region."""
        self._did("PutMetricData", lambda: self.counted.append((self.now, region)))

    def in_region(self, region: str) -> Any:  # noqa: ANN401 - as above
        """Return the client of metrics of a Region."""
        return _Metrics(self, region)


@dataclass(frozen=True, slots=True)
class _Metrics:
    account: SimulatedAccount
    region: str

    def put_metric_data(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Count."""
        del request
        self.account.count_in(self.region)
