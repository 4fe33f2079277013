"""Which pages that the catalog rests on are old, as Markdown: `make freshness`.

A page is old when the text that was read, or the reading of a row, is a year old or more. The
explanations are not looked at: a row decides, they say.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bamp_pulumi.catalog import CatalogRow, Page, catalog_rows, pages_cited

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPage:
    """A page to read again."""

    page: Page
    reasons: tuple[str, ...]
    """Why, each in one clause."""
    rows: tuple[str, ...]
    """The rows that rest on it, by name."""


def old_pages(rows: Iterable[CatalogRow], day: date) -> tuple[OldPage, ...]:
    """List the pages that are old on a day, the oldest text first.

    Args:
        rows: The rows whose pages are looked at.
        day: The day to be counted from; a text of the same day a year ago is old.
    """
    pages: dict[str, Page] = {}
    rests: dict[str, list[CatalogRow]] = defaultdict(list)
    for row in rows:
        for page in pages_cited(row.source):
            pages[page.name] = page
            rests[page.name].append(row)
    old = (
        OldPage(page=page, reasons=reasons, rows=tuple(sorted({one.name for one in rests[name]})))
        for name, page in pages.items()
        if (reasons := tuple(_reasons(page, rests[name], day)))
    )
    return tuple(sorted(old, key=lambda one: (one.page.dated, one.page.name)))


def _reasons(page: Page, rows: list[CatalogRow], day: date) -> Iterator[str]:
    if page.dated <= day - YEAR:
        yield f"its text is of {page.dated}"
    days = [date.fromisoformat(row.read_on) for row in rows if row.read_on]
    if page.read is not None:
        days = [max(page.read, one) for one in days] or [page.read]
    if days and min(days) <= day - YEAR:
        yield f"read last on {min(days)}"


def markdown(found: tuple[OldPage, ...], day: date) -> str:
    """Write the list down, for a terminal or the summary of a job."""
    lines = [f"# Pages to read again, on {day}", ""]
    if not found:
        return "\n".join([*lines, "None: each page's text and reading is younger than a year.", ""])
    lines += [
        f"{len(found)} pages. Who reads one writes its day and its copy into `catalog/pages.toml`.",
        "",
    ]
    for one in found:
        lines.append(f"- [{one.page.name}]({one.page.url}): {', '.join(one.reasons)}")
        lines += [f"  - `{row}`" for row in one.rows]
    return "\n".join([*lines, ""])


def main() -> None:
    """Print the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    today = date.today()  # noqa: DTZ011, TID251 - what is old depends on the day it is asked
    parser.add_argument("--day", type=date.fromisoformat, default=today)
    day: date = parser.parse_args().day
    print(markdown(old_pages(catalog_rows(), day), day), end="")  # noqa: T201 - its output


if __name__ == "__main__":
    main()
