"""When runs fall due: laws over any schedule, zone and instant, and the nights the clocks change.

The laws are judged by a scan that shares no code with the schedule: every minute is read on the
local clock and asked, field by field, whether it matches. That AWS Backup does the same in a night
of changing clocks is what its guides say, not what is proved here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.errors import PolicyError, RefusedError
from bamp_pulumi.policy import Schedule, parse

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
ZONES = (
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Europe/Dublin",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Africa/Casablanca",  # back for a month in every year
    "America/Sao_Paulo",
)
CLOCK_CHANGES = (
    datetime(2026, 3, 8, 7, tzinfo=UTC),  # New York forward
    datetime(2026, 3, 29, 1, tzinfo=UTC),  # Europe forward
    datetime(2026, 10, 25, 1, tzinfo=UTC),  # Europe back
    datetime(2026, 11, 1, 6, tzinfo=UTC),  # New York back
    datetime(2026, 4, 4, 15, tzinfo=UTC),  # Lord Howe back
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),  # Lord Howe forward
)


@dataclass(frozen=True)
class Example:
    """An expression, and what it means said another way."""

    expression: str
    matches: Callable[[datetime], bool]


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """Draw expressions with every kind of day field, and their meaning."""
    minute = draw(st.integers(0, 59))
    hours = draw(st.frozensets(st.integers(0, 23), min_size=1, max_size=4))
    every_hour = draw(st.booleans())
    day = draw(st.integers(1, 31))
    weekday = draw(st.integers(0, 6))
    nth = draw(st.integers(1, 5))
    kinds: list[tuple[str, Callable[[datetime], bool]]] = [
        ("* * ?", lambda _: True),
        (f"{day} * ?", lambda t: t.day == day),
        (f"{min(day, 28)}-28 * ?", lambda t: min(day, 28) <= t.day <= 28),
        ("L * ?", lambda t: (t + DAY).day == 1),
        (f"? * {WEEKDAYS[weekday]}", lambda t: t.weekday() == weekday),
        (
            f"? * {(weekday + 1) % 7 + 1}#{nth}",
            lambda t: t.weekday() == weekday and (t.day - 1) // 7 + 1 == nth,
        ),
        (
            f"? * {WEEKDAYS[weekday]}L",
            lambda t: t.weekday() == weekday and (t + 7 * DAY).month != t.month,
        ),
        ("? 3,11 *", lambda t: t.month in {3, 11}),
    ]
    fields, is_day = draw(st.sampled_from(kinds))

    def matches(local: datetime) -> bool:
        """Judge one minute of the local clock."""
        return local.minute == minute and (every_hour or local.hour in hours) and is_day(local)

    hour_field = "*" if every_hour else ",".join(str(hour) for hour in sorted(hours))
    return Example(f"cron({minute} {hour_field} {fields} *)", matches)


def scan(example: Example, zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """List the runs from start to end, minute by minute."""
    found: list[datetime] = []
    minute = start.replace(second=0, microsecond=0)
    while minute < end:
        local = minute.astimezone(zone)
        if minute >= start and local.fold == 0 and example.matches(local.replace(tzinfo=None)):
            found.append(minute)
        minute += MINUTE
    return found


@st.composite
def near_clock_changes(draw: st.DrawFn) -> datetime:
    """Draw an instant up to two days before a change of the clocks, or just after it."""
    change = draw(st.sampled_from(CLOCK_CHANGES))
    return change + timedelta(hours=draw(st.integers(-50, 10)))


YEARS = [datetime(year, 1, 1) for year in (2026, 2053)]  # noqa: DTZ001 - Hypothesis adds the zone
instants = st.one_of(st.datetimes(*YEARS, timezones=st.just(UTC)), near_clock_changes())
zones = st.sampled_from(ZONES)


@given(example=examples(), zone=zones, start=instants, hours=st.integers(0, 60))
def test_runs_of_a_span_are_those_of_a_minute_by_minute_scan(
    example: Example, zone: str, start: datetime, hours: int
) -> None:
    """None skipped, none invented, ascending, in UTC, through every change of the clocks."""
    schedule = Schedule(expression=example.expression, timezone=zone)
    end = start + hours * HOUR

    found = list(schedule.between(start, end))

    assert found == scan(example, ZoneInfo(zone), start, end)
    assert all(run.tzinfo is UTC for run in found)


@given(example=examples(), zone=zones, instant=instants)
def test_next_and_previous_are_the_nearest_runs_on_either_side(
    example: Example, zone: str, instant: datetime
) -> None:
    """Strictly after and strictly before, with nothing in between but the instant itself."""
    schedule = Schedule(expression=example.expression, timezone=zone)

    after, before = schedule.next_after(instant), schedule.previous_before(instant)

    assert after is not None
    assert before is not None
    assert before < instant < after
    between = set(schedule.between(before + MINUTE, after))
    assert between <= {instant}


@given(example=examples(), zone=zones, instant=instants)
def test_next_and_previous_undo_each_other_on_a_run(
    example: Example, zone: str, instant: datetime
) -> None:
    """A run is the previous of its next and the next of its previous."""
    schedule = Schedule(expression=example.expression, timezone=zone)
    run = schedule.next_after(instant)
    assert run is not None

    after, before = schedule.next_after(run), schedule.previous_before(run)

    assert after is not None
    assert before is not None
    assert schedule.previous_before(after) == run == schedule.next_after(before)


@given(example=examples(), zone=zones, instant=instants)
def test_no_interval_is_longer_than_the_longest(
    example: Example, zone: str, instant: datetime
) -> None:
    """What lint and objectives rely on: forty runs in a row keep to it."""
    schedule = Schedule(expression=example.expression, timezone=zone)
    runs = islice(schedule.between(instant, datetime(2054, 1, 1, tzinfo=UTC)), 40)

    assert all(after - before <= schedule.longest_interval for before, after in pairwise(runs))


@pytest.mark.parametrize(
    ("expression", "zone", "longest"),
    [
        ("cron(0 * ? * * *)", "UTC", HOUR),
        ("cron(0 0/6 ? * * *)", "UTC", 6 * HOUR),
        ("cron(0 2,8 ? * * *)", "UTC", 18 * HOUR),
        ("cron(0 2 ? * * *)", "UTC", DAY),
        ("cron(0 2 ? * MON-FRI *)", "UTC", 3 * DAY),
        ("cron(0 14 ? * SUN *)", "UTC", 7 * DAY),
        ("cron(0 20 1 * ? *)", "UTC", 31 * DAY),
        ("cron(0 20 1,20 * ? *)", "UTC", 19 * DAY),
        ("cron(0 20 L * ? *)", "UTC", 31 * DAY),
        ("cron(0 2 31 * ? *)", "UTC", 61 * DAY),
        ("cron(0 2 ? * MON#1 *)", "UTC", 35 * DAY),
        ("cron(0 2 29 2 ? *)", "UTC", 1461 * DAY),
        ("cron(0 5 ? * * *)", "Asia/Kathmandu", DAY),
        ("cron(0 5 ? * * *)", "Europe/Berlin", 25 * HOUR),
        ("cron(30 2 ? * * *)", "Europe/Berlin", 47 * HOUR),
        ("cron(0 * ? * * *)", "Europe/Berlin", 2 * HOUR),
        ("cron(0 5 ? * * *)", "Australia/Lord_Howe", timedelta(hours=24, minutes=30)),
        ("cron(0 5 ? * * 2030-2031)", "Europe/Berlin", 25 * HOUR),
        ("cron(0 2 1 1 ? 2030)", "UTC", timedelta.max),
        ("cron(0 2 1 1 ? 2020-2024)", "UTC", timedelta.max),
    ],
)
def test_the_longest_interval_of_a_schedule(expression: str, zone: str, longest: timedelta) -> None:
    """A daily rule in a zone with summer time does not run every 24 hours."""
    assert Schedule(expression=expression, timezone=zone).longest_interval == longest


@pytest.mark.parametrize(
    "expression", ["cron(0 20 1 * ? *)", "cron(0 2 ? * MON#1 *)", "cron(7 3,9 L * ? *)"]
)
@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_the_longest_interval_really_occurs(expression: str, zone: str) -> None:
    """It is no bound beyond reach: 28 years of runs hold it, to the hour of a clock change."""
    schedule = Schedule(expression=expression, timezone=zone)
    runs = schedule.between(datetime(2026, 1, 1, tzinfo=UTC), datetime(2054, 1, 1, tzinfo=UTC))

    assert max(after - before for before, after in pairwise(runs)) == schedule.longest_interval


def test_a_span_includes_its_start_and_not_its_end() -> None:
    """So that spans laid end to end hold each run once."""
    run = datetime(2026, 1, 1, 2, tzinfo=UTC)

    assert list(Schedule().between(run, run + DAY)) == [run]
    assert list(Schedule().between(run - DAY, run)) == [run - DAY]
    assert list(Schedule().between(run, run)) == []


def local_runs(expression: str, zone: str, day: datetime) -> list[str]:
    """List three days of runs, with their offsets, from a UTC day on."""
    schedule = Schedule(expression=expression, timezone=zone)
    return [
        run.astimezone(ZoneInfo(zone)).strftime("%d %H:%M %z")
        for run in schedule.between(day, day + 3 * DAY)
    ]


def test_a_time_that_the_clocks_skip_is_not_run() -> None:
    """EventBridge Scheduler user guide, schedule-types: such an invocation is skipped."""
    assert local_runs(
        "cron(30 2 ? * * *)", "America/New_York", datetime(2026, 3, 7, tzinfo=UTC)
    ) == [
        "07 02:30 -0500",
        "09 02:30 -0400",
    ]


def test_a_time_that_the_clocks_repeat_is_run_once_the_first_time() -> None:
    """EventBridge Scheduler user guide, schedule-types: it runs once and does not repeat."""
    assert local_runs(
        "cron(30 1 ? * * *)", "America/New_York", datetime(2026, 10, 31, tzinfo=UTC)
    ) == [
        "31 01:30 -0400",
        "01 01:30 -0400",
        "02 01:30 -0500",
    ]


def test_in_the_second_pass_of_an_hour_the_next_run_is_that_of_the_next_day() -> None:
    """01:45 comes twice that night; asked in between, the schedule does not run again."""
    schedule = Schedule(expression="cron(45 1 ? * * *)", timezone="America/New_York")
    second_pass = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)

    assert schedule.next_after(second_pass) == datetime(2026, 11, 2, 6, 45, tzinfo=UTC)
    assert schedule.previous_before(second_pass) == datetime(2026, 11, 1, 5, 45, tzinfo=UTC)


def test_clocks_that_go_back_over_midnight_do_not_hide_the_run_at_midnight() -> None:
    """St. John's went from 00:01 back to 23:01 of the day before, after the run of 00:00."""
    schedule = Schedule(expression="cron(0 0 ? * * *)", timezone="America/St_Johns")
    back_in_yesterday = datetime(2010, 11, 7, 2, 45, tzinfo=UTC)

    assert schedule.previous_before(back_in_yesterday) == datetime(2010, 11, 7, 2, 30, tzinfo=UTC)
    assert schedule.next_after(back_in_yesterday) == datetime(2010, 11, 8, 3, 30, tzinfo=UTC)


