"""Which of several obstacles is reported."""

import pytest

from bamp_pulumi.access import ALLOWED, in_doubt, refused
from bamp_pulumi.coverage.obstacle import Obstacle, obstacle, worst_of

CERTAIN, LATER = Obstacle(code="BAMP-V40", why="a"), Obstacle(code="BAMP-V40", why="b")
OPEN = Obstacle(code="BAMP-V41", why="c", is_open=True)
OPEN_TOO = Obstacle(code="BAMP-V42", why="d", is_open=True)


@pytest.mark.parametrize(
    ("obstacles", "reported"),
    [
        ([], None),
        ([None, None], None),
        ([None, OPEN], OPEN),
        ([OPEN, OPEN_TOO], OPEN),
        ([OPEN, None, CERTAIN], CERTAIN),
        ([CERTAIN, OPEN], CERTAIN),
        ([OPEN, LATER, CERTAIN], LATER),
    ],
)
def test_what_certainly_fails_is_reported_before_what_may(
    obstacles: list[Obstacle | None], reported: Obstacle | None
) -> None:
    """And of several alike the first."""
    assert worst_of(obstacles) is reported


def test_an_answer_that_is_open_is_an_open_obstacle() -> None:
    """With a code of its own; what is allowed is none."""
    assert obstacle("BAMP-V40", ALLOWED) is None
    assert obstacle("BAMP-V40", refused("a")) == CERTAIN
    assert obstacle("BAMP-V40", in_doubt("c")) == OPEN
    assert obstacle("BAMP-V40", in_doubt("d"), open_code="BAMP-V42") == OPEN_TOO
