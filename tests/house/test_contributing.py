"""CONTRIBUTING names every place that is to be changed, and no other."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from bamp_pulumi.baseline import CHANNELS
from bamp_pulumi.rehearsal import FAULTS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "bamp_pulumi"
TEXT = (ROOT / "CONTRIBUTING.md").read_text()
LISTS = {
    (kind, example): set(re.findall(r"^\d+\. `([\w./]+)`", section, re.MULTILINE))
    for kind, example, section in re.findall(
        r"<!-- ([\w ]+): ([\w:/-]+) -->\n(.*?)(?=<!--|^## )", TEXT, re.DOTALL | re.MULTILINE
    )
}


@cache
def names_in(path: Path) -> frozenset[str]:
    """List every name and text that the code of a module has, docstrings and comments aside."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Constant(value=str(text)):
                found.add(text)
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                found.add(name)
            case _:
                pass
    return frozenset(found)


def named_in(name: str) -> set[str]:
    """List the files of the library whose code has a name."""
    files = (path for path in PACKAGE.rglob("*.py") if name in names_in(path))
    return {path.relative_to(ROOT).as_posix() for path in files}


@pytest.mark.parametrize(
    ("kind", "example"), [each for each in LISTS if each[0] != "command"], ids=lambda each: each
)
def test_what_is_there_stands_in_the_places_that_the_list_names(kind: str, example: str) -> None:
    """One more place is one that the next person forgets."""
    assert named_in(example) == LISTS[kind, example]


@pytest.mark.parametrize("name", CHANNELS)
def test_no_destination_stands_where_others_do_not(name: str) -> None:
    """The example of the list is none that is easier than the rest.

    A file of the rehearsal or of the components that decides by one would be a fourth place.
    """
    (places,) = (found for (kind, _), found in LISTS.items() if kind == "destination")
    decides = {one for one in named_in(name) if one.split("/")[1] in {"rehearsal", "components"}}

    assert decides <= places


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_stands_where_others_do_not(fault: str) -> None:
    """A row, and no branch anywhere."""
    (places,) = (found for (kind, _), found in LISTS.items() if kind == "fault")

    rooms = {"rehearsal", "policy"}

    assert {one for one in named_in(fault) if one.split("/")[1] in rooms} == places


def test_a_command_has_a_file_and_a_line_in_the_group() -> None:
    """A command is known by the function that it is."""
    (places,) = (found for (kind, _), found in LISTS.items() if kind == "command")
    cli = {
        path.relative_to(ROOT).as_posix()
        for path in (PACKAGE / "cli").glob("*.py")
        if re.search(r'def rehearse\(|"rehearse": "', path.read_text())
    }

    assert cli == places


def test_every_kind_of_addition_has_a_list() -> None:
    """Those that the project grows by."""
    assert {kind for kind, _ in LISTS} == {
        "command",
        "data store",
        "destination",
        "fault",
        "type of AWS Backup",
    }
