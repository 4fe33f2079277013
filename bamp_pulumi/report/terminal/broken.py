"""Long names in narrow columns: broken where a reader would break them."""

import re
from typing import Final

__all__ = ["breaks_of"]

_AFTER: Final = re.compile(r"(?<=[/:.,;=&?_|@-])(?=\w)|(?<=[a-z0-9])(?=[A-Z])")
"""Where a name may go on in the next line: after a sign that separates its parts, and before a
capital within a word, as in `snapshotRetentionLimit`."""


def breaks_of(word: str, width: int) -> list[int]:
    """Return where a word that is longer than a line is broken, as offsets into it.

    Args:
        word: Without spaces.
        width: Characters of a line, 1 or more.

    Returns:
        Ascending offsets; empty for a word that fits. Each part has at most `width` characters. A
        part without a place of its own to break at is cut where the line ends.
    """
    offsets: list[int] = []
    begin = 0
    while len(word) - begin > width:
        inside = [m.start() for m in _AFTER.finditer(word, begin + 1, begin + width + 1)]
        begin = inside[-1] if inside else begin + width
        offsets.append(begin)
    return offsets
