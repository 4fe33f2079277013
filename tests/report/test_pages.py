"""Pages and schemas that are made from code stand in the repository as the code makes them."""

import json
from pathlib import Path

import pytest

from bamp_pulumi.report.pages import PAGES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", sorted(PAGES))
def test_the_page_is_what_the_code_makes(path: str) -> None:
    """`make docs` writes them; a change that forgets it is caught here."""
    assert (ROOT / path).read_text(encoding="utf-8") == PAGES[path]()


def test_every_field_of_the_preview_schema_is_described() -> None:
    """Machines are read by people."""
    schema = json.loads(PAGES["docs/schemas/bamp.preview-1.json"]())
    fields = [
        field
        for part in (schema, *schema["$defs"].values())
        for field in part.get("properties", {}).values()
    ]

    assert all(field.get("description") for field in fields)
