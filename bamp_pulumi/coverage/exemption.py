"""Is a resource exempt, and is the exemption in force?"""

from dataclasses import replace
from datetime import date

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage.acknowledged import why_too_far
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.remedied import (
    exempted,
    owner_of,
    renewed,
    tiered,
)
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.coverage.subject import Keeps, Subject
from bamp_pulumi.coverage.written import exemption_written, tier_written
from bamp_pulumi.declared import known_tags
from bamp_pulumi.errors import BampError, Refusal
from bamp_pulumi.policy import (
    A_DAY,
    EXEMPT_REASON_TAG,
    EXEMPT_UNTIL_TAG,
    OWNER_TAG,
    Exemption,
    read_exemption,
)

__all__ = ["judge_exemption"]


def judge_exemption(subject: Subject, today: date, keeps: Keeps) -> ResourceCoverage:
    """Judge the exemption tags of a resource.

    Args:
        subject: The resource.
        today: Day of the judgement.
        keeps: Tries what is proposed instead of an exemption that does not hold.

    Returns:
        `exempt` when a complete exemption is in force and no tier is named; else `unprotected`
        as a placeholder, with what is wrong with the tags as findings.
    """
    tags = subject.tags or {}
    if not {EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG} & tags.keys():
        return _judged(subject, Status.UNPROTECTED, "")
    is_open = UNKNOWN in (tags.get(tag) for tag in (EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG, OWNER_TAG))
    try:
        exemption = None if is_open else read_exemption(known_tags(tags), owner_of(subject))
    except BampError as error:
        given = "; ".join(refusal.given for refusal in error.refusals)
        message = f"{given}{_instead(subject, today, keeps)}"
        found = subject.finding("BAMP-V17", message, *error.refusals)
        return _judged(subject, Status.UNPROTECTED, "", found)
    if exemption is None:
        message = "the exemption's tags are not known before deployment"
        return _judged(subject, Status.UNPROTECTED, "", subject.finding("BAMP-V17", message))
    until = exemption.until.isoformat()
    if exemption.is_expired(today):
        message = f"exempt until {until} ({exemption.reason}){_instead(subject, today, keeps)}"
        found = subject.finding("BAMP-V16", message, _expired(subject, exemption))
        return _judged(subject, Status.UNPROTECTED, "", found)
    if subject.tier_name:
        message = f"exempt until {until} and tier {subject.tier_name}; remove one of the two"
        return _judged(subject, Status.UNPROTECTED, "", subject.finding("BAMP-V18", message))
    too_far = why_too_far(exemption.until, subject.policy, today)
    found = [subject.finding("BAMP-V64", too_far)] if too_far else []
    judged = _judged(subject, Status.EXEMPT, f"until {until}: {exemption.reason}", *found)
    return replace(
        judged,
        exempt_until=exemption.until,
        exempt_reason=exemption.reason,
        exempt_owner=exemption.owner,
    )


def _instead(subject: Subject, today: date, keeps: Keeps) -> str:
    """Return what to write instead, as far as it was tried and holds: two decisions to choose."""
    renewal, tier = renewed(subject, today), subject.policy.default_tier
    proposed: list[str] = []
    if renewal is not None and keeps(exempted(subject, renewal.exemption)):
        asked = f", with {renewal.asked()}" if renewal.asked() else ""
        proposed.append(f"decide again{asked}: {exemption_written(subject, renewal.parts)}")
    if keeps(tiered(subject, tier)):
        proposed.append(f"protect it: {tier_written(subject, tier)}")
    if not proposed:
        return "; protect it, or decide again"
    return f"; {', or '.join(proposed)}"


def _expired(subject: Subject, exemption: Exemption) -> Refusal:
    parts = {"reason": exemption.reason, "owner": exemption.owner, "until": A_DAY}
    return Refusal(
        code="BAMP-V16",
        given=f"until={exemption.until.isoformat()!r}",
        allowed="a day that has not passed",
        why="house rule: an exemption has an end and must be decided again after it",
        write=exemption_written(subject, parts),
    )


def _judged(subject: Subject, status: Status, how: str, *findings: Finding) -> ResourceCoverage:
    return ResourceCoverage(
        resource=subject.resource,
        label=subject.store.label,
        store=subject.store,
        status=status,
        how=how,
        findings=findings,
    )
