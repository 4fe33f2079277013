"""Why no selection matches a data store."""

from collections.abc import Sequence

from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import DeclaredPlan, clauses_of
from bamp_pulumi.policy import EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG, TIER_TAG

__all__ = ["why_unmatched"]


def why_unmatched(subject: Subject) -> str:
    """Return where the plans are, which tag is missing, or which selection comes closest."""
    resource = subject.resource
    here = subject.account.plans_in(resource)
    if not here:
        places = sorted({_place(plan) for plan in subject.account.plans})
        lives = f"it is in {resource.region} of {resource.account_id}"
        return f"{lives}; the plans back up {', '.join(places)}"
    nearest = _nearest(subject, here)
    if not subject.tier_name and (not nearest or TIER_TAG in nearest):
        write = f"tags=bamp.tier({subject.policy.default_tier!r})"
        if {EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG} & (subject.tags or {}).keys():
            return f"it has no {TIER_TAG} tag, for it is tagged as exempt; set {write}"
        return (
            f"it has no {TIER_TAG} tag; call bamp.inherit(owner=...) before any resource, or set "
            f"{write}"
        )
    if nearest:
        return nearest
    return f"the plans in {resource.region} have no selection"


def _place(plan: DeclaredPlan) -> str:
    return f"{plan.region or 'a Region not known'} of {plan.account_id}"


def _nearest(subject: Subject, plans: Sequence[DeclaredPlan]) -> str:
    """Describe the selection that comes nearest, and the first of its clauses that fails."""
    tried = [
        ([c for c in clauses_of(s, subject.resource, tags=subject.tags) if c.answer is False], s)
        for plan in plans
        for s in plan.selections
    ]
    if not tried:
        return ""
    failed, selection = min(tried, key=lambda each: len(each[0]))
    name = selection.resource.text("name") or selection.resource.name
    has = f"; it has {TIER_TAG}={subject.tier_name!r}" if subject.tier_name else ""
    return f"selection {name} comes closest and requires {failed[0].asks}{has}"
