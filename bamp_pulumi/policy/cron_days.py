"""The two day fields of AWS's cron dialect, as the days they mean in a month.

Where the EventBridge user guide is silent its console decides: `31W` runs only in months of 31
days, `LW` is the last weekday of the month, `6L` its last Friday, and neither mixes with a list.

Source: EventBridge user guide, eb-scheduled-rule-pattern; issues of cronplan (number 106) and of
aws_cron_expression_validator (number 12), which compared with the console (2026-11-21).
"""

import calendar
import re
from collections.abc import Callable
from functools import partial

from bamp_pulumi.policy.cron_field import DAY_OF_MONTH, DAY_OF_WEEK

__all__ = ["Days", "days_of_month", "days_of_week"]

Days = Callable[[int, int], tuple[int, ...]]
"""The days of a month that match, by the weekday of its first day (Monday 0) and its length."""


def days_of_month(text: str) -> Days:
    """Read the day-of-month field: numbers, `L`, `LW` or `15W`."""
    upper = text.upper()
    if upper == "L":
        return _last_day
    if upper == "LW":
        return _last_weekday
    if weekday := re.fullmatch(r"([0-9]{1,2})W", upper):
        return partial(_nearest_weekday, DAY_OF_MONTH.value(weekday[1], text))
    return partial(_listed_days, DAY_OF_MONTH.values(text))


def days_of_week(text: str) -> Days:
    """Read the day-of-week field: numbers or names, `L`, `6L` or `3#2`."""
    upper = text.upper()
    if upper == "L":  # the last day of the week, every week
        return partial(_weekdays, frozenset({7}))
    if last := re.fullmatch(r"(\w+)L", upper):
        return partial(_last_of_weekday, DAY_OF_WEEK.value(last[1], text))
    if instance := re.fullmatch(r"(\w+)#([1-5])", upper):
        return partial(_nth_weekday, DAY_OF_WEEK.value(instance[1], text), int(instance[2]))
    return partial(_weekdays, DAY_OF_WEEK.values(text))


def _listed_days(listed: frozenset[int], _first: int, length: int) -> tuple[int, ...]:
    return tuple(day for day in range(1, length + 1) if day in listed)


def _last_day(_first: int, length: int) -> tuple[int, ...]:
    return (length,)


def _python_weekday(day: int, first: int) -> int:
    """Return the weekday of a day of the month, Monday 0 to Sunday 6."""
    return (first + day - 1) % 7


def _last_weekday(first: int, length: int) -> tuple[int, ...]:
    return (length - max(_python_weekday(length, first) - calendar.FRIDAY, 0),)


def _nearest_weekday(day: int, first: int, length: int) -> tuple[int, ...]:
    """Move a Saturday to Friday and a Sunday to Monday, but never into another month."""
    if day > length:
        return ()
    weekday = _python_weekday(day, first)
    if weekday == calendar.SATURDAY:
        return (day - 1,) if day > 1 else (day + 2,)
    if weekday == calendar.SUNDAY:
        return (day + 1,) if day < length else (day - 2,)
    return (day,)


def _weekdays(listed: frozenset[int], first: int, length: int) -> tuple[int, ...]:
    """List the days whose weekday is among AWS's numbers, Sunday 1 to Saturday 7."""
    wanted = {(number - 2) % 7 for number in listed}
    return tuple(d for d in range(1, length + 1) if _python_weekday(d, first) in wanted)


def _nth_weekday(number: int, instance: int, first: int, length: int) -> tuple[int, ...]:
    return _weekdays(frozenset({number}), first, length)[instance - 1 : instance]


def _last_of_weekday(number: int, first: int, length: int) -> tuple[int, ...]:
    return _weekdays(frozenset({number}), first, length)[-1:]
