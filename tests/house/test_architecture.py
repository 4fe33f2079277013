"""The page on architecture: its table of rooms is what the code imports, its files are there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "bamp_pulumi"
PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
EVERYWHERE = {"errors", "truth"}


def imported(room: str) -> set[str]:
    """List the other rooms that a room imports from."""
    folder = PACKAGE / room
    files = folder.rglob("*.py") if folder.is_dir() else [PACKAGE / f"{room}.py"]
    return {name for file in files for name in rooms_in(file)} - {room} - EVERYWHERE


def rooms_in(file: Path) -> Iterator[str]:
    """List the rooms that a file imports from."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        yield from (n.split(".")[1] for n in names if n.startswith("bamp_pulumi."))


def rows() -> Iterator[tuple[list[str], set[str]]]:
    """Read the table: the rooms of each row, and what they import."""
    table = PAGE.partition("| Room |")[2].partition("\n\n")[0]
    for line in table.splitlines()[2:]:
        rooms, _, imports = (cell.strip() for cell in line.strip("|").split(" | "))
        yield re.findall(r"`(\w+)`", rooms), {*re.findall(r"`(\w+)`", imports)}


def test_the_table_of_rooms_is_what_the_code_imports() -> None:
    """Every room has a row, and a room that begins to import another changes the page."""
    listed = [room for rooms, _ in rows() for room in rooms]
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert folders <= {*listed}
    for rooms, imports in rows():
        assert set[str]().union(*map(imported, rooms)) == imports, rooms


def test_every_file_that_the_page_names_is_there() -> None:
    """A file that is renamed is renamed on the page."""
    named = {*re.findall(r"`(\w+/[\w/]+\.py)`", PAGE)}

    assert len(named) > 20
    assert [n for n in sorted(named) if not ((PACKAGE / n).exists() or (ROOT / n).exists())] == []
