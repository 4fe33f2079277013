"""The records of what tests judge hold no section of a test that is gone."""

import ast
from pathlib import Path

import pytest
from recorded_judgements import sections_of

TESTS = Path(__file__).parents[1]
RECORDS = sorted(TESTS.glob("*/answers/judged/*.txt"))


def functions_of(module: Path) -> set[str]:
    """Name the tests of a module."""
    tree = ast.parse(module.read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: f"{path.parts[-4]}/{path.stem}")
def test_each_section_is_of_a_test(record: Path) -> None:
    """What was recorded of a test under another name would be compared with nothing."""
    module = record.parents[2] / f"test_{record.stem}.py"
    names = {title.partition("[")[0] for title in sections_of(record)}

    assert names
    assert names <= functions_of(module)


def test_there_are_records() -> None:
    """Without any, the above would prove nothing."""
    assert RECORDS
