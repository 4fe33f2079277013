"""Places of a program as a terminal opens them: from the working directory.

Cannot prove that a terminal opens a path; those of Markdown and SARIF are in their own tests.
"""

from pathlib import Path

import pytest

from bamp_pulumi.coverage import Coverage, Finding
from bamp_pulumi.estate import Estate, Program, Resource
from bamp_pulumi.report.places import place_from_here
from bamp_pulumi.report.words import finding_groups

URN = "urn:pulumi:dev::svc::aws:s3/bucket:Bucket::photos"


def estate(folder: str) -> Estate:
    """Make an estate of one bucket, whose program is in a folder."""
    program = Program(name="svc/dev", account_id="", region="", folder=folder)
    bucket = Resource(
        urn=URN,
        type="aws:s3/bucket:Bucket",
        name="photos",
        program="svc/dev",
        inputs={},
        outputs={},
        source="__main__.py:8",
    )
    return Estate(programs=(program,), resources=(bucket,))


@pytest.mark.parametrize(
    ("folder", "source", "place"),
    [
        ("here/svc", "__main__.py:8", "svc/__main__.py:8"),
        ("here", "__main__.py:8", "__main__.py:8"),
        ("here/svc", "parts/db.py:3", "svc/parts/db.py:3"),
        ("here/svc", "", ""),
        ("", "__main__.py:8", "__main__.py:8"),
    ],
)
def test_a_place_is_a_path_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, source: str, place: str
) -> None:
    """That of a document, which has no folder, stays as it is."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    of = estate(str(tmp_path / folder) if folder else "")

    assert place_from_here(of, "svc/dev", source) == place


def test_what_lies_elsewhere_has_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal opens that one, too."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    place = place_from_here(estate(str(tmp_path / "svc")), "svc/dev", "__main__.py:8")

    assert place == f"{tmp_path.as_posix()}/svc/__main__.py:8"


def test_findings_name_the_place_of_a_resource(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the terminal and on the page."""
    monkeypatch.chdir(tmp_path)
    finding = Finding(id="BAMP-V01", message="it", urn=URN, program="svc/dev")
    coverage = Coverage(estate=estate(str(tmp_path / "svc")), resources=(), findings=(finding,))

    (group,) = finding_groups(coverage)

    assert group.names == ("photos, svc/__main__.py:8",)


def test_what_follows_is_counted_with_its_codes(tmp_path: Path) -> None:
    """One line for one mistake; how many more there are is said."""
    root = Finding(id="BAMP-V15", message="a tier", urn=URN, program="svc/dev")
    first = Finding(
        id="BAMP-V01", message="it", urn=URN, program="svc/dev", follows_from="BAMP-V15"
    )
    second = Finding(
        id="BAMP-V38", message="it", urn=URN, program="svc/dev", follows_from="BAMP-V15"
    )
    coverage = Coverage(estate=estate(str(tmp_path)), resources=(), findings=(first, root, second))

    (group,) = finding_groups(coverage)

    assert (group.id, group.message) == (
        "BAMP-V15",
        "a tier (2 more follow from this: BAMP-V01, BAMP-V38)",
    )
