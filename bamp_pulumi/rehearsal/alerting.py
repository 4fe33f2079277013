"""Who is notified when a backup of an account fails: asked of its plans, whatever they back up.

A rehearsal asks it of each data store and each fault. A preview asks it of the account alone, with
a failed backup job of a resource of which nothing is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.coverage import (
    REMEDY_NOT_NOTIFIED,
    Coverage,
    DeclaredAccount,
    Finding,
    Severity,
    acknowledged_in_words,
    has_adopted,
)
from bamp_pulumi.declared import DeclaredPlan, is_alerted
from bamp_pulumi.rehearsal.delivery import PathStanding
from bamp_pulumi.rehearsal.faults import FAULTS, Outcome, inject
from bamp_pulumi.rehearsal.findings import find_unsaid
from bamp_pulumi.rehearsal.plan_scenes import plan_scenes
from bamp_pulumi.rehearsal.reserved_addresses import judge_reserved_addresses

__all__ = ["FailedBackup", "fail_backups", "judge_alerting"]

_CHEAP: Final = "BAMP-V76"
"""What coverage finds by a cheap reading."""
_FAULT: Final = next(fault for fault, row in FAULTS.items() if row.storms)
"""A backup job fails."""
_MOST_REASONS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedBackup:
    """The outcome of a failed backup job of a plan."""

    plan: DeclaredPlan
    tier: str
    """Tier that the plan's selections ask for; empty for none."""
    vault: str
    outcome: Outcome


def fail_backups(account: DeclaredAccount, standing: PathStanding) -> Iterator[FailedBackup]:
    """Let a backup job of each declared plan fail, in each vault that it writes to.

    Plans that are only looked up, or read from a manifest, show no alerts.
    """
    for one in plan_scenes(account):
        outcome = inject(_FAULT, one.scene, account.estate, standing=standing)
        yield FailedBackup(plan=one.plan, tier=one.tier, vault=one.vault, outcome=outcome)


def judge_alerting(coverage: Coverage) -> Coverage:
    """Add a finding for each failed backup of the accounts of which nobody is notified.

    And for each destination that no message reaches.

    Accounts without any alert for failed backups are found by coverage already.
    """
    account = coverage.account
    if account is None:
        return coverage
    standing = PathStanding.over(coverage.estate, coverage.standing)
    found: dict[tuple[str, str, str, bool], list[str]] = {}
    answered: set[tuple[str, str]] = set()
    for one in fail_backups(account, standing):
        plan = one.plan
        heard = is_alerted(coverage.estate, plan.account_id, plan.region)
        if heard is None and (one.outcome.detected or has_adopted(account, plan.account_id)):
            # What a cheap reading leaves open, the path answers.
            answered.add((plan.account_id, plan.region))
        if one.outcome.detected or heard is False:
            continue
        is_open = one.outcome.detected is None
        if is_open and not has_adopted(account, plan.account_id):
            continue  # it promised nothing
        key = (plan.account_id, plan.region, _why(one.outcome), is_open)
        found.setdefault(key, []).append(one.tier or plan.name)
    findings = (
        _finding(coverage, *key, tiers=tuple(dict.fromkeys(tiers))) for key, tiers in found.items()
    )
    kept = (
        finding
        for finding in coverage.findings
        if finding.id != _CHEAP or finding.place not in answered
    )
    unread = judge_reserved_addresses(coverage, standing)
    return replace(coverage, findings=(*kept, *findings, *unread))


def _finding(  # noqa: PLR0913 - what was found, and where
    coverage: Coverage,
    account_id: str,
    region: str,
    why: str,
    is_open: bool,  # noqa: FBT001 - a part of a key
    *,
    tiers: tuple[str, ...],
) -> Finding:
    of_tiers = f"of {', '.join(tiers)} in {region} of {account_id}"
    said = (
        f"whether anybody is notified of a failed backup {of_tiers} depends on: {why}"
        if is_open
        else f"nobody is notified of a failed backup {of_tiers}: {why}"
    )
    code = "BAMP-V49" if is_open else "BAMP-V59"
    accepted = coverage.acknowledged.no_alerts
    if accepted is not None:
        message = f"{said}; {acknowledged_in_words(accepted)}"
        return Finding(id=code, message=message, at_most=Severity.INFO)
    account = coverage.account
    promised = account is not None and has_adopted(account, account_id)
    message = said if is_open else f"{said}; {REMEDY_NOT_NOTIFIED}"
    return Finding(
        id=code, message=message, at_most=Severity.ERROR if promised else Severity.WARNING
    )


def _why(outcome: Outcome) -> str:
    """Return what a notification depends on, or where it ends: the first causes."""
    if outcome.detected is None:
        reasons = list(outcome.doubts)
    else:
        unsaid = [f"{one.at}: {one.why}" for one in map(find_unsaid, outcome.unsaid)]
        broken = [f"{drop.at}: {drop.why}" for drop in outcome.drops if drop.is_broken]
        ends = [f"it ends at {e.recipient.kind} {e.recipient.address}" for e in outcome.ends_at]
        others = [f"{drop.at}: {drop.why}" for drop in outcome.drops if not drop.is_broken]
        reasons = [*unsaid, *broken, *ends, *others]
    shown = list(dict.fromkeys(reasons))[:_MOST_REASONS]
    return "; ".join(shown) or "no declared resource receives it"
