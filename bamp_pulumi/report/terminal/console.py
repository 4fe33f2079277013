"""The terminal: the only place where a console is opened, and texts are made for it."""

import re
from dataclasses import dataclass
from typing import Final

from rich.console import (
    Console,
    ConsoleOptions,
    HighlighterType,
    JustifyMethod,
    OverflowMethod,
    RenderResult,
)
from rich.containers import Lines
from rich.style import Style
from rich.text import Text

from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.shown import MOST, shown
from bamp_pulumi.report.terminal.broken import breaks_of

__all__ = ["MOST_OF_NAMES", "Hanging", "code", "hanging", "indented", "line", "open_console"]

_WORD: Final = re.compile(r"\S+")
MOST_OF_NAMES: Final = 200
"""Characters of a name in a narrow column."""


class _PlainConsole(Console):
    """A console that takes every text for a text: no markup, no emoji, nothing hidden."""

    def render_str(  # noqa: PLR0913 - rich's own signature
        self,
        text: str,
        *,
        style: str | Style = "",
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        emoji: bool | None = None,  # noqa: ARG002 - never
        markup: bool | None = None,  # noqa: ARG002 - never
        highlight: bool | None = None,
        highlighter: HighlighterType | None = None,
    ) -> Text:
        """Make a plain text of what is printed, or is in a table, as `str`."""
        return super().render_str(
            "\n".join(map(shown, text.split("\n"))),
            style=style,
            justify=justify,
            overflow=overflow,
            emoji=False,
            markup=False,
            highlight=highlight,
            highlighter=highlighter,
        )


class _BrokenText(Text):
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


def open_console(*, stderr: bool = False) -> Console:
    """Open a console on the standard output, or on that for errors."""
    return _PlainConsole(stderr=stderr, highlight=False, soft_wrap=False, markup=False, emoji=False)


def line(text: str, style: str = "", most: int = MOST) -> Text:
    """Make a line of a text of anybody, of so many characters at most; only our style is obeyed."""
    return _BrokenText(shown(text, most), style=style)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A paragraph whose first line begins further left than its others."""

    text: Text
    first: int
    """Spaces before the first line."""
    others: int
    """Spaces before each other line, `first` or more."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wrap the text into what is right of the spaces."""
        width = max(options.max_width - self.others, 1)
        for number, each in enumerate(self.text.wrap(console, width, overflow="fold")):
            each.rstrip()
            yield Text(" " * (self.others if number else self.first)).append_text(each)


def hanging(text: str, style: str = "", first: int = 0, more: int = 2) -> Hanging:
    """Make a paragraph whose lines after the first begin further right.

    Args:
        text: Of anybody; only our style is obeyed.
        style: Of all of it.
        first: Spaces before its first line.
        more: Spaces before each other line, beside those of the first.
    """
    return Hanging(line(text, style), first, first + more)


def indented(text: str, columns: int) -> Text:
    """Make a line that keeps the spaces it begins with, and has so many more before them."""
    begins = len(text) - len(text.lstrip(" "))
    return Text(" " * (columns + begins)).append_text(line(text[begins:]))


def code(name: str) -> Text:
    """Make a code that terminals link to its explanation, where its address is known."""
    return Text(shown(name), style=Style(bold=True, link=docs_url(name) or None))
