"""E-mail addresses of destinations: what is refused, and what is written instead."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.baseline import AlertSettings
from bamp_pulumi.baseline.alerts.channels import CHANNELS
from bamp_pulumi.errors import BampError
from bamp_pulumi.policy import parse

EMAIL = CHANNELS["email"].address_pattern
UNSEEN = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) in ("Cc", "Cf")]


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("ops@bamp-ops.io>", "ops@bamp-ops.io"),
        ("<ops@bamp-ops.io", "ops@bamp-ops.io"),
        ("ops@bamp-ops.io;", "ops@bamp-ops.io"),
        ("(ops@bamp-ops.io)", "ops@bamp-ops.io"),
        ('"ops@bamp-ops.io"', "ops@bamp-ops.io"),
        ("ops@bamp\u00ad-ops.io", "ops@bamp-ops.io"),
        ("ops@bamp-ops.\u200bio", "ops@bamp-ops.io"),
        ("ops@bamp-ops,io", "ops@bamp-ops.io"),
        ("ops@bamp-ops .io", "ops@bamp-ops.io"),
        ("On call <ops@bamp-ops.io>", "ops@bamp-ops.io"),
    ],
)
def test_what_stands_around_an_address_or_is_not_seen_is_no_part_of_it(
    address: str, meant: str
) -> None:
    """SNS would send to an address that nobody has; the one that was meant is accepted."""
    with pytest.raises(BampError) as caught:
        parse(AlertSettings, {"to": [{"email": address}]})

    (refusal,) = caught.value.refusals
    assert (refusal.code, refusal.edits[0][1]) == ("BAMP-B41", meant)
    assert parse(AlertSettings, {"to": [{"email": meant}]})


@pytest.mark.parametrize(
    ("field", "value", "blank"),
    [
        ("email", "oncall", "ADDRESS"),
        ("email", "ops@bamp-ops", "ADDRESS"),
        ("email", "ops@example,com", "ADDRESS"),
        ("email", "a@b,com,c@bamp-ops.io", "ADDRESS"),
        ("email", "ADDRESS", "ADDRESS"),
        ("sms", "0171 5550123", "+NUMBER"),
        ("sms", "1 202 555 0123", "+NUMBER"),
        ("sms", "+NUMBER", "+NUMBER"),
        ("webhook", "x", "https://ADDRESS"),
        ("webhook", "http://hooks.internal/x", "https://ADDRESS"),
        ("webhook", "https://ADDRESS", "https://ADDRESS"),
        ("webhook", "https://ADDRESS/hook", "https://ADDRESS"),
    ],
)
def test_where_nobody_knows_what_was_meant_a_blank_is_shown(
    field: str, value: str, blank: str
) -> None:
    """Never an example, at which nobody would read; a blank that is left is called one."""
    with pytest.raises(BampError) as caught:
        parse(AlertSettings, {"to": [{field: value, "webhook_secret": "bamp/webhook"}]})

    (refusal,) = caught.value.refusals
    assert refusal.write == f"{field}={blank!r}"
    assert ("which is a placeholder" in refusal.given) is (value == blank)
    assert refusal.allowed.endswith(f"; in place of {value}") is (value == blank)


@pytest.mark.parametrize("page", ["https://ADDRESS", "http://ADDRESS/backup", "wiki.example.com"])
def test_a_runbook_nobody_has_written_is_left_blank(page: str) -> None:
    """Each alert would end with a link that leads nowhere."""
    with pytest.raises(BampError) as caught:
        parse(AlertSettings, {"to": [{"email": "ops@bamp-ops.io"}], "runbook": page})

    assert caught.value.refusals[0].write == "runbook='https://ADDRESS'"


@given(st.sampled_from(UNSEEN), st.integers(0, len("ops@bamp-ops.io")))
def test_no_sign_that_nobody_sees_is_taken(sign: str, at: int) -> None:
    """Wherever it is."""
    address = "ops@bamp-ops.io"
    assert re.fullmatch(EMAIL, address)
    assert not re.fullmatch(EMAIL, address[:at] + sign + address[at:], re.ASCII)


@pytest.mark.parametrize(
    "address",
    ["ops+backup@bamp-ops.io", "o'hara@bamp-ops.co.uk", "a_b.c%d@x.y", "b\u00fcro@b\u00fccher.de"],
)
def test_an_address_that_somebody_may_have_is_taken(address: str) -> None:
    """With any other sign."""
    assert parse(AlertSettings, {"to": [{"email": address}]})
