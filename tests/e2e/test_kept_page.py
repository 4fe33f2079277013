"""The page of what AWS keeps is complete and not stale. Needs no engine.

Cannot prove that the record is what an engine does: test_kept.py compares it with a run.
"""

from importlib.metadata import version

import pytest

from tests.e2e.kept_page import LABELS, PAGE, read_record, render_page
from tests.e2e.kept_steps import LOSSY, STEPS
from tests.e2e.test_schema import written_to

COUNTED_BY_THEIR_BUCKET = {
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
}


def test_the_page_is_made_from_the_record() -> None:
    """`BAMP_WRITE_SNAPSHOTS=1 pytest tests/e2e/test_kept.py` writes both."""
    assert PAGE.read_text(encoding="utf-8") == render_page(read_record())


def test_every_type_that_inherit_writes_to_has_its_row() -> None:
    """A new row of the catalog needs a resource in programs/kept, and a run."""
    record = read_record()
    rows = {row for step in record["steps"].values() for row in step["rows"]}

    types = {LABELS[row][1] for row in rows}

    assert types | COUNTED_BY_THEIR_BUCKET == written_to()


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_in_the_record_and_in_the_page(name: str) -> None:
    """A step that is added needs a run."""
    record = read_record()

    assert record["steps"][name]["label"] == STEPS[name].label
    assert STEPS[name].label in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOSSY)
def test_each_loss_is_announced_by_the_code_of_its_kind(name: str) -> None:
    """What is deleted or replaced by `BAMP-V97`, what becomes less by `BAMP-V98`; none is guessed.

    Each cell of the table that keeps less is joined to the codes of that resource.
    """
    step = read_record()["steps"][name]
    less = {row: outcome for row, outcome in step["rows"].items() if outcome["shortened"]}
    expected = {
        row: "BAMP-V97" if outcome["remains"] else "BAMP-V98" for row, outcome in less.items()
    }

    # A companion that goes with its data store adds nothing to that loss: a warning will do.
    for row, store in _COMPANIONS.items():
        if row in less and expected[row] in step["announced"].get(store, ()):
            expected[row] = next(iter(step["announced"][row]), "")

    assert less
    assert {row: code for row, code in expected.items() if code not in step["announced"][row]} == {}


_COMPANIONS = {"instance-backup-replication": "instance"}
"""Rows of companions, and those of their data stores."""

LESS_PROMISED = ("remove", "down")
"""Steps after which rules of plans keep less as well, which is no row of the table."""


@pytest.mark.parametrize("name", [name for name in LOSSY if name not in LESS_PROMISED])
def test_nothing_is_announced_as_lost_that_aws_keeps(name: str) -> None:
    """Beside what keeps less, only companions whose effect is told in the row of their bucket."""
    step = read_record()["steps"][name]
    less = {row for row, outcome in step["rows"].items() if outcome["shortened"]}
    sure = {row for row, codes in step["announced"].items() if {"BAMP-V97", "BAMP-V98"} & {*codes}}

    assert {row for row in sure - less if not row.endswith(("-versioning", "-lifecycle"))} == set()


def test_the_record_is_of_the_installed_provider() -> None:
    """A new pulumi_aws may have other defaults: read its schema again, then run."""
    assert read_record()["provider"] == version("pulumi-aws")
