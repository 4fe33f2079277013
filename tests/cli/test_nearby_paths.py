"""A program that is not where the command line says: the whole command with what was meant.

In this process. What is nearby is judged by names; what a folder's program declares, no test asks.
"""

import json
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
    (tmp_path / "account.txt").write_text(' {"schema": "x"}')
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / "svc" / "src").mkdir()
    for name in ("svc/Pulumi.prod.yaml", "acct/Pulumi.prod.yml", "svc/__main__.py"):
        (tmp_path / name).write_text("")
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
        (["preview", "xyzzy", "acct"], "bamp preview PROGRAM acct"),
        (["preview", "notes.txt"], "bamp preview PROGRAM"),
        (["preview", "docs"], "bamp init service docs"),
        (["manifest", "docs"], "bamp init account docs --email ADDRESS"),
        (["preview", "svc/Pulumi.prod.yaml", "acct"], "bamp preview svc acct --stack prod"),
        (
            ["preview", "svc/Pulumi.prod.yaml", "acct/Pulumi.prod.yml", "--json"],
            "bamp preview svc acct --json --stack prod",
        ),
        (
            ["rehearse", "svc/Pulumi.prod.yaml", "acct", "--stack", "dev"],
            "bamp rehearse svc acct --stack dev",
        ),
        (["manifest", "acct/Pulumi.prod.yml"], "bamp manifest acct --stack prod"),
        (["preview", "svc/__main__.py", "acct"], "bamp preview svc acct"),
        (["preview", "svc/src", "acct"], "bamp preview svc acct"),
        (
            ["preview", "svc", "account.txt"],
            "mv account.txt account.json && bamp preview svc account.json",
        ),
        (["preview", "svc", "--account", "acct"], "bamp preview svc acct"),
        (["preview", "svc", "--account=acct", "--json"], "bamp preview svc --json acct"),
        (["preview", "svc", "--account", "12"], "bamp preview svc --account ACCOUNT_ID"),
        (["preview", "svc", "--region=us-east"], "bamp preview svc --region=us-east-1"),
        (["svc", "acct"], "bamp preview svc acct"),
    ],
)
def test_the_command_is_written_with_the_program_that_was_meant(
    arguments: list[str], write: str
) -> None:
    """The nearest name beside it, or the programs in it; the other arguments stay."""
    assert written(*arguments) == write


def test_a_folder_within_a_program_stands_for_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For whoever works in it, too."""
    monkeypatch.chdir(tmp_path / "svc" / "src")

    assert written("preview", ".") == "bamp preview .."
    assert written("preview", "../Pulumi.prod.yaml") == "bamp preview .. --stack prod"


def test_a_blank_of_the_command_line_is_refused() -> None:
    """As long as nobody has written an account there."""
    assert written("preview", "svc", "--account", "ACCOUNT_ID").endswith("--account ACCOUNT_ID")


def test_a_stack_that_no_program_has_is_corrected_in_the_command(tmp_path: Path) -> None:
    """By its file or with its project, as Pulumi names stacks elsewhere."""
    (tmp_path / "acct" / "Pulumi.yaml").write_text("name: x\nruntime: python\n")
    (tmp_path / "acct" / "__main__.py").write_text("")

    for stack in ("Pulumi.prod.yml", "x/prod", "pord"):
        (tmp_path / "acct" / "Pulumi.prod.yaml").write_text("")
        assert written("preview", "acct", "--stack", stack) == "bamp preview acct --stack prod"


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ('{"a": 1}', "account-manifest.json: a JSON document with the keys ['a'] ["),
        (
            '{"schema": "bamp.preview/1"}',
            "account-manifest.json: what bamp printed itself, of the form 'bamp.preview/1' [",
        ),
        (
            json.dumps(dict.fromkeys("abcdefgh")),
            "keys ['a', 'b', 'c', 'd', 'e', 'f'] and 2 more [",
        ),
    ],
)
def test_a_document_that_is_none_is_named(text: str, given: str) -> None:
    """By its file, and by what it holds."""
    Path("account-manifest.json").write_text(text)
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(bamp, ["preview", "account-manifest.json"])

    assert given in done.stderr.splitlines()[0]
    assert "why:     Pulumi: every preview has `steps`" in done.stderr


def test_the_nearest_path_is_looked_for_from_the_root_too(tmp_path: Path) -> None:
    """A path from the root is corrected in its own parts only."""
    assert written("preview", f"{tmp_path}/act") == f"bamp preview {tmp_path}/acct"
