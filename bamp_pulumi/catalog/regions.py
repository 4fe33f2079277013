"""AWS's partitions, and the Regions of the commercial one."""

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["COMMERCIAL_REGIONS", "PARTITIONS", "Partition", "partition_of"]


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

Source: botocore 1.44.5, partitions.json (read 2026-11-22).
"""

COMMERCIAL_REGIONS: Final = (
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
)
"""For a close match in a message; never to refuse a Region that is new.

Source: botocore 1.44.5, endpoints.json, partition `aws` (read 2026-11-22).
"""


def partition_of(region: str) -> Partition | None:
    """Find the partition of a Region by its code; None when it looks like none of them."""
    for partition in PARTITIONS:
        if re.fullmatch(partition.region_pattern, region):
            return partition
    return None
