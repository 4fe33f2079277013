"""Which copies of a rule's recovery points will really be made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bamp_pulumi.coverage.copy_keys import (
    is_foreign,
    what_key_keeps_from_air_gap,
    why_key_keeps_copy,
    why_no_other_account,
)
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.coverage.obstacle import Obstacle, worst_of
from bamp_pulumi.coverage.prerequisites import unmet, with_inherited
from bamp_pulumi.coverage.regions import why_regions_have_no_copy
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.vaults_meant import why_perhaps_another
from bamp_pulumi.declared import (
    DeclaredCopy,
    DeclaredPlan,
    DeclaredRole,
    DeclaredRule,
    DeclaredVault,
)
from bamp_pulumi.timing import CoveredCopy
from bamp_pulumi.truth import Truth

__all__ = [
    "NO_COPIES_OF_TYPE",
    "Copied",
    "is_managed",
    "judge_copies",
    "why_type_is_not_copied",
]

NO_COPIES_OF_TYPE: Final = "BAMP-V12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a rule's copy actions come to."""

    copies: tuple[CoveredCopy, ...]
    findings: tuple[Finding, ...]
    unknown: bool
    """Whether there may be more copies than these."""


def judge_copies(
    subject: Subject, plan: DeclaredPlan, rule: DeclaredRule, role: DeclaredRole
) -> Copied:
    """Judge every copy action of a rule that makes recovery points of the resource."""
    judged = [(copy, _why_no_copy(subject, rule, copy, role)) for copy in rule.copies]
    failed = [each for _, each in judged if each is not None]
    made = [copy for copy, each in judged if each is None]
    gaps = [
        what_key_keeps_from_air_gap(subject, copy.vault, copy, f"rule {rule.name} copies to")
        for copy in made
        if copy.vault is not None
    ]
    return Copied(
        copies=tuple(_covered_copy(plan, rule, copy) for copy in made),
        findings=(
            *(
                finding
                for copy, each in judged
                if each is not None
                for finding in _findings(subject, copy, each)
            ),
            *(gap for gap in gaps if gap is not None),
        ),
        unknown=any(each.is_open for each in failed),
    )


def _findings(subject: Subject, copy: DeclaredCopy, failed: Obstacle) -> Iterator[Finding]:
    """List why a copy is not made; what is promised of a type without any is judged elsewhere."""
    found = subject.finding(failed.code, failed.why)
    if failed.code != NO_COPIES_OF_TYPE:
        yield found
    elif not (subject.has_tier and subject.copies_to(copy.region)):
        yield replace(found, at_most=Severity.WARNING)


def why_type_is_not_copied(subject: Subject, region: str) -> str:
    """Return what is said of a type that AWS Backup does not copy."""
    instead = subject.store.instead.removesuffix(".")
    why = f"{subject.store.label} has no copies to {region} in AWS Backup"
    return f"{why}; {instead}" if instead else why


def _covered_copy(plan: DeclaredPlan, rule: DeclaredRule, copy: DeclaredCopy) -> CoveredCopy:
    return CoveredCopy(
        plan=plan.name,
        rule=rule.name,
        region=copy.region,
        account_id=copy.account_id,
        vault=copy.vault_name,
        retention_days=copy.delete_after_days,
    )


def _why_no_copy(
    subject: Subject, rule: DeclaredRule, copy: DeclaredCopy, role: DeclaredRole
) -> Obstacle | None:
    if copy.unknown:
        parts = ", ".join(copy.unknown)
        why = f"copies of rule {rule.name}: {parts} is known only after deployment"
        return Obstacle(code="BAMP-V32", why=why, is_open=True)
    of = f"rule {rule.name} copies to {copy.region or 'a Region not known yet'}"
    vault = copy.vault
    if vault is None:
        named = copy.destination_vault_arn
        why = f"{of}: no given program declares {named}" if named else f"{of}: it names no vault"
        missing = Obstacle(code="BAMP-V27", why=why)
        unsure = why_perhaps_another(subject, copy.account_id, copy.region, copy.vault_name)
        if unsure is not None:
            missing = replace(unsure, why=f"{of}: {unsure.why}")
        return worst_of((_why_type_has_no_copy(subject, copy, of), missing))
    permissions, managed = subject.account.permissions, subject.store.independent_encryption
    kept = (
        permissions.copying(rule.vault, vault, role, managed=managed)
        if rule.vault is not None
        else None
    )
    return worst_of(
        (
            _why_type_has_no_copy(subject, copy, of),
            _why_vault_takes_no_copy(subject, vault, copy, of),
            *_why_source_is_not_copied(subject, copy, of),
            why_no_other_account(subject, copy, of),
            why_key_keeps_copy(subject, vault, copy, of),
            replace(kept, why=f"{of}, vault {vault.name}: {kept.why}") if kept else None,
        )
    )