def test_a_day_that_a_zone_skipped_has_no_run() -> None:
    """Samoa had no 30 December 2011."""
    found = local_runs("cron(0 12 ? * * *)", "Pacific/Apia", datetime(2011, 12, 29, tzinfo=UTC))

    assert found == ["29 12:00 -1000", "31 12:00 +1400", "01 12:00 +1400"]


def test_an_instant_of_any_zone_may_be_asked() -> None:
    """The same instant has the same next run, however it is written."""
    schedule = Schedule(expression="cron(0 2 ? * * *)")
    instant = datetime(2026, 1, 1, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))

    assert schedule.next_after(instant) == datetime(2026, 1, 1, 2, tzinfo=UTC)


def test_a_schedule_that_has_ended_has_no_next_run() -> None:
    """Nor one that has not begun a previous run."""
    schedule = Schedule(expression="cron(0 2 1 1 ? 2030)")
    run = datetime(2030, 1, 1, 2, tzinfo=UTC)

    assert schedule.next_after(run - DAY) == run == schedule.previous_before(run + DAY)
    assert schedule.next_after(run) is None
    assert schedule.previous_before(run) is None
    assert list(schedule.between(run + DAY, run + 400 * DAY)) == []


def test_runs_end_with_the_last_year_of_the_dialect() -> None:
    """AWS's years end with 2199."""
    schedule = Schedule()

    assert schedule.next_after(datetime(2199, 12, 31, 2, tzinfo=UTC)) is None
    assert schedule.previous_before(datetime(1970, 1, 1, 2, tzinfo=UTC)) is None


NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001 - what is refused
AWARE = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "call",
    [
        lambda: Schedule().next_after(NAIVE),
        lambda: Schedule().previous_before(NAIVE),
        lambda: Schedule().between(NAIVE, AWARE),
        lambda: Schedule().between(AWARE, NAIVE),
        lambda: Schedule().between(AWARE, AWARE - MINUTE),
    ],
)
def test_what_is_no_instant_or_no_span_is_refused(call: Callable[[], object]) -> None:
    """A naive time would be read in the zone of the machine. The call refuses, not the loop."""
    with pytest.raises(RefusedError, match="BAMP-S03"):
        call()


@pytest.mark.parametrize("name", ["Europe/Berln", "", "../etc/passwd", "America", "EST5", "utc "])
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    """Directories and paths are no zones either."""
    with pytest.raises(PolicyError, match="BAMP-S07"):
        parse(Schedule, {"timezone": name})


def test_both_mistakes_of_a_schedule_are_told_together() -> None:
    """Expression and zone are judged apart."""
    with pytest.raises(PolicyError) as refused:
        parse(Schedule, {"expression": "rate(1 day)", "timezone": "Mars/Olympus"})

    assert [(r.code, r.path) for r in refused.value.refusals] == [
        ("BAMP-S01", "expression"),
        ("BAMP-S07", "timezone"),
    ]


def test_equal_schedules_are_equal_and_hash_alike_once_asked() -> None:
    """What a schedule has worked out is no part of its value."""
    asked, fresh = Schedule(), Schedule()
    assert asked.longest_interval == DAY

    assert asked == fresh
    assert hash(asked) == hash(fresh)
