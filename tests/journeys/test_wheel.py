"""What the wheel holds, and what it says of itself on an index page."""

import json
import re
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from wheels import REPOSITORY, Desk, Wheel, build

pytestmark = pytest.mark.xdist_group("wheel")

ROOT: Final = Path(__file__).parents[2]


def metadata(file: Path) -> Message:
    """Read the metadata of a wheel; the body is the README."""
    with ZipFile(file) as opened:
        (name,) = (n for n in opened.namelist() if n.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(opened.read(name).decode())


def links(file: Path) -> list[str]:
    """List where the links of the README on an index page lead."""
    return re.findall(r"\]\(([^)]+)\)", str(metadata(file).get_payload()))


def test_it_holds_what_the_program_reads_and_what_editors_read(wheel: Wheel) -> None:
    """Rows of the catalog, pages, templates, schemas, the mark of a typed package; no test."""
    with ZipFile(wheel.file) as opened:
        held = {name for name in opened.namelist() if not name.endswith("/")}
    in_tree = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bamp_pulumi").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schemas = {f"bamp_pulumi/schemas/{p.name}" for p in (ROOT / "docs/schemas").glob("*.json")}

    assert in_tree | schemas == {name for name in held if ".dist-info/" not in name}
    assert "bamp_pulumi/py.typed" in held
    assert "bamp_pulumi/schemas/policy.json" in held
    assert "bamp_pulumi/templates/account/__main__.py" in held


def test_its_addresses_are_those_of_its_own_commit(wheel: Wheel) -> None:
    """The docs of a version are not those of the newest one."""
    urls = dict(str(u).split(", ") for u in metadata(wheel.file).get_all("Project-URL") or [])

    assert urls == {
        "Repository": REPOSITORY,
        "Source": f"{REPOSITORY}/tree/{wheel.commit}",
        "Documentation": f"{REPOSITORY}/tree/{wheel.commit}/docs",
        "Changelog": f"{REPOSITORY}/blob/{wheel.commit}/CHANGELOG.md",
    }


def test_every_link_of_its_readme_works_on_an_index_page(wheel: Wheel) -> None:
    """A page of an index has no docs/ beside it; pictures come as files, not as pages."""
    found = links(wheel.file)

    assert len(found) > 15
    for link in found:
        path = re.fullmatch(rf"{REPOSITORY}/(blob|raw)/{wheel.commit}/([^#]+)(#.*)?", link)
        assert path, link
        assert (ROOT / path[2]).exists(), link
        assert (path[1] == "raw") is path[2].endswith(".svg")


@pytest.mark.parametrize("remote", ["", "file:///srv/git/bamp_pulumi.git"])
def test_a_build_of_no_known_repository_names_none(tmp_path: Path, remote: str) -> None:
    """And its README has no link that leads nowhere."""
    file = build(tmp_path, remote=remote).file

    assert metadata(file).get_all("Project-URL") is None
    assert links(file) == []
    assert "![" not in str(metadata(file).get_payload())


def test_a_remote_with_a_password_is_named_without_it(tmp_path: Path) -> None:
    """Clones of pipelines have tokens in their addresses."""
    file = build(tmp_path, remote="https://x:secret@github.com/acme/bamp_pulumi.git").file

    assert "secret@" not in metadata(file).as_string()
    assert f"Repository, {REPOSITORY}" in (metadata(file).get_all("Project-URL") or [])


def test_a_checker_of_types_reads_it(desk: Desk) -> None:
    """`py.typed` is where a checker looks; the door's lazy names are there for it too."""
    program = (
        "import importlib.resources as r, bamp_pulumi, json; "
        "print(json.dumps([r.files('bamp_pulumi').joinpath('py.typed').is_file(), "
        "bamp_pulumi.declare_account.__name__]))"
    )
    done = desk.run("python", "-c", program)

    assert json.loads(done.stdout) == [True, "declare_account"], done.stderr
