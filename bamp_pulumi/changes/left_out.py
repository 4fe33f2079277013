"""What AWS keeps of a deployed data store of whose protection its program says nothing.

A program that leaves an input out declares nothing: what the service takes for a new resource is no
word on one that is there already.
"""

from collections.abc import Mapping

from bamp_pulumi.catalog import Better, ComparedInput, Outcome
from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.measure import Measure
from bamp_pulumi.changes.snapshot import StoreState
from bamp_pulumi.changes.state import DeclaredState

__all__ = ["as_left", "read_as_left"]

_Texts = tuple[str, ...] | None
_Read = Mapping[str, _Texts]
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


def read_as_left(
    path: str, row: ComparedInput, old: DeclaredState, new: DeclaredState
) -> tuple[_Read, _Read]:
    """Return the inputs of two states, with what AWS makes of a protecting one that is left out.

    Args:
        path: Wire path of the input.
        row: How its values compare.
        old: The resource as it was.
        new: The same one as it is.
    """
    was, now = old.read or {}, new.read or {}
    if row.left_out is None or "*" in path:
        # Of the items of a list those are compared that both sides have.
        return was, now
    before, after = _before(path, row, old, was), _after(path, row, new, now)
    if path in new.left_out:
        is_known = row.left_out is Outcome.KEPT or path in old.left_out
        if row.left_out in (Outcome.KEPT, Outcome.UNKNOWN):
            after = before if is_known else None
    if before is None and after:
        is_best = row.best.issuperset(after)
        is_named_first = row.better is Better.SAME and path in old.left_out
        if is_best or is_named_first:
            # Whatever it was, it was no better, or nobody had named it.
            before = _absent(row)
    return {**was, path: before}, {**now, path: after}


def _before(path: str, row: ComparedInput, old: DeclaredState, was: _Read) -> _Texts:
    """Return what AWS had: of what was left out then too, what a deployment states of it."""
    if path in old.left_out and row.left_out in (Outcome.KEPT, Outcome.UNKNOWN):
        return was.get(path)
    return was.get(path, _absent(row))


def _after(path: str, row: ComparedInput, new: DeclaredState, now: _Read) -> _Texts:
    """Return what AWS has: of what is left out, what the provider makes of that."""
    return _absent(row) if path in new.left_out else now.get(path, _absent(row))


def _absent(row: ComparedInput) -> tuple[str, ...]:
    return () if row.absent is None else (row.absent,)
