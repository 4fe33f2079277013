"""A wrong command line is refused as everything else is: four parts, a code, exit status 2.

In this process, for its output. How a real terminal breaks lines is not tested.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bamp_pulumi.cli.commands import bamp

PARTS = ["  allowed: ", "  why:     ", "  write:   ", "  more:    "]


def run(*arguments: str, columns: int | None = None) -> Result:
    """Run a command; without columns its errors go to no terminal."""
    environment = {"COLUMNS": None if columns is None else str(columns), "NO_COLOR": "1"}
    return CliRunner(env=environment).invoke(bamp, [*arguments])


@pytest.mark.parametrize(
    ("arguments", "given", "write"),
    [
        (["previw"], "bamp previw", "bamp preview"),
        (["xyzzy"], "bamp xyzzy", "bamp --help"),
        (["--foo"], "--foo, which is no option of bamp", "bamp --help"),
        (
            ["preview", "--jsn", "x"],
            "--jsn, which is no option of bamp preview",
            "bamp preview --json x",
        ),
        (["preview", "--json"], "bamp preview without PROGRAM...", "bamp preview --help"),
        (
            ["preview", "x", "--timeout", "x"],
            "--timeout: 'x' is not",
            "bamp preview x --timeout 300",
        ),
        (
            ["rehearse", "x", "--days", "0"],
            "--days: 0 is not in the range",
            "bamp rehearse x --days 400",
        ),
        (["preview", "--stack"], "Option '--stack' requires an argument", "bamp preview --help"),
        (
            ["preview", "x", "--today", "2026-02-30"],
            "--today: '2026-02-30'",
            "bamp preview x --today YYYY-MM-DD",
        ),
        (
            ["preview", "x", "--format", "xml"],
            "--format: 'xml' is not one of",
            "bamp preview x --format text",
        ),
        (["preview", "x", "--policy", "/"], "--policy: File '/' is a", "bamp preview --help"),
        (
            ["preview", "x", "--today", "1.12.2026"],
            "--today: '1.12.2026'",
            "bamp preview x --today 2026-12-01",
        ),
        (["preview", "x", "-s", "prod"], "-s, which is no option", "bamp preview x --stack prod"),
        (["preview", "--cwd", "x", "y"], "--cwd, which is no option", "bamp preview x y"),
        (["init", "foo"], "service|account: 'foo'", "bamp init service foo"),
        (["init", "foo", "account"], "service|account: 'foo'", "bamp init account foo"),
        (["preveiw", "svc", "acct"], "bamp preveiw", "bamp preview svc acct"),
        (["init", "servce", "x"], "service|account: 'servce'", "bamp init service x"),
        (["init", "acount", "my dir"], "service|account: 'acount'", "bamp init account 'my dir'"),
        (
            ["preview", "a", "--format=jsn", "--today", "2026-11-28"],
            "--format: 'jsn' is not one of",
            "bamp preview a --format=json --today 2026-11-28",
        ),
        (["preview", "--tody=2026-11-28", "a"], "--tody", "bamp preview --today=2026-11-28 a"),
        (["init", "service", "a", "b"], "Got unexpected extra argument (b)", "bamp init --help"),
    ],
)
def test_what_is_wrong_with_a_command_line_is_said_in_four_parts(
    arguments: list[str], given: str, write: str
) -> None:
    """With what to write: the nearest name, a value that is taken, or where to read on."""
    done = run(*arguments)
    lines = done.stderr.splitlines()

    assert done.exit_code == 2
    assert lines[0].startswith(f"bamp: {given}")
    assert lines[0].endswith("[BAMP-P10]")
    assert [line[:11] for line in lines[1:]] == PARTS
    assert lines[3] == f"  write:   {write}"


def test_a_file_name_in_a_wrong_option_hides_nothing() -> None:
    """Escape sequences in it are shown; no terminal obeys them."""
    done = run("preview", "x", "--policy", "/no\x1b[31mne\n  write:   rm")

    assert done.exit_code == 2
    assert "\x1b" not in done.stderr
    assert [line[:11] for line in done.stderr.splitlines()[1:]] == PARTS


def test_what_a_corrected_command_repeats_hides_nothing() -> None:
    """No argument poses as a part of the message, and none as another command."""
    quoted = run("preveiw", "a; rm -r b")
    hidden = run("preveiw", "c\x1b[31m\n  write:   rm")

    assert "  write:   bamp preview 'a; rm -r b'\n" in quoted.stderr
    assert "\x1b" not in hidden.stderr
    assert [line[:11] for line in hidden.stderr.splitlines()[1:]] == PARTS
    assert "  write:   bamp --help\n" in hidden.stderr


def test_no_arguments_at_all_show_the_help() -> None:
    """Whoever types a command's name alone asks what it takes."""
    assert run("preview").stderr.startswith("Usage: bamp preview ")


@pytest.mark.parametrize("columns", [80, 120])
def test_a_refusal_fits_the_terminal(
    columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to write stays one line: it is pasted. In a log each part is one line."""
    (tmp_path / "Pulumi.yml").write_text("mine")
    monkeypatch.chdir(tmp_path)
    given = ["init", "service"]
    on_terminal, in_a_log = run(*given, columns=columns).stderr, run(*given).stderr

    lines = on_terminal.splitlines()
    assert [line for line in lines if len(line) > columns and "write:" not in line] == []
    wide = run("preview", "--foo", columns=columns).stderr.splitlines()
    assert [len(line) for line in wide if len(line) > columns] == []
    assert any(line.startswith(" " * 11) for line in wide)
    assert [line[:11] for line in in_a_log.splitlines()[1:]] == PARTS
    assert on_terminal.split() == in_a_log.split()
