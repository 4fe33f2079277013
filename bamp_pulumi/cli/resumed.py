"""A reading that is gone on with: kept in a file until all was answered."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bamp_pulumi.cli.checks import require_writable
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.observed import Progress

__all__ = ["resumed"]

_OLDEST: Final = timedelta(hours=6)
"""House rule: what was read longer ago says too little of now."""


@contextmanager
def resumed(file: Path | None, account_id: str, now: datetime) -> Generator[Progress]:
    """Give the progress of a reading, and keep it in the file unless all was answered.

    Raises:
        RefusedError: `BAMP-P10`, when the file is no reading of this account of today.
    """
    if file is None:
        yield Progress()
        return
    require_writable(file, option="--resume")
    progress = _read(file, account_id, now) if file.exists() else Progress()
    try:
        yield progress
    finally:
        if all(stand.whole and not stand.unread for stand in progress.stands.values()):
            file.unlink(missing_ok=True)
        else:
            with file.open("w", encoding="utf-8") as stream:
                progress.write(stream)


def _read(file: Path, account_id: str, now: datetime) -> Progress:
    try:
        with file.open(encoding="utf-8") as stream:
            progress = Progress.read(stream)
    except (OSError, ValueError, KeyError, TypeError):
        raise _refused(file, "which is no reading that was kept") from None
    if progress.account_id != account_id:
        raise _refused(file, f"a reading of account {progress.account_id}, and not of {account_id}")
    if progress.at is None or abs(now - progress.at) > _OLDEST:
        raise _refused(file, f"a reading of {progress.at}, which is too long ago")
    return progress


def _refused(file: Path, what: str) -> RefusedError:
    return RefusedError(
        "BAMP-P10",
        given=f"--resume {file}, {what}",
        allowed="a file that this command has written for the same account, at most 6 hours ago",
        why="house rule: what was read of another account or time says nothing of this one now",
        write=f"rm {file}",
    )
