"""The HTML of a page: tables that stay readable without columns, and marks that need no colour."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Final

from bamp_pulumi.report.shown import shown_in_html

__all__ = [
    "DASH",
    "Cell",
    "Column",
    "Mark",
    "dates_unbroken",
    "items",
    "mark",
    "plain",
    "small",
    "table",
    "within",
]


DASH: Final = "\N{EN DASH}"
"""Stands where there is nothing to say."""


class Mark(StrEnum):
    """The status of a result; also its class in the style sheet."""

    GOOD = "good"
    OPEN = "open"
    BAD = "bad"
    NEUTRAL = "neutral"


_SIGNS: Final = {Mark.GOOD: "✓", Mark.OPEN: "?", Mark.BAD: "✗", Mark.NEUTRAL: DASH}
_TAG: Final = re.compile(r"(<[^>]*>)")
_DAY: Final = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and the label of its cells on a phone, where there are no columns."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: HTML, and attributes that the script finds it by."""

    html: str
    found_by: str = ""


def plain(text: str) -> Cell:
    """Return a cell of a text."""
    return Cell(shown_in_html(text))


def small(text: str) -> str:
    """Write a line in small letters."""
    return f"<small>{shown_in_html(text)}</small>"


def within(*parts: str) -> Cell:
    """Return a cell of parts that are HTML already."""
    return Cell("".join(parts))


def dates_unbroken(fragment: str) -> str:
    """Put each day of an HTML fragment's text, such as 2027-06-30, into an element of its own.

    A browser may end a line after each hyphen; the style of the page keeps it from doing so there.
    """
    parts = _TAG.split(fragment)
    parts[::2] = [_DAY.sub(r"<time>\g<0></time>", text) for text in parts[::2]]
    return "".join(parts)


def mark(standing: Mark, text: str) -> str:
    """Write a result: a sign and a word, so that no meaning depends on the colour alone."""
    sign = f'<span aria-hidden="true">{_SIGNS[standing]}</span>'
    return f'<span class="mark {standing}">{sign} {shown_in_html(text)}</span>'


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    identity: str = "",
    label: str = "",
) -> str:
    """Write a table: a caption, headings with their scope, and a heading in each row.

    Args:
        caption: What it shows; text.
        columns: Its columns; the first one's cells are headings of their rows.
        rows: Its rows.
        identity: Id of the table, for the script. Default: none.
        label: Name of the part that scrolls, ours: no attribute holds a name of others. Default:
            the caption.
    """
    heads = "".join(
        f'<th scope="col"{_class(one)}>{shown_in_html(one.label)}</th>' for one in columns
    )
    body = "\n".join(_row(columns, row) for row in rows)
    name = shown_in_html(label or caption)
    found_by = f' id="{identity}"' if identity else ""
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{name}">'
        f"<table{found_by}><caption>{shown_in_html(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    cells: list[str] = []
    for number, column, cell in zip(count(), columns, row, strict=False):
        name, scope = ("td", "") if number else ("th", ' scope="row"')
        # One element holds all of a cell: on a phone it stands as a whole beside its label.
        cells.append(
            f'<{name}{scope} data-label="{shown_in_html(column.label)}"{_class(column)}>'
            f"<div{cell.found_by}>{cell.html}</div></{name}>"
        )
    return f"<tr>{''.join(cells)}</tr>"


def _class(column: Column) -> str:
    return ' class="number"' if column.is_number else ""


def items(texts: Iterable[str]) -> str:
    """Write a list of texts."""
    return f"<ul>{''.join(f'<li>{shown_in_html(text)}</li>' for text in texts)}</ul>"
