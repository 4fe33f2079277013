"""Everything that is wrong with an estate, one issue at a time, for formats of other tools.

Findings of a preview, the faults and findings of a rehearsal, and exemptions, in one shape.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from bamp_pulumi.coverage import Coverage, Severity, Status
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.rehearsal import FAULTS, Rehearsal, RehearsalFinding
from bamp_pulumi.report.preview_verdict import ALLOWED_BY, is_allowed
from bamp_pulumi.report.rehearsal_verdict import Subject, nothing_left_in_words
from bamp_pulumi.report.rehearsal_words import accepted_in_words, kind_in_words
from bamp_pulumi.report.words import said_in_words

__all__ = ["Issue", "fingerprints", "issues_of_preview", "issues_of_rehearsal"]

_OF_THE_EXEMPT = "BAMP-V01"
"""What an exempt resource would be found to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing."""

    code: str
    """Code of the finding, id of the fault, or the reason for exit status 1 that has neither:
    `unprotected`, `unverified`, `nothing-left`."""
    severity: Severity
    message: str
    program: str = ""
    urn: str = ""
    name: str = ""
    """Name of the resource in its program; empty when it is about the whole."""
    source: str = ""
    """File and line of the resource, relative to its program; may be empty."""
    exempt_because: str = ""
    """The decision by which it is accepted; empty where it is not."""

    @property
    def is_allowed_by_option(self) -> bool:
        """Return True if that decision is an option of the command, and stands in no file."""
        return self.exempt_because == ALLOWED_BY


def fingerprints(issues: list[Issue]) -> list[str]:
    """Return what identifies each issue, whatever its line and its message are.

    Code, program and URN; of several that are alike in these, the number too.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found: list[str] = []
    for issue in issues:
        key = (issue.code, issue.program, issue.urn or issue.name)
        found.append(sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest())
        seen[key] += 1
    return found


def issues_of_preview(coverage: Coverage, *, allow_unverified: bool = False) -> list[Issue]:
    """List the findings of a preview, data stores that no finding is about, and its exemptions.

    Each reason for exit status 1 is an error among them that no decision accepts.

    Args:
        coverage: How data stores stand.
        allow_unverified: Whether what is not verified is accepted. Default: it is not.
    """
    return [
        *_findings(coverage, allow_unverified=allow_unverified),
        *_stores(coverage, allow_unverified=allow_unverified),
        *_exemptions(coverage),
    ]


def issues_of_rehearsal(rehearsal: Rehearsal) -> list[Issue]:
    """List what is against a rehearsal: of its preview, of schedules and paths, and its faults."""
    return [
        *issues_of_preview(rehearsal.coverage),
        *_nothing_left(rehearsal),
        *(_found(rehearsal.coverage.estate, finding) for finding in rehearsal.findings),
        *_faults(rehearsal),
    ]


def _findings(coverage: Coverage, *, allow_unverified: bool) -> Iterator[Issue]:
    for finding, followers in coverage.causes:
        resource = coverage.estate.within(finding.program, finding.urn)
        allowed = is_allowed(finding, allow_unverified=allow_unverified)
        yield Issue(
            code=finding.id,
            severity=finding.severity,
            message=said_in_words(finding, followers),
            program=finding.program,
            urn=finding.urn,
            name=resource.name if resource is not None else finding.urn.rpartition("::")[2],
            source=resource.source if resource is not None else "",
            exempt_because=ALLOWED_BY if allowed else "",
        )


def _stores(coverage: Coverage, *, allow_unverified: bool) -> Iterator[Issue]:
    """List data stores that count against the preview without a finding that says so."""
    for covered in coverage.resources:
        if covered.status not in (Status.UNPROTECTED, Status.UNVERIFIED):
            continue
        errors = [each for each in covered.findings if each.severity is Severity.ERROR]
        if not all(is_allowed(each, allow_unverified=allow_unverified) for each in errors):
            continue
        if errors and covered.status is Status.UNVERIFIED:
            continue
        allowed = allow_unverified and covered.status is Status.UNVERIFIED
        yield Issue(
            code=str(covered.status),
            severity=Severity.ERROR,
            message=f"{covered.resource.name} is {covered.status}: {covered.how or 'no backup'}",
            exempt_because=ALLOWED_BY if allowed else "",
            **_of(covered.resource),
        )


def _exemptions(coverage: Coverage) -> Iterator[Issue]:
    for covered in coverage.resources:
        if covered.status is Status.EXEMPT:
            yield Issue(
                code=_OF_THE_EXEMPT,
                severity=Severity.INFO,
                message="the resource has no backup; it is exempt",
                exempt_because=f"{covered.how} (owner {covered.owner})",
                **_of(covered.resource),
            )


def _found(estate: Estate, finding: RehearsalFinding) -> Issue:
    # A finding has the name only: the first resource of that name is as good a place as any.
    named = next((r for r in estate.resources if r.name == finding.at and r.source), None)
    place = _of(named) if named is not None else {"name": finding.at}
    message = f"{finding.at}: {finding.why}"
    return Issue(code=finding.code, severity=Severity.ERROR, message=message, **place)


def _nothing_left(rehearsal: Rehearsal) -> Iterator[Issue]:
    for one in rehearsal.kinds:
        if one.is_lost:
            yield Issue(
                code=Subject.NOTHING_LEFT,
                severity=Severity.ERROR,
                message=f"{kind_in_words(one)}: {nothing_left_in_words(rehearsal)}",
                **_of(one.kind.one.resource),
            )


def _faults(rehearsal: Rehearsal) -> Iterator[Issue]:
    for one in rehearsal.kinds:
        resource = one.kind.one.resource
        for fault in one.faults:
            outcome = fault.outcome
            if outcome.detected:
                continue
            unsure = f"perhaps somebody is: {'; '.join(outcome.doubts)}"
            if outcome.assumed:
                unsure = f"somebody is, assuming {outcome.assumed}"
            who = "nobody is notified" if outcome.detected is False else unsure
            yield Issue(
                code=outcome.fault,
                # What is only perhaps noticed ends in exit status 1, too.
                severity=Severity.ERROR,
                message=f"{FAULTS[outcome.fault].happens} Of {resource.name}: {who}",
                exempt_because=accepted_in_words(rehearsal, outcome),
                **_of(resource),
            )


def _of(resource: Resource) -> dict[str, str]:
    return {
        "program": resource.program,
        "urn": resource.urn,
        "name": resource.name,
        "source": resource.source,
    }
