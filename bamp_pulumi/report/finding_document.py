"""A finding in the machine's form: a part of `bamp.preview/1`."""

from bamp_pulumi.coverage import Finding, Severity
from bamp_pulumi.estate import Estate
from bamp_pulumi.report.links import docs_url
from bamp_pulumi.report.part import Part
from bamp_pulumi.report.remedies import remedy_of, sources_named

__all__ = ["PreviewFinding", "finding_part"]


class PreviewFinding(Part):
    """Something a reader should know or fix."""

    id: str
    """Code, such as BAMP-V01; docs/reference/findings.md explains it."""
    severity: Severity
    """error, warning or info."""
    urn: str
    """Pulumi URN of the resource; empty when it is about the whole."""
    program: str
    """Program of the resource, as in `resources`: two programs may have one URN."""
    message: str
    """What was found and what to do."""
    follows_from: str
    """Code of the finding of the same resource that it follows from, and is gone with; empty for
    a fault of its own. Terminal, Markdown, SARIF and JUnit count it with that one."""
    source: str
    """File and line that declare the resource, relative to its program; empty when not known."""
    remedy: str
    """How findings of this kind are fixed; `bamp explain` has a snippet too."""
    sources: list[str]
    """Pages that say so: addresses, or `house rule`."""
    link: str
    """Where the documentation of this version explains the code; empty where
    nobody has recorded the repository."""


def finding_part(finding: Finding, estate: Estate) -> PreviewFinding:
    """Put a finding into the machine's form.

    Args:
        finding: What was found.
        estate: Where it was; it knows the line of the resource.
    """
    resource = estate.within(finding.program, finding.urn)
    return PreviewFinding(
        id=finding.id,
        severity=finding.severity,
        urn=finding.urn,
        program=finding.program,
        message=finding.message,
        follows_from=finding.follows_from,
        source="" if resource is None else resource.source,
        remedy=remedy_of(finding.id),
        sources=sources_named(finding.id),
        link=docs_url(finding.id),
    )
