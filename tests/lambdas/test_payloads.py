"""Whatever the alert function is called with, it never ends in silent success.

Each value of a payload of each kind is taken out, or replaced by one of another type. What comes
out is a message that names the kind or says that the event is not understood; a record that nothing
is wrong, where the payload still is what its rule asks for; or an error, which Lambda keeps in the
dead-letter queue. What this cannot prove: that no two changes together are worse than one.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from alert_events import PAYLOADS, changed, payload_of
from changed_payloads import OUT, Payload, Place, Places, at, mutants, places, replaced, shown
from sweeps import tries

from bamp_pulumi.baseline import ALERT_KINDS
from bamp_pulumi.rehearsal.storm.account import SimulatedAccount

# Any, from here on: what the function is called with.
NOW = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
TRIED = tries("changes of a payload", sample=40, all_=400, deep=10**6)
"""Changes of each payload that are tried, drawn with a fixed seed."""
LIMIT = 262_144
"""Most that a message of SNS, an entry of PutEvents or the input of a schedule may hold, in bytes.

SNS API reference, Publish; EventBridge API reference, PutEventsRequestEntry; EventBridge Scheduler
user guide, scheduler-quotas (read 2026-11-28).
"""


def sample(name: str) -> list[tuple[Place, object, Payload]]:
    """Some of them, or all."""
    every = [*mutants(name)]
    return Random(name).sample(every, min(TRIED, len(every)))  # noqa: S311 - nothing secret


def after(*payloads: Payload) -> SimulatedAccount:
    """Call the function with one a minute, and let it be tried again."""
    account = SimulatedAccount(now=NOW)
    for number, payload in enumerate(payloads):
        account.call(payload, NOW + timedelta(minutes=number))
        account.run(NOW + timedelta(minutes=number))
    return account


NEWS = [n for n in PAYLOADS if ALERT_KINDS[n.partition(",")[0]].severity != "info"]
FINE = [name for name in PAYLOADS if name not in NEWS]
CLOSES = {
    "job-done": "job-failed",
    "job-done, a copy": "job-failed, a copy",
    "job-has-issues": "job-failed",
    "alarm-off": "alarm-on",
    "key-mended": "key-endangered",
    "tier-back": "tier-lost",
    "backup-healthy": "backup-missing",
    "restore-validated": "restore-test-failed",
}
_DETAIL = ("event", "detail")
_MESSAGE = ("Records", 0, "Sns", "Message")
EXIST = {"restoreTestingPlanArn", "backup-tier", "tags"}
"""What only has to be there."""
ASKED_FOR: Places = {
    (),
    ("kind",),
    ("event",),
    ("event", "time"),
    ("event", "source"),
    ("event", "detail-type"),
    _DETAIL,
    (*_DETAIL, "state"),
    (*_DETAIL, "status"),
    (*_DETAIL, "eventName"),
    (*_DETAIL, "over"),
    (*_DETAIL, "over", 0),
    (*_DETAIL, "outcome"),
    (*_DETAIL, "changed-tag-keys"),
    (*_DETAIL, "changed-tag-keys", 0),
    (*_MESSAGE, "NewStateValue"),
    (*_MESSAGE[:3], "Message"),
}
"""What rules ask for, and what the function needs: any other value is another shape."""
NOT_ASKED_FOR: Mapping[str, Places] = {"backup-healthy": {(*_DETAIL, "state")}}
"""Of what is over the check says which alerts, and not in which state all the rest is."""
_RULE: Places = {(*_DETAIL, "createdBy", name) for name in ("backupPlanId", "backupPlanRuleId")}
_JOB: Places = {("event", "account"), (*_DETAIL, "resourceArn"), (*_DETAIL, "createdBy"), *_RULE}
_CALL: Places = {("event", "account"), ("event", "region")}
NAMES: Mapping[str, Places] = {
    "job-failed": _JOB,
    "job-failed, a copy": {*_JOB, (*_DETAIL, "destinationBackupVaultArn")},
    "alarm-on": {(*_MESSAGE[:3], "TopicArn"), (*_MESSAGE, "AlarmArn")},
    "key-endangered": _CALL,
    "tier-lost": {*_CALL, ("event", "resources"), ("event", "resources", 0)},
    "backup-missing": {
        ("event", "account"),
        (*_DETAIL, "resourceArn"),
        (*_DETAIL, "backupVaultArn"),
    },
    "restore-test-failed": {*_CALL, (*_DETAIL, "resourceArn")},
}
"""What says which thing is meant."""
_OF_A_JOB = {
    "event.detail.createdBy": None,
    "event.detail.createdBy.backupPlanRuleId": "r2",
    "event.account": "444455556666",
}
_ARN = "arn:aws:any:us-east-1:111122223333:other"
RESEMBLES: Mapping[str, Mapping[str, object]] = {
    "job-failed": {**_OF_A_JOB, "event.detail.backupVaultArn": f"{_ARN}:vault"},
    "job-failed, a copy": {**_OF_A_JOB, "event.detail.destinationBackupVaultArn": f"{_ARN}:vault"},
    "alarm-on": {"Records.0.Sns.Message.AlarmArn": _ARN},
    "key-endangered": {"event.detail.resources.0.ARN": _ARN},
    "tier-lost": {"event.resources": [_ARN], "event.region": "us-west-2"},
    "backup-missing": {
        "event.detail.resourceArn": _ARN,
        "event.detail.backupVaultArn": f"{_ARN}:vault",
    },
    "restore-test-failed": {"event.detail.resourceArn": _ARN, "event.region": "us-west-2"},
}
"""What else is open: each is another thing, in one field."""
FREE: Places = {
    ("kind",),
    ("event", "time"),
    (*_DETAIL, "state"),
    (*_DETAIL, "status"),
    (*_DETAIL, "eventName"),
    (*_DETAIL, "outcome"),
    (*_MESSAGE, "NewStateValue"),
}
"""What keeps an event of its kind, where all else is written over."""


def is_kept_within_limits(account: SimulatedAccount) -> bool:
    """Return True if the services would take all that was sent and kept."""
    sizes = [len(given.encode()) for _, given in account.schedules.values()]
    sizes += [len(one.request["Message" if one.to else "Detail"].encode()) for one in account.sent]
    return max(sizes, default=0) < LIMIT


def details(account: SimulatedAccount) -> list[Mapping[str, Any]]:
    """What went to the bus."""
    return [one.detail for one in account.sent if not one.to]


def open_things(account: SimulatedAccount) -> set[tuple[str, ...]]:
    """What is open: kind, account, place, resource, vault, rule and call."""
    said = [json.loads(given)["due"] for _, given in account.schedules.values()]
    kept = [
        one["kept"]["alert"] for one in said if one["as"] == "kept" and not one["kept"]["closed"]
    ]
    fields = ("kind", "account_id", "region", "resource", "vault", "rule", "call")
    return {tuple(alert[name] for name in fields) for alert in kept}


@pytest.mark.parametrize("name", NEWS)
def test_a_failure_of_another_shape_is_sent_or_kept(name: str) -> None:
    """With its kind, or as one that is not understood; or in the dead-letter queue."""
    kind = name.partition(",")[0]
    for path, value, payload in sample(name):
        account = after(payload)
        account.run(NOW + timedelta(minutes=4))
        opened = {one["kind"] for one in details(account) if one["status"] == "open"}
        assert is_kept_within_limits(account), shown(path, value)
        if path[-1:] == ("NewStateValue",) and value == "OK":
            assert details(account)[0]["kind"] == "alarm-off"
            continue
        assert account.dead or opened, shown(path, value)
        assert opened <= {kind, "not-understood", "vault-reports"}, shown(path, value)


@pytest.mark.parametrize("name", FINE)
def test_what_is_well_is_recorded_only_while_it_is_what_its_rule_asks_for(name: str) -> None:
    """Without its state, its time, its source or what it is about it is of another shape."""
    kind = name.partition(",")[0]
    for path, value, payload in sample(name):
        account = after(payload)
        account.run(NOW + timedelta(minutes=4))
        said = details(account)
        assert is_kept_within_limits(account), shown(path, value)
        assert account.dead or said, shown(path, value)
        if said and said[0]["status"] == "recorded":
            assert said[0]["kind"] == kind, shown(path, value)
            assert path not in ASKED_FOR - NOT_ASKED_FOR.get(name, set()), shown(path, value)
            assert path[-1] not in EXIST or value is not OUT, shown(path, value)


@pytest.mark.parametrize("name", CLOSES)
def test_a_success_of_another_shape_closes_nothing_of_another(name: str) -> None:
    """It closes what it names, or nothing; never what it resembles."""
    asked_for = ASKED_FOR - NOT_ASKED_FOR.get(name, set())
    given = payload_of(CLOSES[name])
    others = [changed(given, path, value) for path, value in RESEMBLES[CLOSES[name]].items()]
    account = after(given, *others)
    before = open_things(account)
    (own,) = open_things(after(given))
    assert len(before) == 1 + len(others)
    assert closed_by(account, payload_of(name)) == {own}
    for path, value, payload in sample(name):
        closed = closed_by(account, payload)
        is_on_demand = path == (*_DETAIL, "createdBy") and value in (OUT, {})
        if is_on_demand:
            # So AWS describes a job that somebody has started: of such a failure it is a success.
            assert [thing[5] for thing in closed] == [""], shown(path, value)
        else:
            is_named = path not in {*asked_for, *NAMES[CLOSES[name]]}
            assert closed <= ({own} if is_named else set()), shown(path, value)


def closed_by(account: SimulatedAccount, payload: Payload) -> set[tuple[str, ...]]:
    """What a payload closes of what is open; the account stays as it is."""
    copy = SimulatedAccount(now=account.now, schedules=dict(account.schedules))
    copy.call(payload, copy.now)
    copy.run(copy.now)
    return open_things(account) - open_things(copy)


@pytest.mark.parametrize("payload", [{}, {"kind": "job-failed"}, {"Records": []}, {"due": 7}])
def test_what_is_no_event_and_no_message_is_kept_in_the_dead_letter_queue(payload: Payload) -> None:
    """Its alarm notifies people."""
    account = after(payload)
    account.run(NOW + timedelta(minutes=4))

    assert account.dead == [payload]


@pytest.mark.parametrize("what", [None, "", "windows", "close", 0, [], {}])
def test_what_has_come_due_and_is_of_no_known_use_is_an_error(what: object) -> None:
    """An entry of another version is not thrown away as if its work were done."""
    payload = {"due": {"name": "window.some.1.0", "as": what, "incident": "some.1", "number": 0}}
    account = after(payload)
    account.run(NOW + timedelta(minutes=4))

    assert account.dead == [payload]


@pytest.mark.parametrize("filled", ["é", "\U0001f525", "\x00", '\\"', "\ud800"], ids=ascii)
@pytest.mark.parametrize("name", PAYLOADS)
def test_however_long_every_text_is_the_services_take_it(name: str, filled: str) -> None:
    """A text is cut, and whatever it is written as has a size that is counted in bytes."""
    payload = payload_of(name)
    for path in places(payload):
        value = at(payload_of(name), path)
        if path in FREE or isinstance(value, dict | list) or str(value).startswith("{"):
            continue
        payload = replaced(payload, path, filled * 5_000)
    account = after(payload)
    account.run(NOW + timedelta(minutes=4))

    assert account.dead or details(account)
    assert is_kept_within_limits(account)
