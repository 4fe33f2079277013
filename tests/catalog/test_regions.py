"""A Region belongs to a partition by the look of its code."""

import pytest

from bamp_pulumi.catalog import COMMERCIAL_REGIONS, partition_of


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("us-east-1", "aws"),
        ("mx-central-1", "aws"),
        ("cn-northwest-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("eusc-de-east-1", "aws-eusc"),
    ],
)
def test_a_region_is_of_one_partition(region: str, partition: str) -> None:
    """AWS's own patterns, so that a Region opened tomorrow fits today."""
    found = partition_of(region)

    assert found is not None
    assert found.name == partition


@pytest.mark.parametrize("text", ["", "us-east", "us-east-1a", "US-EAST-1", "localhost"])
def test_what_looks_like_no_region_has_no_partition(text: str) -> None:
    """An availability zone is not a Region."""
    assert partition_of(text) is None


def test_every_listed_region_is_commercial() -> None:
    """Both Regions of the default policy among them."""
    partitions = [partition_of(region) for region in COMMERCIAL_REGIONS]

    assert {"us-east-1", "us-west-2"} <= set(COMMERCIAL_REGIONS)
    assert {partition.name for partition in partitions if partition} == {"aws"}
    assert None not in partitions
