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
from bamp_pulumi.report.rehearsal_words import fault_lines
from bamp_pulumi.report.words import said_in_words

__all__ = ["Issue", "fingerprints", "issues_of_preview", "issues_of_rehearsal"]

_OF_THE_EXEMPT = "BAMP-V01"
"""What an exempt resource would be found to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing."""

    code: str
    """Code of the finding, or id of the fault."""
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


def issues_of_preview(coverage: Coverage) -> list[Issue]:
    """List the findings of a preview, then its exemptions."""
    return [*_findings(coverage), *_exemptions(coverage)]


def issues_of_rehearsal(rehearsal: Rehearsal) -> list[Issue]:
    """List what is against a rehearsal: of its preview, of schedules and paths, and its faults."""
    return [
        *issues_of_preview(rehearsal.coverage),
        *(_found(rehearsal.coverage.estate, finding) for finding in rehearsal.findings),
        *_faults(rehearsal),
    ]


def _findings(coverage: Coverage) -> Iterator[Issue]:
    resources = {(r.program, r.urn): r for r in coverage.estate.resources}
    for finding, followers in coverage.causes:
        resource = resources.get((finding.program, finding.urn))
        yield Issue(
            code=finding.id,
            severity=finding.severity,
            message=said_in_words(finding, followers),
            program=finding.program,
            urn=finding.urn,
            name=resource.name if resource is not None else finding.urn.rpartition("::")[2],
            source=resource.source if resource is not None else "",
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


def _faults(rehearsal: Rehearsal) -> Iterator[Issue]:
    accepted = {line.fault: line.accepted for line in fault_lines(rehearsal)}
    for one in rehearsal.kinds:
        resource = one.kind.one.resource
        for fault in one.faults:
            outcome = fault.outcome
            if outcome.detected:
                continue
            unsure = f"perhaps somebody is: {'; '.join(outcome.doubts)}"
            who = "nobody is notified" if outcome.detected is False else unsure
            yield Issue(
                code=outcome.fault,
                severity=Severity.ERROR if outcome.detected is False else Severity.WARNING,
                message=f"{FAULTS[outcome.fault].happens} Of {resource.name}: {who}",
                exempt_because=accepted[outcome.fault],
                **_of(resource),
            )


def _of(resource: Resource) -> dict[str, str]:
    return {
        "program": resource.program,
        "urn": resource.urn,
        "name": resource.name,
        "source": resource.source,
    }
