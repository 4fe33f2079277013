"""`bamp leave` as a team calls it before it removes the line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import validate

from bamp_pulumi.cli.commands import bamp
from bamp_pulumi.report.leaving_json import leaving_json_schema

PROGRAM = """\
import pulumi_aws as aws
import bamp_pulumi as bamp

bamp.inherit(owner="orders")
nep = aws.neptune.Cluster("nep")
"""


@pytest.fixture(name="folder", scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a program that inherits."""
    folder = tmp_path_factory.mktemp("orders")
    (folder / "Pulumi.yaml").write_text("name: orders\nruntime: python\n")
    (folder / "__main__.py").write_text(PROGRAM)
    return folder


def test_what_would_fall_and_the_lines_to_paste_are_printed(folder: Path) -> None:
    """And the exit status says that something would be lost."""
    runner = CliRunner(env={"COLUMNS": "200"})

    done = runner.invoke(bamp, ["leave", str(folder), "--today", "2026-11-28"])

    lines = done.output.splitlines()
    assert done.exit_code == 1
    assert (
        "  backupRetentionPeriod: 35 -> 1 day (the provider's default): 34 days of backups are no "
        "longer kept" in lines
    )
    assert "    backup_retention_period=35," in lines
    assert "into the call at __main__.py:5 (nep):" in lines
    assert "  2027-11-28  bamp-primary, us-east-1 (monthly)" in lines
    assert lines[-1].startswith("Without the code above: 2 inputs become weaker or are unknown, ")
    assert lines[-1].endswith("1 data store loses its tier. Exit status 1.")


def test_machines_get_the_same(folder: Path) -> None:
    """By the schema that is published."""
    done = CliRunner().invoke(bamp, ["leave", str(folder), "--json"])

    document = json.loads(done.output)
    validate(document, leaving_json_schema())
    assert document["schema"] == "bamp.leaving/1"
    assert not document["harmless"]
    assert [one["fate"] for one in document["resources"][0]["inputs"]] == ["falls", "falls"]


def test_a_program_that_inherits_nothing_has_nothing_to_lose(tmp_path: Path) -> None:
    """It is said, and the exit status is 0."""
    (tmp_path / "Pulumi.yaml").write_text("name: orders\nruntime: python\n")
    (tmp_path / "__main__.py").write_text("")

    done = CliRunner(env={"COLUMNS": "200"}).invoke(bamp, ["leave", str(tmp_path)])

    assert done.output == (
        "inherit() wrote nothing in these programs: there is nothing to keep. Exit status 0.\n"
    )
    assert done.exit_code == 0
