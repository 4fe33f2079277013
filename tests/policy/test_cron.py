"""AWS's cron dialect: its documented examples, to the day, and what is refused.

Nothing here asks AWS. The examples are those of its guides, and where the guides are silent those
that other people compared with the console.
"""

from datetime import UTC, date, datetime, time

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import Schedule
from bamp_pulumi.policy.cron import at_time, on_last_day, read_cron


def runs(expression: str, year: int, month: int) -> list[date]:
    """List the days of a month on which an expression runs."""
    return [date(year, month, day) for day in read_cron(expression).days_in(year, month)]


def first_runs(expression: str, start: datetime, count: int) -> list[str]:
    """List the first runs after an instant, to the minute."""
    schedule, found, last = Schedule(expression=expression), list[str](), start
    while len(found) < count and (last := schedule.next_after(last) or start) != start:
        found.append(f"{last:%a %Y-%m-%d %H:%M}")
    return found


NEW_YEAR = datetime(2025, 12, 31, 23, 59, tzinfo=UTC)

EVENTBRIDGE_GUIDE = {
    "cron(0 10 * * ? *)": ["Thu 2026-01-01 10:00", "Fri 2026-01-02 10:00", "Sat 2026-01-03 10:00"],
    "cron(15 12 * * ? *)": ["Thu 2026-01-01 12:15", "Fri 2026-01-02 12:15", "Sat 2026-01-03 12:15"],
    "cron(0 18 ? * MON-FRI *)": [
        "Thu 2026-01-01 18:00",
        "Fri 2026-01-02 18:00",
        "Mon 2026-01-05 18:00",
    ],
    "cron(0 8 1 * ? *)": ["Thu 2026-01-01 08:00", "Sun 2026-02-01 08:00", "Sun 2026-03-01 08:00"],
    "cron(0 9 ? * 2#1 *)": ["Mon 2026-01-05 09:00", "Mon 2026-02-02 09:00", "Mon 2026-03-02 09:00"],
    "cron(0 0/4 * * ? *)": ["Thu 2026-01-01 00:00", "Thu 2026-01-01 04:00", "Thu 2026-01-01 08:00"],
}
"""Source: EventBridge user guide, eb-scheduled-rule-pattern (2026-11-21)."""

BACKUP_API = {
    "cron(0 5 ? * * *)": ["Thu 2026-01-01 05:00", "Fri 2026-01-02 05:00"],
    "cron(15 * ? * * *)": ["Thu 2026-01-01 00:15", "Thu 2026-01-01 01:15"],
    "cron(0 12 * * ? *)": ["Thu 2026-01-01 12:00", "Fri 2026-01-02 12:00"],
}
"""Source: AWS Backup API, BackupRule.ScheduleExpression (2026-11-21)."""

CONSOLE = {
    "cron(5 0 31W * ? 2026)": [
        "Fri 2026-01-30 00:05",
        "Tue 2026-03-31 00:05",
        "Fri 2026-05-29 00:05",
        "Fri 2026-07-31 00:05",
        "Mon 2026-08-31 00:05",
        "Fri 2026-10-30 00:05",
        "Thu 2026-12-31 00:05",
    ],
    "cron(5 0 LW * ? 2026)": [
        "Fri 2026-01-30 00:05",
        "Fri 2026-02-27 00:05",
        "Tue 2026-03-31 00:05",
        "Thu 2026-04-30 00:05",
        "Fri 2026-05-29 00:05",
        "Tue 2026-06-30 00:05",
    ],
    "cron(0 0 ? * 6L *)": ["Fri 2026-01-30 00:00", "Fri 2026-02-27 00:00", "Fri 2026-03-27 00:00"],
    "cron(0 0 ? * L *)": ["Sat 2026-01-03 00:00", "Sat 2026-01-10 00:00", "Sat 2026-01-17 00:00"],
}
"""Source: the project cronplan and its issue 106, which compared with the console (2026-11-21)."""


@pytest.mark.parametrize(
    ("expression", "expected"), [*EVENTBRIDGE_GUIDE.items(), *BACKUP_API.items(), *CONSOLE.items()]
)
def test_an_example_of_aws_runs_when_aws_says(expression: str, expected: list[str]) -> None:
    """The dialect is AWS's, not that of any crontab."""
    assert first_runs(expression, NEW_YEAR, len(expected)) == expected


