"""A Region belongs to a partition by the look of its code, and is one that AWS has.

Cannot prove that a Region of a botocore newer than the installed one is known.
"""

import json
from pathlib import Path

import botocore
import pytest

from bamp_pulumi.catalog import (
    PARTITIONS,
    is_opt_in_region,
    is_region,
    nearest_regions,
    partition_of,
    regions_of,
)


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


@pytest.mark.parametrize("partition", [partition.name for partition in PARTITIONS])
def test_every_listed_region_looks_like_one_of_its_partition(partition: str) -> None:
    """Else its ARNs would be written with another partition's name."""
    found = [partition_of(region) for region in regions_of(partition)]

    assert {one.name for one in found if one} == {partition}
    assert None not in found


def test_the_list_is_that_of_the_installed_botocore() -> None:
    """A Region that AWS opens turns this red: it is a word more in `regions.txt`."""
    data = Path(botocore.__file__).parent / "data"
    known: dict[str, set[str]] = {}
    for file, name in (("endpoints.json", "partition"), ("partitions.json", "id")):
        for partition in json.loads((data / file).read_text(encoding="utf-8"))["partitions"]:
            regions = (r for r in partition["regions"] if not r.endswith("-global"))
            known.setdefault(partition[name], set()).update(regions)

    assert {name: set(regions_of(name)) for name in known} == known
    assert {"us-east-1", "us-west-2"} <= known["aws"]


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("us-esat-1", "us-east-1"), ("eu-wset-2", "eu-west-2"), ("us-gov-wset-1", "us-gov-west-1")],
)
def test_a_code_that_only_looks_right_is_no_region(code: str, nearest: str) -> None:
    """AWS has no such Region, however well its code is formed; the nearest ones are named."""
    assert partition_of(code) is not None
    assert not is_region(code)
    assert nearest in nearest_regions(code)


@pytest.mark.parametrize(
    ("region", "is_opt_in"),
    [
        ("us-east-1", False),
        ("ap-northeast-3", False),
        ("eu-north-1", False),
        ("ap-east-1", True),
        ("af-south-1", True),
        ("mx-central-1", True),
        ("cn-north-1", False),
        ("us-gov-west-1", False),
        ("eu-nowhere-1", False),
    ],
)
def test_regions_launched_since_march_2019_are_opt_in(region: str, *, is_opt_in: bool) -> None:
    """There are 17 that every account has."""
    assert is_opt_in_region(region) is is_opt_in
    assert sum(not is_opt_in_region(each) for each in regions_of("aws")) == 17
