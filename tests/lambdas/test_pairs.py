"""What makes two alerts the same, pair by pair; and what closes what.

The function itself is called twice, in a simulated account: two alerts are one if the second is
recorded as a repetition. What this cannot prove: that AWS goes on to send events of these shapes.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import permutations, product
from typing import Any

import pytest
from alert_events import PAYLOADS, changed, payload_of
from alert_pairs import FIELDS, ROWS, Row

from bamp_pulumi.baseline import ALERT_KINDS
from bamp_pulumi.rehearsal.storm.account import SimulatedAccount

# Any, from here on: what the function is called with.
Payload = Mapping[str, Any]
NOW = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
NEWS = tuple(name for name in PAYLOADS if ALERT_KINDS[name.partition(",")[0]].severity != "info")
CALL = "event.detail.eventName"
ALARM_TIME = "Records.0.Sns.Message.StateChangeTime"
OLDER, LATER = "2026-11-28T04:00:00Z", "2026-11-28T05:30:00Z"
CLOSED_BY = {
    "job-done": "job-failed",
    "job-done, a copy": "job-failed, a copy",
    # It has completed; what it left out is an alert of its own.
    "job-has-issues": "job-failed",
    "alarm-off": "alarm-on",
    "key-mended": "key-endangered",
    "tier-back": "tier-lost",
    "backup-healthy": "backup-missing",
    "restore-validated": "restore-test-failed",
}
"""What closes an alert of the same thing, and of what kind that alert is."""
CLOSED_TOO = {
    # What is sound closes both of what a test may find; what is too slow is sound.
    ("restore-validated", "restore-too-slow"),
    ("restore-too-slow", "restore-test-failed"),
}
"""Of what closes two kinds, or is an alert itself: the closer, and what it closes besides."""
NOT_OF_A_SUCCESS = {"state", "why", "call", "time"}
"""Fields that make another event of a success; they have tests of their own."""


def statuses(*payloads: Payload) -> list[str]:
    """Call the function with one a minute; the statuses of what went to the bus."""
    account = SimulatedAccount(now=NOW)
    for number, payload in enumerate(payloads):
        account.call(payload, NOW + timedelta(minutes=number))
    account.run(NOW + timedelta(minutes=len(payloads) - 1))
    assert account.dead == []
    return [one.detail["status"] for one in account.sent if not one.to]


def closing_rows() -> Iterator[tuple[str, Row]]:
    """Every field of everything that closes, changed alone."""
    for closer, opened in CLOSED_BY.items():
        yield from (
            (closer, row)
            for row in ROWS
            if row.kind == opened and row.field not in NOT_OF_A_SUCCESS
        )


def timed(name: str, time: str) -> Payload:
    """What happened at another time."""
    if name.startswith("alarm"):
        return changed(payload_of(name), ALARM_TIME, time.replace("Z", ".000+0000"))
    return changed(payload_of(name), "event.time", time)


def test_the_table_has_every_kind_and_every_field_that_is_tried() -> None:
    """With every kind against every other: more than 300 pairs."""
    assert {*FIELDS} == {*NEWS}
    assert {name.partition(",")[0] for name in NEWS} == {
        name for name, kind in ALERT_KINDS.items() if kind.severity != "info"
    }
    assert [(row.kind, row.field) for row in ROWS] == [
        (kind, field) for kind, fields in FIELDS.items() for field in fields
    ]
    assert len(ROWS) + len([*permutations(NEWS, 2)]) > 400


@pytest.mark.parametrize("kind", NEWS)
def test_the_very_same_is_one_alert(kind: str) -> None:
    """EventBridge and SNS deliver at least once."""
    assert statuses(payload_of(kind), payload_of(kind)) == ["open", "repeated"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.kind}-{row.field}")
def test_two_that_differ_in_one_field_are_one_alert_where_the_table_says_so(row: Row) -> None:
    """And it says why; all others are two, and people are sent both."""
    given = payload_of(row.kind)
    other = changed(given, *FIELDS[row.kind][row.field])

    assert other != given
    assert row.answer in {"same", "two"}
    assert bool(row.why) is (row.answer == "same")
    expected = ["open", "repeated"] if row.answer == "same" else ["open", "open"]
    assert statuses(given, other) == expected
    assert statuses(other, given)[-1] == expected[-1] or row.field == "time"


@pytest.mark.parametrize(("first", "second"), [*permutations(NEWS, 2)])
def test_two_kinds_are_two_alerts(first: str, second: str) -> None:
    """Whichever came first."""
    found = statuses(payload_of(first), payload_of(second))

    assert found.count("open") == 2
    assert "repeated" not in found


@pytest.mark.parametrize("opened", NEWS)
def test_only_the_same_thing_that_is_well_again_closes_an_alert(opened: str) -> None:
    """No other kind does."""
    for name in PAYLOADS:
        found = statuses(payload_of(opened), payload_of(name))
        closes = CLOSED_BY.get(name) == opened or (name, opened) in CLOSED_TOO
        assert ("resolved" in found) is closes, name


@pytest.mark.parametrize(("closer", "row"), [*closing_rows()], ids=str)
def test_what_another_would_be_is_not_closed(closer: str, row: Row) -> None:
    """A success of another rule, vault, account or key, an on-demand one, a denied call: nothing.

    Fields in which two failures are one alert tell no successes apart either.
    """
    given = payload_of(closer)
    other = changed(given, *FIELDS[row.kind][row.field])

    assert other != given
    assert "resolved" in statuses(payload_of(row.kind), given)
    assert ("resolved" in statuses(payload_of(row.kind), other)) is (row.answer == "same")


@pytest.mark.parametrize(
    ("endangered", "mended"),
    [*product(("DisableKey", "ScheduleKeyDeletion"), ("EnableKey", "CancelKeyDeletion"))],
)
def test_only_a_key_that_is_enabled_is_mended(endangered: str, mended: str) -> None:
    """Only a key that is enabled works again: one whose deletion is cancelled is disabled."""
    first = changed(payload_of("key-endangered"), CALL, endangered)
    then = changed(payload_of("key-mended"), CALL, mended)

    assert ("resolved" in statuses(first, then)) is (mended == "EnableKey")


@pytest.mark.parametrize(("closer", "opened"), CLOSED_BY.items())
def test_an_older_success_closes_nothing(closer: str, opened: str) -> None:
    """Events come in any order: the time in them counts."""
    assert "resolved" not in statuses(payload_of(opened), timed(closer, OLDER))
    assert "resolved" in statuses(payload_of(opened), timed(closer, LATER))


@pytest.mark.parametrize(("closer", "opened"), CLOSED_BY.items())
def test_an_older_failure_that_comes_late_is_recorded_and_opens_nothing(
    closer: str, opened: str
) -> None:
    """It is over already; a later one is news."""
    success = timed(closer, LATER)

    assert statuses(success, payload_of(opened))[-1] == "repeated"
    assert statuses(success, timed(opened, "2026-11-28T05:45:00Z"))[-1] == "open"
    assert statuses(payload_of(opened), success, timed(opened, OLDER))[-1] == "repeated"


def test_what_a_denied_call_tried_hides_nothing_that_was_done() -> None:
    """Nor the other way round, nor one denial another of another caller."""
    done = payload_of("key-endangered")
    denied = changed(done, "event.detail.errorCode", "AccessDenied")

    assert statuses(denied, done) == ["open", "open"]
    assert statuses(done, denied) == ["open", "open"]
    # Nothing came of it: nothing that can be over.
    assert "resolved" not in statuses(denied, payload_of("key-mended"))


def test_a_success_closes_one_of_two_failures() -> None:
    """A daily success leaves the monthly failure open."""
    daily = payload_of("job-failed")
    monthly = changed(daily, "event.detail.createdBy.backupPlanRuleId", "monthly")
    success = timed("job-done", LATER)
    account = SimulatedAccount(now=NOW)
    for number, payload in enumerate((daily, monthly, success)):
        account.call(payload, NOW + timedelta(minutes=number))
    account.run(NOW + timedelta(minutes=90))
    account.sent.clear()
    account.run(NOW + timedelta(minutes=150))

    (escalated,) = [one.detail for one in account.sent if not one.to]
    assert escalated["status"] == "escalated"