def test_hours_that_wrap_around_midnight_belong_to_the_days_that_are_named() -> None:
    """EventBridge's guide: `20-2` on `MON-FRI` runs on Monday morning, not on Saturday morning."""
    found = first_runs("cron(0 20-2 ? * MON-FRI *)", datetime(2026, 1, 4, tzinfo=UTC), 8)

    assert found[:3] == ["Mon 2026-01-05 00:00", "Mon 2026-01-05 01:00", "Mon 2026-01-05 02:00"]
    assert found[3:] == [
        "Mon 2026-01-05 20:00",
        "Mon 2026-01-05 21:00",
        "Mon 2026-01-05 22:00",
        "Mon 2026-01-05 23:00",
        "Tue 2026-01-06 00:00",
    ]


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("cron(0 2 L * ? *)", [28]),
        ("cron(0 2 15W * ? *)", [16]),  # the 15th is a Sunday
        ("cron(0 2 14W * ? *)", [13]),  # the 14th is a Saturday
        ("cron(0 2 1W * ? *)", [2]),  # the 1st is a Sunday
        ("cron(0 2 28W * ? *)", [27]),  # the 28th is a Saturday
        ("cron(0 2 1/10 * ? *)", [1, 11, 21]),
        ("cron(0 2 27-2 * ? *)", [1, 2, 27, 28]),
        ("cron(0 2 1-9/4,20 * ? *)", [1, 5, 9, 20]),
        ("cron(0 2 ? * SUN *)", [1, 8, 15, 22]),
        ("cron(0 2 ? * 1 *)", [1, 8, 15, 22]),
        ("cron(0 2 ? * fri-mon *)", [1, 2, 6, 7, 8, 9, 13, 14, 15, 16, 20, 21, 22, 23, 27, 28]),
        ("cron(0 2 ? * TUE#2 *)", [10]),
        ("cron(0 2 ? * 3#2 *)", [10]),
        ("cron(0 2 ? * SUN#5 *)", []),
        ("cron(0 2 ? * SATL *)", [28]),
        ("cron(0 2 29 * ? *)", []),
        ("cron(0 2 * JAN,MAR ? *)", []),
        ("cron(0 2 ? NOV-FEB MON *)", [2, 9, 16, 23]),
        ("cron(0 2 1 2/6 ? *)", [1]),
        ("cron(0 2 1 * ? 2027)", []),
    ],
)
def test_the_days_of_february_2026(expression: str, days: list[int]) -> None:
    """A month of 28 days that begins on a Sunday shows every wildcard."""
    assert runs(expression, 2026, 2) == [date(2026, 2, day) for day in days]


@pytest.mark.parametrize(
    ("day", "month", "moved"),
    [
        (1, 8, 3),  # Saturday the 1st goes forward, not into July
        (31, 5, 29),  # Sunday the 31st goes back, not into June
    ],
)
def test_the_nearest_weekday_never_leaves_the_month(day: int, month: int, moved: int) -> None:
    """The nearest weekday would be in another month, where the rule does not run."""
    assert runs(f"cron(0 2 {day}W * ? *)", 2026, month) == [date(2026, month, moved)]


def test_leap_days_run_in_leap_years_only() -> None:
    """2100 is none."""
    found = [year for year in range(2092, 2110) if runs("cron(0 2 29 2 ? *)", year, 2)]

    assert found == [2092, 2096, 2104, 2108]


@pytest.mark.parametrize(
    ("expression", "times"),
    [
        ("cron(30 2 ? * * *)", [time(2, 30)]),
        ("cron(0 0/12 ? * * *)", [time(0), time(12)]),
        ("cron(0 13/12 ? * * *)", [time(13)]),
        ("cron(0 0/23 ? * * *)", [time(0), time(23)]),
        ("cron(5 8-10,20 ? * * *)", [time(8, 5), time(9, 5), time(10, 5), time(20, 5)]),
        ("cron(0 22-4/3 ? * * *)", [time(1), time(4), time(22)]),
    ],
)
def test_the_times_of_a_day(expression: str, times: list[time]) -> None:
    """AWS Backup's guide: every 12 hours from after 11:59 on runs once a day."""
    assert list(read_cron(expression).times) == times


@pytest.mark.parametrize(
    ("expression", "month"),
    [
        ("cron(0 2 L * ? *)", None),
        ("cron(0 2 28 * ? *)", None),
        ("cron(0 2 29 * ? *)", 2),
        ("cron(0 2 30W * ? *)", 2),
        ("cron(0 2 31 * ? *)", 2),
        ("cron(0 2 31 3-12 ? *)", 4),
        ("cron(0 2 31 1,3,5,7,8,10,12 ? *)", None),
        ("cron(0 2 29-31 3-12 ? *)", None),
        ("cron(0 2 ? * MON#4 *)", None),
        ("cron(0 2 ? * MON#5 *)", 1),
        ("cron(0 2 ? * MONL *)", None),
    ],
)
def test_a_schedule_names_the_first_month_it_skips(expression: str, month: int | None) -> None:
    """Days 29 to 31 and fifth weekdays are missing from some months."""
    assert read_cron(expression).skipped_month == month


