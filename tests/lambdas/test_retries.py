"""Nothing is lost while services fail: every call of the function, failing one and two at a time.

The function runs in a simulated account. A call of a service fails before it has done anything, or
after it (the function cannot know which), or the function is stopped there, as at its timeout. An
alert is opened, escalates, is sent again, and is over; what people and the bus receive is counted.

The guarantee: each message reaches each destination at least once, and at most once more for each
failure; or what the function was called with is in the dead-letter queue, whose alarm notifies
people.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from typing import Any, Final

import pytest
from sweeps import sampled, tries

from bamp_pulumi.rehearsal.storm import KilledError, SimulatedAccount

# Any: events as AWS sends them.
NOW: Final = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
ACCOUNT, REGION = "123456789012", "us-east-1"
VAULT = f"arn:aws:backup:{REGION}:{ACCOUNT}:backup-vault:main"
FAILURES: Final = ("before", "after", "killed before", "killed after")
OVER: Final = timedelta(hours=30)
MESSAGES: Final = {"open": 1, "escalated": 2, "resolved": 1}
"""What the bus receives of an alert that is over after 30 hours; people, what is not resolved."""


class BrokenError(Exception):
    """A service does not answer."""


def job(state: str, at: datetime, name: str = "orders") -> dict[str, Any]:
    """What the function is called with for a backup job."""
    return {
        "kind": "job-done" if state == "COMPLETED" else "job-failed",
        "event": {
            "source": "aws.backup",
            "detail-type": "Backup Job State Change",
            "account": ACCOUNT,
            "region": REGION,
            "time": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "id": f"{name}{state}{at}",
            "detail": {
                "backupJobId": f"{name}{at}",
                "backupVaultName": "main",
                "backupVaultArn": VAULT,
                "resourceArn": f"arn:aws:rds:{REGION}:{ACCOUNT}:db:{name}",
                "state": state,
                "createdBy": {"backupPlanId": "plan", "backupPlanRuleId": "daily"},
            },
        },
    }


class Account:
    """A simulated account in which calls of services fail, by their number."""

    def __init__(self, failing: Mapping[int, str]) -> None:
        """Fail the calls of these numbers."""
        self.failing, self.made = failing, 0
        self.account = SimulatedAccount(now=NOW, before=self._before, after=self._after)

    def _before(self, _: str) -> None:
        self.made += 1
        self._fail("before")

    def _after(self, _: str) -> None:
        self._fail("after")

    def _fail(self, when: str) -> None:
        how = self.failing.get(self.made, "")
        if how == when:
            raise BrokenError(how)
        if how == f"killed {when}":
            raise KilledError(how)

    def live(self, names: tuple[str, ...] = ("orders",)) -> None:
        """Let each of some databases fail, and complete thirty hours later."""
        for name in names:
            self.account.call(job("FAILED", NOW, name), NOW)
        self.account.run(NOW + OVER)
        for name in names:
            self.account.call(job("COMPLETED", NOW + OVER, name), NOW + OVER)
        self.account.run(NOW + timedelta(days=5))

    def on_the_bus(self) -> Counter[str]:
        """Count what the bus received, by its status."""
        return Counter(s.detail["status"] for s in self.account.sent if not s.to)

    def by_mail(self) -> Counter[str]:
        """Count what people received."""
        subjects = [str(sent.request["Subject"]) for sent in self.account.sent if sent.to]
        return Counter("escalated" if "STILL" in one else "open" for one in subjects)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of the function is not looked at here."""

    def nothing(*_: object) -> None:
        pass

    monkeypatch.setattr("builtins.print", nothing)


def wrong(failing: Mapping[int, str]) -> Iterator[str]:
    """Say what the guarantee does not hold for while some calls fail."""
    account = Account(failing)
    account.live()
    at_most = 1 + len(failing)
    reached = {"bus": account.on_the_bus(), "mail": account.by_mail()}
    for destination, found in reached.items():
        for status, times in MESSAGES.items():
            if destination == "mail" and status == "resolved":
                continue
            if found[status] < times and not account.account.dead:
                yield f"{failing}: {destination} lost {status}"
            if found[status] > times - 1 + at_most:
                yield f"{failing}: {destination} received {status} {found[status]} times"
    if account.account.schedules and not account.account.dead:
        yield f"{failing}: {[*account.account.schedules]} are left"


