"""Is it recorded who touches backups, and is anybody notified when they fail?

Asked of each account and Region in which a declared plan makes backups.
"""

from collections.abc import Iterator

from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.declared import TRAIL, is_alerted, is_recorded, why_no_trail
from bamp_pulumi.estate import is_of_manifest

__all__ = ["judge_records"]


def judge_records(account: DeclaredAccount) -> Iterator[Finding]:
    """Say where calls are not recorded, and where nobody is notified of failed backups."""
    estate = account.estate
    plans = [p for p in account.plans if not (p.is_looked_up or is_of_manifest(p.resource))]
    for account_id, region in dict.fromkeys((p.account_id, p.region) for p in plans):
        if not (account_id and region):
            continue
        recorded = is_recorded(estate, account_id, region)
        if not recorded:
            what = (
                "no given program declares a CloudTrail trail that records"
                if recorded is False
                else "it is not known whether a declared trail records"
            )
            why = f"{what} the management events of {region} of {account_id}"
            refused = "; ".join(
                f"{trail.name}: {reason}"
                for trail in estate.of_type(TRAIL)
                if (reason := why_no_trail(estate, trail))
            )
            but = f" ({refused})" if refused else ""
            message = (
                f"{why}{but}: no event says who deletes a backup; declare aws.cloudtrail.Trail"
            )
            yield Finding(id="BAMP-V75", message=message)
        alerted = is_alerted(estate, account_id, region)
        if not alerted:
            what = (
                "nothing declared notifies"
                if alerted is False
                else "it is not known whether anything declared notifies"
            )
            why = f"{what} anybody of failed backup jobs in {region} of {account_id}"
            yield Finding(
                id="BAMP-V76",
                message=f"{why}: no event rule, vault notification or alarm; set bamp:alerts",
            )
