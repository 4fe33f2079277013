"""Automatic names: the provider names what the program does not, as the real one does.

The names of such properties are listed under `__defaults`, as Terraform-bridged providers do, so
that a reader of inputs can tell a default from a choice of the program.
"""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tests.e2e.standin.aws_types import input_names
from tests.e2e.standin.wire import Plain

__all__ = ["DEFAULTS", "name_property", "named"]

DEFAULTS: Final = "__defaults"

_NAME_PROPERTIES: Final = MappingProxyType(
    {
        "aws:s3/bucket:Bucket": "bucket",
        "aws:s3/bucketV2:BucketV2": "bucket",
        "aws:rds/instance:Instance": "identifier",
        "aws:rds/cluster:Cluster": "clusterIdentifier",
        "aws:rds/clusterInstance:ClusterInstance": "identifier",
        "aws:docdb/cluster:Cluster": "clusterIdentifier",
        "aws:neptune/cluster:Cluster": "clusterIdentifier",
        "aws:elasticache/cluster:Cluster": "clusterId",
        "aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
        "aws:redshift/cluster:Cluster": "clusterIdentifier",
    }
)
_SUFFIX_DIGITS: Final = 7


def name_property(token: str) -> str | None:
    """Say which input of a type is its name in AWS; None for a type that takes none."""
    if token in _NAME_PROPERTIES:
        return _NAME_PROPERTIES[token]
    return "name" if "name" in input_names(token) else None


def named(
    token: str, name: str, seed: bytes, olds: Mapping[str, Plain], news: Mapping[str, Plain]
) -> dict[str, Plain]:
    """Add an automatic name to inputs that have none; one given earlier is kept."""
    prop = name_property(token)
    defaults: list[Plain] = []
    inputs: dict[str, Plain] = {k: v for k, v in news.items() if v is not None}
    if prop is not None and prop not in inputs and f"{prop}Prefix" not in inputs:
        earlier = olds.get(DEFAULTS)
        kept = isinstance(earlier, list) and prop in earlier
        suffix = hashlib.sha256(seed).hexdigest()[:_SUFFIX_DIGITS]
        inputs[prop] = olds[prop] if kept else f"{name.lower()}-{suffix}"
        defaults.append(prop)
    return {**inputs, DEFAULTS: defaults}
