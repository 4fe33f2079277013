"""Draws depend on the seed and on what they are for, and on nothing else: the same everywhere."""

from datetime import timedelta

import pytest

from bamp_pulumi.rehearsal.random_delays import RandomDelays

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("seed", "longest", "about", "seconds"),
    [
        (0, HOUR, ("a",), 578),
        (0, HOUR, ("a", "b"), 3583),
        (0, HOUR, ("ab",), 1845),
        (1, HOUR, ("a", "b"), 619),
        (0, DAY, ("a",), 13_876),
        (0, timedelta(0), ("a",), 0),
    ],
    ids=str,
)
def test_a_draw_is_the_same_on_every_machine(
    seed: int, longest: timedelta, about: tuple[str, ...], seconds: int
) -> None:
    """A share of the longest, in whole seconds."""
    assert RandomDelays(seed).within(longest, *about) == timedelta(seconds=seconds)
