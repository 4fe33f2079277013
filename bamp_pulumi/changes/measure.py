"""What is compared of a thing: values, each with how much it promises."""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.changes.change import UNKNOWN_VALUE, Aspect, Direction, Unit

__all__ = ["MOST", "NOTHING", "Measure", "direction_of"]

NOTHING: Final = float("-inf")
"""The strength of what promises nothing."""
MOST: Final = float("inf")
"""The strength of what nothing promises more than."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One value of a thing."""

    aspect: Aspect
    of: str = ""
    """Which one, where there are several."""
    value: str
    """The value in words; `UNKNOWN_VALUE` while it is not known."""
    unit: Unit = Unit.NONE
    strength: float | None = 0
    """How much it promises; None while it is not known. Default: neither value is better."""
    absent: float | None = NOTHING
    """How much is promised where there is no such value. None: then it is not compared, for
    another measure reports that it is gone. Default: nothing."""
    absent_value: str = ""
    """The value that holds where there is none. Default: there is no such value."""

    @classmethod
    def unknown(cls, aspect: Aspect, of: str = "") -> "Measure":
        """Make a measure whose value is not known."""
        return cls(aspect=aspect, of=of, value=UNKNOWN_VALUE, strength=None)


def direction_of(before: Measure | None, after: Measure | None) -> Direction | None:
    """Return the direction of a change between two values; None where nothing changes."""
    one = before or after
    if one is None or ((before is None or after is None) and one.absent is None):
        return None
    was = one.absent if before is None else before.strength
    now = one.absent if after is None else after.strength
    if was is None or now is None:
        return None if was is now else Direction.UNSURE
    if now < was:
        return Direction.LOST
    if now > was:
        return Direction.GAINED
    was_value = before.value if before else one.absent_value
    now_value = after.value if after else one.absent_value
    return None if was_value == now_value else Direction.CHANGED
