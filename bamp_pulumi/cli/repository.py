"""The repository that programs are in, as this machine has it."""

import os
from pathlib import Path

from bamp_pulumi.estate import Estate
from bamp_pulumi.report import Checkout

__all__ = ["checkout_of", "repository_around"]


def checkout_of(estate: Estate) -> Checkout:
    """Return where programs are in their repository; programs outside of one are left out."""
    folders = {
        program.name: folder
        for program in estate.programs
        if program.folder and (folder := _from_root(Path(program.folder))) is not None
    }
    return Checkout.in_actions(folders, os.environ)


def repository_around(folder: Path) -> Path | None:
    """Return the root of the git repository that holds an absolute folder, which may not exist."""
    # A worktree has a file of that name.
    around = (folder, *folder.parents)
    return next((each for each in around if (each / ".git").exists()), None)


def _from_root(folder: Path) -> str | None:
    absolute = folder.resolve()
    root = repository_around(absolute)
    if root is None:
        return None
    found = absolute.relative_to(root).as_posix()
    return "" if found == "." else found
