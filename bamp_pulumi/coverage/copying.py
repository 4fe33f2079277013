"""Which copies of a rule's recovery points will really be made."""

from dataclasses import dataclass

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.hindrance import LEFT_OPEN
from bamp_pulumi.coverage.result import CoveredCopy
from bamp_pulumi.coverage.role import DeclaredRole
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.declared import DeclaredCopy, DeclaredPlan, DeclaredRule, DeclaredVault

__all__ = ["Copied", "judge_copies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a rule's copy actions come to."""

    copies: tuple[CoveredCopy, ...]
    findings: tuple[Finding, ...]

    @property
    def unknown(self) -> bool:
        """Say whether there may be more copies than these."""
        return any(finding.id in LEFT_OPEN for finding in self.findings)


def judge_copies(
    subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, role: DeclaredRole
) -> Copied:
    """Judge every copy action of a rule that makes recovery points of the resource."""
    judged = [(copy, _why_no_copy(subject, rule, copy, role)) for copy in rule.copies]
    return Copied(
        copies=tuple(_covered_copy(plan, rule, copy) for copy, failed in judged if failed is None),
        findings=tuple(failed for _, failed in judged if failed is not None),
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


def _why_no_copy(
    subject: Subject, rule: DeclaredRule, copy: DeclaredCopy, role: DeclaredRole
) -> Finding | None:
    if copy.unknown:
        parts = ", ".join(copy.unknown)
        message = f"copies of rule {rule.name}: {parts} is known only after deployment"
        return subject.finding("BAMP-V32", message)
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
    vault = subject.account.vault(copy.destination_vault_arn)
    if vault is None:
        return subject.finding(
            "BAMP-V27", f"{of}: no given program declares {copy.destination_vault_arn}"
        )
    refused = _why_vault_takes_no_copy(subject, vault, copy, of)
    if refused is not None:
        return refused
    source = rule.vault
    kept = subject.account.permissions.copying(source, vault, role) if source else None
    return subject.finding(kept.code, f"{of}, vault {vault.name}: {kept.why}") if kept else None


def _why_vault_takes_no_copy(
    subject: Subject, vault: DeclaredVault, copy: DeclaredCopy, of: str
) -> Finding | None:
    refused = vault.refuses(copy.delete_after_days)
    if refused:
        return subject.finding("BAMP-V07", f"{of}, vault {vault.name}: {refused}")
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
