"""Data stores that AWS Backup knows: will it make recovery points of this one?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.native import NativeProtection
from bamp_pulumi.coverage.objectives import achieved_rpo_minutes, judge_objectives, judge_type
from bamp_pulumi.coverage.obstacle import Obstacle
from bamp_pulumi.coverage.regions import supported_in_region
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.coverage.rules import Made, judge_plan
from bamp_pulumi.coverage.source import judge_source, left_out
from bamp_pulumi.coverage.subject import Keeps, Subject
from bamp_pulumi.coverage.unmatched import why_unmatched
from bamp_pulumi.coverage.written import decision
from bamp_pulumi.declared import DeclaredPlan, DeclaredSelection, clauses_of, matches, needs_opt_in
from bamp_pulumi.policy import TIER_TAG
from bamp_pulumi.timing import CoveredCopy, CoveredRule

__all__ = ["judge_backup"]

_NO_KEY_KNOWN: Final = (
    "its tags, of which no key is known, so whether one is misspelt is not known either; write the "
    "keys in the program, and outputs as values only"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """Selections of the resource's Region that match it, and whether others may."""

    sure: tuple[tuple[DeclaredPlan, DeclaredSelection], ...]
    perhaps: str
    """What it depends on whether others match; empty when no other may."""


def judge_backup(subject: Subject, native: NativeProtection, keeps: Keeps) -> ResourceCoverage:
    """Judge a data store of a type that AWS Backup supports.

    Args:
        subject: The data store.
        native: What its service keeps of it.
        keeps: Tries what is proposed for one that is not backed up.
    """
    where = supported_in_region(subject)
    if where.can is False:
        how = f"AWS Backup does not support it in {subject.resource.region}"
        why = f"{where.reason}; declare it in one of them" if where.elsewhere else where.reason
        findings = [
            subject.finding("BAMP-V100", f"{why}, or record the decision: {decision(subject)}")
        ]
        return _result(subject, Status.UNPROTECTED, how, [*findings, *native.findings])
    found = _match(subject)
    if not found.sure:
        return _unmatched(subject, native, keeps, perhaps=found.perhaps)
    made, opted, opt_in_findings = _opted_in(subject, found.sure)
    lacking = tuple(judge_source(subject))
    rules = tuple(dict.fromkeys(rule for each in made for rule in each.rules))
    copies = tuple(dict.fromkeys(copy for each in made for copy in each.copies))
    findings = [
        *opt_in_findings,
        *(subject.finding(each.code, each.why) for each in lacking),
        *(f for each in made for f in each.findings),
    ]
    status, how = _standing(lacking, made, opted=opted)
    if status is Status.UNPROTECTED:
        rules, copies = (), ()
    elif not rules:
        rules = tuple(dict.fromkeys(rule for each in made for rule in each.open_rules))
    beside = tuple(cadence for each in made for cadence in each.cadences)
    refused = any(each.code == "BAMP-V55" for each in lacking)
    by_service = None if refused else native.rpo_minutes  # of what is not there nothing is kept
    achieved = achieved_rpo_minutes(subject, rules, beside, by_service)
    if status is not Status.UNPROTECTED:
        findings += judge_type(subject)
    if status is Status.PROTECTED:
        findings += native.findings
        findings += left_out(subject)
        broken = [*judge_objectives(subject, rules, copies, beside, achieved)]
        if any(each.copies_unknown for each in made) and _depending_on_copies(broken):
            status, how = Status.UNVERIFIED, "backed up; whether copies are made is not known"
            broken = [finding for finding in broken if finding not in _depending_on_copies(broken)]
        findings += broken
    covered = _result(subject, status, how, findings, rules=rules, copies=copies, achieved=achieved)
    return replace(covered, cadences=beside)


def _standing(
    lacking: Sequence[Obstacle], made: Sequence[Made], *, opted: bool | None
) -> tuple[Status, str]:
    """Return the status of a selected resource and in a few words why: the worst first."""
    rules = {rule for each in made for rule in each.rules}
    unknown = any(each.unknown for each in made)
    is_open = unknown or any(each.open_rules for each in made)
    surely_lacks = any(not each.is_open for each in lacking)
    if opted is False or surely_lacks or not (rules or is_open):
        return Status.UNPROTECTED, "selected, but no job will succeed"
    if lacking:
        return Status.UNVERIFIED, "selected; whether AWS Backup accepts it is not known"
    if unknown:
        return Status.UNVERIFIED, "selected; what its plan does is not known"
    if not rules:
        return Status.UNVERIFIED, "selected; whether its jobs have their permissions is not known"
    if opted is None:
        return Status.UNVERIFIED, "selected; the Region's opt-in is not known"
    return Status.PROTECTED, " + ".join(sorted({rule.plan for rule in rules}))


def _depending_on_copies(findings: Sequence[Finding]) -> list[Finding]:
    """Return what a copy that is not known yet may put right."""
    return [finding for finding in findings if finding.id in ("BAMP-V11", "BAMP-V14")]


