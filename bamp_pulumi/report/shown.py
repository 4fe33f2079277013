"""The one place where texts of others enter what people read.

Names, tags, reasons, places in files and what programs say of themselves are written by anybody.
Each goes through here once: for a terminal as it comes out, for Markdown and HTML with what means
something there written otherwise. What machines read is the exact text, with nothing that a
terminal obeys.

Sources: GitHub Flavored Markdown specification, 6.9 Autolinks (extension); GitHub docs,
Autolinked references and URLs, and Writing mathematical expressions (read 2026-11-28).
"""

import html
import json
import re
from typing import Final

from pydantic import BaseModel

from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.lambdas.alerts import is_plain, one_line

__all__ = [
    "MOST",
    "as_json",
    "refused_in_words",
    "shown",
    "shown_in_html",
    "shown_in_markdown",
]

MOST: Final = 2_000
"""Characters of one text; a longer one is cut, with a note."""
_MOST_IN_CELL: Final = 500
_MOST_IN_REFUSAL: Final = 10_000
_SPECIAL: Final = frozenset("\\`*_[]()<>|#~&\"'$!")
"""Characters that mean something to Markdown, to its formulas, or to HTML."""
_LINKED: Final = re.compile(r"(@|#|:(?=//)|\bwww(?=\.)|\bgh(?=-\d))", re.IGNORECASE)
"""What GitHub makes links or mentions of after it has read the entities."""
_BEGINS_BLOCK: Final = re.compile(r"^(\d*)([-+=.:])")
"""What begins a list or underlines a heading, where a line begins with it."""
_COLUMNS: Final = re.compile(r"( {3,80})")
_CONTINUED: Final = "\n           | "
"""Begins the further lines of a part: none can pose as another part."""


def shown(text: str, most: int = MOST) -> str:
    """Return a text as one line without hidden characters; a plain one as it is."""
    as_it_is = is_plain(text) and "   " not in text and len(text) <= most
    return text if as_it_is else one_line(text, most)


def shown_in_html(text: str) -> str:
    """Return a text that HTML takes for a text, between tags and in quoted attributes."""
    return html.escape(shown(text))


def shown_in_markdown(text: str) -> str:
    """Return a text that GitHub takes for a text: no markup, link, mention or end of a cell."""
    line = " ".join(shown(text, _MOST_IN_CELL).split(" ")).strip()
    apart = _LINKED.sub("\\1\u200b", line)
    safe = "".join(f"&#{ord(c)};" if c in _SPECIAL else c for c in apart)
    return _BEGINS_BLOCK.sub(lambda found: f"{found[1]}&#{ord(found[2])};", safe)


def refused_in_words(error: BampError) -> str:
    """Return the refusals of an error as `str` does, with whatever is hidden shown."""
    return "\n".join(_refusal(one) for one in error.refusals)


def _in_columns(line: str) -> str:
    """Return a line of what a program says: its columns stay, whatever is hidden in it is shown."""
    parts = _COLUMNS.split(line[:_MOST_IN_REFUSAL])
    # Spaces only: control characters such as U+001F count as space to Python, too.
    return "".join(part if not part.strip(" ") else shown(part, _MOST_IN_REFUSAL) for part in parts)


def _refusal(refusal: Refusal) -> str:
    def part(text: str) -> str:
        return _CONTINUED.join(map(_in_columns, text.split("\n")))

    return str(
        Refusal(
            code=refusal.code,
            given=part(refusal.given),
            allowed=part(refusal.allowed),
            why=part(refusal.why),
            write=part(refusal.write),
            path=part(refusal.path),
            where=part(refusal.where),
        )
    )


def as_json(document: BaseModel) -> str:
    """Return the exact values of a document in ASCII: no terminal obeys any of it."""
    values = document.model_dump(mode="json", by_alias=True)
    return json.dumps(values, indent=2).replace("\x7f", "\\u007f")
