"""New files are written all or none, and none through a link.

In this process. A disk that is full in the middle of a write is not tested.
"""

import os
from collections.abc import Mapping
from pathlib import Path, PurePath

import pytest

from bamp_pulumi.cli import new_files
from bamp_pulumi.cli.new_files import NotWrittenError, write_new

TEXTS: Mapping[PurePath, str] = {
    PurePath("a.txt"): "a\n",
    PurePath("inner/b.txt"): "b\n",
    PurePath("inner/deep/c.txt"): "c\n",
}


def below(folder: Path) -> list[str]:
    """List everything below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("root", ["", "new", "new/er"])
def test_all_are_written_and_the_folders_above_them_made(tmp_path: Path, root: str) -> None:
    """Whether their first folder is there or not."""
    write_new(tmp_path / root, TEXTS)

    assert (tmp_path / root / "inner/deep/c.txt").read_text() == "c\n"
    assert len(below(tmp_path / root)) == 5


@pytest.mark.parametrize("link", ["a.txt", "inner", "inner/deep", "inner/deep/c.txt"])
@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str, *, there: bool) -> None:
    """To a folder or file, or to nothing: none is followed, and none of the others is written."""
    root, outside = tmp_path / "root", tmp_path / "outside"
    if there:
        outside.mkdir()
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside)
    before = below(root)

    with pytest.raises(NotWrittenError) as caught:
        write_new(root, TEXTS)

    assert (caught.value.path, caught.value.is_link) == (root / link, True)
    assert below(root) == before
    assert not outside.exists() or below(outside) == []


def test_a_link_within_the_folder_is_not_followed_either(tmp_path: Path) -> None:
    """One rule: who looks for the files finds them where they are said to be."""
    (tmp_path / "real").mkdir()
    (tmp_path / "inner").symlink_to("real")

    with pytest.raises(NotWrittenError):
        write_new(tmp_path, TEXTS)

    assert below(tmp_path) == ["inner", "real"]


def test_a_file_that_is_there_is_kept_and_the_others_are_taken_back(tmp_path: Path) -> None:
    """With the folders that were made for them, and no other."""
    (tmp_path / "inner/deep").mkdir(parents=True)
    (tmp_path / "inner/deep/c.txt").write_text("mine")

    with pytest.raises(NotWrittenError):
        write_new(tmp_path, TEXTS)

    assert below(tmp_path) == ["inner", "inner/deep", "inner/deep/c.txt"]
    assert (tmp_path / "inner/deep/c.txt").read_text() == "mine"


def test_a_folder_that_becomes_a_link_meanwhile_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between making it and opening it, by whoever may write there."""
    outside = tmp_path / "outside"
    outside.mkdir()
    make = os.mkdir

    def replaced(name: str, *, dir_fd: int) -> None:
        make(name, dir_fd=dir_fd)
        os.rmdir(name, dir_fd=dir_fd)
        os.symlink(outside, name, dir_fd=dir_fd)

    monkeypatch.setattr(new_files.os, "mkdir", replaced)

    with pytest.raises(NotWrittenError):
        write_new(tmp_path / "root", TEXTS)

    assert below(outside) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, UnicodeError])
def test_whatever_ends_it_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """An interruption in the middle, too."""
    opened = os.fdopen

    def interrupted(*given: object, **named: object) -> object:
        if len(below(tmp_path)) > 4:
            raise error
        return opened(*given, **named)  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType]

    monkeypatch.setattr(new_files.os, "fdopen", interrupted)

    with pytest.raises(error):
        write_new(tmp_path / "root", TEXTS)

    assert below(tmp_path) == []
