"""The reference page says what the catalog says."""

import os
from pathlib import Path

from bamp_pulumi.catalog import DATA_STORES
from bamp_pulumi.report.data_stores_page import render_data_stores_page

_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "data-stores.md"


def test_the_page_on_disk_is_the_one_the_catalog_gives() -> None:
    """Written anew by `BAMP_WRITE_SNAPSHOTS=1 pytest tests/report/test_data_stores_page.py`."""
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        _PAGE.write_text(render_data_stores_page(), encoding="utf-8")

    assert _PAGE.read_text(encoding="utf-8") == render_data_stores_page()


def test_every_data_store_is_on_the_page() -> None:
    """By its label and by its type."""
    page = render_data_stores_page()

    assert not [row.label for row in DATA_STORES if f"| {row.label}" not in page]
    assert not [row.type for row in DATA_STORES if f"`{row.type}`" not in page]


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    """A stray bar in a sentence would shift the cells after it."""
    width = 0
    for line in render_data_stores_page().splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        width = width or line.count("|")
        assert line.count("|") == width, line