def _why_type_has_no_copy(subject: Subject, copy: DeclaredCopy, of: str) -> Obstacle | None:
    """Return what AWS Backup does not do for this type, wherever the copy goes."""
    store = subject.store
    abroad = copy.region != subject.resource.region
    foreign = is_foreign(subject, copy)
    can = (store.cross_region_copy or not abroad) and (store.cross_account_copy or not foreign)
    # The guide has no copies within a Region of what it never copies: of a Multi-AZ DB cluster it
    # denies them.
    if not can or not (store.cross_region_copy or store.cross_account_copy):
        why = why_type_is_not_copied(subject, copy.region)
        return Obstacle(code=NO_COPIES_OF_TYPE, why=why)
    stays = _why_air_gap_takes_none(subject, copy, of) or why_regions_have_no_copy(
        subject, copy, of, to_other_account=foreign
    )
    if stays is not None:
        return stays
    managed = is_managed(subject)
    if store.needs_management_preference and managed is not True:
        preference = f"the Region's resourceTypeManagementPreference for {store.backup_type}"
        if managed is None:
            why = f"{of}: {preference} is not known; unless it is true, nothing can be copied"
            return Obstacle(code="BAMP-V32", why=why, is_open=True)
        why = f"{of}: {preference} is not true, so its recovery points cannot be copied"
        return Obstacle(code="BAMP-V27", why=why)
    return None


def _why_air_gap_takes_none(subject: Subject, copy: DeclaredCopy, of: str) -> Obstacle | None:
    """Return why a logically air-gapped vault takes no copies of a type, or may take none."""
    takes, label = subject.store.air_gapped_vault, subject.store.label
    if takes or copy.vault is None or not copy.vault.is_air_gapped:
        return None
    vault = f"logically air-gapped vault {copy.vault.name}"
    if takes is None:
        why = f"{of}: whether {vault} takes any of {label} is not known"
        return Obstacle(code="BAMP-V42", why=why, is_open=True)
    return Obstacle(code="BAMP-V27", why=f"{of}: {vault} takes none of {label}")


def _why_source_is_not_copied(subject: Subject, copy: DeclaredCopy, of: str) -> Iterator[Obstacle]:
    """List what a copy requires of the resource that it does not have."""
    store, inputs = subject.store, with_inherited(subject)
    is_abroad = copy.region != subject.resource.region
    for prerequisite in (*store.copied, *(store.abroad if is_abroad else ())):
        found = unmet(subject, prerequisite, inputs)
        if found is not None:
            yield replace(found, why=f"{of}: {found.why}")


def _why_vault_takes_no_copy(
    subject: Subject, vault: DeclaredVault, copy: DeclaredCopy, of: str
) -> Obstacle | None:
    refused = vault.refuses(copy.delete_after_days)
    if refused:
        return Obstacle(code="BAMP-V07", why=f"{of}, vault {vault.name}: {refused}")
    is_aws_backups_own = vault.encrypts_for_itself and not vault.is_air_gapped
    if is_aws_backups_own and not subject.store.independent_encryption:
        why = (
            f"{of}: vault {vault.name} has AWS Backup's own key, which cannot take copies of "
            f"{subject.store.label}; give it a customer managed key"
        )
        return Obstacle(code="BAMP-V27", why=why)
    return None


def is_managed(subject: Subject) -> Truth:
    """Answer whether the Region leaves the management of the type to AWS Backup."""
    opt_in = subject.account.opt_in(subject.resource)
    return None if opt_in is None else opt_in.manages(subject.store.backup_type or "")
