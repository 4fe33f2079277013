"""When the clocks of a zone change: to the minute, each change once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bamp_pulumi.policy.time_zone import SPAN_END, SPAN_START, clock_changes, offset_at


def changes_in(name: str, year: int) -> list[str]:
    """List the changes of a year in UTC."""
    return [f"{c:%m-%d %H:%M}" for c in clock_changes(ZoneInfo(name)) if c.year == year]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UTC", []),
        ("Asia/Kathmandu", []),
        ("America/New_York", ["03-08 07:00", "11-01 06:00"]),
        ("Europe/Berlin", ["03-29 01:00", "10-25 01:00"]),
        ("Australia/Lord_Howe", ["04-04 15:00", "10-03 15:30"]),
    ],
)
def test_the_changes_of_2026(name: str, expected: list[str]) -> None:
    """As the IANA time zone database has them."""
    assert changes_in(name, 2026) == expected


def test_a_zone_that_goes_back_for_one_month_changes_twice_around_it() -> None:
    """Morocco leaves its summer time for Ramadan."""
    assert len(changes_in("Africa/Casablanca", 2027)) == 2


@pytest.mark.parametrize("name", ["America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_the_offset_is_another_one_from_the_minute_of_the_change_on(name: str) -> None:
    """One minute earlier the old offset still holds."""
    zone = ZoneInfo(name)

    for change in clock_changes(zone):
        before = change - timedelta(minutes=1)
        assert SPAN_START <= change < SPAN_END + timedelta(days=7)
        assert offset_at(before, zone) != offset_at(change, zone)


def test_the_span_is_long_enough_for_weekdays_and_leap_days_to_meet() -> None:
    """28 years from 2026 on, from which the calendar repeats until 2100."""
    assert datetime(2026, 1, 1, tzinfo=UTC) == SPAN_START
    assert SPAN_END.year - SPAN_START.year == 28
