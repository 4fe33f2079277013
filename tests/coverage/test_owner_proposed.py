"""The owner that a remedy proposes is the one that the program gives to `inherit()`.

Cannot prove who really owns anything.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pulumi_aws as aws
from page_tables import read_page
from rehearsed_pages import page_of

import bamp_pulumi as bamp
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import load_estate
from bamp_pulumi.policy import default_policy
from bamp_pulumi.rehearsal import rehearse
from bamp_pulumi.report.resource_document import resource_part
from bamp_pulumi.testing import declare


def test_the_argument_of_inherit_is_the_owner_that_is_proposed() -> None:
    """Of a resource that gets no tags the remedy names who owns the others of its program."""

    def program() -> None:
        bamp.inherit(owner="payments")
        aws.s3.Bucket("data")
        aws.cognito.UserPool("customers")

    estate = declare(program, account_id="111122223333", region="us-east-1")
    coverage = cover(estate, default_policy(), today=date(2026, 11, 29))
    found = {f.id: f.message for one in coverage.resources for f in one.findings}

    assert "owner='payments'" in found["BAMP-V21"]


def test_the_owner_of_the_stack_stands_beside_what_no_tag_names(tmp_path: Path) -> None:
    """The page and the JSON say whom to ask; the tags of the resource still name nobody."""
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text("config:\n  bamp:owner: payments\n")
    (tmp_path / "__main__.py").write_text("import pulumi_aws as aws\naws.s3.Bucket('data')\n")
    coverage = cover(load_estate([tmp_path]), default_policy(), today=date(2026, 11, 29))
    (covered,) = coverage.resources
    part = resource_part(covered, coverage)
    start = datetime(2027, 1, 1, tzinfo=UTC)
    page = read_page(page_of(rehearse(coverage, start=start, days=1, at=start)))

    assert (part.owner, part.program_owner) == ("", "payments")
    assert page.table("Data stores of shop/dev")["data"]["Owner"].startswith("payments")
    assert "of its program; not tagged" in page.text


def test_an_owner_that_is_still_to_be_filled_in_is_none(tmp_path: Path) -> None:
    """A placeholder names nobody."""
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text("config:\n  bamp:owner: <team>\n")
    (tmp_path / "__main__.py").write_text("import pulumi_aws as aws\naws.s3.Bucket('data')\n")

    assert load_estate([tmp_path]).inherited_owners == {}
