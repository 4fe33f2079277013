"""Spans of time in words."""

from datetime import timedelta

import pytest

from bamp_pulumi.policy.duration import spoken


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=1, minutes=5), "1 hour 5 minutes"),
        (timedelta(days=31, hours=5), "31 days 5 hours"),
        (timedelta(days=1, minutes=2), "1 day 2 minutes"),
    ],
)
def test_parts_of_nothing_are_left_out(span: timedelta, words: str) -> None:
    """One is singular."""
    assert spoken(span) == words
