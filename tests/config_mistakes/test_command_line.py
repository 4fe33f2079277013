"""Mistakes of a configuration on the command line: one block, at the line, and no traceback.

The table is `mistakes.yaml`; what each is refused with is in test_config_mistakes.py. The programs
are run as `bamp preview` runs them, in a process of their own.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

TABLE = Path(__file__).parent / "mistakes.yaml"
Row = dict[str, Any]  # Any: YAML
PROGRAMS = {
    "stack": "import bamp_pulumi as bamp\nbamp.declare_account()\n",
    "service": "import bamp_pulumi as bamp\nbamp.inherit()\n",
}
HEAD = r"(bamp: )?Pulumi\.dev\.yaml:(?P<line>\d+): .*\[(?P<code>BAMP-\w{3})\]"
NAMES = (
    "a field of a destination that does not exist",
    "a telephone number that YAML reads as octal",
    "a key of PagerDuty in clear",
    "a tab instead of spaces",
    "three sections at once",
    "a Region that AWS does not have",
    "a key twice",
    "a misspelt tier, in a service",
)
"""One of each way through the command: the table itself is judged in `test_config_mistakes.py`."""


def _rows() -> list[Row]:
    rows: list[Row] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    by_name = {row["name"]: row for row in rows}
    return [by_name[name] for name in NAMES]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["name"])
def test_each_is_one_block_at_the_line_of_the_file(row: Row, tmp_path: Path) -> None:
    """With the file as it is found from where the command is run; nothing else is printed."""
    project = "shop" if row["of"] == "service" else "bamp-account"
    (tmp_path / "Pulumi.yaml").write_text(f"name: {project}\nruntime: python\n", encoding="utf-8")
    (tmp_path / "Pulumi.dev.yaml").write_text(row["text"], encoding="utf-8")
    (tmp_path / "__main__.py").write_text(PROGRAMS[row["of"]], encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "bamp_pulumi.cli", "preview", "."],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert done.returncode == 2
    assert done.stdout == ""
    heads = [line for line in done.stderr.splitlines() if "[BAMP-" in line]
    found = [re.fullmatch(HEAD, line) for line in heads]
    places = [(one["code"], int(one["line"])) for one in found if one]
    assert places == [(code, line) for code, line in row["expect"]]
    parts = [line[:11] for line in done.stderr.splitlines() if line not in heads]
    assert parts == ["  allowed: ", "  why:     ", "  write:   "] * len(heads) + ["  more:    "]
    assert "Traceback" not in done.stdout + done.stderr
