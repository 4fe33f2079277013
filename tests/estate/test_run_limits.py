"""The limits of an offline run, as the documentation states them."""

from pathlib import Path

import pytest

from bamp_pulumi.estate import RUN_LIMITS, RunLimit, RunOptions

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "offline-runs.md"


@pytest.mark.parametrize("limit", RUN_LIMITS, ids=lambda limit: limit.of)
def test_a_limit_stands_in_the_documentation_with_its_reason(limit: RunLimit) -> None:
    """Once as data, once for people; the two are equal."""
    (row,) = [r for r in PAGE.read_text().splitlines() if r.startswith(f"| {limit.of} |")]
    _, _, most, why, _ = (cell.strip() for cell in row.split("|"))

    option = f"; {limit.option}" if limit.option else ""
    assert most.replace("`", "") == f"{limit.value:,} {limit.unit}{option}"
    assert why == limit.why


def test_a_program_is_given_five_minutes() -> None:
    """Of the command line and of whoever calls the library alike."""
    assert RunOptions().timeout_seconds == 300
