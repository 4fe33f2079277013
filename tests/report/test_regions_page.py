"""The page of Regions says what the catalog says.

That the page on disk is the rendered one is held for all pages together.
"""

from bamp_pulumi.report.regions_page import render_regions_page

PAGE = render_regions_page()


def test_the_default_regions_lack_nothing() -> None:
    """As the page says of them at its top."""
    for region in ("us-east-1", "us-west-2"):
        assert f"| {region} | aws | - | yes | yes | yes | yes | yes | yes |\n" in PAGE
        assert f"| {region} | - | - |\n" in PAGE


def test_what_a_region_lacks_or_may_lack_is_told_apart() -> None:
    """Both answers of the guide, and none, of Calgary."""
    assert "| ca-west-1 | aws | yes | yes | yes | - | yes | ? | yes |\n" in PAGE
    assert (
        "| ca-west-1 | SAP HANA on Amazon EC2, Timestream, VirtualMachine | "
        "DocumentDB, Redshift Serverless |\n"
    ) in PAGE


def test_a_pair_of_replication_is_listed_in_its_direction() -> None:
    """Milan to Frankfurt, and not back; Bahrain to nowhere."""
    rows = dict(
        line.strip("| ").split(" | ")
        for line in PAGE.partition("| From | To |")[2].splitlines()[2:]
    )

    assert rows["eu-south-1"] == "eu-central-1"
    assert "eu-south-1" not in rows["eu-central-1"].split(", ")
    assert rows["me-south-1"] == "-"


def test_every_exception_of_copies_is_listed() -> None:
    """With the Regions it holds in."""
    assert "| FSx | to another Region | me-central-1, me-south-1 | no |" in PAGE
    assert "| Neptune | to another account | every opt-in Region | no |" in PAGE
    assert "| S3 | to another account | cn-north-1, cn-northwest-1 | ? |" in PAGE


def test_every_row_has_as_many_cells_as_its_head() -> None:
    """A stray bar would shift the cells after it."""
    width = 0
    for line in PAGE.splitlines():
        cells = line.count("|")
        assert cells in (width, 0) or not width
        width = cells
