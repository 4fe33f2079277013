"""A rehearsal without the secret inputs of its programs: a page is for people to read."""

from dataclasses import replace

from bamp_pulumi.coverage import ResourceCoverage, Status, without_secrets
from bamp_pulumi.rehearsal import Rehearsal

__all__ = ["masked"]


def masked(rehearsal: Rehearsal) -> Rehearsal:
    """Take the secrets out of what is said of an estate, as a preview does.

    Histories keep their names of rules, so that recovery points are still found by them.
    """
    coverage = without_secrets(rehearsal.coverage)
    if coverage is rehearsal.coverage:
        return rehearsal
    said = {
        _place(before): after
        for before, after in zip(rehearsal.coverage.resources, coverage.resources, strict=True)
    }

    def of(found: tuple[ResourceCoverage, ...]) -> tuple[ResourceCoverage, ...]:
        return tuple(said.get(_place(one), one) for one in found)

    return replace(
        rehearsal,
        coverage=coverage,
        kinds=tuple(
            replace(one, kind=replace(one.kind, members=of(one.kind.members)))
            for one in rehearsal.kinds
        ),
        not_restorable=of(rehearsal.not_restorable),
        exempt=tuple(one for one in coverage.resources if one.status is Status.EXEMPT),
    )


def _place(one: ResourceCoverage) -> tuple[str, str]:
    return one.resource.program, one.resource.urn
