"""Copies of its own snapshots that a service makes elsewhere, where AWS Backup makes none."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["SERVICE_COPIES", "ServiceCopy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCopy:
    """The resource that asks a service for them."""

    type: str
    """Its Pulumi type token."""
    link: str
    """Wire name of its input that names the data store."""
    region: str
    """Wire name of the input that says where the copies go."""
    days: str
    """Wire name of the input that says for how many days a copy is kept."""
    default_days: int
    """What AWS takes without it."""
    source: str
    read_on: str


SERVICE_COPIES: Final[Mapping[str, ServiceCopy]] = MappingProxyType(
    {
        "aws:redshift/cluster:Cluster": ServiceCopy(
            type="aws:redshift/snapshotCopy:SnapshotCopy",
            link="clusterIdentifier",
            region="destinationRegion",
            days="retentionPeriod",
            default_days=7,
            source="Amazon Redshift API, EnableSnapshotCopy; pulumi_aws 7.51.1, SnapshotCopy",
            read_on="2026-11-29",
        )
    }
)
"""By type token of the data store."""
