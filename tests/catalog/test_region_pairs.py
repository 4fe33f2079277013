"""Between which Regions AWS copies and replicates backups, by its guides, as literals.

Cannot prove that AWS makes a copy.
"""

import pytest

from bamp_pulumi.catalog import (
    ABILITIES,
    copied_between,
    copies_between,
    is_region,
    judged_regions,
    replicated_between,
)
from bamp_pulumi.catalog.abilities import (
    CLOUDFORMATION_STACK,
    DOCUMENTDB,
    EBS,
    EKS,
    FSX_LUSTRE,
    FSX_ONTAP,
    FSX_OPENZFS,
    FSX_WINDOWS,
    NEPTUNE,
    RDS,
    S3,
    TIMESTREAM,
    Abilities,
)
from bamp_pulumi.catalog.region_pairs import COPY_EXCEPTIONS, Crossing, replications
from bamp_pulumi.truth import Truth


def test_between_the_default_regions_everything_is_copied_and_replicated() -> None:
    """Nothing changes for an account that keeps them."""
    assert all(copied_between(one, "us-east-1", "us-west-2", "region").can for one in ABILITIES)
    assert replicated_between("us-east-1", "us-west-2").can is True


@pytest.mark.parametrize(
    ("abilities", "source", "destination", "crossing", "can"),
    [
        (EBS, "us-east-1", "us-gov-west-1", "region", False),
        (EBS, "us-gov-east-1", "us-gov-west-1", "region", True),
        (EBS, "cn-north-1", "cn-northwest-1", "region", True),
        (EBS, "cn-north-1", "ap-southeast-1", "region", False),
        (EBS, "eusc-de-east-1", "eu-central-1", "region", False),
        (EBS, "us-east-1", "me-west-1", "region", None),
        (EBS, "us-east-1", "", "region", None),
        (TIMESTREAM, "us-east-1", "us-west-1", "region", False),
        (TIMESTREAM, "us-gov-west-1", "us-gov-east-1", "region", False),
        (DOCUMENTDB, "eu-central-1", "eu-south-1", "region", True),
        (DOCUMENTDB, "eu-central-1", "eu-south-1", "account", True),
        (NEPTUNE, "eu-central-1", "eu-south-1", "region", False),
        (NEPTUNE, "eu-central-1", "eu-central-2", "region", None),
        (NEPTUNE, "eu-central-1", "il-central-1", "region", True),
        (NEPTUNE, "eu-central-1", "il-central-1", "account", False),
        (FSX_WINDOWS, "eu-central-1", "me-central-1", "region", False),
        (FSX_WINDOWS, "eu-central-1", "eu-south-1", "region", True),
        (FSX_LUSTRE, "me-south-1", "eu-central-1", "region", False),
        (FSX_LUSTRE, "me-south-1", "me-south-1", "account", True),
        (FSX_OPENZFS, "us-east-1", "eu-south-1", "region", True),
        (FSX_ONTAP, "us-east-1", "eu-south-1", "region", True),
        (FSX_ONTAP, "ap-southeast-2", "ap-southeast-6", "account", False),
        (CLOUDFORMATION_STACK, "eu-south-1", "eu-central-1", "account", False),
        (TIMESTREAM, "eu-central-1", "eu-west-1", "account", True),
        (S3, "cn-north-1", "cn-north-1", "account", None),
        (S3, "cn-north-1", "cn-northwest-1", "region", True),
        (NEPTUNE, "ap-southeast-1", "ap-southeast-3", "air_gap", False),
        (EKS, "eu-central-1", "me-central-1", "air_gap", False),
        (EKS, "me-central-1", "eu-central-1", "air_gap", True),
        (RDS, "us-gov-east-1", "us-gov-east-1", "air_gap", False),
        (EBS, "us-east-1", "mx-central-1", "air_gap", None),
    ],
)
def test_a_copy_is_made_where_both_regions_have_it(
    abilities: Abilities, source: str, destination: str, crossing: Crossing, can: Truth
) -> None:
    """By the guide's table, its considerations for opt-in Regions and its footnotes."""
    found = copied_between(abilities, source, destination, crossing)

    assert found.can is can
    assert bool(found.why) is (can is not True)


def test_what_certainly_fails_is_said_before_what_may() -> None:
    """Neptune is not in Milan at all; that copies of it go there is beside the point."""
    assert "AWS Backup has no Neptune in eu-south-1" in (
        copied_between(NEPTUNE, "eu-central-1", "eu-south-1", "region").why
    )


@pytest.mark.parametrize(
    ("source", "destination", "can"),
    [
        ("eu-south-1", "eu-central-1", True),
        ("eu-central-1", "eu-south-1", False),
        ("eu-west-2", "us-west-2", False),
        ("us-west-1", "mx-central-1", True),
        ("me-south-1", "eu-central-1", False),
        ("us-gov-east-1", "us-gov-west-1", True),
        ("us-gov-east-1", "us-east-1", False),
        ("cn-north-1", "cn-northwest-1", True),
        ("ap-southeast-3", "ap-southeast-7", True),
        ("me-west-1", "eu-central-1", None),
        ("", "us-west-2", None),
    ],
)
def test_amazon_rds_replicates_backups_between_the_pairs_of_its_guide(
    source: str, destination: str, can: Truth
) -> None:
    """A pair holds in one direction: Milan replicates to Frankfurt, and Frankfurt not to Milan."""
    found = replicated_between(source, destination)

    assert found.can is can
    assert bool(found.why) is (can is not True)


def test_every_region_of_a_pair_is_one_of_the_same_partition() -> None:
    """A slip in the table would advise a Region that no account of the partition reaches."""
    pairs = [(a, b) for a in judged_regions() for b in replications().get(a, ())]

    assert len(pairs) == 159
    assert all(is_region(a) and is_region(b) and copies_between(a, b).can for a, b in pairs)
    assert not any(a == b for a, b in pairs)


def test_the_regions_that_copies_can_go_to_name_those_of_every_account_first() -> None:
    """One that an account would have to enable is the second choice."""
    found = copied_between(FSX_WINDOWS, "eu-central-1", "me-south-1", "region").elsewhere

    assert found[0] == "eu-north-1"
    assert found.index("us-west-2") < found.index("eu-south-1")
    assert not {"me-central-1", "me-south-1", "cn-north-1", "eu-central-1"} & set(found)


def test_every_exception_is_of_a_type_and_of_regions_that_exist() -> None:
    """One that fits nothing would be dead."""
    known = {(one.backup_type, one.variant) for one in ABILITIES}
    types = {one.backup_type for one in ABILITIES}

    for row in COPY_EXCEPTIONS:
        assert row.backup_type in types
        assert row.variant is None or (row.backup_type, row.variant) in known
        assert all(is_region(region) for region in (*row.regions, *row.apart_from))
        assert any(row.holds_in(region) for region in judged_regions())
