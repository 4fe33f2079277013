"""Data stores that AWS Backup does not know: what else protects them."""

from collections.abc import Iterator

from bamp_pulumi.catalog import Protection, whole_number
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.native import NativeProtection
from bamp_pulumi.coverage.result import ResourceCoverage, Status
from bamp_pulumi.coverage.subject import Subject
from bamp_pulumi.coverage.written import decision, spelled

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
            how = native.how
            findings.append(subject.finding("BAMP-V69", how))
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
    unread = subject.account.permissions.stands(subject.resource)
    if unread is not None and status is Status.NATIVE:
        # What AWS refuses is not there; what nobody reads may switch the protection off.
        status = Status.UNVERIFIED if unread.is_open else Status.UNPROTECTED
        how = f"{how}; whether it stands is not known" if unread.is_open else how
        findings.append(subject.finding(unread.code, unread.why))
    if status is Status.NATIVE:
        findings += _what_is_not_kept(subject)
    return ResourceCoverage(
        resource=subject.resource,
        label=store.label,
        store=store,
        status=status,
        how=how,
        rpo_minutes=subject.tier.rpo_minutes if subject.has_tier else None,
        rto_minutes=subject.tier.rto_minutes if subject.has_tier else None,
        achieved_rpo_minutes=native.rpo_minutes if status is Status.NATIVE else None,
        findings=tuple(findings),
    )


def _what_is_not_kept(subject: Subject) -> Iterator[Finding]:
    """Report what the protection of a service does not bring back."""
    store, window = subject.store, subject.store.deletion_window
    given = None if window is None else subject.resource.value(window.path)
    days = window.default_days if window is not None and given is None else whole_number(given)
    if window is not None and days is not None and days < window.least_days:
        yield subject.finding(
            "BAMP-V83",
            f"{window.path} is {days}: it is deleted at once, and cannot be restored; "
            f"write {spelled(subject, window.write)}",
        )
    if store.no_backup:
        lasting = window is not None and days is not None and days >= window.least_days
        until = f"a deletion can be undone for {days} days; " if lasting else ""
        yield subject.finding("BAMP-V82", f"{until}{store.no_backup}")


def _exempt_it(code: str, subject: Subject) -> Finding:
    return subject.finding(
        code,
        f"{subject.store.instead} Record the decision: {decision(subject)}",
    )
