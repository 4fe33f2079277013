"""What becomes of tags that are wrong: the run ends in an error, or an offline run collects them.

A deployment must not go on. A preview shows all of a program, what is wrong with it among the rest.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Final

from bamp_pulumi.errors import Refusal
from bamp_pulumi.inheritance.short_name import short_name
from bamp_pulumi.program_error import ProgramError

__all__ = ["refusals_collected", "refuse"]

Refused = tuple[str, Refusal]
"""The URN of a resource, and what is refused of it."""

_COLLECTED: Final[ContextVar[list[Refused] | None]] = ContextVar(
    "bamp_pulumi_refusals_collected", default=None
)


@contextmanager
def refusals_collected() -> Generator[list[Refused]]:
    """Let programs run on whose tags are refused; yields what was refused."""
    collected: list[Refused] = []
    token = _COLLECTED.set(collected)
    try:
        yield collected
    finally:
        _COLLECTED.reset(token)


def refuse(refused: Sequence[Refused], *, besides: Iterable[Refusal]) -> None:
    """End the run in one error that names every resource, or add to what is collected.

    Args:
        refused: What is wrong with the tags of resources.
        besides: What else is refused, and ends an offline run too.

    Raises:
        ProgramError: The refusals, those of a resource under its name.
    """
    placed = [
        replace(refusal, path=".".join(filter(None, (short_name(urn), refusal.path))))
        for urn, refusal in refused
    ]
    collected = _COLLECTED.get()
    if collected is not None:
        collected.extend(refused)
        placed = []
    everything = (*besides, *placed)
    if everything:
        raise ProgramError(*everything)
