"""Values that are guessed, because they cannot be marked as unknown: numbers and truth values.

A text can carry the mark of the unknown, and what depends on it is read back as unknown. `False`
and `0` cannot: a program that branches by one may leave out a database, and nothing shows it. What
was taken is remembered, with the line of the program that read it.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from inspect import currentframe
from pathlib import Path
from types import FrameType
from typing import Any, Final, cast

import pulumi

from bamp_pulumi.offline.wire import UNKNOWN_STRING

__all__ = ["Guess", "Guesses", "guesses_noted", "is_guess"]

_GET: Final = "get"
_INSTALLED: Final = frozenset({"site-packages", "dist-packages"})


@dataclass(frozen=True, slots=True)
class Guess:
    """One value that a program read in one place."""

    what: str
    """Where it comes from: a configuration key, or a function and a field of its answer."""
    taken: str
    file: str
    """Relative to the project; empty when the program's own code did not read it."""
    line: int


@dataclass(slots=True)
class Guesses:
    """What one run has guessed so far."""

    root: Path
    """Folder of the project."""
    found: dict[Guess, None] = field(default_factory=dict[Guess, None])

    def note(self, what: str, taken: object) -> None:
        """Remember a value, where it is the program's own code that reads it."""
        for frame in _frames():
            path = Path(frame.f_code.co_filename)
            if _INSTALLED.isdisjoint(path.parts) and path.is_relative_to(self.root):
                place = str(path.relative_to(self.root))
                self.found[Guess(what, _spelled(taken), place, frame.f_lineno)] = None
                return


@contextmanager
def guesses_noted(guesses: Guesses) -> Generator[None, None, None]:
    """Note what a program reads of made-up answers of provider functions.

    Their fields are properties that call `pulumi.get`; so does what copies an answer, which reads
    nothing for the program.
    """
    # Any: a field of whatever type.
    original: Callable[[object, str], Any] = getattr(pulumi, _GET)

    def get(answer: object, name: str) -> Any:  # noqa: ANN401
        value = original(answer, name)
        if is_guess(value) and _is_made_up(answer):
            frame = currentframe()
            caller = frame.f_back if frame is not None else None
            if caller is not None and caller.f_code.co_name == name:
                function = type(answer).__name__.removeprefix("Awaitable").removesuffix("Result")
                guesses.note(f"{name} of {function}", value)
        return value

    setattr(pulumi, _GET, get)
    try:
        yield
    finally:
        setattr(pulumi, _GET, original)


def _is_made_up(answer: object) -> bool:
    """Return True if an answer holds the mark of the unknown in any of its texts."""
    of_object: object = getattr(answer, "__dict__", {})
    fields = cast("dict[str, object]", answer if isinstance(answer, dict) else of_object)
    return any(isinstance(value, str) and UNKNOWN_STRING in value for value in fields.values())


def is_guess(value: object) -> bool:
    """Return True if a value of a made-up answer cannot be marked as unknown."""
    return isinstance(value, (bool, int, float)) or (isinstance(value, list) and not value)


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = currentframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


def _spelled(taken: object) -> str:
    if isinstance(taken, bool):
        return str(taken).lower()
    return "an empty list" if taken == [] else str(taken)
