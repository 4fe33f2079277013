"""A program in another language: the commands that preview it, with everything that was given.

In this process. That the engine takes its command, no test asks here.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bamp_pulumi.cli.commands import bamp


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in TypeScript, beside a document."""
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "Pulumi.yaml").write_text("name: x\nruntime: nodejs\n")
    (tmp_path / "account-manifest.json").write_text("{}")
    monkeypatch.chdir(tmp_path)


def written(*arguments: str) -> str:
    """Run a command and return what it says to write."""
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(bamp, [*arguments])
    assert done.exit_code == 2
    assert "[BAMP-P05]" in done.stderr
    return " ".join(done.stderr.partition("  write:   ")[2].partition("\n  more:")[0].split())


ENGINE = "pulumi preview --json --show-sames --cwd 'a b'"
READ = "'a b-preview.json'"


@pytest.mark.parametrize(
    ("arguments", "write"),
    [
        (["preview", "a b"], f"{ENGINE} > {READ} && bamp preview {READ}"),
        (
            ["preview", "a b", "--region", "eu-west-1", "--json"],
            f"{ENGINE} > {READ} && bamp preview {READ} --region eu-west-1 --json",
        ),
        (
            ["rehearse", "--stack", "prod", "a b", "--days", "10"],
            f"{ENGINE} --stack prod > {READ} && bamp rehearse --stack prod {READ} --days 10",
        ),
        (
            ["preview", "a b", "--stack=prod"],
            f"{ENGINE} --stack prod > {READ} && bamp preview {READ} --stack=prod",
        ),
    ],
    ids=["alone", "with options", "rehearsed", "with its stack"],
)
def test_the_other_arguments_stay(arguments: list[str], write: str) -> None:
    """What the engine wrote stands in the place of the program, and nothing else is changed."""
    assert written(*arguments) == write


def test_the_folder_that_one_is_in_is_previewed_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pulumi` finds the program by itself."""
    monkeypatch.chdir(tmp_path / "a b")

    assert written("preview", ".") == (
        "pulumi preview --json --show-sames > 'a b-preview.json' && bamp preview 'a b-preview.json'"
    )
