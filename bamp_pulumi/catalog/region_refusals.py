"""Resources of AWS Backup that exist only in the Regions that have their feature.

Source: pulumi_aws 7.51.1: its types, and whose features they are.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.input_refusal import InputRefusal, listed
from bamp_pulumi.catalog.region_abilities import (
    REGION_ABILITIES_SOURCE,
    RegionFeature,
    feature_in_region,
)
from bamp_pulumi.catalog.twins import of_twins

__all__ = ["region_refusals"]

_OF_PROVIDER: Final[Mapping[str, RegionFeature]] = MappingProxyType(
    {
        "aws:backup/framework:Framework": RegionFeature.AUDIT_MANAGER,
        "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": (
            RegionFeature.AIR_GAPPED_VAULT
        ),
        "aws:backup/reportPlan:ReportPlan": RegionFeature.AUDIT_MANAGER,
        "aws:backup/restoreTestingPlan:RestoreTestingPlan": RegionFeature.RESTORE_TESTING,
        "aws:backup/restoreTestingSelection:RestoreTestingSelection": (
            RegionFeature.RESTORE_TESTING
        ),
    }
)
"""What each needs of its Region. A plan with `scanSettings` is not listed: whether AWS refuses it
or leaves the scans out, no page says."""

_FEATURES: Final = MappingProxyType({**_OF_PROVIDER, **of_twins(_OF_PROVIDER)})


def region_refusals(type_token: str, region: str) -> Iterator[InputRefusal]:
    """List why a resource cannot be deployed in a Region; nothing where that is not known.

    Args:
        type_token: Pulumi type token.
        region: Code of the Region; empty where it is not known.
    """
    feature = _FEATURES.get(type_token)
    if feature is None or not region:
        return
    found = feature_in_region(feature, region)
    if found.can is False:
        yield InputRefusal(
            path="region",
            given=region,
            allowed=listed(found.elsewhere) if found.elsewhere else "no Region of its partition",
            why=f"{region} has no {feature.label} ({REGION_ABILITIES_SOURCE})",
        )
