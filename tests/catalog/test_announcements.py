"""What AWS announced is applied in rows that exist, or open with a reason.

What the tests cannot prove: that AWS announced nothing else.
"""

import pytest

from bamp_pulumi.catalog import Announcement, announcements, catalog_rows, pages_cited

ALL = announcements()
ROWS = {row.name for row in catalog_rows()}


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.what[:40])
def test_an_announcement_is_applied_with_a_page_or_open_with_a_reason(one: Announcement) -> None:
    """A row that is named is there, and nothing is applied that no page confirms."""
    assert bool(one.applied) != bool(one.open)
    assert set(one.applied) <= ROWS
    assert pages_cited(one.page) if one.page else one.open


def test_they_stand_by_day() -> None:
    """Those without a day come last."""
    days = [one.day for one in ALL if one.day is not None]

    assert days == sorted(days)
    assert all(one.day is None for one in ALL[len(days) :])
