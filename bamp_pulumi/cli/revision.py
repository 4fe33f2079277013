"""Which Git commit a program is read from.

Nothing here fails: without `git`, outside of a repository, and when it takes too long, nothing is
known, and the report says so.

Source: Git documentation, git-rev-parse, git-status (Porcelain Format Version 1) and git-ls-files
(read 2026-11-28).
"""

import re
from functools import partial
from pathlib import Path
from typing import Final

from bamp_pulumi.cli.git import ask_git
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
    ask = partial(ask_git, folder, seconds=_SECONDS)
    commit = ask("rev-parse", "--verify", "HEAD").output.strip()
    if not _COMMIT.fullmatch(commit):
        return Revision(program=program)
    tracked = ask("ls-files", "-z", "--", inside)
    status = ask("status", "--porcelain", "-z", "--no-renames")
    return Revision(
        program=program,
        commit=commit,
        is_tracked=bool(tracked.output),
        changed_files=status.output.count("\0") if status.is_done else None,
    )
