"""Explanations for a person at a terminal, readable from 80 columns on."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.table import Table

from bamp_pulumi.explained import Explanation, Language, in_language, require_explanation
from bamp_pulumi.report.explained_words import FAMILY_TITLES, explain_hint
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.terminal.console import indented, line

__all__ = ["print_explained", "print_explanations", "print_names"]

_STYLES: Final = {"error": "bold red", "warning": "yellow", "info": "dim"}
_WIDEST: Final = 100
"""Columns of a text: longer lines are hard to read."""


def print_explanations(
    explanations: Iterable[Explanation], console: Console, language: Language = Language.PYTHON
) -> None:
    """Print the whole explanation of each.

    Args:
        explanations: What to print.
        console: Where to print.
        language: Of fixes that are code. Default: Python, the language of `bamp.inherit()`.
    """
    for number, one in enumerate(explanations):
        if number:
            console.print()
        _print(one, console, language)


def print_explained(names: Sequence[str], console: Console, *, whole: bool) -> None:
    """Print what is said of codes and faults, each once, or the command that prints it."""
    if not names:
        return
    if whole:
        console.print()
        print_explanations(map(require_explanation, dict.fromkeys(names)), console)
    else:
        console.print(line(explain_hint(names), style="dim"))


def print_names(explanations: Iterable[Explanation], console: Console) -> None:
    """Print name and title of each, family by family."""
    for family, members in groupby(explanations, key=lambda one: one.family):
        console.print(line(FAMILY_TITLES[family], style="bold"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for one in members:
            table.add_row(line(one.name), line(one.title))
        console.print(table)
        console.print()
    console.print(line("bamp explain NAME prints what one of them means and how to fix it."))


def _print(one: Explanation, console: Console, language: Language) -> None:
    heading = line(one.name, style="bold")
    if one.severity:
        heading.append_text(line("  "))
        heading.append_text(line(one.severity, style=_STYLES[one.severity]))
    console.print(heading)
    width = min(console.width, _WIDEST)
    console.print(line(one.title), width=width)
    console.print()
    console.print(line(one.means), width=width)
    console.print()
    parts = Table.grid(padding=(0, 2, 0, 0))
    parts.add_column(no_wrap=True, style="bold")
    parts.add_column(overflow="fold")
    parts.add_row("Why", line(one.why))
    parts.add_row("Fix", line(one.fix))
    console.print(parts, width=width)
    console.print()
    snippet = in_language(one.snippet, language)
    if snippet is None:
        console.print(line("In Python; it has no form in another language:", style="dim"))
    for each in (snippet or one.snippet).text.splitlines():
        # As it is, indentation and all: it is there to be copied.
        console.print(indented(each, 4), style="cyan", soft_wrap=True)
    console.print()
    for source in one.sources:
        console.print(line(f"Source: {source.name}", style="dim"), width=width)
        if source.url:
            console.print(indented(source.state, 4), style="dim", soft_wrap=True)
            console.print(indented(source.url, 4), style="dim", soft_wrap=True)
    if url := docs_url(one.name):
        console.print(line(f"Docs: {url}", style="dim"), soft_wrap=True)
