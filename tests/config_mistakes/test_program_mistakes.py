"""Names of a program that do not exist: the line, the names that do, and the line to paste.

The table is `program_mistakes.yaml`. Not proved: that what was meant is what is nearest.
"""

import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from config_paste import filled_in

from bamp_pulumi.errors import BampError
from bamp_pulumi.offline.failed_line import Mistake
from bamp_pulumi.offline.misspelt import mistake_in

TABLE = Path(__file__).parent / "program_mistakes.yaml"
IMPORTS = "import pulumi\nimport pulumi_aws as aws\nimport bamp_pulumi as bamp\n"


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    name: str
    text: str
    line: int
    write: str


def _rows() -> list[Row]:
    rows: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))  # Any: YAML
    return [Row(**row) for row in rows]


ROWS = _rows()


def found(file: Path, text: str) -> Mistake | None:
    """Run a program and return what it misnames; None where it ends or fails for other reasons."""
    file.write_text(text, encoding="utf-8")
    try:
        runpy.run_path(str(file))
    except Exception as error:  # noqa: BLE001 - whatever a program raises
        return mistake_in(error, lambda path: path == file)
    return None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_line_with_the_name_that_was_meant_is_shown(row: Row, tmp_path: Path) -> None:
    """The line of the name, where a call has several; a line with a password is not repeated."""
    mistake = found(tmp_path / "__main__.py", IMPORTS + row.text + "\n")

    assert mistake is not None
    assert (mistake.line, mistake.write) == (row.line, row.write)
    assert "hunter2" not in f"{mistake.allowed}{mistake.write}"


@pytest.mark.parametrize(
    "row",
    [
        row
        for row in ROWS
        if "=... in" not in row.write and row.write[:7] not in ("nothing", "passwor")
    ],
    ids=lambda row: row.name,
)
def test_the_line_pasted_in_its_place_names_what_exists(row: Row, tmp_path: Path) -> None:
    """With the indentation of the line: nothing is misnamed any more."""
    lines = (IMPORTS + row.text).splitlines()
    wrong = lines[row.line - 1]
    filled = filled_in(row.write)
    lines[row.line - 1] = wrong[: len(wrong) - len(wrong.lstrip())] + filled

    assert found(tmp_path / "__main__.py", "\n".join(lines) + "\n") is None


@pytest.mark.parametrize("name", ["bamp", "aws", "pulumi"])
def test_a_package_that_is_not_imported_is_named_with_its_import(name: str, tmp_path: Path) -> None:
    """As the documentation imports it, whatever else there is."""
    mistake = found(tmp_path / "__main__.py", f"x = 1\n{name}.inherit(owner='orders')\n")

    assert mistake is not None
    assert (mistake.line, mistake.write.split()[0]) == (2, "import")
    assert mistake.write.split()[-1] == name


@pytest.mark.parametrize(
    "text",
    ["{}['a']", "1 / 0", "raise TypeError('other')", "len(1)", "'a'.join(3)", "open('no-file')"],
)
def test_other_failures_are_no_names(text: str, tmp_path: Path) -> None:
    """Only what Python itself says of a name is taken for one."""
    assert found(tmp_path / "__main__.py", f"{text}\n") is None


def test_a_failure_inside_of_a_package_is_not_the_programs(tmp_path: Path) -> None:
    """A package that misnames something is not corrected in the program's line."""
    (tmp_path / "helper.py").write_text("def run():\n    return {}.keyz\n", encoding="utf-8")
    text = f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\nimport helper\nhelper.run()\n"

    assert found(tmp_path / "__main__.py", text) is None


def test_refusals_of_the_library_stay_as_they_are(tmp_path: Path) -> None:
    """They say themselves what to write."""
    file = tmp_path / "__main__.py"
    file.write_text(f"{IMPORTS}bamp.tier('no such\\ntier')\n", encoding="utf-8")

    with pytest.raises(BampError) as caught:
        runpy.run_path(str(file))

    assert mistake_in(caught.value, lambda path: path == file) is None
