"""Programs may be given in any order: what one publishes reaches the others."""

from pathlib import Path

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import RunOptions, find_project, run_programs

PUBLISHER = """
import pulumi_aws as aws
aws.ssm.Parameter("manifest", name="/manifest", type="String", value='{"tier": "critical"}')
"""
READER = """
import json
import pulumi_aws as aws
tier = json.loads(aws.ssm.get_parameter(name="/manifest").value)["tier"]
aws.s3.Bucket("pictures", tags={"tier": tier})
"""


def program(folder: Path, text: str) -> Path:
    """Write a program."""
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text(f"name: {folder.name}\nruntime: python\n")
    (folder / "__main__.py").write_text(text)
    return folder


def test_a_program_that_cannot_run_without_a_parameter_runs_once_it_is_published(
    tmp_path: Path,
) -> None:
    """Side by side with its publisher it fails first; that failure is not the last word."""
    reader, publisher = program(tmp_path / "b", READER), program(tmp_path / "a", PUBLISHER)

    estate = run_programs([find_project(reader), find_project(publisher)], RunOptions(stack="dev"))

    assert estate.named("pictures").inputs == {"tags": {"tier": "critical"}}


def test_a_program_that_fails_all_the_same_is_named(tmp_path: Path) -> None:
    """The last word is its failure, whatever others publish."""
    broken, publisher = program(tmp_path / "b", "1 / 0\n"), program(tmp_path / "a", PUBLISHER)

    with pytest.raises(RefusedError, match=r"b/__main__\.py:1: ZeroDivisionError"):
        run_programs([find_project(broken), find_project(publisher)], RunOptions(stack="dev"))
