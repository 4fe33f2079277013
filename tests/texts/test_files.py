"""Text files: what is no file, too large, or in another encoding is refused by name."""

import os
from pathlib import Path

import pytest

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.texts import LIMITS, is_folder, read_text_file


class NotReadError(Exception):
    """What the caller says."""


def read(path: Path) -> str:
    """Read a YAML file."""
    return read_text_file(path, "yaml-bytes", NotReadError)


def test_a_mark_of_utf_8_is_left_out(tmp_path: Path) -> None:
    """Windows editors write it, and JSON may not begin with it."""
    file = tmp_path / "a"
    file.write_bytes(b"\xef\xbb\xbfa: 1")

    assert read(file) == "a: 1"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("a: 1".encode("utf-16"), "is not UTF-8 but UTF-16"),
        (b"\xfe\xff" + "a: 1".encode("utf-16-be"), "is not UTF-8 but UTF-16"),
        ("a: 1".encode("utf-32"), "is not UTF-8 but UTF-32"),
        ("a: 1".encode("utf-16-le"), "zero bytes"),
        (b"a: \xff", "is not UTF-8: byte 3"),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    """Windows PowerShell writes UTF-16 where output is redirected with `>`."""
    file = tmp_path / "a"
    file.write_bytes(data)

    with pytest.raises(NotReadError, match=said):
        read(file)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(NotReadError, match="no regular file"):
        read(pipe)


@pytest.mark.parametrize("name", ["", "nothing", "a" * 5_000, "a\0b"])
def test_what_is_no_file_is_no_traceback(tmp_path: Path, name: str) -> None:
    """A folder, nothing, a name too long for any file system, a name that none can have."""
    with pytest.raises(NotReadError):
        read(tmp_path / name)
    assert is_folder(tmp_path / name) is (name == "")


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """And not a byte more."""
    file, most = tmp_path / "a", LIMITS["yaml-bytes"].most
    file.write_bytes(b"a" * most)
    assert len(read(file)) == most == 262_144

    file.write_bytes(b"a" * (most + 1))
    with pytest.raises(RefusedError, match="BAMP-P14"):
        read(file)
