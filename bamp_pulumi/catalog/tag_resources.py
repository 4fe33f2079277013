"""Types whose resources each write one tag of another resource."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TAG_RESOURCES"]

TAG_RESOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aws:ec2/tag:Tag": "resourceId",
        "aws:dynamodb/tag:Tag": "resourceArn",
        "aws:ecs/tag:Tag": "resourceArn",
        "aws:transfer/tag:Tag": "resourceArn",
    }
)
"""Type token to the input that names what is tagged; the tag stands in `key` and `value`. A tag of
the same key on the resource itself is written back at its next change, so the two contradict each
other. Source: pulumi_aws 7.51.1, the notes of these types (read 2026-11-28)."""