def calls() -> int:
    """Count the calls of services while nothing fails."""
    account = Account({})
    account.live()
    return account.made


def test_while_nothing_fails_each_message_is_sent_once() -> None:
    """And nothing is kept at the end."""
    account = Account({})
    account.live()

    assert account.on_the_bus() == Counter({**MESSAGES, "recorded": 1})
    assert account.by_mail() == Counter({"open": 1, "escalated": 2})
    assert account.account.schedules == {}
    assert account.account.dead == []


def test_what_is_over_is_said_at_once() -> None:
    """And the first message is sent at once; what has failed is tried again within minutes."""
    sound, broken = Account({}), Account({})
    sound.live()

    assert [s.at for s in sound.account.sent if not s.to and s.detail["status"] == "resolved"] == [
        NOW + OVER
    ]
    down = NOW + timedelta(seconds=30)

    def no_mail(call: str) -> None:
        if call == "Publish" and broken.account.now < down:
            raise BrokenError(call)

    broken.account.before = no_mail
    broken.live()

    assert next(s.at for s in sound.account.sent if s.to) == NOW
    assert next(s.at for s in broken.account.sent if s.to) == NOW + timedelta(minutes=1)


def test_no_single_failure_loses_or_repeats_more_than_once() -> None:
    """Each call, failing in each of four ways; a few more calls come with the second try."""
    numbers = range(1, calls() + 12)

    assert [w for n in numbers for how in FAILURES for w in wrong({n: how})] == []


def test_no_pair_of_failures_loses_anything() -> None:
    """Every pair by `make props`, fewer otherwise: the same pairs each time."""
    pairs = [
        {first: how, second: then}
        for first, second in combinations(range(1, calls() + 12), 2)
        for how, then in product(FAILURES, repeat=2)
    ]
    tried = tries("pairs of failures", sample=350, all_=3_000, deep=len(pairs))
    chosen = random.Random(12).sample(pairs, tried)  # noqa: S311 - no secret

    assert [said for pair in chosen for said in wrong(pair)] == []


def test_many_failures_lose_nothing_either() -> None:
    """Up to eight of them."""
    chance = random.Random(7)  # noqa: S311 - no secret
    last = calls() + 30
    for _ in range(tries("many failures", sample=80, all_=600, deep=3_000)):
        numbers = chance.sample(range(1, last), chance.randint(3, 8))
        assert [*wrong({number: chance.choice(FAILURES) for number in numbers})] == []


SIX = tuple(f"db-{number}" for number in range(6))


def test_of_several_nothing_is_lost_whichever_call_fails() -> None:
    """Three are messages of their own, three are listed in one; all escalate in one message."""
    sound = Account({})
    sound.live(SIX)
    assert sound.by_mail() == Counter({"open": 4, "escalated": 2})
    assert sound.on_the_bus()["resolved"] == 1
    failing = product(range(1, sound.made + 12), FAILURES)
    for number, how in sampled("failures while several are open", failing, one_in=12):
        account = Account({number: how})
        account.live(SIX)
        texts = "".join(str(s.request["Message"]) for s in account.account.sent if s.to)
        lost = [name for name in SIX if f":db:{name}" not in texts]
        assert not lost or account.account.dead, (number, how, lost)
        assert account.on_the_bus()["resolved"] in {1, 2}, (number, how)
        assert account.by_mail()["escalated"] in {2, 3}, (number, how)
        assert account.account.schedules == {}


OUTAGES: Mapping[str, tuple[str, ...]] = {
    "SNS": ("Publish",),
    "EventBridge": ("PutEvents",),
    "CloudWatch": ("PutMetricData",),
    "Scheduler": (
        "CreateSchedule",
        "DeleteSchedule",
        "GetSchedule",
        "ListSchedules",
        "UpdateSchedule",
    ),
}


