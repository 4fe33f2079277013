"""Why no selection matches a data store."""

import shlex
from collections.abc import Sequence

from bamp_pulumi.coverage.remedied import moved, tiered
from bamp_pulumi.coverage.subject import Keeps, Subject
from bamp_pulumi.coverage.written import inherit_written, input_written, tier_written
from bamp_pulumi.declared import DeclaredPlan, clauses_of
from bamp_pulumi.policy import EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG, TIER_TAG, misspelt_keys

__all__ = ["why_unmatched"]


def why_unmatched(subject: Subject, keeps: Keeps) -> str:
    """Return where the plans are, which tag is missing, or which selection comes closest.

    Args:
        subject: The data store.
        keeps: Tries what is proposed: what does not hold is not proposed.
    """
    resource = subject.resource
    here = subject.account.plans_in(resource)
    if not here:
        return _elsewhere(subject, keeps)
    nearest = _nearest(subject, here)
    if not subject.tier_name and (not nearest or TIER_TAG in nearest):
        misspelt = misspelt_keys(subject.tags or {}).get(TIER_TAG)
        instead = f" ({misspelt}: did you mean {TIER_TAG}?)" if misspelt else ""
        return f"it has no {TIER_TAG} tag{instead}{_tagged(subject, keeps)}"
    if nearest:
        return nearest
    return f"the plans in {resource.region} have no selection"


def _tagged(subject: Subject, keeps: Keeps) -> str:
    """Return how a resource without a tier gets one."""
    tier = subject.policy.default_tier
    write = f"set {tier_written(subject, tier)}" if keeps(tiered(subject, tier)) else ""
    if {EXEMPT_REASON_TAG, EXEMPT_UNTIL_TAG} & (subject.tags or {}).keys():
        return ", for it is tagged as exempt" + (f"; {write}" if write else "")
    proposed = ", or ".join(filter(None, (inherit_written(subject), write)))
    return f"; {proposed}" if proposed else ""


def _elsewhere(subject: Subject, keeps: Keeps) -> str:
    """Return where the plans are, and what to write so that one is where the resource is."""
    resource = subject.resource
    places = sorted({_place(plan) for plan in subject.account.plans})
    lives = f"it is in {resource.region} of {resource.account_id}"
    says = f"{lives}; the plans back up {', '.join(places)}"
    regions = sorted(
        {plan.region for plan in subject.account.plans if plan.account_id == resource.account_id}
    )
    if not regions:
        given = f"bamp preview {_project(subject)} ACCOUNT"
        return f"{says}; give the program or the manifest of its account too: {given}"
    moves = next((move for region in regions if (move := _move(subject, region, keeps))), "")
    here = resource.region
    stack = (
        f"declare the account in {here} too: bamp init account account-{here} --region {here} "
        f"--email ADDRESS, with bamp:prefix: bamp-{here} in its stack"
    )
    return f"{says}; {moves}{stack}"


def _move(subject: Subject, region: str, keeps: Keeps) -> str:
    """Return how a resource that is not deployed yet is declared in a Region; empty if it fails."""
    inputs = {name: value for name, value in subject.resource.inputs.items() if name != "region"}
    # `us-east-1a` of an Availability Zone, or an ARN: it would not be the only line to change.
    is_bound = subject.resource.region in str(inputs)
    if not region or is_bound or not keeps(moved(subject, region)):
        return ""
    if isinstance(subject.resource.inputs.get("region"), str):
        write = input_written(subject, "region", region)
    elif _region_of_program(subject) == subject.resource.region:
        stack = shlex.quote(subject.resource.urn.split(":")[2])
        write = f"pulumi config set aws:region {region} --stack {stack}"
    else:
        return ""
    return f"before its first deployment, write {write} (later it would be replaced); or "


def _region_of_program(subject: Subject) -> str:
    programs = subject.account.estate.programs
    own = (each.region for each in programs if each.name == subject.resource.program)
    return next(own, "")


def _project(subject: Subject) -> str:
    return subject.resource.program.partition("/")[0]


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
