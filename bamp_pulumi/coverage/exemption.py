"""Is a resource exempt, and is the exemption in force?"""

from dataclasses import replace
from datetime import date

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage.acknowledged import why_too_far
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import known_tags
from bamp_pulumi.errors import BampError
from bamp_pulumi.policy import EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG, OWNER_TAG, read_exemption

__all__ = ["judge_exemption"]


def judge_exemption(subject: Subject, today: date) -> ResourceCoverage:
    """Judge the exemption tags of a resource.

    Returns:
        `exempt` when a complete exemption is in force and no tier is named; else `unprotected`
        as a placeholder, with what is wrong with the tags as findings.
    """
    tags = subject.tags or {}
    if not {EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG} & tags.keys():
        return _judged(subject, Status.UNPROTECTED, "")
    is_open = UNKNOWN in (tags.get(tag) for tag in (EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG, OWNER_TAG))
    try:
        exemption = None if is_open else read_exemption(known_tags(tags))
    except BampError as error:
        refusal = error.refusals[0]
        message = f"{refusal.given}; write {refusal.write}"
        return _judged(subject, Status.UNPROTECTED, "", subject.finding("BAMP-V17", message))
    if exemption is None:
        message = "the exemption's tags are not known before deployment"
        return _judged(subject, Status.UNPROTECTED, "", subject.finding("BAMP-V17", message))
    until = exemption.until.isoformat()
    if exemption.is_expired(today):
        message = f"exempt until {until} ({exemption.reason}); protect it, or decide again"
        return _judged(subject, Status.UNPROTECTED, "", subject.finding("BAMP-V16", message))
    if subject.tier_name:
        message = f"exempt until {until} and tier {subject.tier_name}; remove one of the two"
        return _judged(subject, Status.UNPROTECTED, "", subject.finding("BAMP-V18", message))
    too_far = why_too_far(exemption.until, subject.policy, today)
    found = [subject.finding("BAMP-V64", too_far)] if too_far else []
    judged = _judged(subject, Status.EXEMPT, f"until {until}: {exemption.reason}", *found)
    return replace(judged, exempt_until=exemption.until, exempt_reason=exemption.reason)


def _judged(subject: Subject, status: Status, how: str, *findings: Finding) -> ResourceCoverage:
    return ResourceCoverage(
        resource=subject.resource,
        label=subject.store.label,
        store=subject.store,
        status=status,
        how=how,
        findings=findings,
    )
