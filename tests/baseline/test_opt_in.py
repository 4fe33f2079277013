"""Opt-in maps. That AWS offers every type in every account cannot be proved here."""

import pytest

from bamp_pulumi.baseline import render_management, render_opt_in
from bamp_pulumi.baseline.opt_in import not_offered_in, require_known_types
from bamp_pulumi.catalog import DATA_STORES
from bamp_pulumi.errors import RefusedError


def test_every_type_is_opted_in() -> None:
    """The whole map: AWS answers with all of them, and a partial one would differ for ever."""
    assert render_opt_in() == {
        "Aurora": True,
        "CloudFormation": True,
        "DSQL": True,
        "DocumentDB": True,
        "DynamoDB": True,
        "EBS": True,
        "EC2": True,
        "EFS": True,
        "EKS": True,
        "FSx": True,
        "Neptune": True,
        "RDS": True,
        "Redshift": True,
        "Redshift Serverless": True,
        "S3": True,
        "SAP HANA on Amazon EC2": True,
        "Storage Gateway": True,
        "Timestream": True,
        "VirtualMachine": True,
    }


def test_every_type_the_catalog_backs_up_has_an_opt_in() -> None:
    """A row with another name would never be opted in, and never be protected."""
    used = {row.backup_type for row in DATA_STORES if row.backup_type}

    assert used <= set(render_opt_in())


def test_dynamodb_is_managed_fully() -> None:
    """Without it a table has no copy in another Region, and no key of the vault."""
    assert render_management() == {
        "CloudFormation": True,
        "DSQL": True,
        "DynamoDB": True,
        "EFS": True,
    }


def test_every_type_whose_management_is_a_setting_is_set() -> None:
    """The catalog and the map name the same."""
    needed = {row.backup_type for row in DATA_STORES if row.needs_management_preference}

    assert needed <= set(render_management())


def test_a_type_that_is_not_offered_is_left_out() -> None:
    """AWS refuses the whole request that names it."""
    assert "Timestream" not in render_opt_in(["Timestream"])
    assert len(render_opt_in(["Timestream"])) == 18
    assert "EFS" not in render_management(["EFS"])


@pytest.mark.parametrize(
    ("region", "left_out"),
    [
        ("us-east-1", ()),
        ("us-west-2", ()),
        ("eu-south-1", ("DSQL", "Neptune", "Timestream")),
        (
            "ap-southeast-6",
            ("DSQL", "FSx", "Neptune", "SAP HANA on Amazon EC2", "Timestream", "VirtualMachine"),
        ),
        # Of DocumentDB the guide says two things there.
        ("us-west-1", ("DSQL", "Timestream")),
        # A Region that the guide does not have yet.
        ("me-west-1", ()),
    ],
)
def test_what_the_guide_does_not_support_in_a_region_is_left_out(
    region: str, left_out: tuple[str, ...]
) -> None:
    """AWS refuses a map with one of them, and with it the deployment of the account."""
    assert not_offered_in(region, {}) == left_out


def test_who_names_types_of_a_region_is_believed() -> None:
    """Also that there are none: the guide may be behind."""
    assert not_offered_in("eu-south-1", {"eu-south-1": ["DSQL"]}) == ("DSQL",)
    assert not_offered_in("eu-south-1", {"eu-south-1": ()}) == ()
    assert not_offered_in("eu-south-1", {"us-east-1": ["DSQL"]}) == (
        "DSQL",
        "Neptune",
        "Timestream",
    )


def test_a_type_that_does_not_exist_is_refused_with_the_closest() -> None:
    """A misspelt one would leave the real one opted in, and the deployment failing."""
    with pytest.raises(RefusedError) as refused:
        require_known_types(["Timestreams"])

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.write) == ("BAMP-B15", "'Timestream'")
