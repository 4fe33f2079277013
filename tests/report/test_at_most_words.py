"""What can be lost, in words."""

import pytest

from bamp_pulumi.coverage import RegionExposure
from bamp_pulumi.report.words import at_most_in_words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (5, "5 min"),
        (60, "1 h"),
        (150, "2 h 30 min"),
        (1440, "1 d"),
        (1441, "1 d 1 h"),
        (1530, "1 d 2 h"),
        (1600, "1 d 3 h"),
        (2 * 1440 - 1, "2 d"),
        (44_730, "31 d 2 h"),
    ],
)
def test_it_is_rounded_up_never_down(minutes: int, words: str) -> None:
    """A bound that is cut off would be passed."""
    assert at_most_in_words(RegionExposure(region="r", at_most_minutes=minutes)) == words


def test_everything_and_what_nobody_knows_are_not_the_same() -> None:
    """The one is certain."""
    nothing_left = RegionExposure(region="r", at_most_minutes=None)
    unbounded = RegionExposure(region="r", at_most_minutes=None, is_known=False)

    assert at_most_in_words(nothing_left) == "everything"
    assert at_most_in_words(unbounded) == "not known"
