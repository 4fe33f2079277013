"""The terminal: the only place where a console is opened, and texts are made for it."""

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
from rich.style import Style
from rich.text import Text

from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.shown import MOST, shown
from bamp_pulumi.report.terminal.broken import BrokenText

__all__ = ["MOST_OF_NAMES", "Hanging", "code", "hanging", "indented", "line", "open_console"]

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


def open_console(*, stderr: bool = False) -> Console:
    """Open a console on the standard output, or on that for errors."""
    return _PlainConsole(stderr=stderr, highlight=False, soft_wrap=False, markup=False, emoji=False)


def line(text: str, style: str = "", most: int = MOST) -> Text:
    """Make a line of a text of anybody, of so many characters at most; only our style is obeyed."""
    return BrokenText(shown(text, most), style=style)


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
