"""What AWS documents by example, simulated: each test names the page, with our own numbers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from covered_resources import HERE, START, THERE, copy, covered, rule

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.rehearsal import Assumptions, History, JobKind, JobState, simulate_backups

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
PUNCTUAL = Assumptions(
    start_delay=timedelta(0), copy_delay=timedelta(0), deletion_delay=timedelta(0)
)


def history(
    resource: ResourceCoverage, days: int = 40, assumptions: Assumptions = PUNCTUAL
) -> History:
    """Simulate."""
    return simulate_backups(resource, START, START + days * DAY, assumptions)


def with_inputs(resource: ResourceCoverage, **inputs: object) -> ResourceCoverage:
    """Give a resource inputs."""
    return replace(resource, resource=replace(resource.resource, inputs=inputs))


def test_hourly_and_twelve_hourly_windows_overlap() -> None:
    """Eight hourly and two long-kept backups a day: the shorter-kept rule waits a whole window.

    Source: AWS Backup developer guide, plan-options-and-configuration, overlapping rules: an
    hourly rule with a window of an hour beside one every twelve hours with a window of eight.
    """
    resource = covered(
        rule("hourly", "cron(0 * ? * * *)", days=1, window=60),
        rule("twice", "cron(0 0,12 ? * * *)", days=30, window=480),
    )
    made = history(resource, days=10).points

    on_the_fifth = [p for p in made if START + 4 * DAY <= p.created < START + 5 * DAY]
    assert sum(p.rule == "twice" for p in on_the_fifth) == 2
    assert sum(p.rule == "hourly" for p in on_the_fifth) == 8


def test_a_job_that_cannot_start_within_its_window_expires_when_it_closes() -> None:
    """Source: API reference, BackupJob, StartBy: the schedule plus the start window."""
    slow = replace(PUNCTUAL, backup_takes=3 * HOUR)
    resource = covered(
        rule("first", "cron(0 2 ? * * *)", plan="a"), rule("second", "cron(30 2 ? * * *)", plan="b")
    )
    jobs = [job for job in history(resource, 2, slow).jobs if job.rule == "second"]

    assert {job.state for job in jobs} == {JobState.EXPIRED}
    assert [job.ended for job in jobs] == [START + d * DAY + 3 * HOUR + 30 * MINUTE for d in (0, 1)]


def test_two_plans_each_back_up_the_same_resource() -> None:
    """Source: AWS Backup developer guide, plan-options: rules merge within one plan only."""
    resource = covered(
        rule("daily", "cron(0 2 ? * * *)", plan="a", days=35),
        rule("daily", "cron(0 2 ? * * *)", plan="b", days=7, window=120),
    )

    assert {p.plan for p in history(resource, 2).points} == {"a", "b"}


@pytest.mark.parametrize("deletion", [timedelta(0), 8 * HOUR])
def test_a_recovery_point_goes_within_eight_hours_of_its_end(deletion: timedelta) -> None:
    """Source: AWS Backup developer guide, deleting-backups: at a random point of eight hours."""
    assumptions = replace(PUNCTUAL, deletion_delay=deletion)
    for point in history(covered(rule(days=7)), 30, assumptions).points:
        assert point.expires is not None
        assert point.deleted is not None
        assert point.expires <= point.deleted <= point.expires + 8 * HOUR
        # From its end on it cannot be relied on.
        assert point.is_there(point.expires - MINUTE)
        assert not point.is_there(point.expires)


def test_the_age_counts_from_the_start_of_the_job() -> None:
    """Source: AWS Backup developer guide, plan-options, retention period."""
    slow = replace(PUNCTUAL, backup_takes=10 * HOUR)
    (point,) = history(covered(rule(days=1)), 1, slow).points

    assert point.expires == point.created + DAY
    assert point.complete + 14 * HOUR == point.expires


def test_a_copy_that_comes_late_lives_the_shorter() -> None:
    """It has the creation date of its source. Source: recov-point-create-a-copy."""
    slow = replace(PUNCTUAL, copy_takes=5 * DAY)
    resource = covered(rule(days=30), copies=(copy(days=7),))
    copied = next(p for p in history(resource, 1, slow).points if p.is_copy)

    assert copied.expires == copied.created + 7 * DAY
    assert copied.complete > copied.created + 5 * DAY


@pytest.mark.parametrize(
    ("label", "minutes"),
    [("RDS instance", 5), ("Aurora cluster", 5), ("S3 bucket", 15)],
)
def test_continuous_backup_reaches_to_minutes_ago_and_35_days_back(
    label: str, minutes: int
) -> None:
    """Source: AWS Backup developer guide, point-in-time-recovery."""
    resource = covered(rule(days=35, continuous=True), label=label)
    (point,) = history(resource, 60).continuous
    window = point.window(START + 59 * DAY)

    assert window == (START + 24 * DAY, START + 59 * DAY - minutes * MINUTE)


def test_a_copy_of_a_continuous_backup_is_a_snapshot() -> None:
    """Source: AWS Backup developer guide, point-in-time-recovery, copies."""
    resource = covered(rule(days=35, continuous=True), copies=(copy(days=35),))
    made = history(resource, 3)

    assert [(p.region, p.is_copy) for p in made.points] == [(THERE, True)] * 3
    assert [c.region for c in made.continuous] == [HERE]


def test_of_continuous_rules_into_one_vault_the_longest_retention_holds() -> None:
    """Source: AWS Backup developer guide, point-in-time-recovery, several rules."""
    resource = covered(
        rule("short", "cron(0 2 ? * * *)", days=7, continuous=True),
        rule("long", "cron(0 14 ? * * *)", days=35, continuous=True),
    )
    (point,) = history(resource, 3).continuous

    assert (point.rule, point.days) == ("long", 35)


@pytest.mark.parametrize(
    ("inputs", "lost"),
    [
        ({"maintenanceWindow": "sun:02:30-sun:03:30"}, [6]),  # Sundays: 3, 10, ...
        ({"maintenanceWindow": "sun:01:30-sun:02:15"}, [6]),
        ({"maintenanceWindow": "sun:00:30-sun:01:59"}, []),
        ({"maintenanceWindow": "sun:03:01-sun:04:00"}, []),
        ({"maintenanceWindow": "sat:23:30-sun:02:30"}, [6]),
        ({"backupWindow": "02:15-02:45"}, [0, 1, 2, 3, 4, 5, 6]),
        ({"backupWindow": "04:00-04:30"}, []),
        ({"backupWindow": "23:30-02:10"}, [0, 1, 2, 3, 4, 5, 6]),
        ({}, []),
    ],
)
def test_a_database_fails_within_an_hour_of_its_windows(
    inputs: dict[str, object], lost: list[int]
) -> None:
    """Source: AWS Backup developer guide, plan-options: no start in or an hour before them."""
    inputs = {"backupRetentionPeriod": 7, **inputs}
    resource = with_inputs(covered(rule(schedule="cron(0 2 ? * * *)")), **inputs)
    made = history(resource, 14)

    failed = [job for job in made.jobs if job.state is JobState.FAILED]
    assert sorted({job.due.weekday() for job in failed}) == lost
    assert len(made.points) == 14 - len(failed)


def test_a_file_system_needs_three_hours() -> None:
    """Source: the same page. FSx states day 1 for Monday, and a start of half an hour."""
    resource = with_inputs(
        covered(
            rule(schedule="cron(0 2 ? * * *)"), label="FSx for Lustre file system (persistent)"
        ),
        weeklyMaintenanceStartTime="3:04:59",
    )
    failed = [job for job in history(resource, 14).jobs if job.state is JobState.FAILED]

    assert {f"{job.due:%A}" for job in failed} == {"Wednesday"}
    assert len(failed) == 2


def test_aurora_and_databases_with_continuous_backup_are_exempt() -> None:
    """Source: the same page, and point-in-time-recovery."""
    busy: dict[str, object] = {
        "preferredBackupWindow": "02:00-02:30",
        "backupWindow": "02:00-02:30",
    }
    aurora = with_inputs(covered(rule(), label="Aurora cluster"), **busy)
    continuous = with_inputs(covered(rule(days=35, continuous=True)), **busy)

    for resource in (aurora, continuous):
        assert all(job.state is JobState.COMPLETED for job in history(resource, 3).jobs)


def test_one_backup_or_copy_at_a_time() -> None:
    """Source: AWS Backup developer guide, aws-backup-limits."""
    slow = replace(PUNCTUAL, copy_takes=30 * HOUR)
    jobs = history(covered(rule(window=2_000), copies=(copy(),)), 4, slow).jobs
    began = sorted((job.started, job.ended) for job in jobs if job.started is not None)

    assert all(first[1] <= second[0] for first, second in pairwise(began))
    assert {job.kind for job in jobs} == {JobKind.BACKUP, JobKind.COPY}


def test_a_day_of_23_hours_and_one_of_25_each_have_their_backup() -> None:
    """Source: AWS Backup developer guide, plan-options: schedules follow their time zone."""
    resource = covered(rule(schedule="cron(0 5 ? * * *)", timezone="America/New_York"))
    made = simulate_backups(
        resource, datetime(2027, 3, 12, tzinfo=UTC), datetime(2027, 3, 17, tzinfo=UTC), PUNCTUAL
    )

    assert [p.created.hour for p in made.points] == [10, 10, 9, 9, 9]


def test_a_leap_day_has_its_backup() -> None:
    """So has the last day of each month, whatever its length."""
    resource = covered(rule("monthly", "cron(0 2 L * ? *)", days=365))
    made = simulate_backups(
        resource, datetime(2028, 1, 1, tzinfo=UTC), datetime(2028, 5, 1, tzinfo=UTC), PUNCTUAL
    )

    assert [f"{p.created:%m-%d}" for p in made.points] == ["01-31", "02-29", "03-31", "04-30"]
