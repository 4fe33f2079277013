"""Where a program went wrong, and its line as it was meant."""

import ast
import re
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final

from bamp_pulumi.policy import nearest
from bamp_pulumi.remedies import masked

__all__ = [
    "OURS",
    "SECRET",
    "SURELY",
    "Mistake",
    "Place",
    "listed",
    "nearest_name",
    "place_of",
    "written",
]

OURS: Final = "bamp_pulumi"
SECRET: Final = re.compile(r"password|passwd|secret|token|api_?key", re.IGNORECASE)
"""Lines with such a word may hold one in plaintext."""
SURELY: Final = 0.75
"""How alike a name must be to one of many, such as all packages that are installed."""
_MOST: Final = 12
"""Names that are listed; of more, the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A name of a program that does not exist."""

    allowed: str
    """The names that do."""
    write: str
    """The line of the program with the name that was meant."""
    line: int
    """Its line in the file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a program went wrong: its innermost line that is its own."""

    frame: FrameType
    summary: traceback.FrameSummary
    lines: Sequence[str]

    @property
    def number(self) -> int:
        """The line's number in its file."""
        return self.summary.lineno or 1

    def line(self, number: int) -> str:
        """Return a line of the file; empty where it has none of the number."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def call(self) -> ast.Call | None:
        """Return the call that failed, with the positions of its parts in the file."""
        begins, column = self.summary.lineno, self.summary.colno
        ends = (self.summary.end_lineno, self.summary.end_colno)
        try:
            tree = ast.parse("\n".join(self.lines))
        except SyntaxError:
            return None
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (node.lineno, node.end_lineno) == (begins, ends[0]):
                # Columns of both are in bytes of UTF-8, but those of a summary in characters.
                before = self.line(node.lineno).encode()[: node.col_offset].decode()
                if column is None or len(before) == column:
                    return node
        return None


def place_of(trace: TracebackType | None, is_own: Callable[[Path], bool]) -> Place | None:
    """Return the innermost line of a failed program that is its own; None for none.

    Args:
        trace: Where it failed.
        is_own: Returns whether a file is the program's own.
    """
    frames = [frame for frame, _ in traceback.walk_tb(trace)]
    summaries = traceback.extract_tb(trace)
    for frame, summary in zip(reversed(frames), reversed(summaries), strict=True):
        path = Path(summary.filename)
        if is_own(path):
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                return None
            return Place(frame, summary, text.splitlines())
    return None


def written(place: Place, number: int, pattern: str, near: str, allowed: str) -> Mistake:
    """Return a line with another name in the place of one."""
    line = re.sub(pattern, near, place.line(number)).strip()
    return Mistake(
        allowed=allowed, write=near if SECRET.search(line) else masked(line), line=number
    )


def nearest_name(name: str, names: Sequence[str]) -> str | None:
    """Return the name that is most alike; of names that differ in capitals, the one as written."""
    exact = get_close_matches(name, names, n=1, cutoff=SURELY)
    return exact[0] if exact else nearest(name, names)


def listed(name: str, names: Iterable[str]) -> str:
    """List names; of many, those that are most alike."""
    known = list(dict.fromkeys(names))
    if len(known) <= _MOST:
        return ", ".join(known)
    alike = get_close_matches(name, known, n=3, cutoff=0.5)
    return " or ".join(alike) or ", ".join(known[:_MOST])
