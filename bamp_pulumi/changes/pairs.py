"""Which thing of before is which thing of now.

By URN and program; then by the aliases that the program gives it, as Pulumi's engine does.
Source: Pulumi, concepts, resource options, aliases (read 2026-11-28).
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from bamp_pulumi.changes.state import DeclaredState

__all__ = ["paired"]

_State = TypeVar("_State", bound=DeclaredState)


def paired(
    before: Sequence[_State], after: Sequence[_State]
) -> Iterator[tuple[_State | None, _State | None]]:
    """Pair what was with what is; None on the side where there is nothing."""
    left = {(state.program, state.urn): state for state in before}
    come: list[_State] = []
    for state in after:
        old = left.pop((state.program, state.urn), None)
        if old is None:
            come.append(state)
        else:
            yield old, state
    for state in come:
        yield _taken(left, state), state
    yield from ((state, None) for state in left.values())


def _taken(left: dict[tuple[str, str], _State], state: _State) -> _State | None:
    """Take what a thing was under another name; either side may say so."""
    for urn in state.aliases:
        program = _program_of(urn) or state.program
        if (old := left.pop((program, urn), None)) is not None:
            return old
    for key, old in left.items():
        if state.urn in old.aliases:
            return left.pop(key)
    return None


def _program_of(urn: str) -> str:
    """Return project and stack of a URN: `orders/prod`."""
    stack, _, rest = urn.removeprefix("urn:pulumi:").partition("::")
    return f"{rest.partition('::')[0]}/{stack}"
