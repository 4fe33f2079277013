"""The repository that programs are in, as this machine has it."""

import os
from pathlib import Path

from bamp_pulumi.estate import Estate
from bamp_pulumi.report import Checkout

__all__ = ["checkout_of"]


def checkout_of(estate: Estate) -> Checkout:
    """Return where programs are in their repository; programs outside of one are left out."""
    folders = {
        program.name: folder
        for program in estate.programs
        if program.folder and (folder := _from_root(Path(program.folder))) is not None
    }
    return Checkout.in_actions(folders, os.environ)


def _from_root(folder: Path) -> str | None:
    absolute = folder.resolve()
    for parent in (absolute, *absolute.parents):
        # A worktree has a file of that name.
        if (parent / ".git").exists():
            found = absolute.relative_to(parent).as_posix()
            return "" if found == "." else found
    return None
