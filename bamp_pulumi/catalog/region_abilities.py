"""What AWS Backup can do in a Region, feature by feature and type by type.

The answers are yes, no, or unknown, each with its reason. A Region or a type that the table does
not know is unknown, and never yes: AWS opens Regions before its guide says what they can do.

Source: AWS Backup developer guide, backup-feature-availability, logicallyairgappedvault (copies of
2026-09-28 or later, read 2026-11-29).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.abilities import Abilities
from bamp_pulumi.catalog.regions import is_opt_in_region, partition_of
from bamp_pulumi.truth import Truth

__all__ = [
    "AVAILABLE",
    "REGION_ABILITIES_SOURCE",
    "Availability",
    "RegionFeature",
    "abilities_in_region",
    "feature_in_region",
    "judged_regions",
    "nearest_first",
    "not_known",
    "types_in_region",
    "types_not_offered",
]

REGION_ABILITIES_SOURCE: Final = (
    "AWS Backup developer guide, Feature availability by AWS Region and Supported services by AWS "
    "Region (copy of 2026-09-24, read 2026-11-29)"
)


class RegionFeature(StrEnum):
    """A feature of AWS Backup that not every Region has, as the table names it.

    Vault Lock is none: the guide has it wherever AWS Backup is.
    """

    CROSS_REGION_COPY = "copy"
    CROSS_ACCOUNT_COPY = "account"
    AUDIT_MANAGER = "audit"
    RESTORE_TESTING = "test"
    AIR_GAPPED_VAULT = "airgap"
    MALWARE_SCAN = "scan"

    @property
    def label(self) -> str:
        """What the guide calls it."""
        return _LABELS[self]


_LABELS: Final[Mapping[RegionFeature, str]] = MappingProxyType(
    {
        RegionFeature.CROSS_REGION_COPY: "cross-Region copies",
        RegionFeature.CROSS_ACCOUNT_COPY: "cross-account copies",
        RegionFeature.AUDIT_MANAGER: "AWS Backup Audit Manager",
        RegionFeature.RESTORE_TESTING: "restore testing",
        RegionFeature.AIR_GAPPED_VAULT: "logically air-gapped vaults",
        RegionFeature.MALWARE_SCAN: "malware scans",
    }
)

_EVERYWHERE: Final = frozenset(
    {"Aurora", "CloudFormation", "DynamoDB", "EBS", "EC2", "EFS", "RDS", "Redshift"}
)
"""Types that AWS Backup supports in every Region in which it and they exist."""

_COLUMNS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("DSQL", ""): "dsql",
        ("DocumentDB", ""): "documentdb",
        ("EKS", ""): "eks",
        ("FSx", "Lustre"): "lustre",
        ("FSx", "ONTAP volume"): "ontap",
        ("FSx", "OpenZFS"): "openzfs",
        ("FSx", "Windows File Server"): "windows",
        ("Neptune", ""): "neptune",
        ("RDS", "Multi-AZ cluster"): "multi-az",
        ("Redshift Serverless", ""): "serverless",
        ("S3", ""): "s3",
        ("Storage Gateway", ""): "gateway",
        ("Timestream", ""): "timestream",
    }
)
"""The column of each type that not every Region supports."""

_UNDECLARED: Final[Mapping[str, str]] = MappingProxyType(
    {"SAP HANA on Amazon EC2": "hana", "VirtualMachine": "vmware"}
)
"""The columns of types that no resource of Pulumi declares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Whether AWS can do something in a Region, or between two."""

    can: Truth
    why: str = ""
    """Why not, or what is not known and where to look it up; empty where it can."""
    elsewhere: tuple[str, ...] = ()
    """The Regions of the same partition in which it certainly can, those that every account has
    first; empty where it can here."""

    @property
    def reason(self) -> str:
        """Why not, and which other Regions it can be done in."""
        if self.can is True:
            return ""
        if not self.elsewhere:
            return (
                self.why
                if self.can is None
                else f"{self.why}; no other Region of its partition can take its place"
            )
        named = ", ".join(self.elsewhere[:_NAMED])
        more = len(self.elsewhere) - _NAMED
        return f"{self.why}; these have it: {named}{f' and {more} more' if more > 0 else ''}"


_NAMED: Final = 6
"""House rule: so many Regions are named in a message; the reference page has all."""

AVAILABLE: Final = Availability(can=True)


def feature_in_region(feature: RegionFeature, region: str) -> Availability:
    """Answer whether AWS Backup has a feature in a Region.

    Args:
        feature: The feature.
        region: Code of the Region; empty where it is not known.
    """
    return _answer(region, feature.value, feature.label)


def abilities_in_region(abilities: Abilities, region: str) -> Availability:
    """Answer whether AWS Backup supports a type, or the variant of one, in a Region.

    Args:
        abilities: The type, by its row of the table of abilities.
        region: Code of the Region; empty where it is not known.
    """
    column = _COLUMNS.get((abilities.backup_type, abilities.variant))
    if column is None and abilities.backup_type not in _EVERYWHERE:
        return not_known(f"in which Regions AWS Backup supports {abilities.label} is not known")
    return _answer(region, column, abilities.label)


def types_in_region(region: str) -> Mapping[str, Availability]:
    """Answer for every type that not every Region supports, by its name.

    Those too that no resource of Pulumi declares.

    Args:
        region: Code of the Region.
    """
    columns = {
        f"{named} ({variant})" if variant else named: column
        for (named, variant), column in _COLUMNS.items()
    }
    return MappingProxyType(
        {
            label: _answer(region, column, label)
            for label, column in sorted({**columns, **_UNDECLARED}.items())
        }
    )


def types_not_offered(region: str) -> tuple[str, ...]:
    """List the types, by AWS Backup's names, that it certainly does not support in a Region.

    An opt-in that names one of them is refused there. A type with several columns is listed where
    it has no mark in any; one that the guide says two things of is not.

    Args:
        region: Code of the Region; of one that is not known nothing is listed.
    """
    columns = (*((named, column) for (named, _), column in _COLUMNS.items()), *_UNDECLARED.items())
    row = _table().get(region, {})
    have = {named for named, column in columns if row.get(column) != _NO} | _EVERYWHERE
    return tuple(sorted({named for named, _ in columns} - have))


def judged_regions() -> tuple[str, ...]:
    """List the Regions that the table knows, sorted."""
    return tuple(sorted(_table()))


def nearest_first(region: str, regions: Iterable[str]) -> tuple[str, ...]:
    """Sort Regions: those that every account has first, and of these those near to one."""

    def distance(other: str) -> tuple[bool, bool, bool, str]:
        is_far = _part_of_world(other) != _part_of_world(region)
        is_abroad = other.partition("-")[0] != region.partition("-")[0]
        return is_opt_in_region(other), is_far, is_abroad, other

    return tuple(sorted(regions, key=distance))


def _part_of_world(region: str) -> str:
    """Return a name that Regions near to each other share."""
    letters = region.partition("-")[0]
    return _NEAR.get(letters, letters)


_NEAR: Final[Mapping[str, str]] = MappingProxyType(
    {"ca": "us", "mx": "us", "sa": "us", "af": "eu", "il": "eu", "me": "eu"}
)


def not_known(why: str) -> Availability:
    """Give the answer "unknown", with where to look it up."""
    look = "look it up in the guide of AWS Backup, Feature availability by AWS Region"
    return Availability(can=None, why=f"{why}: {look}")


def _answer(region: str, column: str | None, label: str) -> Availability:
    if not region:
        return not_known("the Region is not known")
    row = _table().get(region)
    if row is None:
        return not_known(f"what AWS Backup can do in {region} is not known")
    mark = _YES if column is None else row[column]
    if mark == _YES:
        return AVAILABLE
    if mark == "?":
        return not_known(f"the guide says two things of {label} in {region}")
    partition = partition_of(region)
    have = (
        other
        for other, marks in _table().items()
        if marks[column or ""] == _YES and partition_of(other) == partition
    )
    why = f"AWS Backup has no {label} in {region}"
    return Availability(can=False, why=why, elsewhere=nearest_first(region, have))


_YES: Final = "x"
_NO: Final = "-"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    """Read the table: marks by Region and column."""
    file = files("bamp_pulumi.catalog").joinpath("region_abilities.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    head, *rows = (line.split() for line in lines if line and not line.startswith("#"))
    columns = head[1:]
    return MappingProxyType(
        {
            region: MappingProxyType(dict(zip(columns, marks, strict=True)))
            for region, *marks in rows
        }
    )
