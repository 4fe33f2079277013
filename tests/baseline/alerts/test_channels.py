"""Each channel is one row: what settings ask, components build and a rehearsal follows."""

import re
from urllib.parse import urlsplit

import pytest

from bamp_pulumi.baseline import CHANNELS, Reach, SecretUse, channel_of_host, channel_of_protocol
from bamp_pulumi.baseline.alerts.destinations import Destination
from bamp_pulumi.components.alerts import DestinationArgs
from bamp_pulumi.rehearsal.delivery import Recipient

GIVEN = {
    "email": {"email": "oncall@bamp-ops.io"},
    "sms": {"sms": "+12025550123"},
    "slack": {"slack": "bamp/slack"},
    "pagerduty": {"pagerduty": "bamp/pagerduty"},
    "webhook": {"webhook": "https://alerts.bamp-ops.io/x", "webhook_secret": "bamp/webhook"},
    "tickets": {"tickets": True},
}
SECRETS = {"slack": "bamp/slack", "pagerduty": "bamp/pagerduty", "webhook": "bamp/webhook"}
ADDRESSES = {
    "email": "oncall@bamp-ops.io",
    "sms": "+12025550123",
    "pagerduty": "https://events.pagerduty.com/v2/enqueue",
    "webhook": "https://alerts.bamp-ops.io/x",
}


@pytest.mark.parametrize("name", CHANNELS)
def test_a_destination_reads_its_secret_and_address_from_the_row(name: str) -> None:
    """Every channel is a field of a destination, and needs nothing beside its row."""
    destination = Destination.model_validate(GIVEN[name])

    assert destination.channel == name
    assert destination.secret == SECRETS.get(name)
    assert destination.address == ADDRESSES.get(name, "")


def test_the_inputs_of_a_destination_are_those_of_the_settings() -> None:
    """A channel that no program can ask for, or no setting reads, would be half a destination."""
    fields = {*CHANNELS, *(row.secret_field for row in CHANNELS.values() if row.secret_field)}

    assert set(Destination.model_fields) == fields | {"severities", "tiers"}
    assert set(DestinationArgs.__annotations__) == set(Destination.model_fields)


@pytest.mark.parametrize("name", CHANNELS)
def test_a_row_is_whole(name: str) -> None:
    """What is called has a secret; a fixed address is on one of its hosts, and is accepted."""
    row = CHANNELS[name]

    assert (row.secret_use is not None) is bool(row.secret_field) is (row.reach is Reach.CALL)
    assert bool(row.body_field) is (row.secret_use is SecretUse.BODY)
    assert not row.endpoint or urlsplit(row.endpoint).hostname in row.hosts
    assert row.protocols or row.reach is not Reach.PERSON
    assert not row.confirmed_by_hand or row.protocols
    assert not row.confirming_path or row.hosts
    assert (row.accepts is not None) is bool(row.hosts)
    if row.accepts is not None and row.endpoint:
        assert re.fullmatch(row.accepts.at, row.endpoint)


@pytest.mark.parametrize("name", CHANNELS)
def test_a_message_has_the_fields_that_its_endpoint_accepts(name: str) -> None:
    """Those of the template, and the secret that the connection adds."""
    row = CHANNELS[name]
    sent = {*re.findall(r'"(\w+)":', row.template), row.body_field}
    accepted = row.accepts

    if accepted is not None:
        assert not accepted.one_of or sent & {*accepted.one_of}
        assert {path.rpartition(".")[2] for path in accepted.all_of} <= sent
        assert {*accepted.values} <= {*accepted.all_of}


def test_who_is_at_the_end_of_an_address_or_a_protocol_is_known_from_the_row() -> None:
    """Hosts as their owners document them; whoever else it is, is nobody in particular."""
    assert channel_of_host("hooks.slack.com") is CHANNELS["slack"]
    assert channel_of_host("events.eu.pagerduty.com") is CHANNELS["pagerduty"]
    assert channel_of_host("bamp-ops.io") is CHANNELS["webhook"]
    assert channel_of_protocol("email-json") is CHANNELS["email"]
    assert channel_of_protocol("sms") is CHANNELS["sms"]
    assert channel_of_protocol("https") is CHANNELS["webhook"]
    assert channel_of_protocol("sqs") is None


def test_a_rehearsal_counts_whom_the_rows_say() -> None:
    """A person at the end of each; never at that of a queue, a log or a function."""
    assert {row.recipient for row in CHANNELS.values() if row.has_person} == {
        "email", "sms", "slack", "pagerduty", "https", "ticket",
    }  # fmt: skip
    for row in CHANNELS.values():
        assert Recipient(row.recipient, "x").is_person is row.has_person
    for kind in ("queue", "log", "function", "unknown", "http", "application", "firehose"):
        assert not Recipient(kind, "x").is_person


def test_what_has_to_be_confirmed_is_known_from_the_row() -> None:
    """An e-mail by hand; PagerDuty's integration for CloudWatch by itself; Slack never."""
    assert [name for name, row in CHANNELS.items() if row.confirmed_by_hand] == ["email"]
    assert {name: row.confirming_path for name, row in CHANNELS.items() if row.confirming_path} == {
        "pagerduty": "/integration/"
    }
