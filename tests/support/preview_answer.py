"""What a preview answers, as lines of text that a record can hold."""

from collections.abc import Iterator

from bamp_pulumi.coverage import Coverage
from bamp_pulumi.report.finding_document import PreviewFinding, finding_part
from bamp_pulumi.report.resource_document import PreviewResource, resource_part

__all__ = ["answer_of", "finding_line", "findings_of", "store_lines"]


def answer_of(coverage: Coverage) -> Iterator[str]:
    """Write how each data store stands, and every finding."""
    for covered in coverage.resources:
        store = resource_part(covered, coverage)
        yield from (f"{store.name}: {line}" for line in store_lines(store))
    yield from findings_of(coverage)


def findings_of(coverage: Coverage) -> Iterator[str]:
    """Write every finding."""
    for finding in coverage.all_findings:
        yield finding_line(finding_part(finding, coverage.estate))


def store_lines(store: PreviewResource) -> Iterator[str]:
    """Write how a data store stands."""
    yield f"{store.status}: {store.how}" if store.how else str(store.status)
    yield f"tier {store.tier!r} owner {store.owner!r}"
    yield f"RPO {store.rpo_minutes} min, achieved {store.achieved_rpo_minutes} min"
    for rule in store.rules:
        kind = "continuous" if rule.continuous else rule.schedule
        yield (
            f"rule {rule.plan}/{rule.rule}: {kind} {rule.timezone} into {rule.vault} in "
            f"{rule.region}, kept {rule.retention_days} d"
        )
    for copy in store.copies:
        yield (
            f"copy of {copy.rule}: into {copy.vault} in {copy.region} of {copy.account_id}, "
            f"kept {copy.retention_days} d"
        )
    for loss in store.exposure:
        at_most = f"at most {loss.at_most_minutes} min" if loss.known else "not known"
        yield f"lost from {loss.region}: {at_most}"


def finding_line(finding: PreviewFinding) -> str:
    """Write a finding, with the name of what it is about."""
    at = finding.urn.rpartition("::")[2]
    return f"{finding.severity} {finding.id} {at or '-'}: {finding.message}"
