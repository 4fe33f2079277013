"""The cron dialect of AWS Backup: six fields in `cron()`, read into the days and times they mean.

Source: EventBridge user guide, eb-scheduled-rule-pattern; AWS Backup developer guide,
plan-options-and-configuration (2026-11-21).
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from itertools import pairwise, product
from typing import Final, TypedDict

from bamp_pulumi.catalog import SCHEDULE_MIN_INTERVAL_MINUTES
from bamp_pulumi.errors import Edit, RefusedError
from bamp_pulumi.policy.cron_days import days_of_month, days_of_week
from bamp_pulumi.policy.cron_field import DAY_OF_WEEK, HOUR, MINUTE, MONTH, YEAR, CronField

__all__ = ["Cron", "at_time", "on_last_day", "read_cron"]

_FIELD_COUNT: Final = 6


@dataclass(frozen=True, slots=True)
class Cron:
    """What a cron expression means, in local time."""

    times: tuple[time, ...]
    """Times of day, ascending."""
    days: Mapping[tuple[int, int], tuple[int, ...]]
    """Days of a month that match, by the weekday of its first day (Monday 0) and its length."""
    months: frozenset[int]
    years: frozenset[int]
    is_endless: bool
    """Whether every year matches, so that the schedule never ends."""

    def days_in(self, year: int, month: int) -> tuple[int, ...]:
        """Return the days of one month that match, ascending; none when the month does not."""
        if month not in self.months or year not in self.years:
            return ()
        return self.days[calendar.monthrange(year, month)]

    def longest_days_apart(self, years: range) -> int | None:
        """Return the most days from one day that matches to the next; None for fewer than two."""
        apart: list[int] = []
        within: dict[tuple[int, ...], int] = {}  # most months look alike
        last: int | None = None
        for year, month in product(years, range(1, 13)):
            if not (days := self.days_in(year, month)):
                continue
            before_first = date(year, month, 1).toordinal() - 1
            if last is not None:
                apart.append(before_first + days[0] - last)
            if days not in within:
                within[days] = max((after - day for day, after in pairwise(days)), default=0)
            last = before_first + days[-1]
        return max((*apart, *within.values()), default=0) or None

    @property
    def skipped_month(self) -> int | None:
        """A month that is asked for and, in some year, has no day that matches; None for none."""
        for month in sorted(self.months):
            # A year that leaps and one that does not: February has two lengths.
            lengths = {calendar.monthrange(year, month)[1] for year in (2027, 2028)}
            if not all(self.days[first, length] for first in range(7) for length in lengths):
                return month
        return None


@lru_cache(maxsize=256)
def read_cron(expression: str) -> Cron:
    """Return what a cron expression means.

    Raises:
        RefusedError: `BAMP-S01` not six fields in `cron()`, `BAMP-S02` a field that AWS refuses,
            `BAMP-S04` not exactly one `?`, `BAMP-S05` no such date ever, `BAMP-S06` too often.
    """
    minute, hour, day_of_month, month, day_of_week, year = _fields(expression)
    if (day_of_month == "?") == (day_of_week == "?"):
        raise RefusedError(
            "BAMP-S04",
            given=f"day-of-month {day_of_month!r} and day-of-week {day_of_week!r}",
            allowed="? in exactly one of the two",
            why="AWS accepts a day of the month or a day of the week, and requires ? in the other",
            **_instead(
                f"cron({minute} {hour} {_one_day(day_of_month, month, day_of_week)} {year})"
            ),
        )
    _require_fields([minute, hour, day_of_month, month, day_of_week, year])
    minutes = MINUTE.values(minute)
    if len(minutes) > 1:
        raise RefusedError(
            "BAMP-S06",
            given=f"minute {minute!r}: {len(minutes)} runs in an hour",
            allowed=f"one run in {SCHEDULE_MIN_INTERVAL_MINUTES} minutes: one minute of the hour",
            why="AWS Backup runs a rule hourly at most",
            **_instead(f"cron({min(minutes)} {hour} {day_of_month} {month} {day_of_week} {year})"),
        )
    days = days_of_month(day_of_month) if day_of_week == "?" else days_of_week(day_of_week)
    cron = Cron(
        times=tuple(time(h, m) for h in sorted(HOUR.values(hour)) for m in sorted(minutes)),
        days={(first, n): days(first, n) for first in range(7) for n in range(28, 32)},
        months=MONTH.values(month),
        years=YEAR.values(year),
        is_endless=year == "*",
    )
    if not any(cron.days_in(y, m) for y in cron.years for m in cron.months):
        raise RefusedError(
            "BAMP-S05",
            given=f"day {day_of_month} of month {month}, year {year}",
            allowed="a day that some month in some year has",
            why="house rule: such a rule never runs, and AWS Backup does not say so",
            **_instead(f"cron({minute} {hour} L {month} ? *)"),
        )
    return cron


def _require_fields(given: list[str]) -> None:
    """Refuse a field, with an expression that has a value AWS accepts."""
    kinds = (MINUTE, HOUR, days_of_month, MONTH, days_of_week, YEAR)
    for number, (kind, text) in enumerate(zip(kinds, given, strict=True)):
        if text == "?":
            continue
        try:
            _ = kind.values(text) if isinstance(kind, CronField) else kind(text)
        except RefusedError as error:
            (refusal,) = error.refusals
        else:
            continue
        meant = [*given]
        meant[number] = "*" if kind is YEAR else refusal.write
        expression = f"cron({' '.join(meant)})"
        raise RefusedError.of(replace(refusal, **_instead(expression)))


def at_time(expression: str, moment: time) -> str:
    """Return the same days at one time of day."""
    days = " ".join(_fields(expression)[2:])
    return f"cron({moment.minute} {moment.hour} {days})"


def on_last_day(expression: str) -> str:
    """Return the same times on the last such day of the month, which every month has."""
    minute, hour, _, month, day_of_week, year = _fields(expression)
    weekday = day_of_week.partition("#")[0]
    days = f"L {month} ?" if day_of_week == "?" else f"? {month} {weekday}L"
    return f"cron({minute} {hour} {days} {year})"


def _fields(expression: str) -> list[str]:
    """Split an expression into its six fields."""
    text = expression.strip()
    wrapped = re.fullmatch(r"cron\((.*)\)", text)
    fields = (wrapped[1] if wrapped else text).split()
    if wrapped and len(fields) == _FIELD_COUNT:
        return fields
    is_rate = text.startswith("rate(")
    raise RefusedError(
        "BAMP-S01",
        given=f"expression={expression!r}",
        allowed="cron(minute hour day-of-month month day-of-week year), six fields",
        why="AWS Backup does not support rate(), only cron()"
        if is_rate
        else "AWS Backup requires six fields in cron(): a year last, and ? in one day field",
        **_instead("cron(0 2 ? * * *)" if is_rate else _nearest(fields)),
    )


class _Instead(TypedDict):
    """What to write, as a text and as an edit."""

    write: str
    edits: tuple[Edit, ...]


def _instead(expression: str) -> _Instead:
    return {"write": f"expression={expression!r}", "edits": (("", expression),)}


def _nearest(fields: list[str]) -> str:
    """Return what may have been meant by fields that are not six in `cron()`."""
    if len(fields) == _FIELD_COUNT:
        return f"cron({' '.join(fields)})"
    if len(fields) == _FIELD_COUNT - 1:  # as in a crontab
        minute, hour, day_of_month, month, day_of_week = fields
        # crontab counts Sunday as 0 or 7, AWS as 1: a name means the same to both.
        named = re.sub(r"[0-7]", lambda day: DAY_OF_WEEK.names[int(day[0]) % 7], day_of_week)
        return f"cron({minute} {hour} {_one_day(day_of_month, month, named)} *)"
    return "cron(0 2 ? * * *)"


def _one_day(day_of_month: str, month: str, day_of_week: str) -> str:
    """Return the three middle fields with exactly one `?`, the more particular day kept."""
    if day_of_week in {"*", "?"}:
        return f"{'*' if day_of_month == '?' else day_of_month} {month} ?"
    return f"? {month} {day_of_week}"
