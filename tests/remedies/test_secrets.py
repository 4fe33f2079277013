"""Texts that are secrets by their form."""

import pytest

from bamp_pulumi.remedies import is_secret_text, masked


@pytest.mark.parametrize(
    "text",
    [
        "xoxb-1234567890-abcdefghij",
        "xapp-1-A0-abc",
        "https://hooks.slack.com/services/T0/B0/abc",
        "hooks.slack-gov.com/services/T0/B0/abc",
        "https://events.pagerduty.com/integration/0123456789abcdef0123456789abcdef/enqueue",
        "0123456789abcdef0123456789abcdef",
        "Bearer abcdef",
        "https://ops:s3cret@bamp-ops.io/h",
    ],
)
def test_a_secret_is_known_by_its_form_and_not_shown(text: str) -> None:
    """Wherever it stands in a message."""
    assert is_secret_text(text)
    assert text not in masked(f"given {text} in clear")
    assert masked(f"given {text} in clear") == "given [not shown] in clear"


@pytest.mark.parametrize(
    "text",
    ["bamp/slack", "https://bamp-ops.io/h", "ops@bamp-ops.io", "+12025550123", "a" * 32, "1" * 32],
)
def test_what_is_no_secret_is_shown(text: str) -> None:
    """Names, addresses and numbers are what a reader needs."""
    assert not is_secret_text(text)
    assert masked(text) == text
