"""Spans of time in the words of a message."""

from datetime import timedelta

__all__ = ["spoken"]


def spoken(span: timedelta) -> str:
    """Return a span in days, hours and minutes, such as `31 days 5 hours`; parts of 0 left out."""
    minutes = span // timedelta(minutes=1)
    parts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    said = [f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in parts if number]
    return " ".join(said) or "0 minutes"
