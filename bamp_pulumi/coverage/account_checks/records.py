"""Is it recorded who touches backups, and is anybody notified when they fail?

Of records it is asked in each account and Region in which a declared vault keeps backups or a plan
makes them: a trail of one Region records no call that changes the vault of the copies. Of failures
it is asked where plans make backups. An account that has adopted a policy of this library and
notifies nobody is refused, unless its policy says why nobody is. Whether a notification arrives,
the rehearsal answers.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.acknowledged import Acknowledged, acknowledged_in_words
from bamp_pulumi.coverage.adoption import has_adopted
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.declared import (
    DeclaredPlan,
    DeclaredVault,
    idle_trails,
    is_alerted,
    is_recorded,
    trails_of_other_regions,
)
from bamp_pulumi.estate import is_of_manifest
from bamp_pulumi.policy import AN_ADDRESS, DECISION, Acknowledgement

__all__ = ["REMEDY_NOT_NOTIFIED", "judge_records", "recorded_places"]

REMEDY_NOT_NOTIFIED: Final = (
    f"set bamp:alerts to {{to: [{{email: {AN_ADDRESS}}}]}} with an address of yours, or state why "
    f"nobody is in bamp:policy, no_alerts: {{{DECISION}}}"
)
"""What an account does that notifies nobody."""


def judge_records(account: DeclaredAccount, acknowledged: Acknowledged) -> Iterator[Finding]:
    """Report where calls are not recorded, and where nobody is notified of failed backups."""
    for account_id, region in recorded_places(account):
        yield from _calls(account, account_id, region, acknowledged.trail_elsewhere)
    for account_id, region in _places(_plans(account)):
        yield from _failures(account, account_id, region, acknowledged.no_alerts)


def recorded_places(account: DeclaredAccount) -> tuple[tuple[str, str], ...]:
    """List the accounts and Regions whose calls a trail has to record: backups are there.

    Those of the declared plans and vaults; what is only looked up or read from a manifest is of
    another program.
    """
    seen = (v for v in account.vaults if not (v.resource.external or is_of_manifest(v.resource)))
    return tuple(dict.fromkeys((*_places(_plans(account)), *_places(seen))))


def _plans(account: DeclaredAccount) -> Iterator[DeclaredPlan]:
    return (p for p in account.plans if not (p.is_looked_up or is_of_manifest(p.resource)))


def _places(parts: Iterable[DeclaredPlan | DeclaredVault]) -> tuple[tuple[str, str], ...]:
    places = dict.fromkeys((one.account_id, one.region) for one in parts)
    return tuple(place for place in places if all(place))


def _calls(
    account: DeclaredAccount, account_id: str, region: str, elsewhere: Acknowledgement | None
) -> Iterator[Finding]:
    estate = account.estate
    recorded = is_recorded(estate, account_id, region)
    if recorded:
        return
    what = (
        "no given program declares a CloudTrail trail that records"
        if recorded is False
        else "it is not known whether a declared trail records"
    )
    why = f"{what} the management events of {region} of {account_id}"
    idle = idle_trails(estate, account_id, region)
    but = f" ({'; '.join(f'{name}: {reason}' for name, reason in idle.items())})" if idle else ""
    if elsewhere is not None and not idle:
        message = f"{why}; assumed to be recorded elsewhere, {acknowledged_in_words(elsewhere)}"
        yield Finding(id="BAMP-V75", message=message, at_most=Severity.INFO)
        return
    what_to_do = (
        "what the policy states of a trail elsewhere is not taken for it: let it record, or remove "
        "it from its program"
        if elsewhere is not None
        else _let_record(account, account_id, region)
    )
    message = f"{why}{but}: no event reports who deletes a backup; {what_to_do}"
    yield Finding(id="BAMP-V75", message=message)


def _let_record(account: DeclaredAccount, account_id: str, region: str) -> str:
    others = trails_of_other_regions(account.estate, account_id, region)
    if others:
        names = " or ".join(others)
        return f"set is_multi_region_trail=True on {names}, which records its own Region alone"
    return "declare aws.cloudtrail.Trail with is_multi_region_trail=True, for every Region"


def _failures(
    account: DeclaredAccount, account_id: str, region: str, accepted: Acknowledgement | None
) -> Iterator[Finding]:
    alerted = is_alerted(account.estate, account_id, region)
    if alerted:
        return
    jobs, place = f"failed backup jobs in {region} of {account_id}", (account_id, region)
    if alerted is None:
        why = f"it is not known whether anything declared notifies anybody of {jobs}"
    else:
        why = f"nothing declared notifies anybody of {jobs}"
    why += ": no event rule, vault notification or alarm"
    if accepted is not None:
        message = f"{why}; {acknowledged_in_words(accepted)}"
        yield Finding(id="BAMP-V76", message=message, place=place, at_most=Severity.INFO)
    elif alerted is False and has_adopted(account, account_id):
        yield Finding(id="BAMP-V59", message=f"{why}; {REMEDY_NOT_NOTIFIED}")
    else:
        yield Finding(id="BAMP-V76", message=f"{why}; set bamp:alerts", place=place)
