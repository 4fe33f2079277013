"""Which rules of a matched plan will really make recovery points, and which copies of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bamp_pulumi.catalog import DataStore
from bamp_pulumi.coverage.declared_plans import DeclaredPlan
from bamp_pulumi.coverage.declared_rules import DeclaredCopy, DeclaredRule
from bamp_pulumi.coverage.declared_selections import DeclaredSelection
from bamp_pulumi.coverage.declared_vaults import DeclaredVault
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.key import why_unusable
from bamp_pulumi.coverage.result import CoveredCopy, CoveredRule
from bamp_pulumi.coverage.runs import Cadence, suppressed_share
from bamp_pulumi.coverage.subject import Subject

__all__ = ["Made", "judge_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a plan makes for a resource, and what keeps it from making more."""

    rules: tuple[CoveredRule, ...] = ()
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
    blocked = tuple(_role_findings(subject, selection))
    findings = list(blocked)
    if any(finding.id == "BAMP-V08" for finding in blocked):
        return Made(findings=blocked)
    if plan.refused:
        message = f"plan {plan.name}: {plan.refused}"
        return Made(findings=(*blocked, subject.finding("BAMP-V33", message)))
    findings += _unknown_parts(subject, plan)
    if any(rule.unknown for rule in plan.rules):
        return Made(findings=tuple(findings), unknown=True)
    rules: list[CoveredRule] = []
    copies: list[CoveredCopy] = []
    for rule in plan.rules:
        stopped = _why_no_job(subject, plan, rule)
        if stopped is not None:
            findings.append(stopped)
            continue
        rules.append(_covered(subject.store, plan, rule))
        for copy in rule.copies:
            if copy.unknown:
                continue
            failed = _why_no_copy(subject, rule, copy)
            if failed is not None:
                findings.append(failed)
            else:
                copies.append(_covered_copy(plan, rule, copy))
    findings.extend(_split_vaults(subject, plan))
    cadences = tuple(_cadence(plan, rule) for rule in plan.rules)
    findings.extend(_suppressed(subject, plan, rules, cadences))
    return Made(
        rules=tuple(rules),
        copies=tuple(copies),
        findings=tuple(findings),
        cadences=cadences,
        copies_unknown=any(copy.unknown for rule in plan.rules for copy in rule.copies),
    )


def _cadence(plan: DeclaredPlan, rule: DeclaredRule) -> Cadence:
    return Cadence(
        plan.name,
        rule.schedule,
        rule.timezone,
        rule.start_window_minutes,
        rule.delete_after_days,
    )


def _unknown_parts(subject: Subject, plan: DeclaredPlan) -> Iterator[Finding]:
    """Name what is known only after deployment, of rules and of their copies."""
    for rule in plan.rules:
        parts = [*rule.unknown, *(part for copy in rule.copies for part in copy.unknown)]
        if parts:
            of = f"rule {rule.name} of plan {plan.name}" if rule.name else f"plan {plan.name}"
            message = f"{of}: {', '.join(dict.fromkeys(parts))} is known only after deployment"
            yield subject.finding("BAMP-V32", message)


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


def _covered_copy(plan: DeclaredPlan, rule: DeclaredRule, copy: DeclaredCopy) -> CoveredCopy:
    return CoveredCopy(
        plan=plan.name,
        rule=rule.name,
        region=copy.region,
        account_id=copy.account_id,
        vault=copy.destination_vault_arn.rpartition(":")[2],
        retention_days=copy.delete_after_days,
    )


def _role_findings(subject: Subject, selection: DeclaredSelection) -> Iterator[Finding]:
    roles = subject.account.roles
    role = roles.role_of(selection.resource)
    if role is None:
        yield subject.finding(
            "BAMP-V26",
            f"selection {selection.resource.name} names a role that no given program declares",
        )
        return
    lacking = roles.lacks(role, subject.store.backup_type or "")
    if lacking:
        yield subject.finding(
            "BAMP-V08",
            f"role {role.text('name') or role.name} lacks {' and '.join(lacking)}; attach it",
        )


def _why_no_job(subject: Subject, plan: DeclaredPlan, rule: DeclaredRule) -> Finding | None:
    """Say what makes every job of a rule fail; None when nothing does."""
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
    unusable = why_unusable(vault)
    if unusable:
        return subject.finding("BAMP-V09", f"{of} writes to vault {vault.name}: {unusable}")
    return None


def _why_no_copy(subject: Subject, rule: DeclaredRule, copy: DeclaredCopy) -> Finding | None:
    store = subject.store
    of = f"rule {rule.name} copies to {copy.region or 'a Region not known yet'}"
    abroad = copy.region != subject.resource.region
    foreign = copy.account_id not in ("", subject.resource.account_id)
    can = (store.cross_region_copy or not abroad) and (store.cross_account_copy or not foreign)
    if not can:
        instead = f"; {store.instead}" if store.instead else ""
        message = f"{store.label} has no copies to {copy.region} in AWS Backup{instead}"
        return subject.finding("BAMP-V12", message)
    if store.needs_management_preference and not _is_managed(subject):
        return subject.finding(
            "BAMP-V27",
            f"{of}: the Region's resourceTypeManagementPreference for {store.backup_type} is not "
            "true, so its recovery points cannot be copied",
        )
    if not copy.destination_vault_arn:
        return subject.finding("BAMP-V27", f"{of}: the destination vault is not known")
    vault = subject.account.vault(copy.destination_vault_arn)
    if vault is None:
        return subject.finding(
            "BAMP-V27", f"{of}: no given program declares {copy.destination_vault_arn}"
        )
    return _why_vault_takes_no_copy(subject, vault, copy, of)


def _why_vault_takes_no_copy(
    subject: Subject, vault: DeclaredVault, copy: DeclaredCopy, of: str
) -> Finding | None:
    refused = vault.refuses(copy.delete_after_days)
    if refused:
        return subject.finding("BAMP-V07", f"{of}, vault {vault.name}: {refused}")
    unusable = why_unusable(vault)
    if unusable:
        return subject.finding("BAMP-V09", f"{of}, vault {vault.name}: {unusable}")
    if not vault.key_given and not subject.store.independent_encryption:
        return subject.finding(
            "BAMP-V27",
            f"{of}: vault {vault.name} has AWS Backup's own key, which cannot take copies of "
            f"{subject.store.label}; give it a customer managed key",
        )
    return None


def _is_managed(subject: Subject) -> bool:
    opt_in = subject.account.opt_in(subject.resource)
    return opt_in is not None and opt_in.managed.get(subject.store.backup_type or "") is True


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
