"""Which rules have jobs that fail or expire, counted, with the remedy."""

from datetime import timedelta

import pytest
from covered_resources import HERE, START, covered, rule

from bamp_pulumi.rehearsal import History, JobKind, JobState
from bamp_pulumi.rehearsal.failing_jobs import find_failing_jobs
from bamp_pulumi.rehearsal.findings import RehearsalFinding
from bamp_pulumi.rehearsal.history import Job
from bamp_pulumi.rehearsal.kinds import Kind

KIND = Kind(members=(covered(rule()),))


def job(name: str, state: JobState, kind: JobKind = JobKind.BACKUP) -> Job:
    """Write a job of a rule."""
    end = START + timedelta(hours=1)
    return Job(
        kind=kind,
        plan="standard",
        rule=name,
        vault="main",
        region=HERE,
        due=START,
        started=None,
        ended=end,
        state=state,
    )


FAILS = (
    "start in a maintenance or backup window of its own, or too close before it, and fail; "
    "move the window or the schedule"
)
EXPIRES = (
    "cannot start within their window, because another job is still running; "
    "widen the window, or move the schedule"
)


@pytest.mark.parametrize(
    ("jobs", "found"),
    [
        ((), []),
        ((job("daily", JobState.COMPLETED),), []),
        (
            (job("daily", JobState.COMPLETED), job("daily", JobState.FAILED)),
            [("BAMP-W10", f"1 of 2 jobs of rule daily in plan standard {FAILS}")],
        ),
        (
            (job("daily", JobState.EXPIRED), job("daily", JobState.EXPIRED)),
            [("BAMP-W11", f"2 of 2 jobs of rule daily in plan standard {EXPIRES}")],
        ),
        (
            (job("daily", JobState.EXPIRED), job("weekly", JobState.FAILED)),
            [
                ("BAMP-W10", f"1 of 1 jobs of rule weekly in plan standard {FAILS}"),
                ("BAMP-W11", f"1 of 1 jobs of rule daily in plan standard {EXPIRES}"),
            ],
        ),
        ((job("daily", JobState.FAILED, JobKind.COPY),), []),
    ],
)
def test_jobs_that_never_make_a_backup_are_counted_by_rule(
    jobs: tuple[Job, ...], found: list[tuple[str, str]]
) -> None:
    """Copies are not asked for: they have no window."""
    listed = [*find_failing_jobs(KIND, History(jobs=jobs))]

    assert listed == [RehearsalFinding(code=code, at="it", why=why) for code, why in found]
