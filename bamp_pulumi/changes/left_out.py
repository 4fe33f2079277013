"""What AWS keeps of a deployed data store whose program does not say how long.

A program that leaves an input out declares nothing: what the service takes for a new resource is no
word on one that is there already.
"""

from collections.abc import Mapping

from bamp_pulumi.catalog import Outcome
from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.measure import Measure
from bamp_pulumi.changes.snapshot import StoreState
from bamp_pulumi.changes.state import DeclaredState

__all__ = ["as_left"]

_Measured = Mapping[tuple[Aspect, str], Measure]
_DAYS = (Aspect.NATIVE, "")


def as_left(old: DeclaredState, new: DeclaredState, was: _Measured, now: _Measured) -> _Measured:
    """Return the measures of a data store with what AWS makes of the days that are left out.

    Args:
        old: The data store as it was.
        new: The same one as it is, not replaced.
        was: The measures of `old`.
        now: The measures of `new`.

    Returns:
        The days of before where AWS keeps them; unknown days where nobody says what becomes of
        those that were written before; else `now`.
    """
    if not (isinstance(old, StoreState) and isinstance(new, StoreState)):
        return now
    match new.native_left_out:
        case Outcome.KEPT:
            before = was.get(_DAYS)
        case Outcome.UNKNOWN:
            was_out = old.native_left_out is Outcome.UNKNOWN
            before = was.get(_DAYS) if was_out else Measure.unknown(*_DAYS)
        case _:
            return now
    others = {key: measure for key, measure in now.items() if key != _DAYS}
    return others if before is None else {**others, _DAYS: before}