@pytest.mark.parametrize("hours", [0.02, 0.2, 1, 12])
@pytest.mark.parametrize("start", [0, 0.05, 1.99, 2, 25.99, 29.99])
@pytest.mark.parametrize("service", OUTAGES)
def test_an_outage_loses_nothing(service: str, start: float, hours: float) -> None:
    """What it keeps back is sent once it is over; people who are reached are not sent it again.

    Where the scheduler itself is out of service nothing can be kept: what has failed is sent by
    each of the three tries, and the dead-letter queue has it.
    """
    begins, ends = NOW + timedelta(hours=start), NOW + timedelta(hours=start + hours)
    account: SimulatedAccount

    def out_of_service(call: str) -> None:
        if call in OUTAGES[service] and begins <= account.now < ends:
            raise BrokenError(call)

    found = Account({})
    found.account.before = out_of_service
    account = found.account
    found.live()

    mails, bus = found.by_mail(), found.on_the_bus()
    assert mails["open"] >= 1
    assert bus["open"] >= 1
    if service == "Scheduler":
        is_told = bus["escalated"] >= 2 and bus["resolved"] == 1
        assert is_told or account.dead
        assert mails["open"] <= 3
        return
    assert bus["resolved"] == 1
    assert bus["escalated"] >= 1
    assert mails["open"] == 1
    assert mails["escalated"] <= 2
    assert account.schedules == {}


@pytest.mark.parametrize("late", [timedelta(minutes=1), timedelta(minutes=50)])
def test_what_comes_out_of_order_is_put_in_order(late: timedelta) -> None:
    """By the time in the events: an older success closes nothing.

    A failure that a success has followed is no news.
    """

    def open_after(*payloads: dict[str, Any]) -> bool:
        found = Account({})
        for number, payload in enumerate(payloads):
            found.account.call(payload, NOW + OVER + number * late)
        found.account.run(NOW + OVER + timedelta(hours=1, minutes=40))
        kept = [
            json.loads(given)["due"]["kept"]
            for name, (_, given) in found.account.schedules.items()
            if name.startswith("job-failed.")
        ]
        return any(not one["closed"] for one in kept)

    failed, later = job("FAILED", NOW), job("FAILED", NOW + timedelta(minutes=9))
    done = job("COMPLETED", NOW + timedelta(minutes=5))
    assert not open_after(failed, done)
    assert not open_after(done, failed)
    assert open_after(failed, later, done)
    assert open_after(done, later)
    assert open_after(later, done)


def test_every_kind_of_failure_is_tried() -> None:
    """A failure that the simulation ignores would prove nothing."""
    for how in FAILURES:
        account = Account({3: how})
        tried: list[str] = []
        account.account.before = _noting(account, tried)
        account.live()
        assert tried == [how]


def _noting(account: Account, tried: list[str]) -> Callable[[str], None]:
    before = account.account.before

    def note(call: str) -> None:
        if account.made == 2:
            tried.append(account.failing[3])
        before(call)

    return note


def test_each_alert_escalates_in_its_own_time_whatever_it_has_joined() -> None:
    """A failure every twenty minutes, which anybody can cause, keeps no other one back."""
    account = Account({}).account
    for number in range(90):
        at = NOW + number * timedelta(minutes=20)
        account.call(job("FAILED", at, f"junk-{number}"), at)
    joined = NOW + timedelta(hours=26, minutes=7)
    account.call(job("FAILED", joined, "orders"), joined)
    account.run(joined + timedelta(hours=3))

    escalated = [
        sent.at
        for sent in account.sent
        if sent.to and "STILL" in str(sent.request["Subject"]) and sent.at > joined
        if ":db:orders" in str(sent.request["Message"])
    ]
    assert escalated[0] <= joined + timedelta(hours=2, minutes=25)


@pytest.mark.parametrize("seconds", [20, 60, 120])
def test_what_fails_and_succeeds_in_turns_is_few_messages(seconds: int) -> None:
    """Whatever its pace; in the end it is known how it stands."""
    account = Account({}).account
    every = timedelta(seconds=seconds)
    turns = int(timedelta(hours=3) / every)
    for number in range(turns):
        at = NOW + number * every
        account.call(job("COMPLETED" if number % 2 else "FAILED", at), at)
    last = NOW + turns * every
    account.call(job("FAILED", last), last)
    account.run(last + timedelta(hours=1))

    mails = [sent.at for sent in account.sent if sent.to]
    assert max(sum(at <= one < at + timedelta(hours=1) for one in mails) for at in mails) <= 12
    statuses = [sent.detail["status"] for sent in account.sent if not sent.to]
    assert [one for one in statuses if one in ("open", "escalated", "resolved")][-1] == "open"
    assert any(name.startswith("job-failed.") for name in account.schedules)
