"""For how many days a bucket keeps versions that were overwritten or deleted."""

from typing import Literal

from bamp_pulumi.catalog import VERSION_EXPIRIES
from bamp_pulumi.declared import expiry_rules
from bamp_pulumi.estate import Estate, Resource

__all__ = ["noncurrent_days"]


def noncurrent_days(estate: Estate, bucket: Resource) -> int | Literal["for ever"] | None:
    """Return the fewest days that a noncurrent version stays.

    Returns:
        Days, `for ever` where no rule deletes any; None while one of the rules is not known, and of
        what is no bucket.
    """
    if bucket.type not in VERSION_EXPIRIES:
        return None
    days = [rule.days for rule in expiry_rules(estate, bucket)]
    known = [each for each in days if each is not None]
    if len(known) < len(days):
        return None
    return min(known) if known else "for ever"
