"""Findings that are new, fixed or changed."""

from collections.abc import Iterator, Mapping

from bamp_pulumi.changes.aspect import Aspect
from bamp_pulumi.changes.change import About, Change, Direction, unnamed
from bamp_pulumi.changes.meanings import MEANINGS
from bamp_pulumi.changes.measure import compared_by
from bamp_pulumi.changes.snapshot import FindingState, Snapshot

__all__ = ["finding_changes"]


def finding_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """List what is found now and was not, or was and is not, of each thing and code."""
    was, now = _by_place(before), _by_place(after)
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key, {}), now.get(key, {})
        gone = [old[message] for message in old if message not in new]
        come = [new[message] for message in new if message not in old]
        for message in old.keys() & new.keys():
            if old[message].severity is not new[message].severity:
                direction = _direction(old[message], new[message])
                yield _found(new[message], direction, *_graded(old[message], new[message]))
        # One that says something else now, of the same thing, is neither new nor fixed.
        both = min(len(gone), len(come))
        for one, other in zip(gone[:both], come[:both], strict=True):
            yield _found(other, _direction(one, other), one.message, other.message)
        for one in gone[both:]:
            yield _found(one, _direction(one, None), one.message, None)
        for one in come[both:]:
            yield _found(one, _direction(None, one), None, one.message)


def _graded(*findings: FindingState) -> Iterator[str]:
    return (f"{finding.severity}: {finding.message}" for finding in findings)


def _direction(old: FindingState | None, new: FindingState | None) -> Direction:
    """Compare how grave it is; an informational finding is as grave as none."""
    was, now = (0 if one is None else one.severity.weight for one in (old, new))
    found = compared_by(MEANINGS[Aspect.FOUND].better, was, now, is_same=False)
    return found or Direction.CHANGED


def _by_place(snapshot: Snapshot) -> Mapping[tuple[str, str, str], dict[str, FindingState]]:
    found: dict[tuple[str, str, str], dict[str, FindingState]] = {}
    for finding in sorted(snapshot.findings, key=lambda f: f.message):
        place = (finding.id, finding.program, finding.urn)
        found.setdefault(place, {})[finding.message] = finding
    return found


def _found(
    finding: FindingState, direction: Direction, before: str | None, after: str | None
) -> Change:
    return unnamed(direction, Aspect.FOUND, of=finding.id, before=before, after=after).model_copy(
        update={
            "about": About.FINDING,
            "program": finding.program,
            "urn": finding.urn,
            "type": str(finding.severity),
            "name": finding.urn.rpartition("::")[2],
        }
    )
