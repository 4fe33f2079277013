"""How texts get to a terminal: by one door."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "bamp_pulumi"
DOOR = [PACKAGE / "report" / "terminal" / name for name in ("console.py", "broken.py")]
"""What makes texts, and the kind of text that it makes."""
MODULES = [
    path
    for room in ("cli", "report")
    for path in sorted((PACKAGE / room).rglob("*.py"))
    if path not in DOOR
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_console_and_its_texts_are_made_by_the_door(path: Path) -> None:
    """Elsewhere rich's `Text` and `Console` would take what others have written as it is."""
    tree = ast.parse(path.read_text("utf-8"))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    imported = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }

    assert not called & {"Console", "Text", "print"}
    assert "rich.text" not in imported
    assert "model_dump_json" not in {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
