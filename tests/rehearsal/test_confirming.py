"""Which subscriptions somebody has to confirm by hand, and who is a person at the end.

Source: SNS developer guide, sns-email-notifications and SendMessageToHttp.prepare
(read 2026-11-28).
"""

from typing import Any

import pytest
from hand_made_paths import (
    BY_RULE,
    moved,
)
from sound_alerts import FAILED
from subscribers import CONFIRMED, ENDPOINT, PAGER, PHONE, QUEUE_ARN, subscribed

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.rehearsal.delivery import Recipient, Router, to_confirm

# Any, from here on: inputs of resources.


@pytest.mark.parametrize(
    ("inputs", "is_to_confirm"),
    [
        ({}, True),
        ({"protocol": "email-json"}, True),
        ({"pendingConfirmation": True}, True),
        ({"pendingConfirmation": False}, False),
        (PHONE, False),
        ({"protocol": "sqs", "endpoint": QUEUE_ARN}, False),
        ({"protocol": "sqs", "endpoint": QUEUE_ARN, "endpointAutoConfirms": False}, False),
        (ENDPOINT, True),
        (CONFIRMED, False),
        ({**ENDPOINT, "protocol": "http"}, True),
        ({**CONFIRMED, "protocol": "http"}, False),
        ({**ENDPOINT, "endpoint": PAGER}, False),
        ({**ENDPOINT, "endpoint": UNKNOWN}, True),
        ({"protocol": UNKNOWN}, False),
    ],
    ids=str,
)
def test_somebody_has_to_confirm_a_mailbox_and_an_endpoint(
    inputs: dict[str, Any], *, is_to_confirm: bool
) -> None:
    """What stands confirmed, or confirms by itself, is not listed."""
    estate = subscribed(**inputs)

    assert [one.name for one in to_confirm(estate)] == ["mailbox"] * is_to_confirm
    assert to_confirm(moved(estate, "mailbox", external=True)) == ()


@pytest.mark.parametrize(
    ("kind", "is_person"),
    [
        *((kind, True) for kind in ("email", "sms", "slack", "pagerduty", "https", "ticket")),
        ("chat", True),
        *((kind, False) for kind in ("queue", "log", "function", "unknown", "firehose", "http")),
    ],
)
def test_a_person_is_behind_some_recipients(kind: str, *, is_person: bool) -> None:
    """A queue, a log and a function are none."""
    assert Recipient(kind, "x").is_person is is_person


def test_what_follows_a_signal_reads_each_resource_once() -> None:
    """A router may be asked of many signals."""
    router = Router(BY_RULE)

    assert [*router.follow(FAILED)] == [*router.follow(FAILED)]
