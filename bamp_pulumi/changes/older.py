"""A snapshot of another version: what that one did not read is not known, and not absent.

Each version compares more inputs by value than the one before. What a snapshot has of the others is
a hash of each input, as it was written: an equal one is an equal value, and without one nothing was
written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from bamp_pulumi.catalog import COMPARED_INPUTS, PROTECTING_INPUTS, compared_inputs
from bamp_pulumi.changes.settings import hash_of, is_marked
from bamp_pulumi.changes.snapshot import Snapshot, StoreState
from bamp_pulumi.changes.state import DeclaredState

__all__ = ["as_read_now", "inputs_compared"]

_State = TypeVar("_State", bound=DeclaredState)
_Read = dict[str, tuple[str, ...] | None]


@cache
def inputs_compared() -> str:
    """Return a short hash of the names of all inputs that this version compares by value."""
    tokens = {*COMPARED_INPUTS, *PROTECTING_INPUTS}
    return hash_of({token: sorted(compared_inputs(token)) for token in tokens})


def as_read_now(before: Snapshot, after: Snapshot) -> Snapshot:
    """Return a snapshot with what its version did not read as not known.

    Args:
        before: The snapshot, of any version.
        after: What it is compared with, of this version: an input with the same hash has the same
            value.
    """
    if before.compares == inputs_compared():
        return before
    now = {(state.program, state.urn): state for state in _states(after)}
    return before.model_copy(
        update={
            name: _read(states, now)
            for name, states in (
                ("stores", before.stores),
                ("vaults", before.vaults),
                ("plans", before.plans),
                ("parts", before.parts),
            )
        }
    )


def _states(snapshot: Snapshot) -> Iterator[DeclaredState]:
    yield from (*snapshot.stores, *snapshot.vaults, *snapshot.plans, *snapshot.parts)


def _read(
    states: Iterable[_State], now: Mapping[tuple[str, str], DeclaredState]
) -> tuple[_State, ...]:
    return tuple(_of_one(state, now.get((state.program, state.urn))) for state in states)


def _of_one(state: _State, new: DeclaredState | None) -> _State:
    if isinstance(state, StoreState) and isinstance(new, StoreState):
        is_same = state.expiries is None and state.noncurrent_days == new.noncurrent_days
        state = state.model_copy(update={"expiries": new.expiries} if is_same else {})
    if new is not None:
        state = state.model_copy(update={"settings": _settings(state, new)})
    if state.read is None:
        return state
    found: _Read = dict(state.read)
    for path in _not_read(state):
        name = path.partition(".")[0]
        if new is not None and state.settings[name] == new.settings.get(name):
            found |= _same(path, new.read or {})
        else:
            found[path] = None
    return state.model_copy(update={"read": found})


def _settings(state: DeclaredState, new: DeclaredState) -> dict[str, str]:
    """Return the hashes; an older version had none of a part of a document."""
    now = new.settings
    return {
        name: now[name] if is_marked(now.get(name, "")) and now[name].endswith(each) else each
        for name, each in state.settings.items()
    }


def _not_read(state: DeclaredState) -> Sequence[str]:
    """List the inputs that were written, and that nothing was read of."""
    rows = compared_inputs(state.type, is_store=isinstance(state, StoreState))
    read = state.read or {}
    return [
        path
        for path in rows
        if "*" not in path
        if path not in read and path not in state.left_out
        if path.partition(".")[0] in state.settings
    ]


def _same(path: str, read: Mapping[str, tuple[str, ...] | None]) -> _Read:
    """Return what is read of an input now, and of the items in it."""
    return {
        each: value
        for each, value in read.items()
        if each == path or each.startswith((f"{path}[", f"{path}."))
    }
