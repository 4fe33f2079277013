"""What somebody probably meant."""

import pytest

from bamp_pulumi.policy.nearest import nearest

TIERS = ["critical", "standard", "regulated", "development"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("standrad", "standard"),
        ("STANDARD", "standard"),
        ("dev", "development"),
        ("crit", "critical"),
        ("e", None),  # in all of them, at the beginning of none
        ("zzz", None),
        ("", None),
    ],
)
def test_a_beginning_comes_before_a_likeness(given: str, expected: str | None) -> None:
    """And what is like none is nobody's misspelling."""
    assert nearest(given, TIERS) == expected


def test_a_name_comes_back_as_it_is_written() -> None:
    """Case does not count in the question, and is kept in the answer."""
    assert nearest("europe/berln", ["Europe/Berlin", "Asia/Tokyo"]) == "Europe/Berlin"


def test_of_names_that_begin_alike_the_first_is_meant() -> None:
    """As they are listed."""
    assert nearest("st", ["critical", "standard", "staging"]) == "standard"
