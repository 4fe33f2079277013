"""A program that is not where the command line says: the whole command with what was meant.

In this process. What is nearby is judged by names; what a folder's program declares, no test asks.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bamp_pulumi.cli.commands import bamp


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two programs, a folder of programs, a document, and a folder that is no program."""
    for name in ("svc", "acct", "teams/orders api", "docs"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("svc", "acct", "teams/orders api"):
        (tmp_path / name / "Pulumi.yaml").write_text("name: x\nruntime: nodejs\n")
    (tmp_path / "account-manifest.json").write_text("{}")
    monkeypatch.chdir(tmp_path)


def written(*arguments: str) -> str:
    """Run a command and return what it says to write."""
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(bamp, [*arguments])
    assert done.exit_code == 2
    return done.stderr.partition("  write:   ")[2].partition("\n")[0]


@pytest.mark.parametrize(
    ("arguments", "write"),
    [
        (["preview", "svc", "act"], "bamp preview svc acct"),
        (["preview", "scv", "acct"], "bamp preview svc acct"),
        (["preview", "svc/", "./act", "--stack", "prod"], "bamp preview svc/ acct --stack prod"),
        (["preview", "team/order-api"], "bamp preview 'teams/orders api'"),
        (["rehearse", "act", "--days", "10"], "bamp rehearse acct --days 10"),
        (["manifest", "act"], "bamp manifest acct"),
        (["preview", "svc", "account-manifst.json"], "bamp preview svc account-manifest.json"),
        (["preview", "."], "bamp preview acct svc"),
        (["preview", "teams"], "bamp preview 'teams/orders api'"),
        (["preview", "xyzzy"], "bamp preview path/to/folder-of-Pulumi.yaml"),
        (["preview", "docs"], "bamp preview path/to/folder-of-Pulumi.yaml"),
    ],
)
def test_the_command_is_written_with_the_program_that_was_meant(
    arguments: list[str], write: str
) -> None:
    """The nearest name beside it, or the programs in it; the other arguments stay."""
    assert written(*arguments) == write


def test_the_nearest_path_is_looked_for_from_the_root_too(tmp_path: Path) -> None:
    """A path from the root is corrected in its own parts only."""
    assert written("preview", f"{tmp_path}/act") == f"bamp preview {tmp_path}/acct"
