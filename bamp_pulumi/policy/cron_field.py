"""The six fields of AWS's cron dialect: their values, their names and the marks they take.

Source: EventBridge user guide, eb-scheduled-rule-pattern (2026-11-21).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.errors import RefusedError

__all__ = [
    "DAY_OF_MONTH",
    "DAY_OF_WEEK",
    "FIRST_YEAR",
    "HOUR",
    "LAST_YEAR",
    "MINUTE",
    "MONTH",
    "YEAR",
    "CronField",
]

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2199


@dataclass(frozen=True, slots=True, kw_only=True)
class CronField:
    """One of the six fields: its values, their names, and the wildcards it takes."""

    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()
    has_steps: bool = True
    alone: str = ""
    """Further values, each of which must be alone in the field."""

    def refused(self, text: str) -> RefusedError:
        """Return the refusal of a text in this field (`BAMP-S02`)."""
        names = f" or {self.names[0]} to {self.names[-1]}" if self.names else ""
        marks = "lists a,b, ranges a-b, *" + (", steps a/n" if self.has_steps else "")
        alone = f"; or one of {self.alone} alone" if self.alone else ""
        return RefusedError(
            "BAMP-S02",
            given=f"{text!r} in the {self.name} field",
            allowed=f"{self.low} to {self.high}{names}; {marks}{alone}",
            why="AWS refuses the cron expression",
            write=self.names[0] if self.names else str(self.low),
        )

    def value(self, text: str, whole: str) -> int:
        """Read one number or name."""
        if text.upper() in self.names:
            return self.names.index(text.upper()) + self.low
        if re.fullmatch(r"[0-9]{1,4}", text) and self.low <= int(text) <= self.high:
            return int(text)
        raise self.refused(whole)

    def values(self, text: str) -> frozenset[int]:
        """Read a list of numbers, names, ranges and steps."""
        return frozenset(value for part in text.split(",") for value in self._part(part, text))

    def _part(self, part: str, whole: str) -> Sequence[int]:
        span, slash, step_text = part.partition("/")
        step = int(step_text) if re.fullmatch(r"[0-9]{1,4}", step_text) else 0
        if slash and not (self.has_steps and 1 <= step <= self.high):
            raise self.refused(whole)
        first_text, dash, last_text = span.partition("-")
        if span == "*":
            first, last = self.low, self.high
        else:
            first = self.value(first_text, whole)
            # `5/15` runs from 5 to the end of the field, `5` alone is 5.
            last = self.value(last_text, whole) if dash else self.high if slash else first
        if last < first:  # 20-2 wraps around midnight, FRI-MON around the weekend
            span_values = [*range(first, self.high + 1), *range(self.low, last + 1)]
        else:
            span_values = [*range(first, last + 1)]
        return span_values[:: step or 1]


MINUTE: Final = CronField(name="minute", low=0, high=59)
HOUR: Final = CronField(name="hour", low=0, high=23)
DAY_OF_MONTH: Final = CronField(name="day-of-month", low=1, high=31, alone="?, L, LW, 15W")
MONTH: Final = CronField(
    name="month",
    low=1,
    high=12,
    names=("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)
DAY_OF_WEEK: Final = CronField(
    name="day-of-week",
    low=1,
    high=7,
    names=("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
    # The guide lists `, - * ? L #` here and no `/`.
    has_steps=False,
    alone="?, L, 6L, 3#2",
)
YEAR: Final = CronField(name="year", low=FIRST_YEAR, high=LAST_YEAR)
