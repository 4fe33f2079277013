"""Data stores that AWS Backup does not know: what else protects them."""

from bamp_pulumi.catalog import Protection
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.native import NativeProtection
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.coverage.subject import Subject

__all__ = ["judge_without_backup"]


def judge_without_backup(subject: Subject, native: NativeProtection) -> ResourceCoverage:
    """Judge a data store by its service's own protection."""
    store = subject.store
    status, how = Status.UNVERIFIED, store.instead
    findings = list(native.findings)
    match store.protection:
        case Protection.NATIVE if native.holds:
            status, how = Status.NATIVE, native.how
        case Protection.NATIVE if native.holds is None:
            how = f"{native.how}: not known before deployment"
        case Protection.NATIVE:
            status = Status.UNPROTECTED
            if not any(finding.id == "BAMP-V19" for finding in findings):
                findings.append(subject.finding("BAMP-V19", store.instead))
        case Protection.SERVICE:
            status = Status.NATIVE
        case Protection.REBUILDABLE:
            findings.append(_exempt_it("BAMP-V22", subject))
        case _:
            status = Status.UNPROTECTED
            findings.append(_exempt_it("BAMP-V21", subject))
    return ResourceCoverage(
        resource=subject.resource,
        label=store.label,
        store=store,
        status=status,
        how=how,
        rpo_minutes=subject.tier.rpo_minutes if subject.tier_name else None,
        achieved_rpo_minutes=native.rpo_minutes if status is Status.NATIVE else None,
        findings=tuple(findings),
    )


def _exempt_it(code: str, subject: Subject) -> Finding:
    return subject.finding(
        code,
        f"{subject.store.instead} Record the decision: "
        'tags=bamp.exempt(reason="...", owner="...", until="YYYY-MM-DD")',
    )
