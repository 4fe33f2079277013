"""Days as people, Pulumi and a policy file write them."""

from datetime import UTC, date, datetime

import pytest

from bamp_pulumi.policy import day_from, meant_day


@pytest.mark.parametrize(
    ("given", "day", "meant"),
    [
        (date(2027, 6, 30), date(2027, 6, 30), "2027-06-30"),
        ("2027-06-30", date(2027, 6, 30), "2027-06-30"),
        ("2027-06-30 00:00:00 +0000 UTC", date(2027, 6, 30), "2027-06-30"),
        ("2027-06-30 12:00:00 +0000 UTC", None, "2027-06-30"),
        ("2027-6-3", None, "2027-06-03"),
        ("2027/06/30", None, "2027-06-30"),
        ("30.06.2027", None, "2027-06-30"),
        ("30. 6. 2027", None, "2027-06-30"),
        (20270630, None, "2027-06-30"),
        (datetime(2027, 6, 30, tzinfo=UTC), None, "2027-06-30"),
        ("04/05/2027", None, ""),
        ("2027-02-30", None, ""),
        ("next week", None, ""),
        ("", None, ""),
        (True, None, ""),
        ("٢٠٢٧-٠٦-٣٠", None, ""),
    ],
)
def test_a_day_is_taken_in_one_form_and_meant_in_others(
    given: object, day: date | None, meant: str
) -> None:
    """Nothing is guessed where the order of day and month is not known."""
    assert day_from(given) == day
    assert meant_day(given) == meant
