"""CONTRIBUTING names every place that is to be changed, and no other."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "bamp_pulumi"
TEXT = (ROOT / "CONTRIBUTING.md").read_text()
LISTS = {
    (kind, example): set(re.findall(r"^\d+\. `([\w./]+)`", section, re.MULTILINE))
    for kind, example, section in re.findall(
        r"<!-- ([\w ]+): ([\w:/-]+) -->\n(.*?)(?=<!--|^## )", TEXT, re.DOTALL | re.MULTILINE
    )
}


def named_in(text: str) -> set[str]:
    """List the files of the library that hold a text."""
    files = (path for path in PACKAGE.rglob("*.py") if text in path.read_text())
    return {path.relative_to(ROOT).as_posix() for path in files}


@pytest.mark.parametrize(
    ("kind", "example"), [each for each in LISTS if each[0] != "command"], ids=lambda each: each
)
def test_what_is_there_stands_in_the_places_that_the_list_names(kind: str, example: str) -> None:
    """One more place is one that the next person forgets."""
    assert named_in(f'"{example}"') == LISTS[kind, example]


def test_a_command_has_a_file_and_a_line_in_the_group() -> None:
    """A command is known by the function that it is."""
    (places,) = (found for (kind, _), found in LISTS.items() if kind == "command")
    cli = {
        path.relative_to(ROOT).as_posix()
        for path in (PACKAGE / "cli").glob("*.py")
        if re.search(r"def rehearse\(|add_command\(rehearse\)", path.read_text())
    }

    assert cli == places


def test_every_kind_of_addition_has_a_list() -> None:
    """Those that the project grows by."""
    assert {kind for kind, _ in LISTS} == {
        "command",
        "data store",
        "fault",
        "type of AWS Backup",
    }
