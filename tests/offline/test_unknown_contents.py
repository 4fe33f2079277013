"""Files and texts whose path or contents nobody knows offline."""

import json
import os
from pathlib import Path

import pytest

from bamp_pulumi.offline.unknown_contents import UnknownMapping, unknown_contents_made_up
from bamp_pulumi.offline.wire import UNKNOWN_STRING, placeholder

SOMEWHERE = placeholder("website")


def test_a_file_at_an_unknown_path_holds_what_is_unknown() -> None:
    """Whatever a program makes of it is read back as unknown."""
    with unknown_contents_made_up():
        # A program opens files in each of these ways.
        with open(SOMEWHERE) as file:  # noqa: PTH123
            assert UNKNOWN_STRING in file.read()
        with open(SOMEWHERE, "rb") as file:  # noqa: PTH123
            assert UNKNOWN_STRING.encode() in file.read()
        assert UNKNOWN_STRING in Path(SOMEWHERE, "key.pub").read_text()


def test_a_folder_at_an_unknown_path_is_empty() -> None:
    """No file of it can be named, so none is declared."""
    with unknown_contents_made_up():
        assert os.listdir(SOMEWHERE) == []  # noqa: PTH208
        assert list(os.walk(SOMEWHERE)) == [(SOMEWHERE, [], [])]
        assert list(Path(SOMEWHERE).iterdir()) == []
        assert list(Path(SOMEWHERE).glob("**/*")) == []


def test_files_that_are_there_are_read_as_ever(tmp_path: Path) -> None:
    """And one that is not is missing."""
    (tmp_path / "a.json").write_text('{"a": 1}')

    with unknown_contents_made_up():
        assert json.loads((tmp_path / "a.json").read_text()) == {"a": 1}
        assert [entry.name for entry in os.scandir(tmp_path)] == ["a.json"]
        with pytest.raises(FileNotFoundError):
            (tmp_path / "b.json").read_text()
        with pytest.raises(json.JSONDecodeError):
            json.loads("{ not json")


def test_unknown_text_is_an_unknown_mapping_once_decoded() -> None:
    """A secret is often JSON: its fields are as unknown as it is."""
    with unknown_contents_made_up():
        secret = json.loads(placeholder("secretString"))

    assert UNKNOWN_STRING in secret["password"]
    assert UNKNOWN_STRING in f"postgres://{secret['user']}@db"


def test_an_unknown_mapping_answers_what_is_asked_by_name_and_is_empty_otherwise() -> None:
    """A default that the program gives is as good as ever."""
    tags = UnknownMapping()

    assert UNKNOWN_STRING in str(tags["team"])
    assert tags.get("team", "nobody") == "nobody"
    assert {**tags, "name": "orders"} == {"name": "orders"}
    assert list(tags.items()) == []


def test_the_standard_library_is_as_it_was_afterwards() -> None:
    """Whoever runs programs in one process finds it as it is."""
    before = (open, os.listdir, os.scandir, json.loads)

    with unknown_contents_made_up():
        pass

    assert (open, os.listdir, os.scandir, json.loads) == before
