"""Findings that are new, fixed or changed."""

from collections.abc import Iterator, Mapping
from typing import Final

from bamp_pulumi.changes.change import About, Aspect, Change, Direction, unnamed
from bamp_pulumi.changes.snapshot import FindingState, Snapshot
from bamp_pulumi.coverage import Severity

__all__ = ["finding_changes"]

_SEVERITIES: Final = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def finding_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """List what is found now and was not, or was and is not, of each thing and code."""
    was, now = _by_place(before), _by_place(after)
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key, {}), now.get(key, {})
        gone = [old[message] for message in old if message not in new]
        come = [new[message] for message in new if message not in old]
        # One that says something else now, of the same thing, is neither new nor fixed.
        both = min(len(gone), len(come))
        for one, other in zip(gone[:both], come[:both], strict=True):
            graver = _SEVERITIES.index(other.severity) - _SEVERITIES.index(one.severity)
            direction = Direction.CHANGED
            if graver:
                direction = Direction.LOST if graver > 0 else Direction.GAINED
            yield _found(other, direction, one.message, other.message)
        for one in gone[both:]:
            yield _found(one, _rated(one, Direction.GAINED), one.message, "")
        for one in come[both:]:
            yield _found(one, _rated(one, Direction.LOST), "", one.message)


def _rated(finding: FindingState, direction: Direction) -> Direction:
    """Return what a finding changes; an informational one means no loss."""
    return Direction.CHANGED if finding.severity is Severity.INFO else direction


def _by_place(snapshot: Snapshot) -> Mapping[tuple[str, str, str], dict[str, FindingState]]:
    found: dict[tuple[str, str, str], dict[str, FindingState]] = {}
    for finding in sorted(snapshot.findings, key=lambda f: f.message):
        place = (finding.id, finding.program, finding.urn)
        found.setdefault(place, {})[finding.message] = finding
    return found


def _found(finding: FindingState, direction: Direction, before: str, after: str) -> Change:
    return unnamed(direction, Aspect.FOUND, of=finding.id, before=before, after=after).model_copy(
        update={
            "about": About.FINDING,
            "program": finding.program,
            "urn": finding.urn,
            "type": str(finding.severity),
            "name": finding.urn.rpartition("::")[2],
        }
    )
