"""Opt-in maps. That AWS offers every type in every account cannot be proved here."""

import pytest

from bamp_pulumi.baseline import render_management, render_opt_in
from bamp_pulumi.baseline.opt_in import require_known_types
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


def test_a_type_that_does_not_exist_is_refused_with_the_closest() -> None:
    """A misspelt one would leave the real one opted in, and the deployment failing."""
    with pytest.raises(RefusedError) as refused:
        require_known_types(["Timestreams"])

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.write) == ("BAMP-B15", "'Timestream'")
