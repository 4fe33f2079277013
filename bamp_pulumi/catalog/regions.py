"""AWS's partitions, and the Regions of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

__all__ = [
    "PARTITIONS",
    "Partition",
    "is_opt_in_region",
    "is_region",
    "nearest_regions",
    "partition_of",
    "regions_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A group of Regions with accounts, ARNs and domain names of its own."""

    name: str
    """The second part of its ARNs, such as `aws`."""
    dns_suffix: str
    """The domain of its endpoints, such as `amazonaws.com`."""
    region_pattern: str
    """What its Region codes look like; AWS's own rule, so that new Regions fit too."""


PARTITIONS: Final = (
    Partition(
        name="aws",
        dns_suffix="amazonaws.com",
        region_pattern=r"(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+",
    ),
    Partition(name="aws-cn", dns_suffix="amazonaws.com.cn", region_pattern=r"cn-\w+-\d+"),
    Partition(name="aws-us-gov", dns_suffix="amazonaws.com", region_pattern=r"us-gov-\w+-\d+"),
    Partition(name="aws-eusc", dns_suffix="amazonaws.eu", region_pattern=r"eusc-(de)-\w+-\d+"),
)
"""The partitions anybody can have an account in.

Source: botocore 1.44.5: partitions.json (read 2026-11-22).
"""


@cache
def regions_of(partition: str) -> tuple[str, ...]:
    """List the Regions of a partition, sorted; empty for one that AWS does not have."""
    return _by_partition().get(partition, ())


_BY_DEFAULT: Final = frozenset(
    {
        *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"),
        *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
        *("ap-south-1", "ap-southeast-1", "ap-southeast-2"),
        *("eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3"),
    }
)
"""Regions of `aws` that every account has; there will be no more of them.

Source: AWS Account Management reference guide, manage-acct-regions: those launched before March 20,
2019 (read 2026-11-28).
"""


def is_opt_in_region(code: str) -> bool:
    """Return True if an account has to enable a Region before it can be used."""
    return code in regions_of("aws") and code not in _BY_DEFAULT


def is_region(code: str) -> bool:
    """Return True if AWS has a Region of this code, in any partition."""
    return any(code in regions for regions in _by_partition().values())


def nearest_regions(code: str) -> tuple[str, ...]:
    """List the Regions whose codes come closest to one that AWS does not have, at most three.

    Those of the same letters come first: two that changed places are the commonest slip.
    """
    known = [region for regions in _by_partition().values() for region in regions]
    nearest = get_close_matches(code, known, n=3, cutoff=0.0)
    return tuple(sorted(nearest, key=lambda region: sorted(region) != sorted(code)))


@cache
def _by_partition() -> Mapping[str, tuple[str, ...]]:
    file = files("bamp_pulumi.catalog").joinpath("regions.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({name: tuple(regions.split()) for name, _, regions in rows})


def partition_of(region: str) -> Partition | None:
    """Find the partition of a Region by its code; None when it looks like none of them."""
    for partition in PARTITIONS:
        if re.fullmatch(partition.region_pattern, region):
            return partition
    return None
