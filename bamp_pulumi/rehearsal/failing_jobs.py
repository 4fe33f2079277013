"""Jobs that would not make a recovery point, though nothing is broken."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from bamp_pulumi.rehearsal.findings import RehearsalFinding
from bamp_pulumi.rehearsal.history import History, JobKind, JobState
from bamp_pulumi.rehearsal.kinds import Kind

__all__ = ["find_failing_jobs"]

_CODES: Final = {JobState.FAILED: "BAMP-W10", JobState.EXPIRED: "BAMP-W11"}
_WHY: Final = {
    JobState.FAILED: "start in a maintenance or backup window of its own, or too close before it, "
    "and fail; move the window or the schedule",
    JobState.EXPIRED: "cannot start within their window, because another job is still running; "
    "widen the window, or move the schedule",
}


def find_failing_jobs(kind: Kind, history: History) -> Iterator[RehearsalFinding]:
    """Find the rules whose jobs fail or expire."""
    backups = [job for job in history.jobs if job.kind is JobKind.BACKUP]
    due = Counter((job.plan, job.rule) for job in backups)
    for state, why in _WHY.items():
        lost = Counter((job.plan, job.rule) for job in backups if job.state is state)
        for rule, number in lost.items():
            jobs = f"{number} of {due[rule]} jobs of rule {rule[1]} in plan {rule[0]}"
            yield RehearsalFinding(
                code=_CODES[state], at=kind.one.resource.name, why=f"{jobs} {why}"
            )
