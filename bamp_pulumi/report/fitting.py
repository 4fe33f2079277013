"""Refusals at the width of a terminal, without breaking what is pasted."""

import re
import textwrap
from typing import Final

__all__ = ["fitted"]

_NARROWEST: Final = 40
"""Columns below which no text is wrapped: it would be one word a line."""
_PART: Final = re.compile(r"  (allowed|why|where|more): +")
_HEAD: Final = re.compile(r"bamp: ")
_AS_IT_IS: Final = re.compile(r"  write:|           \| ")
_UNDER_PART: Final = " " * 11
_UNDER_HEAD: Final = " " * 6
"""No part begins so: what is wrapped cannot pose as one."""


def fitted(text: str, columns: int | None) -> str:
    """Wrap a message of refusals.

    What to write instead is one line whatever its length, as is what a program has printed: a
    terminal breaks it where it must, and it is pasted as a whole.

    Args:
        text: Refusals, of which whatever is hidden is shown.
        columns: Width of the terminal; None where there is none, and lines stay whole.
    """
    if columns is None or columns < _NARROWEST:
        return text
    return "\n".join(_fitted(line, columns) for line in text.split("\n"))


def _fitted(line: str, columns: int) -> str:
    if len(line) <= columns or _AS_IT_IS.match(line):
        return line
    part = _PART.match(line)
    head = _HEAD.match(line)
    label = part[0] if part else head[0] if head else ""
    lines = textwrap.wrap(
        line[len(label) :],
        columns,
        # As an indent: a word that is longer than the line stays beside its label.
        initial_indent=label,
        subsequent_indent=_UNDER_PART if part else _UNDER_HEAD,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)