def _match(subject: Subject) -> _Match:
    resource, tags = subject.resource, subject.tags
    answers = [
        (plan, selection, matches(selection, resource, tags=tags))
        for plan in subject.account.plans_in(resource)
        for selection in plan.selections
    ]
    perhaps = (_open_part(subject, selection) for _, selection, answer in answers if answer is None)
    unplaced = (
        f"the Region or account of plan {plan.name}"
        for plan in subject.account.plans_perhaps_in(resource)
        if any(matches(each, resource, tags=tags) is not False for each in plan.selections)
    )
    return _Match(
        sure=tuple((plan, selection) for plan, selection, answer in answers if answer),
        perhaps=next(chain(perhaps, unplaced), ""),
    )


def _open_part(subject: Subject, selection: DeclaredSelection) -> str:
    """Return what it depends on whether a selection matches."""
    if subject.is_tier_unknown:
        return _NO_KEY_KNOWN if subject.tags is None else f"tag {TIER_TAG}"
    clauses = clauses_of(selection, subject.resource, tags=subject.tags)
    asks = next(clause.asks for clause in clauses if clause.answer is None)
    return f"selection {selection.resource.name}, {asks}"


def _unmatched(
    subject: Subject,
    native: NativeProtection,
    keeps: Keeps,
    *,
    perhaps: str,
) -> ResourceCoverage:
    resource = subject.resource
    findings: list[Finding] = []
    status = Status.UNVERIFIED
    if not subject.account.plans:
        how = "no backup plan known"
        findings.append(subject.finding("BAMP-V02", _no_plan()))
    elif not resource.region:
        how = "Region not known"
        findings.append(subject.finding("BAMP-V31", "no Region is known for it; set aws:region"))
    elif not resource.account_id:
        how = "account not known"
        message = "no account is known for it; give --account, or allowedAccountIds of its provider"
        findings.append(subject.finding("BAMP-V31", message))
    elif looked_up := [
        plan
        for plan in (
            *subject.account.plans_in(resource),
            *subject.account.plans_perhaps_in(resource),
        )
        if plan.is_looked_up
    ]:
        how = "selections not known"
        message = (
            f"whether a selection matches is not known: plan {looked_up[0].name} is only looked "
            "up; give the program that declares it and its selections too"
        )
        findings.append(subject.finding("BAMP-V03", message))
    elif perhaps:
        what = "tags" if subject.is_tier_unknown else "selection"
        how = f"{what} not known before deployment"
        message = f"whether a selection matches is known only after deployment: {perhaps}"
        findings.append(subject.finding("BAMP-V03", message))
    else:
        status, how = Status.UNPROTECTED, "no selection matches"
        findings.append(subject.finding("BAMP-V01", why_unmatched(subject, keeps)))
    return _result(subject, status, how, [*findings, *native.findings])


def _no_plan() -> str:
    return (
        "give the account's program or its manifest too: bamp preview PROGRAM ACCOUNT; "
        "bamp init account writes such a program"
    )


def _opted_in(
    subject: Subject, found: Sequence[tuple[DeclaredPlan, DeclaredSelection]]
) -> tuple[list[Made], bool | None, list[Finding]]:
    """Judge each plan, and whether the Region's opt-in lets it make anything.

    A selection that needs no opt-in is for its own plan alone: the others wait for it all the same.
    """
    resource, abilities = subject.resource, subject.store.abilities
    made = [judge_plan(subject, plan, selection) for plan, selection in found]
    answer, findings = _opt_in(subject)
    waits = [abilities is not None and needs_opt_in(s, resource, abilities) for _, s in found]
    if answer is True or not any(waits):
        return made, True, []
    if all(waits):
        return made, answer, findings
    free = [each for each, waiting in zip(made, waits, strict=True) if not waiting]
    if answer is None:
        late = (each for each, waiting in zip(made, waits, strict=True) if waiting)
        held = [replace(m, rules=(), open_rules=(*m.rules, *m.open_rules), copies=()) for m in late]
        return [*free, *held], True, findings
    return free, True, [] if any(each.rules for each in free) else findings


def _opt_in(subject: Subject) -> tuple[bool | None, list[Finding]]:
    """Answer whether the Region is opted in for the type; a finding where it is not certainly."""
    abilities = subject.store.abilities
    if abilities is None:
        return True, []
    backup_type = abilities.backup_type
    opt_in = subject.account.opt_in(subject.resource)
    answer = opt_in.types.get(backup_type) if opt_in is not None else None
    if answer is True:
        return True, []
    region = subject.resource.region
    if answer is False:
        message = f"{backup_type} is switched off in {region}; set it to true in RegionSettings"
        return False, [subject.finding("BAMP-V04", message)]
    message = f"no given program says whether {region} is opted in for {backup_type}"
    return None, [subject.finding("BAMP-V05", message)]


def _result(  # noqa: PLR0913 - the parts of a judgement
    subject: Subject,
    status: Status,
    how: str,
    findings: Sequence[Finding],
    *,
    rules: tuple[CoveredRule, ...] = (),
    copies: tuple[CoveredCopy, ...] = (),
    achieved: int | None = None,
) -> ResourceCoverage:
    return ResourceCoverage(
        resource=subject.resource,
        label=subject.store.label,
        store=subject.store,
        status=status,
        how=how,
        rules=rules,
        copies=copies,
        rpo_minutes=subject.tier.rpo_minutes if subject.has_tier else None,
        rto_minutes=subject.tier.rto_minutes if subject.has_tier else None,
        achieved_rpo_minutes=achieved,
        findings=tuple(findings),
    )
