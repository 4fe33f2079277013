"""What AWS refuses at deployment, anywhere in an estate."""

from collections.abc import Iterator

from bamp_pulumi.catalog import rows_of
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.declared import Standing
from bamp_pulumi.estate import Resource

__all__ = ["find_refused"]


def find_refused(standing: Standing) -> Iterator[Finding]:
    """List what AWS refuses of each resource; of data stores their own judgement says it."""
    for resource in standing.estate.resources:
        if rows_of(resource.type) or not resource.custom:
            continue
        for refusal in standing.refusals(resource):
            yield _finding("BAMP-V55", resource, refusal.message)
        for crowded in standing.crowding(resource):
            yield _finding("BAMP-V56", resource, crowded)
        for doubt in standing.perhaps_refused(resource):
            yield _finding("BAMP-V92", resource, doubt)
        for ends in standing.ending(resource):
            yield _finding("BAMP-V93", resource, ends)


def _finding(code: str, resource: Resource, message: str) -> Finding:
    where = f"{resource.name} ({resource.type.rpartition(':')[2]})"
    return Finding(
        id=code, message=f"{where}: {message}", urn=resource.urn, program=resource.program
    )
