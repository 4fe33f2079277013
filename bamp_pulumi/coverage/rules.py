"""Which rules of a matched plan will really make recovery points, and which copies of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bamp_pulumi.catalog import DataStore
from bamp_pulumi.coverage.copying import judge_copies
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.hindrance import LEFT_OPEN
from bamp_pulumi.coverage.result import CoveredCopy, CoveredRule
from bamp_pulumi.coverage.role import DeclaredRole
from bamp_pulumi.coverage.runs import Cadence, suppressed_share
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import DeclaredPlan, DeclaredRule, DeclaredSelection

__all__ = ["Made", "judge_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a plan makes for a resource, and what keeps it from making more."""

    rules: tuple[CoveredRule, ...] = ()
    open_rules: tuple[CoveredRule, ...] = ()
    """Rules of which it cannot be told whether their jobs succeed."""
    copies: tuple[CoveredCopy, ...] = ()
    findings: tuple[Finding, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    """All rules of the plan, those whose jobs fail too: they suppress others all the same."""
    unknown: bool = False
    """What the plan makes hangs on what only a deployment tells."""
    copies_unknown: bool = False
    """There may be more copies than these."""


def judge_plan(subject: Subject, plan: DeclaredPlan, selection: DeclaredSelection) -> Made:
    """Judge every rule of a plan whose selection matches the resource."""
    role = subject.account.roles.role_of(selection.resource)
    findings = [*_of_the_plan(subject, plan, selection, role)]
    if any(finding.id not in LEFT_OPEN for finding in findings):
        return Made(findings=tuple(findings))
    if any(rule.unknown for rule in plan.rules):
        return Made(findings=tuple(findings), unknown=True)
    is_open = bool(findings)
    rules: list[CoveredRule] = []
    open_rules: list[CoveredRule] = []
    copies: list[CoveredCopy] = []
    copies_unknown = False
    for rule in plan.rules:
        stopped = _why_no_job(subject, plan, rule, role)
        findings += [] if stopped is None else [stopped]
        if stopped is not None and stopped.id not in LEFT_OPEN:
            continue
        if is_open or stopped is not None:
            open_rules.append(_covered(subject.store, plan, rule))
            continue
        rules.append(_covered(subject.store, plan, rule))
        copied = judge_copies(subject, plan, rule, role)
        copies += copied.copies
        findings += copied.findings
        copies_unknown = copies_unknown or copied.unknown
    findings.extend(_split_vaults(subject, plan))
    cadences = tuple(_cadence(plan, rule) for rule in plan.rules)
    findings.extend(_suppressed(subject, plan, rules, cadences))
    return Made(
        rules=tuple(rules),
        open_rules=tuple(open_rules),
        copies=tuple(copies),
        findings=tuple(findings),
        cadences=cadences,
        copies_unknown=copies_unknown,
    )


def _of_the_plan(
    subject: Subject, plan: DeclaredPlan, selection: DeclaredSelection, role: DeclaredRole
) -> Iterator[Finding]:
    """Say what keeps a plan as a whole from making anything, or may."""
    blocked = role.judge(subject.store.backup_type or "")
    if blocked is not None:
        of = f"selection {selection.resource.name}: {blocked.why}"
        yield subject.finding(blocked.code, of)
    if plan.refused:
        yield subject.finding("BAMP-V33", f"plan {plan.name}: {plan.refused}")
    for rule in plan.rules:
        if rule.unknown:
            of = f"rule {rule.name} of plan {plan.name}" if rule.name else f"plan {plan.name}"
            parts = ", ".join(rule.unknown)
            yield subject.finding("BAMP-V32", f"{of}: {parts} is known only after deployment")


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


def _covered(store: DataStore, plan: DeclaredPlan, rule: DeclaredRule) -> CoveredRule:
    return CoveredRule(
        plan=plan.name,
        rule=rule.name,
        schedule=rule.schedule,
        timezone=rule.timezone,
        retention_days=rule.delete_after_days,
        continuous=rule.continuous and store.continuous_rpo_minutes is not None,
        vault=rule.vault_name,
        region=plan.region,
        start_window_minutes=rule.start_window_minutes,
    )


def _why_no_job(
    subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, role: DeclaredRole
) -> Finding | None:
    """Say what makes every job of a rule fail, or may; None when nothing does."""
    of = f"rule {rule.name} of plan {plan.name}"
    vault = rule.vault
    if vault is None:
        name = rule.vault_name or "a vault whose name is not known"
        return subject.finding(
            "BAMP-V06", f"{of} writes to {name}, which no given program declares in {plan.region}"
        )
    refused = vault.refuses(rule.delete_after_days)
    if refused:
        return subject.finding("BAMP-V07", f"{of} writes to vault {vault.name}: {refused}")
    kept = subject.account.permissions.writing(vault, role)
    if kept is None:
        return None
    return subject.finding(kept.code, f"{of} writes to vault {vault.name}: {kept.why}")


def _split_vaults(subject: Subject, plan: DeclaredPlan) -> Sequence[Finding]:
    """A bucket's continuous and periodic backups must share a vault.

    Source: AWS Backup developer guide, s3-backups (read 2026-11-21).
    """
    if subject.store.backup_type != "S3" or not any(rule.continuous for rule in plan.rules):
        return ()
    vaults = sorted({rule.vault_name for rule in plan.rules})
    if len(vaults) == 1:
        return ()
    return (subject.finding("BAMP-V28", f"plan {plan.name} writes to {', '.join(vaults)}"),)
