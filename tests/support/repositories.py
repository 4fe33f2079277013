"""Git repositories made for a test."""

import os
import subprocess
from pathlib import Path

__all__ = ["commit", "git", "repository"]

_WHO = ("-c", "user.name=a", "-c", "user.email=a@bamp-ops.io", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, with none of this machine's settings; returns what it answers."""
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(  # noqa: S603 - git, with arguments of the tests
        ["git", *_WHO, "-c", "protocol.file.allow=always", *arguments],  # noqa: S607 - as on PATH
        cwd=folder,
        env={**os.environ, **nothing},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def repository(folder: Path, **files: str) -> Path:
    """Make a repository on branch main with one commit of some files."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "README").write_text("about\n")
    commit(folder, **files)
    return folder


def commit(folder: Path, **files: str) -> str:
    """Commit files, by name without `.txt`; returns the hash."""
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "as it is")
    return git(folder, "rev-parse", "HEAD").strip()
