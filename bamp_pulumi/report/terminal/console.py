"""The terminal: the only place where a console is opened, and texts are made for it."""

from typing import Final

from rich.console import Console, HighlighterType, JustifyMethod, OverflowMethod
from rich.style import Style
from rich.text import Text

from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.shown import MOST, shown

__all__ = ["MOST_OF_NAMES", "code", "indented", "line", "open_console"]

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
    return Text(shown(text, most), style=style)


def indented(text: str, columns: int) -> Text:
    """Make a line that keeps the spaces it begins with, and has so many more before them."""
    begins = len(text) - len(text.lstrip(" "))
    return Text(" " * (columns + begins)).append_text(line(text[begins:]))


def code(name: str) -> Text:
    """Make a code that terminals link to its explanation, where its address is known."""
    return Text(shown(name), style=Style(bold=True, link=docs_url(name) or None))
