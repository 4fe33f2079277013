"""Days of the calendar, as people and Pulumi write them."""

import re
from datetime import date, datetime
from typing import Final

__all__ = ["day_from", "meant_day"]

_BY_PULUMI: Final = " 00:00:00 +0000 UTC"
"""What Pulumi puts behind a day that has no quotes in the file of a stack.

Source: `pulumi preview` of `until: 2027-06-30` in an object of the configuration, and of a day as
its own value (run 2026-11-28).
"""


def day_from(value: object) -> date | None:
    """Return a day from a day or its ISO text; None for a number, a time or a guess."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = value.removesuffix(_BY_PULUMI) if isinstance(value, str) else ""
    return _day(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None


def meant_day(value: object) -> str:
    """Return the day that a text or number says in another form, as ISO text; empty for none.

    04.05.2027 is the fourth of May, as everywhere that writes periods; of 04/05/2027 nobody knows.
    """
    text = value.isoformat() if isinstance(value, datetime) else str(value).strip()
    first = re.match(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})(?![0-9])", text)
    last = re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})", text)
    parts = first.groups() if first else tuple(reversed(last.groups())) if last else ()
    found = _day("{}-{:0>2}-{:0>2}".format(*parts)) if parts else None
    return found.isoformat() if found is not None else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # no day of the calendar
