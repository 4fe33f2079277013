"""Where the recovery points of a rule are kept that targets a logically air-gapped vault itself.

Of a type that AWS Backup manages fully they go straight there. Of another one that such a vault
takes, a temporary recovery point is made in the rule's own vault and copied; AWS Backup deletes it
once it is copied, and keeps it where the copy fails. What such a vault does not take stays in the
rule's own vault, and the job completes with a message. So nothing but a vault that is not there
keeps recovery points from being made; the question is in which of the two vaults they are.

Source: AWS Backup developer guide, lag-vault-primary-backup; AWS Backup API, BackupRule (read
2026-11-28).
"""

from dataclasses import dataclass, replace

from bamp_pulumi.catalog import copied_between
from bamp_pulumi.coverage.copy_keys import why_key_keeps_from_air_gap
from bamp_pulumi.coverage.copying import is_managed
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.obstacle import Obstacle
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import DeclaredPlan, DeclaredRole, DeclaredRule, DeclaredVault

__all__ = ["Landing", "judge_landing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """In which vault the recovery points of a rule stay."""

    rule: DeclaredRule
    """The rule, with that vault."""
    stopped: Obstacle | None = None
    """What keeps the rule from making any, or may."""
    finding: Finding | None = None
    """Why they stay in the rule's own vault, or may."""
    is_through: DeclaredRule | None = None
    """The rule with its own vault, where temporary recovery points are made in that one first."""
    has_open_copies: bool = False
    """Whether it is not known from which of the two vaults its copy actions copy."""


def judge_landing(
    subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, role: DeclaredRole
) -> Landing:
    """Return where the recovery points of a rule stay, for the resource that is judged."""
    target = rule.air_gapped_vault
    if not rule.goes_to_air_gap or rule.vault is None:
        return Landing(rule=rule)
    of = f"rule {rule.name} of plan {plan.name}"
    stopped = _why_stopped(subject, plan, rule, of)
    if stopped is not None or target is None:
        return Landing(rule=rule, stopped=stopped)
    there = replace(rule, vault=target, vault_name=target.name)
    kept = _why_not_taken(subject) or _why_not_in_region(subject, target)
    if not kept and subject.store.independent_encryption:
        return Landing(rule=there)
    kept = kept or _why_not_copied(subject, rule, rule.vault, target, role)
    has_open_copies = bool(rule.copies)
    if not kept:
        return Landing(rule=there, is_through=rule, has_open_copies=has_open_copies)
    why = f"{of}, logically air-gapped vault {target.name}: {kept}; they stay in {rule.vault_name}"
    finding = subject.finding("BAMP-V63", why)
    return Landing(rule=rule, finding=finding, has_open_copies=has_open_copies)


def _why_stopped(
    subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, of: str
) -> Obstacle | None:
    """Return what prevents a rule from making recovery points at all, or may."""
    target = rule.air_gapped_vault
    if target is None:
        name = rule.air_gapped_vault_arn or "a logically air-gapped vault that is not known yet"
        why = f"{of} puts recovery points into {name}, which no given program declares"
        return Obstacle(code="BAMP-V42", why=why, is_open=True)
    if wrong := _why_no_target(plan, target):
        why = f"{of} puts recovery points into vault {target.name}, {wrong}"
        return Obstacle(code="BAMP-V06", why=why)
    if rule.continuous and subject.store.continuous_rpo_minutes is not None:
        why = f"{of}: whether continuous backups go to an air-gapped vault is not known"
        return Obstacle(code="BAMP-V42", why=why, is_open=True)
    return None


def _why_no_target(plan: DeclaredPlan, target: DeclaredVault) -> str:
    if not target.is_air_gapped:
        return "which is not a logically air-gapped vault"
    if (target.account_id, target.region) != (plan.account_id, plan.region):
        place = f"{target.region} of account {target.account_id}"
        return f"which is in {place}, not in the Region and account of the plan"
    return ""


def _why_not_taken(subject: Subject) -> str:
    """Return why an air-gapped vault takes no recovery points of a type, or may take none."""
    store = subject.store
    takes, managed = store.air_gapped_vault, is_managed(subject)
    if takes and store.needs_management_preference and managed is not True:
        preference = f"the Region's resourceTypeManagementPreference for {store.backup_type}"
        if managed is None:
            return (
                f"{preference} is not known; unless it is true, it takes no recovery points of it"
            )
        return f"{preference} is not true, so it takes none of its recovery points"
    if takes is None:
        return f"whether it takes recovery points of {store.label} is not known"
    return "" if takes else f"it takes no recovery points of {store.label}"


def _why_not_in_region(subject: Subject, target: DeclaredVault) -> str:
    """Return why an air-gapped vault takes none of a type in its Region, or may take none."""
    abilities, region = subject.store.abilities, target.region
    if abilities is None or not region:
        return ""
    return copied_between(abilities, region, region, "air_gap").reason


def _why_not_copied(
    subject: Subject,
    rule: DeclaredRule,
    source: DeclaredVault,
    target: DeclaredVault,
    role: DeclaredRole,
) -> str:
    """Return why a temporary recovery point is not copied, or may not be: then it is kept."""
    if by_key := why_key_keeps_from_air_gap(subject, target):
        return by_key
    if refused := target.refuses(rule.delete_after_days):
        return refused
    kept = subject.account.permissions.copying(source, target, role, managed=False)
    return kept.why if kept is not None else ""
