"""Long names in narrow columns: broken where a reader would break them."""

import re
from typing import Final

from rich.console import Console, JustifyMethod, OverflowMethod
from rich.containers import Lines
from rich.text import Text

__all__ = ["BrokenText", "breaks_of"]

_AFTER: Final = re.compile(r"(?<=[/:.,;=&?_|@-])(?=\w)|(?<=[a-z0-9])(?=[A-Z])")
"""Where a name may go on in the next line: after a sign that separates its parts, and before a
capital within a word, as in `snapshotRetentionLimit`."""
_WORD: Final = re.compile(r"\S+")


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


class BrokenText(Text):
    """A text whose words, where one is longer than its column, are broken between their parts.

    Rich cuts such a word after as many characters as fit, in the middle of a name or an address.
    """

    def wrap(  # noqa: PLR0913 - rich's own signature
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """Break words that are too long, and wrap what there is then."""
        return self._broken(width, no_wrap=no_wrap).wrap(
            console,
            width,
            justify=justify,
            overflow=overflow,
            tab_size=tab_size,
            no_wrap=no_wrap,
        )

    def _broken(self, width: int, *, no_wrap: bool | None) -> Text:
        """Return a plain text of Rich with a line end at each break."""
        plain = Text.blank_copy(self)
        # What has other characters than these may be wider than it is long: Rich measures it.
        offsets = [
            word.start() + offset
            for word in (_WORD.finditer(self.plain) if self.plain.isascii() else ())
            for offset in breaks_of(word[0], width)
        ]
        if no_wrap or not offsets:
            plain.append_text(self)
            return plain
        for number, part in enumerate(self.divide(offsets)):
            plain.append_text(Text("\n") if number else Text(""))
            plain.append_text(part)
        return plain
