"""Schedule expressions: `cron(...)` of six fields and `rate(...)`.

Source: EventBridge user guide, eb-scheduled-rule-pattern (read 2026-11-28).
"""

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["why_no_cron", "why_no_schedule"]

_MONTHS: Final = (
    *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
    *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)
_DAYS: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_RATE: Final = re.compile(r"rate\(\s*(\d+)\s+(minute|hour|day)(s?)\s*\)", re.ASCII)
_CRON: Final = re.compile(r"cron\((.*)\)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()
    special: str = ""
    """Forms of its own that a value may take, as a pattern."""


_FIELDS: Final = (
    _Field(name="minutes", low=0, high=59),
    _Field(name="hours", low=0, high=23),
    _Field(name="day of month", low=1, high=31, special=r"\?|L|LW|L-\d+|\d+W"),
    _Field(name="month", low=1, high=12, names=_MONTHS),
    _Field(name="day of week", low=1, high=7, names=_DAYS, special=r"\?|L|\w+L|\w+#[1-5]"),
    _Field(name="year", low=1970, high=2199),
)


def why_no_schedule(expression: str) -> str:
    """Return why EventBridge refuses a schedule; empty when it accepts it, as far as is known."""
    text = expression.strip()
    if text.startswith("rate("):
        return _why_no_rate(text)
    if text.startswith("cron("):
        return why_no_cron(text)
    return "it is neither cron(...) nor rate(...)"


def why_no_cron(expression: str) -> str:
    """Return why a cron expression is refused; empty when it is accepted, as far as is known."""
    inside = _CRON.fullmatch(expression.strip())
    fields = inside.group(1).split() if inside else []
    if len(fields) != len(_FIELDS):
        return f"cron has six fields (minutes hours day month weekday year); it has {len(fields)}"
    if (fields[2] == "?") is (fields[4] == "?"):
        return "one of day of month and day of week is ?, and only one"
    for field, text in zip(_FIELDS, fields, strict=True):
        for part in text.upper().split(","):
            if not _is_part(field, part):
                return f"{part} is no {field.name}"
    return ""


def _why_no_rate(text: str) -> str:
    found = _RATE.fullmatch(text)
    if found is None:
        return "rate is rate(5 minutes), with minutes, hours or days"
    number, unit, plural = int(found.group(1)), found.group(2), found.group(3)
    if not number:
        return "a rate is 1 or more"
    right = unit if number == 1 else f"{unit}s"
    return "" if (number == 1) is not bool(plural) else f"it is written rate({number} {right})"


def _is_part(field: _Field, part: str) -> bool:
    if field.special and re.fullmatch(field.special, part, re.ASCII):
        return field.name != "day of week" or _is_weekday(field, part)
    span, slash, step = part.partition("/")
    if slash and not (step.isascii() and step.isdigit() and int(step[:6])):
        return False
    if span == "*":
        return True
    low, dash, high = span.partition("-")
    return _is_value(field, low) and (not dash or _is_value(field, high))


def _is_weekday(field: _Field, part: str) -> bool:
    day = re.split("[L#]", part)[0]
    return part in ("?", "L") or _is_value(field, day)


def _is_value(field: _Field, text: str) -> bool:
    if text in field.names:
        return True
    return text.isascii() and text.isdigit() and field.low <= int(text[:6]) <= field.high
