"""Each channel is one row: what settings ask, components build and a rehearsal follows."""

from urllib.parse import urlsplit

import pytest

from bamp_pulumi.baseline import CHANNELS, Reach, SecretUse, channel_of_host, channel_of_protocol
from bamp_pulumi.baseline.alerts.destinations import Destination

GIVEN = {
    "email": {"email": "oncall@example.com"},
    "sms": {"sms": "+12025550123"},
    "slack": {"slack": "bamp/slack"},
    "pagerduty": {"pagerduty": "bamp/pagerduty"},
    "webhook": {"webhook": "https://alerts.example.com/x", "webhook_secret": "bamp/webhook"},
    "tickets": {"tickets": True},
}
SECRETS = {"slack": "bamp/slack", "pagerduty": "bamp/pagerduty", "webhook": "bamp/webhook"}
ADDRESSES = {
    "pagerduty": "https://events.pagerduty.com/v2/enqueue",
    "webhook": "https://alerts.example.com/x",
}


@pytest.mark.parametrize("name", CHANNELS)
def test_a_destination_reads_its_secret_and_address_from_the_row(name: str) -> None:
    """Every channel is a field of a destination, and needs nothing beside its row."""
    destination = Destination.model_validate(GIVEN[name])

    assert destination.channel == name
    assert destination.secret == SECRETS.get(name)
    assert destination.address == ADDRESSES.get(name, "")


@pytest.mark.parametrize("name", CHANNELS)
def test_a_row_is_whole(name: str) -> None:
    """What is called has a secret, a fixed address is on one of its hosts, SNS reaches people."""
    row = CHANNELS[name]

    assert (row.secret_use is not None) is bool(row.secret_field) is (row.reach is Reach.CALL)
    assert bool(row.body_field) is (row.secret_use is SecretUse.BODY)
    assert not row.endpoint or urlsplit(row.endpoint).hostname in row.hosts
    assert bool(row.protocols) is (row.reach is Reach.PERSON)
    assert not (row.confirmed_by_hand and row.confirms_itself)


def test_who_is_at_the_end_of_an_address_or_a_protocol_is_known_from_the_row() -> None:
    """Hosts as their owners document them; whoever else it is, is nobody in particular."""
    assert channel_of_host("hooks.slack.com") == "slack"
    assert channel_of_host("events.eu.pagerduty.com") == "pagerduty"
    assert channel_of_host("example.com") is None
    assert channel_of_protocol("email-json") == "email"
    assert channel_of_protocol("sms") == "sms"
    assert channel_of_protocol("sqs") is None


def test_people_are_at_the_end_of_four_channels() -> None:
    """A webhook and a ticket wait until somebody looks."""
    assert {name for name, row in CHANNELS.items() if row.has_person} == {
        "email", "sms", "slack", "pagerduty",
    }  # fmt: skip
    assert [name for name, row in CHANNELS.items() if row.confirmed_by_hand] == ["email"]
    assert not any(row.confirms_itself for row in CHANNELS.values())
