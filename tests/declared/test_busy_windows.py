"""When AWS Backup cannot start beside a window of the resource itself, to the minute.

Cannot prove which services have windows: that is the catalog's word.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

import pytest
from plain_resources import declared

from bamp_pulumi.catalog import UNKNOWN, BusyWindowFact, Condition, DataStore, rows_of
from bamp_pulumi.declared import BusyWindow, busy_windows, hidden_windows

Inputs = Any  # Any: inputs of a resource

DATABASE = "aws:rds/instance:Instance"
DAILY: Final = BusyWindowFact(
    inputs=("window", "olderWindow"),
    form="daily",
    margin_minutes=60,
    off_when=(Condition(path="kept", test="one_of", values=(0,)),),
    why="it backs up",
    source="a page",
)
WEEKLY: Final = BusyWindowFact(
    inputs=("maintenance",), form="weekly", margin_minutes=30, why="it changes", source="a page"
)


def store(*facts: BusyWindowFact, has_continuous: bool = True) -> DataStore:
    """Return a row of the catalog with windows."""
    rows = rows_of(DATABASE)
    row = next(r for r in rows if r.continuous_rpo_minutes is not None)
    return replace(row if has_continuous else replace(row, abilities=None), windows=facts)


def windows(
    inputs: Inputs,
    *facts: BusyWindowFact,
    is_continuous: bool = False,
    has_continuous: bool = True,
) -> tuple[BusyWindow, ...]:
    """List the windows of a resource."""
    row = store(*facts, has_continuous=has_continuous)
    return busy_windows(row, declared(DATABASE, "db", inputs=inputs), is_continuous=is_continuous)


def hidden(inputs: Inputs, *, is_continuous: bool = False) -> tuple[str, ...]:
    """List the windows of a resource that are known later."""
    resource = declared(DATABASE, "db", inputs=inputs)
    return hidden_windows(store(DAILY, WEEKLY), resource, is_continuous=is_continuous)


def window(**fields: Inputs) -> BusyWindow:
    """Write a daily window from 03:00 to 03:30, and an hour before it."""
    given: Inputs = {
        "begins": timedelta(hours=3),
        "lasts": timedelta(minutes=30),
        "every": timedelta(days=1),
        "margin": timedelta(minutes=60),
        "input": "window",
        **fields,
    }
    return BusyWindow(**given)


WEEKLY_WINDOW: Final = window(
    begins=timedelta(days=6, hours=23, minutes=30),
    lasts=timedelta(hours=1),
    every=timedelta(days=7),
    margin=timedelta(minutes=30),
    input="maintenance",
)
AT: Final = {"window": "03:00-03:30"}
READ: Final[dict[str, tuple[Inputs, tuple[BusyWindow, ...]]]] = {
    "none": ({}, ()),
    "daily": (AT, (window(),)),
    "weekly": ({"maintenance": "sun:23:30-mon:00:30"}, (WEEKLY_WINDOW,)),
    "both": ({**AT, "maintenance": "sun:23:30-mon:00:30"}, (window(), WEEKLY_WINDOW)),
    "by the older name": ({"olderWindow": "03:00-03:30"}, (window(input="olderWindow"),)),
    "by the first of both": ({**AT, "olderWindow": "04:00-04:30"}, (window(),)),
    "of another form": ({"window": "at night"}, ()),
    "known later": ({"window": UNKNOWN, "olderWindow": "04:00-04:30"}, ()),
    "while there are no backups": ({**AT, "kept": 0}, ()),
    "while there are": ({**AT, "kept": 7}, (window(),)),
    "while that is known later": ({**AT, "kept": UNKNOWN}, (window(),)),
}


@pytest.mark.parametrize("name", READ)
def test_a_window_is_read_from_the_input_that_states_it(name: str) -> None:
    """One of no effect is none."""
    inputs, expected = READ[name]

    assert windows(inputs, DAILY, WEEKLY) == expected


@pytest.mark.parametrize(
    ("is_continuous", "has_continuous", "count"),
    [(False, True, 1), (True, True, 0), (True, False, 1), (False, False, 1)],
)
def test_aws_backup_keeps_the_windows_of_a_continuous_backup_apart(
    *, is_continuous: bool, has_continuous: bool, count: int
) -> None:
    """Only of a type of which it makes continuous backups."""
    found = windows(AT, DAILY, is_continuous=is_continuous, has_continuous=has_continuous)

    assert len(found) == count


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"lasts_minutes": 45}, window(lasts=timedelta(minutes=45))),
        ({"lasts_minutes": 0}, window(lasts=timedelta(0))),
        ({"disputed_margin_minutes": 240}, window(margin=timedelta(hours=4))),
        ({"disputed_margin_minutes": 10}, window()),
    ],
)
def test_the_longer_margin_and_the_stated_length_count(
    changes: Inputs, expected: BusyWindow
) -> None:
    """Where two pages differ a start between the two may fail."""
    assert windows(AT, replace(DAILY, **changes)) == (expected,)


def test_of_a_window_whose_length_nobody_states_the_beginning_is_known() -> None:
    """And what lies before it."""
    fact = replace(DAILY, form="fsx-daily")
    (found,) = windows({"window": "03:00"}, fact)

    assert found == window(lasts=timedelta(0))


@pytest.mark.parametrize(
    ("inputs", "is_continuous", "expected"),
    [
        ({}, False, ()),
        (AT, False, ()),
        ({"window": UNKNOWN}, False, ("window",)),
        ({"olderWindow": UNKNOWN, "maintenance": UNKNOWN}, False, ("olderWindow", "maintenance")),
        ({"window": UNKNOWN, "kept": 0}, False, ()),
        ({"window": UNKNOWN}, True, ()),
    ],
)
def test_a_window_that_is_known_later_is_named(
    inputs: Inputs, expected: tuple[str, ...], *, is_continuous: bool
) -> None:
    """Whoever judges says that it may be the plan's start."""
    assert hidden(inputs, is_continuous=is_continuous) == expected


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of a week that begins on Monday, the 7th."""
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


MINUTE: Final = timedelta(minutes=1)
STARTS: Final[list[tuple[BusyWindow, datetime, bool]]] = [
    (window(), on(9, 1, 59), False),
    (window(), on(9, 2), True),
    (window(), on(9, 3, 29), True),
    (window(), on(9, 3, 30), False),
    (window(), datetime(2026, 12, 9, 4, tzinfo=timezone(timedelta(hours=1))), True),
    (window(begins=timedelta(minutes=30)), on(9, 23, 30), True),
    (window(begins=timedelta(minutes=30)), on(9, 23, 29), False),
    (WEEKLY_WINDOW, on(13, 22, 59), False),
    (WEEKLY_WINDOW, on(13, 23), True),
    (WEEKLY_WINDOW, on(7, 0, 29), True),
    (WEEKLY_WINDOW, on(7, 0, 30), False),
    (WEEKLY_WINDOW, on(9, 23, 30), False),
]


@pytest.mark.parametrize(("given", "instant", "fails"), STARTS)
def test_a_job_fails_from_the_margin_before_a_window_to_its_end(
    given: BusyWindow, instant: datetime, *, fails: bool
) -> None:
    """The beginning included, the end not."""
    assert given.holds(instant) is fails


SPANS: Final[list[tuple[datetime, timedelta, bool, bool]]] = [
    (on(9, 1), timedelta(minutes=59), False, False),
    (on(9, 1), timedelta(minutes=60), False, True),
    (on(9, 2), timedelta(minutes=89), True, True),
    (on(9, 2), timedelta(minutes=90), False, True),
    (on(9, 3, 30), timedelta(minutes=1349), False, False),
    (on(9, 3, 30), timedelta(minutes=1350), False, True),
]


@pytest.mark.parametrize(("instant", "delay", "covers", "meets"), SPANS)
def test_a_start_window_may_lie_in_a_window_as_a_whole_or_in_part(
    instant: datetime, delay: timedelta, *, covers: bool, meets: bool
) -> None:
    """A job starts at some instant of it, both ends included."""
    assert (window().covers(instant, delay), window().meets(instant, delay)) == (covers, meets)
