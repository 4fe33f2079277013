"""The alert function in a storm, in a simulated account: what is sent, and what is still found.

It is the function's own code. The services answer as documented; this cannot show that AWS does.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from bamp_pulumi.rehearsal.storm import SimulatedAccount
from bamp_pulumi.rehearsal.storm.account import PEOPLE_ARN

ACCOUNT = "123456789012"
NOW = datetime(2026, 11, 26, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def arn_of(number: int) -> str:
    """Name a database."""
    return f"arn:aws:rds:us-east-1:{ACCOUNT}:db:r{number:05d}"


def job(state: str, at: datetime, number: int, kind: str = "job-failed", why: str = "") -> Any:  # noqa: ANN401 - JSON
    """Write what the rule of a kind calls the function with."""
    written = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    return {
        "kind": kind,
        "event": {
            "detail-type": "Backup Job State Change",
            "source": "aws.backup",
            "account": ACCOUNT,
            "region": "us-east-1",
            "time": written,
            "id": f"{kind}-{written}-{number}",
            "resources": [],
            "detail": {
                "backupJobId": f"job-{written}-{number}",
                "backupVaultName": "main",
                "backupVaultArn": f"arn:aws:backup:us-east-1:{ACCOUNT}:backup-vault:main",
                "resourceArn": arn_of(number),
                "state": state,
                "createdBy": {"backupPlanId": "p", "backupPlanRuleId": "r"},
                **({"statusMessage": why} if why else {}),
            },
        },
    }


def tier_of(number: int) -> str:
    """Return the tier of a database: one in fifty is critical."""
    return "critical" if number % 50 == 7 else "standard"


def storm(
    count: int,
    rounds: int = 10,
    *,
    over: timedelta = timedelta(minutes=10),
    whys: Sequence[str] = ("Access denied to the key",),
) -> SimulatedAccount:
    """Let the backups of databases fail in rounds, spread over a time."""
    account = SimulatedAccount(
        now=NOW,
        tags={arn_of(n): {"backup-tier": tier_of(n), "backup-owner": "shop"} for n in range(count)},
    )
    for turn in range(rounds):
        for number in range(count):
            at = NOW + over * (turn * count + number) / (rounds * count)
            account.call(job("FAILED", at, number, why=whys[number % len(whys)]), at)
    return account


def mails(account: SimulatedAccount) -> list[tuple[datetime, Mapping[str, Any]]]:
    """List what people are sent."""
    return [(sent.at, sent.request) for sent in account.sent if sent.to == PEOPLE_ARN]


def details(account: SimulatedAccount, *statuses: str) -> list[Mapping[str, Any]]:
    """List what goes to the bus, in some states."""
    on_bus = (sent.detail for sent in account.sent if not sent.to)
    return [detail for detail in on_bus if detail["status"] in statuses]


def most_in_an_hour(times: Sequence[datetime]) -> int:
    """Count the messages of the busiest hour."""
    return max(sum(one <= other < one + HOUR for other in times) for one in times)


@cache
def whole() -> SimulatedAccount:
    """Let 500 databases fail twice, and every one succeed three hours later."""
    account = storm(500, 2)
    account.run(NOW + 3 * HOUR)
    for number in range(500):
        at = NOW + 3 * HOUR + timedelta(seconds=number)
        account.call(job("COMPLETED", at, number, kind="job-done"), at)
    account.run(NOW + timedelta(days=2))
    return account


@pytest.fixture(autouse=True)
def _quiet(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Keep the log of the function out of the output."""
    yield
    capsys.readouterr()


def test_failures_of_500_are_few_messages_to_a_person() -> None:
    """At most 12 in any hour, and the first at once."""
    times = [at for at, _ in mails(whole())]

    assert times[0] - NOW < timedelta(seconds=1)
    assert most_in_an_hour(times) <= 12
    assert len(times) <= 12


def test_every_one_of_the_500_is_found_under_the_incident() -> None:
    """On the bus, and so in the log: each record names its resource and the incident."""
    news = details(whole(), "open", "escalated", "repeated")
    (incident,) = {detail["key"] for detail in news}
    texts = "".join(str(detail["text"]) for detail in news if detail["key"] == incident)

    assert [n for n in range(500) if arn_of(n) not in texts] == []