@pytest.mark.parametrize(
    ("expression", "code", "write"),
    [
        ("rate(1 day)", "BAMP-S01", "cron(0 2 ? * * *)"),
        ("", "BAMP-S01", "cron(0 2 ? * * *)"),
        ("0 2 ? * * *", "BAMP-S01", "cron(0 2 ? * * *)"),
        ("cron(0 2 ? * *)", "BAMP-S01", "cron(0 2 * * ? *)"),
        ("30 4 1,15 * *", "BAMP-S01", "cron(30 4 1,15 * ? *)"),
        ("0 2 * * 0-5", "BAMP-S01", "cron(0 2 ? * SUN-FRI *)"),
        ("0 2 * * 7", "BAMP-S01", "cron(0 2 ? * SUN *)"),
        ("cron(0 2 * * ? * *)", "BAMP-S01", "cron(0 2 ? * * *)"),
        ("cron(60 2 ? * * *)", "BAMP-S02", "cron(0 2 ? * * *)"),
        ("cron(0 24 ? * * *)", "BAMP-S02", "cron(0 0 ? * * *)"),
        ("cron(0 2 0 * ? *)", "BAMP-S02", "cron(0 2 1 * ? *)"),
        ("cron(0 2 32 * ? *)", "BAMP-S02", "cron(0 2 1 * ? *)"),
        ("cron(0 2 1 13 ? *)", "BAMP-S02", "cron(0 2 1 JAN ? *)"),
        ("cron(0 2 ? * 0 *)", "BAMP-S02", "cron(0 2 ? * SUN *)"),
        ("cron(0 2 ? * 8 *)", "BAMP-S02", "cron(0 2 ? * SUN *)"),
        ("cron(0 2 ? * MON#6 *)", "BAMP-S02", "cron(0 2 ? * SUN *)"),
        ("cron(0 2 ? * 3#1,6#3 *)", "BAMP-S02", "cron(0 2 ? * SUN *)"),
        ("cron(0 2 ? * MON/2 *)", "BAMP-S02", "cron(0 2 ? * SUN *)"),
        ("cron(0 2 1,L * ? *)", "BAMP-S02", "cron(0 2 1 * ? *)"),
        ("cron(0 2 L-3 * ? *)", "BAMP-S02", "cron(0 2 1 * ? *)"),
        ("cron(0 2 1W,15W * ? *)", "BAMP-S02", "cron(0 2 1 * ? *)"),
        ("cron(0 2 ? * * 1969)", "BAMP-S02", "cron(0 2 ? * * *)"),
        ("cron(0 2 ? * * 2200)", "BAMP-S02", "cron(0 2 ? * * *)"),
        ("cron(0 0/24 ? * * *)", "BAMP-S02", "cron(0 0 ? * * *)"),
        ("cron(0 0/0 ? * * *)", "BAMP-S02", "cron(0 0 ? * * *)"),
        ("cron(0 /2 ? * * *)", "BAMP-S02", "cron(0 0 ? * * *)"),
        ("cron(0 1,,2 ? * * *)", "BAMP-S02", "cron(0 0 ? * * *)"),
        ("cron(0 -2 ? * * *)", "BAMP-S02", "cron(0 0 ? * * *)"),
        ("cron(0 ² ? * * *)", "BAMP-S02", "cron(0 0 ? * * *)"),
        ("cron(0 \u0662 ? * * *)", "BAMP-S02", "cron(0 0 ? * * *)"),  # a digit, but not of ours
        ("cron(0 2 * * * *)", "BAMP-S04", "cron(0 2 * * ? *)"),
        ("cron(0 2 ? * ? *)", "BAMP-S04", "cron(0 2 * * ? *)"),
        ("cron(0 2 1 * MON *)", "BAMP-S04", "cron(0 2 ? * MON *)"),
        ("cron(0 2 30 2 ? *)", "BAMP-S05", "cron(0 2 L 2 ? *)"),
        ("cron(0 2 31 4,6 ? *)", "BAMP-S05", "cron(0 2 L 4,6 ? *)"),
        ("cron(0 2 29 2 ? 2027)", "BAMP-S05", "cron(0 2 L 2 ? *)"),
        ("cron(0,30 2 ? * * *)", "BAMP-S06", "cron(0 2 ? * * *)"),
        ("cron(* 2 ? * * *)", "BAMP-S06", "cron(0 2 ? * * *)"),
    ],
)
def test_what_aws_refuses_is_refused_with_something_to_write(
    expression: str, code: str, write: str
) -> None:
    """Each refusal says which part is wrong and what comes nearest."""
    with pytest.raises(RefusedError) as refused:
        read_cron(expression)

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.write) == (code, f"expression={write!r}")


def test_spaces_around_and_between_fields_mean_nothing() -> None:
    """AWS separates fields by white space."""
    assert read_cron("  cron(0  2 ? * *\t*) ") == read_cron("cron(0 2 ? * * *)")


def test_a_schedule_moves_to_another_time_or_to_the_last_day() -> None:
    """What messages tell people to write is made by rule."""
    assert at_time("cron(0 2 ? * SUN *)", time(7, 30)) == "cron(30 7 ? * SUN *)"
    assert on_last_day("cron(0 2 31 1-6 ? *)") == "cron(0 2 L 1-6 ? *)"
    assert on_last_day("cron(0 2 ? * MON#5 *)") == "cron(0 2 ? * MONL *)"
