"""Between which Regions AWS Backup copies recovery points, and Amazon RDS replicates backups.

Source: AWS Backup developer guide, backup-feature-availability (copy of 2026-09-28 or
later, read 2026-11-29).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal

from bamp_pulumi.catalog.abilities import Abilities
from bamp_pulumi.catalog.data_store import Companion, CompanionKind
from bamp_pulumi.catalog.region_abilities import (
    AVAILABLE,
    Availability,
    RegionFeature,
    abilities_in_region,
    feature_in_region,
    judged_regions,
    nearest_first,
)
from bamp_pulumi.catalog.regions import is_opt_in_region, partition_of
from bamp_pulumi.truth import Truth

__all__ = [
    "COPY_EXCEPTIONS",
    "CopyException",
    "companion_between",
    "copied_between",
    "copies_between",
    "one_partition",
    "replicated_between",
    "replications",
]

_PAGE: Final = (
    "AWS Backup developer guide, backup-feature-availability (by Region: considerations for "
    "opt-in Regions, and footnotes)"
)
_GULF: Final = ("me-central-1", "me-south-1")
_CHINA: Final = ("cn-north-1", "cn-northwest-1")

Crossing = Literal["region", "account", "air_gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyException:
    """Copies of one type that AWS Backup does not make from or to some Regions, or may not."""

    backup_type: str
    """AWS Backup's name of the type."""
    variant: str | None = None
    """The variant it holds for; None: every one."""
    crossings: tuple[Crossing, ...]
    """What such a copy crosses, or goes to."""
    regions: tuple[str, ...] = ()
    """Where it holds; none: in every Region that an account has to enable."""
    apart_from: tuple[str, ...] = ()
    """The Regions among these in which it does not hold."""
    can: Truth = False
    """False: no such copy is made; None: the guide does not say, or says two things."""
    why: str
    source: str = _PAGE
    read_on: str = "2026-11-29"

    def holds_in(self, region: str) -> bool:
        """Return True if it holds for copies from or to a Region."""
        if region in self.apart_from:
            return False
        return region in self.regions if self.regions else is_opt_in_region(region)


COPY_EXCEPTIONS: Final = (
    CopyException(
        backup_type="Neptune",
        crossings=("region",),
        apart_from=("af-south-1", "ap-east-1", "ap-southeast-3", "il-central-1", *_GULF),
        can=None,
        why="the guide names six opt-in Regions that have such copies, and this is none of them",
    ),
    CopyException(
        backup_type="FSx",
        crossings=("region",),
        regions=_GULF,
        why="the guide has no such copies in Bahrain and the UAE",
    ),
    CopyException(
        backup_type="FSx",
        variant="ONTAP volume",
        crossings=("region", "account"),
        regions=("ap-southeast-6", *_CHINA),
        why="the guide has no such copies in New Zealand and China",
    ),
    *(
        CopyException(
            backup_type=backup_type,
            crossings=("account",),
            why="the guide has no such copies in Regions where opt-in is required",
        )
        for backup_type in ("CloudFormation", "Neptune", "Timestream")
    ),
    CopyException(
        backup_type="S3",
        crossings=("account",),
        regions=_CHINA,
        can=None,
        why="the guide has copies to other accounts in China, and a footnote denies them for S3",
    ),
    CopyException(
        backup_type="Neptune",
        crossings=("air_gap",),
        regions=("ap-southeast-3",),
        why="a footnote of the guide denies such copies in Jakarta",
    ),
    CopyException(
        backup_type="EKS",
        crossings=("air_gap",),
        regions=_GULF,
        why="a footnote of the guide denies such copies in Bahrain and the UAE",
    ),
)
"""Of each type what its Regions do not say alone."""


def one_partition(source: str, destination: str) -> Availability:
    """Answer whether two Regions are of one partition: nothing of AWS is copied out of one."""
    if not source or not destination:
        return Availability(can=None, why="one of the two Regions is not known")
    mine, other = partition_of(source), partition_of(destination)
    if mine is None or other is None:
        unknown = source if mine is None else destination
        return Availability(can=None, why=f"the partition of {unknown} is not known")
    if mine == other:
        return AVAILABLE
    apart = f"{source} is of {mine.name}, {destination} of {other.name}"
    return Availability(can=False, why=f"AWS copies nothing between partitions: {apart}")


def copies_between(source: str, destination: str) -> Availability:
    """Answer whether AWS Backup copies anything from one Region to another.

    Args:
        source: Code of the one Region.
        destination: Code of the other.
    """

    def worst(region: str) -> Availability:
        ends = (feature_in_region(RegionFeature.CROSS_REGION_COPY, end) for end in (source, region))
        return _worst_of((one_partition(source, region), *ends))

    found = worst(destination)
    if found.can is True:
        return AVAILABLE
    others = (region for region in judged_regions() if region != source and worst(region).can)
    return replace(found, elsewhere=nearest_first(source, others))