def test_critical_ones_are_named_first_in_the_message_that_lists() -> None:
    """Of 500 that fail, the ten that matter most stand at the top."""
    (text,) = [r["Message"] for _, r in mails(whole()) if r["Message"].startswith("497 of these")]
    listed = [line.strip() for line in text.partition("Which:\n")[2].splitlines()]
    named_before = "".join(r["Message"] for _, r in mails(whole())[:3])
    critical = [n for n in range(500) if tier_of(n) == "critical"]
    expected = [n for n in critical if arn_of(n) not in named_before]

    assert len(critical) == 10
    assert [line.rpartition("] ")[2] for line in listed[: len(expected)]] == [
        arn_of(n) for n in expected
    ]


def test_a_storm_is_one_page_and_one_ticket() -> None:
    """One key to keep them together by, for PagerDuty and for OpsItems."""
    sent = details(whole(), "open", "escalated", "resolved")

    assert len({detail["key"] for detail in sent}) == 1
    assert len({detail["dedup"] for detail in sent}) == 1


def test_when_all_succeed_it_is_over_once() -> None:
    """One message resolves it, and nothing is left open."""
    assert len(details(whole(), "resolved")) == 1
    assert whole().schedules == {}
    assert whole().dead == []


def test_while_one_of_them_fails_still_it_is_not_over() -> None:
    """49 of 50 succeed: the incident stays open."""
    account = storm(50, 1)
    account.run(NOW + HOUR)
    for number in range(49):
        at = NOW + HOUR + timedelta(seconds=number)
        account.call(job("COMPLETED", at, number, kind="job-done"), at)
    account.run(NOW + 3 * HOUR)

    assert details(account, "resolved") == []
    assert mails(account)[-1][1]["Message"].startswith("STILL WRONG")
    assert arn_of(49) in mails(account)[-1][1]["Message"]


def test_a_storm_of_as_many_reasons_as_resources_is_no_more_messages() -> None:
    """Else one error text with an id in it would undo the grouping."""
    account = storm(100, 2, whys=[f"Access denied to key {n}" for n in range(100)])
    account.run(NOW + 6 * HOUR)

    assert most_in_an_hour([at for at, _ in mails(account)]) <= 12
    assert len({detail["key"] for detail in details(account, "open", "repeated")}) == 1


@pytest.mark.parametrize("every", [1.2, 2, 3, 5, 6, 10], ids=str)
def test_a_storm_over_hours_is_few_messages_in_any_of_them(every: float) -> None:
    """One failure after the other: none begins an incident of its own while they go on."""
    count = int(4 * 60 / every)
    account = storm(count, 1, over=timedelta(minutes=every * count))
    account.run(NOW + 10 * HOUR)
    times = [at for at, _ in mails(account)]
    texts = "".join(request["Message"] for _, request in mails(account))

    assert most_in_an_hour(times) <= 12
    assert len(times) <= 32
    assert [n for n in range(count) if arn_of(n) not in texts] == []


def test_two_kinds_at_once_are_two_incidents_and_still_few_messages() -> None:
    """Failed jobs and jobs with issues: a message of one lists nothing of the other."""
    account = storm(60, 2)
    for number in range(60):
        at = NOW + timedelta(seconds=number)
        call = job("COMPLETED", at, number, kind="job-has-issues", why="a file was in use")
        account.call(call, at)
    account.run(NOW + 6 * HOUR)
    sent = details(account, "open", "escalated")
    by_key = {detail["key"]: detail["kind"] for detail in sent}

    assert sorted(by_key.values()) == ["job-failed", "job-has-issues"]
    assert most_in_an_hour([at for at, _ in mails(account)]) <= 12


def test_the_calls_of_each_second_are_counted() -> None:
    """What quotas are compared with."""
    account = storm(4, 1)
    account.run(NOW + HOUR)

    assert sum(account.by_second.values()) == sum(account.calls.values())
    assert {"CreateSchedule", "DeleteSchedule", "PutEvents", "Publish"} <= {*account.calls}
