"""Which Git commit a program is read from.

Nothing here fails: without `git`, outside of a repository, and when it takes too long, nothing is
known, and the report says so.

Source: Git documentation, git-rev-parse, git-status (Porcelain Format Version 1) and git-ls-files
(read 2026-11-28).
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Final

from bamp_pulumi.report import Revision

__all__ = ["read_revision"]

_SECONDS: Final = 10
"""Longest time for one question: a status reads every file of a repository."""
_COMMIT: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def read_revision(program: str) -> Revision:
    """Read the commit that holds a program.

    Args:
        program: A folder or a file, as given.
    """
    path = Path(program)
    folder, inside = (path, ".") if path.is_dir() else (path.parent, path.name)
    commit = (_git(folder, "rev-parse", "--verify", "HEAD") or "").strip()
    if not _COMMIT.fullmatch(commit):
        return Revision(program=program)
    tracked = _git(folder, "ls-files", "-z", "--", inside)
    status = _git(folder, "status", "--porcelain", "-z", "--no-renames")
    return Revision(
        program=program,
        commit=commit,
        is_tracked=bool(tracked),
        changed_files=None if status is None else status.count("\0"),
    )


def _git(folder: Path, *arguments: str) -> str | None:
    """Return the output of a Git command that changes nothing; None when it fails."""
    # A hook sets GIT_DIR and the like: they name the repository of the hook, not of the program.
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 - what is asked is ours; the folder is one argument
            # No file system monitor: it is a program that the repository's own configuration names.
            ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_SECONDS,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None