def copied_between(
    abilities: Abilities, source: str, destination: str, *crossings: Crossing
) -> Availability:
    """Answer whether AWS Backup copies a type from one Region to another, or within one.

    What the type can do wherever it is, its abilities say; this says what the two Regions add.

    Args:
        abilities: The type, by its row of the table of abilities.
        source: Code of the Region of the resource; empty where it is not known.
        destination: Code of the Region of the vault; empty where it is not known.
        crossings: What the copy crosses, or goes to.
    """
    found = _worst(abilities, source, destination, crossings)
    if found.can is True:
        return AVAILABLE
    others = (
        region
        for region in judged_regions()
        if (region != source or "region" not in crossings)
        and _worst(abilities, source, region, crossings).can
    )
    return replace(found, elsewhere=nearest_first(source, others))


def _worst(
    abilities: Abilities, source: str, destination: str, crossings: tuple[Crossing, ...]
) -> Availability:
    """Return what certainly prevents a copy, else what may."""
    return _worst_of([*_copied_between(abilities, source, destination, crossings)])


def _worst_of(answers: Collection[Availability]) -> Availability:
    no = next((answer for answer in answers if answer.can is False), None)
    return no or next((answer for answer in answers if answer.can is None), AVAILABLE)


def _copied_between(
    abilities: Abilities, source: str, destination: str, crossings: tuple[Crossing, ...]
) -> Iterator[Availability]:
    yield one_partition(source, destination)
    for crossing in crossings:
        # An air-gapped vault is a feature of where it is, a copy one of both ends.
        ends = (destination,) if crossing == "air_gap" else (source, destination)
        for region in dict.fromkeys(ends):
            yield feature_in_region(_FEATURES[crossing], region)
            yield from _exceptions(abilities, region, crossing)
    if source != destination:
        yield abilities_in_region(abilities, destination)


_FEATURES: Final[Mapping[Crossing, RegionFeature]] = MappingProxyType(
    {
        "region": RegionFeature.CROSS_REGION_COPY,
        "account": RegionFeature.CROSS_ACCOUNT_COPY,
        "air_gap": RegionFeature.AIR_GAPPED_VAULT,
    }
)
_COPIES: Final[Mapping[Crossing, str]] = MappingProxyType(
    {
        "region": "copies to another Region",
        "account": "copies to another account",
        "air_gap": "copies to logically air-gapped vaults",
    }
)


def _exceptions(abilities: Abilities, region: str, crossing: Crossing) -> Iterator[Availability]:
    for row in COPY_EXCEPTIONS:
        is_meant = row.backup_type == abilities.backup_type
        is_meant = is_meant and row.variant in (None, abilities.variant)
        if is_meant and crossing in row.crossings and row.holds_in(region):
            why = f"{_COPIES[crossing]} of {abilities.label} from or to {region}: {row.why}"
            yield Availability(can=row.can, why=why)


def replicated_between(source: str, destination: str) -> Availability:
    """Answer whether Amazon RDS replicates automated backups from one Region to another.

    Args:
        source: Code of the Region of the database; empty where it is not known.
        destination: Code of the Region that they go to; empty where it is not known.

    Source: Amazon RDS user guide, USER_ReplicateBackups (copy of 2026-09, read 2026-11-29).
    """
    to = replications().get(source)
    if to is not None and destination in to:
        return AVAILABLE
    apart = one_partition(source, destination)
    if not apart.can:
        return replace(apart, elsewhere=nearest_first(source, to or ()))
    if to is None and source in judged_regions():
        return Availability(can=False, why=f"Amazon RDS replicates no backups of {source}")
    if to is None:
        look = "look it up: aws rds describe-source-regions"
        return Availability(
            can=None, why=f"where Amazon RDS replicates backups of {source} is not known; {look}"
        )
    why = f"Amazon RDS replicates no backups from {source} to {destination}"
    return Availability(can=False, why=why, elsewhere=nearest_first(source, to))


def companion_between(companion: Companion, source: str, destination: str) -> Availability:
    """Answer whether a companion that lives in another Region can be there.

    Args:
        companion: The companion of a data store.
        source: Code of the Region of the data store; empty where it is not known.
        destination: Code of the Region of the companion; empty where it is not known.
    """
    if companion.kind is CompanionKind.RDS_BACKUP_REPLICATION:
        return replicated_between(source, destination)
    return AVAILABLE


@cache
def replications() -> Mapping[str, tuple[str, ...]]:
    """Map each Region to those to which Amazon RDS replicates automated backups from it."""
    file = files("bamp_pulumi.catalog").joinpath("replication_regions.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({source: tuple(to.split()) for source, _, to in rows})
