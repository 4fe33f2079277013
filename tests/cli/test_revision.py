"""Which commit a program is read from: what Git says, and nothing where it says nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bamp_pulumi.cli.revision import read_revision
from bamp_pulumi.report import Revision

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None, reason="no `git` on PATH: no commit was read"
)


def git(folder: Path, *arguments: str) -> str:
    """Run Git as nobody in particular."""
    who = ("-c", "user.name=x", "-c", "user.email=x@bamp-ops.io", "-c", "commit.gpgsign=false")
    done = subprocess.run(  # noqa: S603 - our own command
        ["git", *who, "-C", str(folder), *arguments],  # noqa: S607 - the one on PATH
        capture_output=True,
        text=True,
        check=True,
        env={name: text for name, text in os.environ.items() if not name.startswith("GIT_")},
    )
    return done.stdout.strip()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Commit a program, and ignore a folder beside it."""
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "__main__.py").write_text("")
    (tmp_path / "account-manifest.json").write_text("{}")
    (tmp_path / ".gitignore").write_text("build/\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return shop


def test_a_clean_tree_is_a_commit_and_nothing_changed(program: Path) -> None:
    """For a folder as for a file."""
    commit = git(program, "rev-parse", "HEAD")

    assert len(commit) == 40
    for path in (program, program.parent / "account-manifest.json"):
        assert read_revision(str(path)) == Revision(
            program=str(path), commit=commit, changed_files=0
        )


def test_what_is_changed_or_new_is_counted_wherever_it_is(program: Path) -> None:
    """A program may import from anywhere in its repository."""
    (program / "__main__.py").write_text("x = 1\n")
    (program.parent / "beside.py").write_text("")

    assert read_revision(str(program)).changed_files == 2


def test_what_is_ignored_is_in_no_commit(program: Path) -> None:
    """The tree is clean, and says nothing of it."""
    build = program.parent / "build"
    build.mkdir()
    (build / "account-manifest.json").write_text("{}")

    found = read_revision(str(build / "account-manifest.json"))

    assert (found.changed_files, found.is_tracked) == (0, False)
    assert not read_revision(str(build)).is_tracked


def test_outside_of_a_repository_nothing_is_known(tmp_path: Path) -> None:
    """Nor of what is not there, nor before the first commit."""
    assert read_revision(str(tmp_path)) == Revision(program=str(tmp_path))
    assert read_revision(str(tmp_path / "no" / "such")).commit == ""
    assert not read_revision("\0").is_tracked
    git(tmp_path, "init", "-q")
    assert read_revision(str(tmp_path)).commit == ""


def test_without_git_nothing_is_known(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not needed."""
    monkeypatch.setenv("PATH", str(program))

    assert read_revision(str(program)) == Revision(program=str(program))


def test_a_hook_does_not_lead_to_its_own_repository(
    program: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells its hooks by GIT_DIR where they run."""
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))

    assert len(read_revision(str(program)).commit) == 40


def test_no_program_that_a_repository_names_is_run(program: Path) -> None:
    """A file system monitor is one."""
    seen = program.parent.parent / f"{program.parent.name}-seen"
    hook = program / "monitor"
    hook.write_text(f"#!/bin/sh\ntouch '{seen}'\n")
    hook.chmod(0o755)
    git(program, "config", "core.fsmonitor", str(hook))

    assert read_revision(str(program)).changed_files == 1
    assert not seen.exists()
