"""What AWS keeps of a resource, in days and in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.e2e.standin.schema import Kept, schema_of
from tests.e2e.standin.wire import Plain, opened

__all__ = ["Holding", "holding"]


@dataclass(frozen=True, slots=True)
class Holding:
    """What AWS keeps."""

    amount: int
    """To compare with: days, or 1 for something that is on as long as its resource exists."""
    text: str
    """In words."""


_NOTHING = Holding(0, "none")


def holding(token: str, outputs: Mapping[str, Plain]) -> Holding:
    """Say what AWS keeps of a resource whose values in force are `outputs`."""
    kept = schema_of(token).kept
    if kept is None:
        return _NOTHING
    if kept.switch and _at(outputs, kept.switch) != kept.on:
        return _NOTHING
    if not kept.days:
        return _days(kept.for_days) if kept.for_days else Holding(1, "on")
    days = _at(outputs, kept.days)
    return _days(days) if isinstance(days, int) and days > 0 else _unstated(kept)


def _unstated(kept: Kept) -> Holding:
    return Holding(1, "on") if kept.switch else _NOTHING


def _days(days: int) -> Holding:
    return Holding(days, f"{days} day" if days == 1 else f"{days} days")


def _at(outputs: Mapping[str, Plain], path: str) -> Plain:
    value: Plain = opened(dict(outputs))
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
