"""Does AWS Backup copy from the primary to the recovery Region at all?

What a pair of Regions lacks for one type only, a preview says of the data stores of that type.
"""

from collections.abc import Iterator

from bamp_pulumi.catalog import copies_between
from bamp_pulumi.errors import Refusal

__all__ = ["recovery_region_refusals"]

_WITH_COPIES = {"primary_region": "eu-central-1", "recovery_region": "eu-west-1"}
"""What to write where the primary Region itself has none."""


def recovery_region_refusals(primary: str, recovery: str) -> Iterator[Refusal]:
    """Refuse a recovery Region that AWS Backup copies nothing to from the primary Region.

    A Region of which that is not known is accepted: a preview then verifies no copy to it.

    Args:
        primary: The primary Region.
        recovery: The recovery Region.
    """
    found = copies_between(primary, recovery)
    if found.can is not False:
        return
    others = found.elsewhere
    write = {"recovery_region": others[0]} if others else _WITH_COPIES
    yield Refusal(
        code="BAMP-C07",
        given=f"primary_region={primary!r}, recovery_region={recovery!r}",
        allowed=f"with {primary}: {', '.join(others[:6])}{', ...' if others[6:] else ''}"
        if others
        else f"another primary Region: AWS Backup copies nothing from {primary}",
        why=found.why,
        write=", ".join(f"{field}={region!r}" for field, region in write.items()),
        path="recovery_region",
        edits=tuple(write.items()),
    )
