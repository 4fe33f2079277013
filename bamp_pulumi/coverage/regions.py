"""What AWS Backup does of a data store in its Region, and between its Region and that of a copy."""

from bamp_pulumi.catalog import Availability, abilities_in_region
from bamp_pulumi.coverage.subject import Subject

__all__ = ["supported_in_region"]


def supported_in_region(subject: Subject) -> Availability:
    """Answer whether AWS Backup supports a data store in its Region.

    A Region that is not known yet is the business of whoever matches it with plans.
    """
    region, abilities = subject.resource.region, subject.store.abilities
    if abilities is None or not region:
        return Availability(can=True)
    return abilities_in_region(abilities, region)
