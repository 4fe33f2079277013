"""The reasons against a preview: one list, for its verdict and for the forms of other tools.

It is empty exactly when `Coverage.is_well` holds, so what is shown agrees with the exit status.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bamp_pulumi.coverage import Coverage, Finding, Severity, Status
from bamp_pulumi.report.words import plural

__all__ = [
    "ALLOWED_BY",
    "PreviewObjection",
    "PreviewSubject",
    "is_allowed",
    "preview_objections",
    "verdict_in_words",
]

ALLOWED_BY = "--allow-unverified"
"""The option that accepts what is not verified."""


class PreviewSubject(StrEnum):
    """What an objection is about."""

    UNPROTECTED = "unprotected"
    UNVERIFIED = "unverified"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewObjection:
    """One reason for exit status 1."""

    subject: PreviewSubject
    says: str
    """`2 unprotected`, `1 error (BAMP-V08)`."""


def is_allowed(finding: Finding, *, allow_unverified: bool) -> bool:
    """Return True if an error does not count: it is only that something is not known."""
    return allow_unverified and finding.severity is Severity.ERROR and finding.is_open


def preview_objections(
    coverage: Coverage, *, allow_unverified: bool
) -> tuple[PreviewObjection, ...]:
    """List the reasons against a preview; empty exactly when it is accepted.

    Args:
        coverage: How data stores stand.
        allow_unverified: Whether what is not verified is accepted.
    """
    counts = coverage.counts
    errors = [f for f, _ in coverage.causes if f.severity is Severity.ERROR]
    against = [f for f in errors if not is_allowed(f, allow_unverified=allow_unverified)]
    unverified = 0 if allow_unverified else counts[Status.UNVERIFIED]
    found = (
        (PreviewSubject.UNPROTECTED, _stores(counts[Status.UNPROTECTED], Status.UNPROTECTED)),
        (PreviewSubject.UNVERIFIED, _stores(unverified, Status.UNVERIFIED)),
        (PreviewSubject.ERRORS, _errors(against)),
    )
    return tuple(PreviewObjection(subject=subject, says=says) for subject, says in found if says)


def verdict_in_words(coverage: Coverage, *, allow_unverified: bool) -> str:
    """Return whether the preview is accepted; if not, why, and what an option had to accept.

    `Accepted.`, `Accepted with 2 unverified (--allow-unverified).`, `Refused: 1 unprotected.`
    """
    against = preview_objections(coverage, allow_unverified=allow_unverified)
    if against:
        return f"Refused: {', '.join(one.says for one in against)}."
    accepted = f"Would be accepted by {coverage.assumed}" if coverage.assumed else "Accepted"
    # What counts without the option and not with it is what the option accepts.
    without = preview_objections(coverage, allow_unverified=False)
    if not without:
        return f"{accepted}."
    return f"{accepted} with {', '.join(one.says for one in without)} ({ALLOWED_BY})."


def _stores(number: int, status: Status) -> str:
    return f"{number} {status}" if number else ""


def _errors(findings: Iterable[Finding]) -> str:
    codes = sorted(finding.id for finding in findings)
    return f"{plural(len(codes), 'error')} ({', '.join(dict.fromkeys(codes))})" if codes else ""
