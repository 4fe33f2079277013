"""Calls of the alert function at the same time: nothing is lost, whoever calls a service first.

It is the function itself, in a simulated account. Two calls are stopped at every pair of places;
more calls at places that are drawn. What this cannot prove: that the services answer as they are
documented, and schedules that change between two calls more often than those.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from alert_events import HERE, job
from interleaved import Schedule, at_once, mixed, nested
from sweeps import Effort, effort, tries

from bamp_pulumi.rehearsal.storm.account import PEOPLE_ARN, SimulatedAccount

# Any, from here on: what the function is called with.
Payload = Mapping[str, Any]
NOW = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
EARLY, MIDDLE, LATE = "2026-11-28T05:10:00Z", "2026-11-28T05:20:00Z", "2026-11-28T05:30:00Z"
DRAWN = tries("schedules of calls at once", sample=40, all_=200, deep=600)
EVERY = {Effort.SAMPLE: 13, Effort.ALL: 3, Effort.DEEP: 1}[effort()]
"""Of the schedules that stop two calls once each: every how many."""


def failed(time: str, name: str = "orders", why: str = "denied") -> Payload:
    """A failed backup of a database."""
    payload = job(
        "FAILED",
        kind="job-failed",
        backupJobId=f"{name}-{time}",
        resourceArn=f"arn:aws:rds:{HERE}:111122223333:db:{name}",
        statusMessage=why,
    )
    payload["event"]["time"] = time
    return payload


def done(time: str, name: str = "orders") -> Payload:
    """A completed one."""
    payload = job(
        "COMPLETED",
        kind="job-done",
        backupJobId=f"{name}-{time}",
        resourceArn=f"arn:aws:rds:{HERE}:111122223333:db:{name}",
    )
    payload["event"]["time"] = time
    return payload


def account_after(*earlier: Payload, minutes: int = 1) -> SimulatedAccount:
    """An account, some minutes after it was called with something."""
    start = NOW - timedelta(minutes=minutes)
    account = SimulatedAccount(now=start)
    for number, payload in enumerate(earlier):
        account.call(payload, start, f"earlier-{number}")
    account.run(NOW)
    return account


def told(account: SimulatedAccount, status: str) -> list[str]:
    """The messages to people of one status."""
    return [
        one.request["Message"]
        for one in account.sent
        if one.to == PEOPLE_ARN
        and one.request["MessageAttributes"]["status"]["StringValue"] == status
    ]


def on_the_bus(account: SimulatedAccount, *statuses: str) -> list[str]:
    """The statuses of what went to the bus, of those asked for."""
    found = [one.detail["status"] for one in account.sent if not one.to]
    return [status for status in found if status in statuses]


def is_open(account: SimulatedAccount, name: str = "orders") -> bool:
    """Return True if the failure of a database is open."""
    said = [json.loads(given)["due"] for _, given in account.schedules.values()]
    kept = [one["kept"] for one in said if one["as"] == "kept"]
    return any(one["alert"]["resource"].endswith(f":{name}") and not one["closed"] for one in kept)


def schedules_for(
    make: Callable[[], SimulatedAccount], payloads: Sequence[Payload], *, drawn: int = DRAWN
) -> Iterable[Schedule]:
    """The schedules to try, of calls as long as these are one after another."""
    lengths = at_once(make(), payloads, ())
    stopped = [*nested(lengths)][::EVERY] if len(payloads) == 2 else []
    return [*stopped, *mixed(lengths, drawn)]


def test_the_same_event_twice_at_once_is_one_message() -> None:
    """EventBridge may deliver an event more than once."""
    event = failed(EARLY)
    for schedule in schedules_for(account_after, [event, event]):
        account = account_after()
        at_once(account, [event, event], schedule)
        account.run(NOW + timedelta(minutes=90))
        assert len(told(account, "open")) == 1, schedule
        assert is_open(account), schedule
        assert account.dead == [], schedule


@pytest.mark.parametrize("is_open_before", [False, True])
@pytest.mark.parametrize("is_failure_later", [False, True])
def test_of_a_failure_and_a_success_at_once_the_later_one_counts(
    *, is_open_before: bool, is_failure_later: bool
) -> None:
    """Later by the time in the events, whichever is read first."""
    earlier = [failed(EARLY)] if is_open_before else []
    events = [failed(LATE), done(MIDDLE)] if is_failure_later else [failed(MIDDLE), done(LATE)]

    def before() -> SimulatedAccount:
        return account_after(*earlier)

    for schedule in schedules_for(before, events):
        account = before()
        at_once(account, events, schedule)
        account.run(NOW + timedelta(minutes=30))
        assert is_open(account) is is_failure_later, schedule
        if is_failure_later:
            assert told(account, "open"), schedule
            assert on_the_bus(account, "open", "resolved")[-1] == "open", schedule
        else:
            # Of what is over at once people may be spared; it is on record all the same.
            assert on_the_bus(account, "open", "repeated"), schedule
        assert account.dead == [], schedule


def test_of_three_reports_at_once_the_latest_counts() -> None:
    """What is open fails again, succeeds and fails: whatever is read first, it is open."""
    events = [failed(MIDDLE), done("2026-11-28T05:25:00Z"), failed(LATE)]

    def before() -> SimulatedAccount:
        return account_after(failed(EARLY))

    for schedule in schedules_for(before, events, drawn=2 * DRAWN):
        account = before()
        at_once(account, events, schedule)
        account.run(NOW + timedelta(minutes=30))
        assert is_open(account), schedule
        assert on_the_bus(account, "open", "resolved")[-1] == "open", schedule
        assert account.dead == [], schedule
        # And the next success closes all of it.
        account.call(done("2026-11-28T05:40:00Z"), account.now)
        account.run(NOW + timedelta(days=3))
        assert not is_open(account), schedule
        assert on_the_bus(account, "open", "escalated", "resolved")[-1] == "resolved", schedule


@pytest.mark.parametrize("count", [2, 10])
def test_every_alert_of_a_group_reaches_people(count: int) -> None:
    """By itself, or in the message of the window; few by themselves."""
    names = [f"db-{n:02}" for n in range(count)]
    events = [failed(EARLY, name, f"reason {name}") for name in names]
    for schedule in schedules_for(account_after, events, drawn=DRAWN // (count // 2)):
        account = account_after()
        at_once(account, events, schedule)
        account.run(NOW + timedelta(minutes=100))
        messages = told(account, "open")
        missing = [name for name in names if not any(name in one for one in messages)]
        assert missing == [], schedule
        assert sum("Which:" not in one for one in messages) <= 7 + 1, schedule
        assert account.dead == [], schedule


def due_of(account: SimulatedAccount, begins: str) -> Payload:
    """What the scheduler calls the function with for an entry: that is gone by then."""
    (name,) = [
        one
        for one in account.schedules
        if one.startswith(begins) and one[-1].isdigit() and "-" not in one.rpartition(".")[2]
    ]
    due, given = account.schedules.pop(name)
    account.now = max(due, account.now)
    return json.loads(given)


def test_what_joins_a_window_that_comes_due_reaches_people() -> None:
    """In this window's message or in that of the next one."""
    names = [f"db-{n:02}" for n in range(9)]
    storm = [failed(EARLY, name) for name in names]
    late = failed(MIDDLE, "late")

    def before() -> tuple[SimulatedAccount, list[Payload]]:
        account = account_after(*storm, minutes=4)
        return account, [due_of(account, "window."), late]

    account, payloads = before()
    lengths = at_once(account, payloads, ())
    for schedule in [*[*nested(lengths)][:: EVERY * EVERY], *mixed(lengths, DRAWN // 3)]:
        account, payloads = before()
        at_once(account, payloads, schedule)
        account.run(NOW + timedelta(minutes=100))
        messages = told(account, "open")
        missing = [name for name in [*names, "late"] if not any(f":{name}" in m for m in messages)]
        assert missing == [], schedule
        assert account.dead == [], schedule


def test_an_incident_that_is_over_while_it_escalates_ends_as_over() -> None:
    """The last that pagers and tickets receive is that it is over."""
    success = done(LATE)

    def before() -> tuple[SimulatedAccount, list[Payload]]:
        account = account_after(failed(EARLY), minutes=30)
        return account, [due_of(account, "open."), success]

    account, payloads = before()
    lengths = at_once(account, payloads, ())
    for schedule in [*[*nested(lengths)][::EVERY], *mixed(lengths, DRAWN)]:
        account, payloads = before()
        at_once(account, payloads, schedule)
        account.run(NOW + timedelta(days=3))
        assert not is_open(account), schedule
        assert on_the_bus(account, "open", "escalated", "resolved")[-1] == "resolved", schedule
        assert len(told(account, "escalated")) <= 1, schedule
        assert account.dead == [], schedule


@pytest.mark.parametrize("names", [("orders", "orders"), ("orders", "users")])
def test_two_that_are_over_at_once_end_the_incident(names: tuple[str, str]) -> None:
    """Of the same alert or of the last two of an incident: once or twice, never not at all."""
    before = [failed(EARLY, name) for name in dict.fromkeys(names)]
    events = [done(LATE, name) for name in names]

    def make() -> SimulatedAccount:
        return account_after(*before, minutes=30)

    for schedule in schedules_for(make, events):
        account = make()
        at_once(account, events, schedule)
        account.run(NOW + timedelta(minutes=10))
        assert not any(is_open(account, name) for name in names), schedule
        assert 1 <= len(on_the_bus(account, "resolved")) <= 2, schedule
        account.run(NOW + timedelta(days=3))
        assert on_the_bus(account, "escalated") == [], schedule
        assert account.dead == [], schedule
