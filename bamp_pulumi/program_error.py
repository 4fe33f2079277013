"""A refusal inside a Pulumi program: its text and nothing else, no traceback.

Pulumi prints only the text of a `pulumi.RunError` and ends the program.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

import pulumi

from bamp_pulumi.errors import BampError, PolicyError, Refusal
from bamp_pulumi.remedies import Judge, Notation, with_remedies

__all__ = ["ProgramError", "refusals_written", "refused_in_program"]


class ProgramError(PolicyError, pulumi.RunError):
    """Everything that was refused in one line of a program, before it declared anything."""


_NOTATION: ContextVar[Notation] = ContextVar("notation", default=Notation.PYTHON)


@contextmanager
def refusals_written(notation: Notation) -> Generator[None]:
    """Write the remedies of what is refused inside the block as the caller writes.

    Args:
        notation: What the caller writes. Default outside of any block: Python.
    """
    token = _NOTATION.set(notation)
    try:
        yield
    finally:
        _NOTATION.reset(token)


@contextmanager
def refused_in_program(
    at: str = "",
    args: Mapping[str, Any] | None = None,
    check: Callable[[dict[str, Any]], object] | None = None,
) -> Generator[None]:
    """Turn every refusal inside the block into a `ProgramError`.

    Args:
        at: What the program declares, put before each path. Default: nothing.
        args: Its arguments, which the block judges. Any: whatever a caller gives.
        check: Judges such arguments; with it, remedies are tried before they are printed.

    Raises:
        ProgramError: The refusals that the block raised, with their codes.
    """
    try:
        yield
    except ProgramError:
        raise
    except BampError as error:
        refusals = error.refusals
        if args is not None and check is not None and _is_plain(args):
            given = {name: value for name, value in args.items() if value is not None}
            judge = _judge_of(check)
            refusals = with_remedies(given, refusals, judge, _NOTATION.get())
        refused = PolicyError(*refusals)
        raise ProgramError(*(refused.under(at) if at else refused).refusals) from None


def _judge_of(check: Callable[[dict[str, Any]], object]) -> Judge:
    def judge(document: object) -> tuple[Refusal, ...]:
        try:
            check(cast("dict[str, Any]", document))
        except BampError as error:
            return error.refusals
        return ()

    return judge


def _is_plain(value: object) -> bool:
    """Return False for what is not data alone, such as an output of a resource."""
    if isinstance(value, Mapping):
        return all(map(_is_plain, cast("Mapping[object, object]", value).values()))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, cast("list[object]", value)))
    return value is None or isinstance(value, str | int | float)
