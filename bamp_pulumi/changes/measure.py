"""What is compared of a thing: values, each with a number by which it is better or not.

Which number is better is declared once for each aspect, in `MEANINGS`.
"""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog import Better
from bamp_pulumi.changes.aspect import Aspect, Unit
from bamp_pulumi.changes.change import UNKNOWN_VALUE, Direction
from bamp_pulumi.changes.meanings import MEANINGS

__all__ = ["ENDLESS", "NONE", "Measure", "compared_by", "direction_of"]

ENDLESS: Final = float("inf")
NONE: Final = float("-inf")
_DIRECTIONS: Final = {
    # What a greater number is, what a lesser one is, and what another value of one number is.
    Better.MORE: (Direction.GAINED, Direction.LOST, Direction.CHANGED),
    Better.LESS: (Direction.LOST, Direction.GAINED, Direction.CHANGED),
    Better.SOONER: (Direction.LOST, Direction.UNSURE, Direction.CHANGED),
    Better.RANKED: (Direction.GAINED, Direction.LOST, Direction.CHANGED),
    Better.SAME: (Direction.GAINED, Direction.LOST, Direction.LOST),
    Better.NEITHER: (Direction.GAINED, Direction.LOST, Direction.CHANGED),
    Better.UNJUDGED: (Direction.UNSURE, Direction.UNSURE, Direction.UNSURE),
}
"""Of all that is no set of members. Of what has no numbers, a value counts more than none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One value of a thing."""

    aspect: Aspect
    of: str = ""
    """Which one, where there are several."""
    value: str
    """The value in words; `UNKNOWN_VALUE` while it is not known."""
    unit: Unit = Unit.NONE
    number: float | None = 0
    """What is compared; None while it is not known. Default: the value is a word, and no number."""
    absent: float | None = None
    """The number that holds where there is no such value. Default: the worst one."""
    absent_value: str | None = None
    """The value that holds where there is none. Default: there is no such value."""
    alone: bool = True
    """Whether it is compared where the other side has no such value. Default: yes."""

    @classmethod
    def unknown(cls, aspect: Aspect, of: str = "") -> "Measure":
        """Make a measure whose value is not known."""
        return cls(aspect=aspect, of=of, value=UNKNOWN_VALUE, number=None)

    @property
    def otherwise(self) -> float:
        """The number that holds where there is no such value."""
        if self.absent is not None:
            return self.absent
        return ENDLESS if MEANINGS[self.aspect].better in (Better.LESS, Better.SOONER) else NONE


def direction_of(before: Measure | None, after: Measure | None) -> Direction | None:
    """Return the direction of a change between two values; None where nothing changes."""
    one = before or after
    if one is None or ((before is None or after is None) and not one.alone):
        return None
    was_value = before.value if before else one.absent_value
    now_value = after.value if after else one.absent_value
    if was_value == now_value and before is not None and after is not None:
        # Two that are not known are not listed: whether they differ is unknown.
        return None
    was = one.otherwise if before is None else before.number
    now = one.otherwise if after is None else after.number
    return compared_by(MEANINGS[one.aspect].better, was, now, is_same=was_value == now_value)


def compared_by(
    better: Better, was: float | None, now: float | None, *, is_same: bool = True
) -> Direction | None:
    """Return the direction from one number to another; None where nothing changes.

    Args:
        better: Which one is better; none of those that are about members.
        was: The number before; None while it is not known.
        now: The number after; None while it is not known.
        is_same: Whether the values are the same where the numbers are.
    """
    if was is None or now is None:
        return None if was is now and is_same else Direction.UNSURE
    greater, lesser, other = _DIRECTIONS[better]
    if now > was:
        return greater
    if now < was:
        return lesser
    return None if is_same else other
