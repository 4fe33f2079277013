"""Comparing with `*` and `?`, in time that no pattern can make long.

Between two stars is a text, and the first place where it is found is as good as any later one:
nothing is ever tried twice, where a regular expression tries every way to share a text among its
stars.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["wildcard_fits"]

_SPACE: Final = re.compile(r"\s")
_ESCAPED: Final = re.compile(r"\\[*\\]|.", re.DOTALL)
_LONGEST_KEPT: Final = 4_096
"""Longer patterns are taken apart each time: what is kept must not take all memory."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The text between two stars."""

    text: str
    shape: re.Pattern[str] | None = None
    """What finds it, where it may contain any one character."""

    def end_at(self, text: str, at: int) -> int | None:
        """Return where it ends that begins at a place; None where it does not."""
        if self.shape is None:
            fits = text.startswith(self.text, at)
        else:
            fits = self.shape.match(text, at) is not None
        return at + len(self.text) if fits else None

    def found(self, text: str, start: int) -> int:
        """Return the first place from `start` on where it is found; -1 for none."""
        if self.shape is None:
            return text.find(self.text, start)
        match = self.shape.search(text, start)
        return -1 if match is None else match.start()


def wildcard_fits(
    pattern: str,
    text: str,
    *,
    has_one: bool = False,
    has_escapes: bool = False,
    takes_space: bool = True,
) -> bool:
    r"""Return True if a pattern fits a text as a whole; case counts.

    Args:
        pattern: `*` is any characters, none included.
        text: The text.
        has_one: Whether `?` is any one character. Default: it is itself.
        has_escapes: Whether `\*` and `\\` are themselves. Default: a backslash is nothing special.
        takes_space: Whether `*` matches white space too. Default: it does.
    """
    asked = _parts if len(pattern) <= _LONGEST_KEPT else _parts.__wrapped__
    first, *others = asked(pattern, has_one=has_one, has_escapes=has_escapes)
    start = first.end_at(text, 0)
    if start is None or not others:
        return start == len(text)
    *inner, last = others
    for part in inner:
        at = part.found(text, start)
        if at < 0 or not (takes_space or _is_solid(text, start, at)):
            return False
        start = at + len(part.text)
    at = len(text) - len(last.text)
    if at < start or last.end_at(text, at) is None:
        return False
    return takes_space or _is_solid(text, start, at)


def _is_solid(text: str, start: int, end: int) -> bool:
    return _SPACE.search(text, start, end) is None


@lru_cache(maxsize=4096)  # each rule is asked about every event, each role about every action
def _parts(pattern: str, *, has_one: bool, has_escapes: bool) -> tuple[_Part, ...]:
    if not has_escapes:
        return tuple(_part(text, has_one=has_one) for text in pattern.split("*"))
    parts: list[list[str]] = [[]]
    for piece in _ESCAPED.findall(pattern):
        if piece == "*":
            parts.append([])
        else:
            parts[-1].append(piece[-1])
    return tuple(_part("".join(part), has_one=has_one) for part in parts)


def _part(text: str, *, has_one: bool) -> _Part:
    if not has_one or "?" not in text:
        return _Part(text)
    shape = ".".join(re.escape(piece) for piece in text.split("?"))
    return _Part(text, re.compile(shape, re.DOTALL))
