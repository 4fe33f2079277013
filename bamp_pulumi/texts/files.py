"""Text files, each read once: size, kind and encoding are checked before anything else."""

import codecs
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bamp_pulumi.texts.limits import LIMITS, too_much

__all__ = ["is_folder", "read_text_file"]

_MARKS: Final = (
    # The mark of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def is_folder(path: Path) -> bool:
    """Return True if a path is a folder; False too for one that cannot be looked at."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def read_text_file(path: Path, limit: str, refuse: Callable[[str], Exception]) -> str:
    """Read a text file.

    Args:
        path: The file.
        limit: Name of the limit of its bytes.
        refuse: Makes the error from what is wrong with it, such as `is not UTF-8`.

    Returns:
        The text, without a byte order mark.

    Raises:
        RefusedError: `BAMP-P14`, when it is too large.
        Exception: What `refuse` makes, when it is missing, no file, unreadable or not in UTF-8.
    """
    try:
        data = _bytes(path, LIMITS[limit].most)
    except FileNotFoundError:
        raise refuse("does not exist") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise refuse(f"cannot be read: {reason or 'no such path'}") from None
    if data is None:
        raise refuse("is no regular file") from None
    if len(data) > LIMITS[limit].most:
        raise too_much(limit, f"more than {LIMITS[limit].most:,} bytes", path=str(path))
    other = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if other is None and b"\0" in data:
        other = "UTF-16 without a byte order mark, or no text: it holds zero bytes"
    if other is not None:
        raise refuse(f"is not UTF-8 but {other}")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise refuse(f"is not UTF-8: byte {error.start:,} begins no character") from None


def _bytes(path: Path, most: int) -> bytes | None:
    """Read at most one byte over the limit; None for a pipe, a device, a folder.

    The kind is asked of what was opened: another file may have taken the place of the first.
    """
    # Without O_NONBLOCK, opening a pipe waits for whoever writes into it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(most + 1)
