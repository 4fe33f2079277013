"""New files, all of them or none, and none through a link.

Everything below the first folder that is there already is opened part by part, each by the folder
above it (`openat`), without following links: nobody can put a link in the place of a folder between
a look and a write. Source: POSIX.1-2024, open(): O_EXCL, O_NOFOLLOW, O_DIRECTORY.
"""

import os
import stat
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Self

__all__ = ["NotWrittenError", "write_new"]


@dataclass(eq=False)
class NotWrittenError(Exception):
    """One of the files cannot be written; none was."""

    path: Path
    """The file or folder that is in the way."""
    reason: str
    """Why, in a few words."""
    is_link: bool = False
    """Whether it is a link, which nothing is written through."""


def write_new(root: Path, texts: Mapping[PurePath, str]) -> None:
    """Write new files below a folder, which is made if it is not there.

    Args:
        root: The folder, absolute and without links in its path.
        texts: What each file holds, by its path from there.

    Raises:
        NotWrittenError: When one of them is there, cannot be made, or lies behind a link. What had
            been made by then is gone again.
    """
    there = next(each for each in (root, *root.parents) if os.path.lexists(each))
    with _Made(there) as made:
        for path, text in texts.items():
            made.write(root.relative_to(there) / path, text)


@dataclass
class _Made:
    """What has been made below a folder so far."""

    there: Path
    _open: ExitStack = field(default_factory=ExitStack)
    _folders: dict[PurePath, int] = field(default_factory=dict[PurePath, int])
    """Descriptors of folders, by their path."""
    _new: list[tuple[int, str, bool]] = field(default_factory=list[tuple[int, str, bool]])
    """Folder, name, and whether it is a folder itself; in the order in which they were made."""

    def __enter__(self) -> Self:
        """Open the folder that is there."""
        self._folders[PurePath()] = self._folder(self.there, None, self.there)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Take everything back if anything went wrong, an interruption too."""
        if kind is not None:
            for folder, name, is_folder in reversed(self._new):
                # What somebody else has put into a new folder meanwhile stays.
                with suppress(OSError):
                    (os.rmdir if is_folder else os.unlink)(name, dir_fd=folder)
        self._open.close()

    def write(self, path: PurePath, text: str) -> None:
        """Write one file, and make the folders above it."""
        above = PurePath()
        for part in path.parts[:-1]:
            self._enter(above, part)
            above /= part
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        folder, name = self._folders[above], path.name
        try:
            number = os.open(name, flags, 0o666, dir_fd=folder)
            self._new.append((folder, name, False))
            with os.fdopen(number, "w", encoding="utf-8", newline="\n") as new:
                new.write(text)
        except OSError as error:
            raise self._cannot(error, path, folder, name) from None

    def _enter(self, above: PurePath, part: str) -> None:
        path, outer = above / part, self._folders[above]
        if path in self._folders:
            return
        try:
            os.mkdir(part, dir_fd=outer)
        except FileExistsError:
            pass
        except OSError as error:
            raise self._cannot(error, path, outer, part) from None
        else:
            self._new.append((outer, part, True))
        self._folders[path] = self._folder(part, outer, self.there / path)

    def _folder(self, name: str | Path, outer: int | None, path: Path) -> int:
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            number = os.open(name, flags, dir_fd=outer)
        except OSError as error:
            raise self._cannot(error, path.relative_to(self.there), outer, name) from None
        self._open.callback(os.close, number)
        return number

    def _cannot(
        self, error: OSError, path: PurePath, outer: int | None, name: str | Path
    ) -> NotWrittenError:
        is_link = False
        with suppress(OSError):
            is_link = stat.S_ISLNK(os.lstat(name, dir_fd=outer).st_mode)
        reason = error.strerror or "it cannot be written"
        return NotWrittenError(self.there / path, reason, is_link=is_link)
