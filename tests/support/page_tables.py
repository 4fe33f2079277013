"""What a self-contained page says, as a person reads it: its tables by caption, and its text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Page", "read_page"]

Row = dict[str, str]
"""What each cell says, by the heading of its column."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, read."""

    tables: dict[str, list[Row]]
    text: str

    def table(self, caption: str) -> dict[str, Row]:
        """Return the rows of a table by what their first cells say first."""
        return {row["_"]: row for row in self.tables[caption]}


def read_page(html: str) -> Page:
    """Read a page; script and style are no words of it."""
    reader = _Reader()
    # A day is in an element of its own, in the middle of a sentence.
    reader.feed(html.replace("<time>", "").replace("</time>", ""))
    tables = {caption: [row for row in rows if row] for caption, rows in reader.tables.items()}
    return Page(tables, " ".join(reader.words))


@dataclass
class _Reader(HTMLParser):
    """Follows the cells by `data-label`, which is what a phone shows beside each."""

    tables: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    words: list[str] = field(default_factory=list[str])
    _rows: list[Row] = field(default_factory=list[Row])
    _cell: str = ""
    _tag: str = ""

    def __post_init__(self) -> None:
        """Begin."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        self._tag = tag
        if tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append({})
        elif tag in ("th", "td"):
            self._cell = dict(attrs).get("data-label") or ""

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        self._tag = ""
        if tag in ("th", "td"):
            self._cell = ""

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        said = data.strip()
        if not said or self._tag in ("script", "style"):
            return
        self.words.append(said)
        if self._tag == "caption":
            # The rows that follow are of this caption; the first is the headings.
            self.tables[said] = self._rows = []
        elif self._cell:
            row = self._rows[-1]
            row.setdefault("_", said)
            row[self._cell] = f"{row.get(self._cell, '')} {said}".strip()
