"""Which rules of a matched plan will really make recovery points, and which copies of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.catalog import DataStore
from bamp_pulumi.coverage.air_gap import judge_landing
from bamp_pulumi.coverage.busy import judge_busy_windows
from bamp_pulumi.coverage.continuous import keeps_continuous_back, sets_against_continuous
from bamp_pulumi.coverage.copying import judge_copies
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.obstacle import Obstacle, worst_of
from bamp_pulumi.coverage.source_access import judge_source_access
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.vaults_meant import why_perhaps_another
from bamp_pulumi.declared import DeclaredPlan, DeclaredRole, DeclaredRule, DeclaredSelection
from bamp_pulumi.timing import (
    LOOKED_AT,
    Cadence,
    CoveredCopy,
    CoveredRule,
    never_runs,
    suppressed_share,
)

__all__ = ["Made", "judge_plan"]

SHORTEST_JOB_MINUTES: Final = 60
"""House rule: a completion window that is shorter is not taken to let a job complete. AWS states no
duration of any job; its own minimum of a start window is as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a plan makes for a resource, and what keeps it from making more."""

    rules: tuple[CoveredRule, ...] = ()
    open_rules: tuple[CoveredRule, ...] = ()
    """Rules of which it is unknown whether their jobs succeed."""
    copies: tuple[CoveredCopy, ...] = ()
    findings: tuple[Finding, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    """All rules of the plan, those whose jobs fail too: they suppress others all the same."""
    unknown: bool = False
    """What the plan makes depends on what is known only after deployment."""
    copies_unknown: bool = False
    """There may be more copies than these."""


def judge_plan(subject: Subject, plan: DeclaredPlan, selection: DeclaredSelection) -> Made:
    """Judge every rule of a plan whose selection matches the resource."""
    role = subject.account.roles.named_by(selection.resource, "iamRoleArn")
    obstacles = [*_said_once(_of_the_plan(subject, plan, selection, role))]
    doubted = {each.depends_on for each in obstacles}
    findings = [subject.finding(each.code, each.why) for each in obstacles]
    if any(not each.is_open for each in obstacles):
        return Made(findings=tuple(findings))
    if any(rule.unknown for rule in plan.rules):
        return Made(findings=tuple(findings), unknown=True)
    is_open = bool(obstacles)
    rules: list[CoveredRule] = []
    open_rules: list[CoveredRule] = []
    copies: list[CoveredCopy] = []
    copies_unknown = False
    cadences = tuple(_cadence(plan, rule) for rule in plan.rules)
    frozen = [*keeps_continuous_back(subject)] if any(r.continuous for r in plan.rules) else []
    findings += frozen
    for rule in plan.rules:
        busy, met = judge_busy_windows(subject, plan, rule, cadences)
        findings += [met] if met is not None else []
        findings += sets_against_continuous(subject, rule) if rule.continuous else ()
        landing = judge_landing(subject, plan, rule, role)
        stopped = landing.stopped or worst_of(
            _why_no_job(subject, plan, each, role)
            for each in (landing.is_through, landing.rule)
            if each is not None
        )
        stopped = stopped or busy
        findings += [landing.finding] if landing.finding is not None else []
        if stopped is not None and not _is_said(stopped, doubted):
            findings.append(subject.finding(stopped.code, stopped.why))
        if stopped is not None and not stopped.is_open:
            continue
        if is_open or stopped is not None:
            open_rules.append(_covered(subject.store, plan, landing.rule, goes_on=not frozen))
            continue
        rules.append(_covered(subject.store, plan, landing.rule, goes_on=not frozen))
        if landing.has_open_copies:
            why = f"rule {rule.name}: from which of its two vaults it copies is not known"
            findings.append(subject.finding("BAMP-V42", f"{why}; copy by a rule of its own"))
            copies_unknown = True
            continue
        copied = judge_copies(subject, plan, landing.rule, role)
        copies += copied.copies
        findings += copied.findings
        copies_unknown = copies_unknown or copied.unknown
    findings.extend(_split_vaults(subject, plan))
    findings.extend(_suppressed(subject, plan, rules, cadences))
    return Made(
        rules=tuple(rules),
        open_rules=tuple(open_rules),
        copies=tuple(copies),
        findings=tuple(findings),
        cadences=cadences,
        copies_unknown=copies_unknown,
    )


def _said_once(obstacles: Iterable[Obstacle]) -> Iterator[Obstacle]:
    """Leave out a doubt about a policy that another one has named before."""
    doubted: set[str] = set()
    for each in obstacles:
        if not _is_said(each, doubted):
            yield each
        doubted.add(each.depends_on)


def _is_said(obstacle: Obstacle, doubted: Collection[str]) -> bool:
    """Return True if it is a doubt about a policy that is named already."""
    return obstacle.is_open and bool(obstacle.depends_on) and obstacle.depends_on in doubted


def _of_the_plan(
    subject: Subject, plan: DeclaredPlan, selection: DeclaredSelection, role: DeclaredRole
) -> Iterator[Obstacle]:
    """List what prevents a plan as a whole from making recovery points, or may."""
    opt_in = subject.account.opt_in(subject.resource)
    settings = opt_in.written_by if opt_in is not None else ()
    unread = subject.account.permissions.stands(plan.resource, selection.resource, *settings)
    if unread is not None and not unread.is_open:
        yield unread  # what AWS refuses is not there: the rest follows from it
        return
    blocked = subject.account.permissions.backing_up(
        role, subject.store.backup_type or "", subject.resource.region
    )
    if blocked is not None:
        yield replace(blocked, why=f"selection {selection.resource.name}: {blocked.why}")
    is_blocked = blocked is not None and not blocked.is_open
    is_refused = blocked is not None and blocked.code == "BAMP-V55"
    for kept_out in () if is_refused else judge_source_access(subject, role):
        if not (is_blocked and kept_out.is_open):
            yield replace(kept_out, why=f"selection {selection.resource.name}: {kept_out.why}")
    if unread is not None:
        yield unread
    if plan.refused:
        yield Obstacle(code="BAMP-V33", why=f"plan {plan.name}: {plan.refused}")
    if plan.is_looked_up:
        why = f"plan {plan.name} is only looked up: its rules are not known"
        yield Obstacle(code="BAMP-V32", why=why, is_open=True)
        return
    for rule in plan.rules:
        if rule.unknown:
            of = f"rule {rule.name} of plan {plan.name}" if rule.name else f"plan {plan.name}"
            parts = ", ".join(rule.unknown)
            why = f"{of}: {parts} is known only after deployment"
            yield Obstacle(code="BAMP-V32", why=why, is_open=True)


def _cadence(plan: DeclaredPlan, rule: DeclaredRule) -> Cadence:
    return Cadence(
        plan.name,
        rule.schedule,
        rule.timezone,
        rule.start_window_minutes,
        rule.delete_after_days,
    )


def _suppressed(
    subject: Subject,
    plan: DeclaredPlan,
    rules: Sequence[CoveredRule],
    cadences: Sequence[Cadence],
) -> Iterator[Finding]:
    for rule in rules:
        share = suppressed_share(rule.cadence, cadences)
        if share:
            yield subject.finding(
                "BAMP-V34",
                f"AWS Backup leaves out {share:.0%} of the runs of rule {rule.rule} of plan "
                f"{plan.name}: their start windows overlap those of rules that are kept longer",
            )


def _covered(
    store: DataStore, plan: DeclaredPlan, rule: DeclaredRule, *, goes_on: bool
) -> CoveredRule:
    return CoveredRule(
        plan=plan.name,
        rule=rule.name,
        schedule=rule.schedule,
        timezone=rule.timezone,
        retention_days=rule.delete_after_days,
        continuous=rule.continuous and goes_on and store.continuous_rpo_minutes is not None,
        vault=rule.vault_name,
        region=plan.region,
        start_window_minutes=rule.start_window_minutes,
    )


def _why_no_job(
    subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, role: DeclaredRole
) -> Obstacle | None:
    """Return what makes every job of a rule fail, or may; None when nothing does."""
    of = f"rule {rule.name} of plan {plan.name}"
    if never_runs(_cadence(plan, rule)):
        years = f"{LOOKED_AT[0]:%Y} and {LOOKED_AT[1].year - 1}"
        why = f"{of} never runs: {rule.schedule} has no day in {years}"
        return Obstacle(code="BAMP-V54", why=why)
    vault = rule.vault
    if vault is None:
        return _why_no_vault(subject, plan, rule, of)
    if vault.is_air_gapped and not rule.goes_to_air_gap:
        why = (
            f"{of} writes to {vault.name}, a logically air-gapped vault: name a backup vault, and "
            "this one as targetLogicallyAirGappedBackupVaultArn"
        )
        return Obstacle(code="BAMP-V06", why=why)
    refused = vault.refuses(rule.delete_after_days)
    if refused and not vault.doubt:
        return Obstacle(code="BAMP-V07", why=f"{of} writes to vault {vault.name}: {refused}")
    if rule.completion_window_minutes < SHORTEST_JOB_MINUTES:
        why = (
            f"{of} cancels jobs that run longer than its completion window "
            f"({rule.completion_window_minutes} min): whether one completes in that time is not "
            "known; set completion_window to days"
        )
        return Obstacle(code="BAMP-V45", why=why, is_open=True)
    kept = subject.account.permissions.writing(vault, role)
    return replace(kept, why=f"{of} writes to vault {vault.name}: {kept.why}") if kept else None


def _why_no_vault(subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, of: str) -> Obstacle:
    """Return whether the vault of a rule is certainly not declared, or is not known."""
    name = rule.vault_name or "a vault whose name is not known"
    here = (plan.account_id, plan.region, rule.vault_name)
    unsure = why_perhaps_another(subject, *here)
    if unsure is not None:
        return replace(unsure, why=f"{of} writes to {name}: {unsure.why}")
    twins = [v for v in subject.account.vaults if (v.account_id, v.region, v.name) == here]
    what = f"of which {len(twins)} are declared" if twins else "which no given program declares"
    return Obstacle(code="BAMP-V06", why=f"{of} writes to {name}, {what} in {plan.region}")


def _split_vaults(subject: Subject, plan: DeclaredPlan) -> Sequence[Finding]:
    """Find a plan whose periodic backups lie apart from the continuous one that needs them near."""
    abilities = subject.store.abilities
    if abilities is None or not abilities.one_vault_while_continuous:
        return ()
    vaults = sorted({rule.vault_name for rule in plan.rules})
    if len(vaults) == 1 or not any(rule.continuous for rule in plan.rules):
        return ()
    return (subject.finding("BAMP-V28", f"plan {plan.name} writes to {', '.join(vaults)}"),)
