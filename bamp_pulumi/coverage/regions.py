"""What AWS Backup does of a data store in its Region, and between its Region and that of a copy."""

from bamp_pulumi.catalog import Availability, abilities_in_region, copied_between
from bamp_pulumi.coverage.obstacle import Obstacle
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import DeclaredCopy

__all__ = ["supported_in_region", "why_regions_have_no_copy"]


def supported_in_region(subject: Subject) -> Availability:
    """Answer whether AWS Backup supports a data store in its Region.

    A Region that is not known yet is the business of whoever matches it with plans.
    """
    region, abilities = subject.resource.region, subject.store.abilities
    if abilities is None or not region:
        return Availability(can=True)
    return abilities_in_region(abilities, region)


def why_regions_have_no_copy(
    subject: Subject, copy: DeclaredCopy, of: str, *, to_other_account: bool
) -> Obstacle | None:
    """Return why a copy is not made from one Region to another; None when it is.

    Args:
        subject: The data store.
        copy: The copy of its recovery points.
        of: What copies them, in a few words.
        to_other_account: Whether the copy goes to another account.
    """
    source, abilities = subject.resource.region, subject.store.abilities
    if abilities is None or not (source and copy.region):
        return None
    is_to_air_gap = copy.vault is not None and copy.vault.is_air_gapped
    found = copied_between(
        abilities,
        source,
        copy.region,
        *(("region",) if source != copy.region else ()),
        *(("account",) if to_other_account else ()),
        *(("air_gap",) if is_to_air_gap else ()),
    )
    if found.can is True:
        return None
    is_open = found.can is None
    code = "BAMP-V103" if is_open else "BAMP-V102"
    return Obstacle(code=code, why=f"{of}: {found.reason}", is_open=is_open)
