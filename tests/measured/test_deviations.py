"""What has happened against what was rehearsed: hidden times are found, and nothing else is."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from lived_account import AT, Lived, lived_account

from bamp_pulumi.lambdas.health import Point, Unseen
from bamp_pulumi.measured import (
    Deviation,
    DeviationKind,
    deviations_of,
    measure,
    observe,
    times_of,
)
from bamp_pulumi.policy import BackupPolicy, default_policy
from bamp_pulumi.timing import JobTimes

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
USUAL: Final = JobTimes()
STORES: Final = tuple((kind, "critical") for kind in ("EFS", "DynamoDB", "EFS"))


@pytest.fixture(scope="module")
def policy() -> BackupPolicy:
    """The built-in one."""
    return default_policy()


def found(policy: BackupPolicy, lived: Lived, rehearsed: JobTimes = USUAL) -> tuple[Deviation, ...]:
    """Compare a month with what was rehearsed."""
    seen = lived_account(policy, lived, STORES)
    return deviations_of(policy, seen, observe(policy, seen), rehearsed)


def kinds(deviations: tuple[Deviation, ...]) -> set[DeviationKind]:
    """List what kinds there are."""
    return {each.kind for each in deviations}


def test_an_account_that_lives_as_rehearsed_deviates_in_nothing(policy: BackupPolicy) -> None:
    """Of many seeds: no false alarm."""
    for seed in range(40):
        assert found(policy, Lived(times=USUAL, seed=seed)) == ()


@pytest.mark.parametrize(
    "hidden",
    [
        replace(USUAL, backup_takes=4 * HOUR),
        replace(USUAL, copy_takes=9 * HOUR),
        replace(USUAL, start_delay=3 * HOUR, copy_delay=2 * HOUR),
        JobTimes(
            start_delay=2 * HOUR, backup_takes=2 * HOUR, copy_delay=1 * HOUR, copy_takes=6 * HOUR
        ),
    ],
)
def test_hidden_times_are_found_within_a_tenth(policy: BackupPolicy, hidden: JobTimes) -> None:
    """Whatever the seed."""
    for seed in range(5):
        seen = lived_account(policy, Lived(times=hidden, seed=seed), STORES)

        taken = times_of(measure(observe(policy, seen))).of_type("EFS")

        for name in ("start_delay", "backup_takes", "copy_delay", "copy_takes"):
            meant, measured = getattr(hidden, name), getattr(taken, name)
            assert abs(measured - meant) <= meant / 10, (name, measured)


def test_what_copies_really_take_is_said_with_what_can_be_lost(policy: BackupPolicy) -> None:
    """Nine hours in place of one: of the copies alone."""
    deviations = found(policy, Lived(times=replace(USUAL, copy_takes=9 * HOUR)))

    assert kinds(deviations) == {DeviationKind.COPY, DeviationKind.LOSS}
    whys = [each.why for each in deviations]
    assert any("copies of EFS take up to 8 h" in why or "up to 9 h" in why for why in whys), whys
    losses = [each for each in deviations if each.kind is DeviationKind.LOSS]
    # In the Region itself too: AWS Backup does one thing to a resource at a time.
    assert "us-west-2" in {each.region for each in losses}
    assert all("rehearsed with" in each.why for each in losses)


@pytest.mark.parametrize(
    ("zone", "by"),
    [("America/New_York", 5), ("Asia/Tokyo", -9), ("America/Los_Angeles", 8)],
)
def test_another_time_zone_is_flagged(policy: BackupPolicy, zone: str, by: int) -> None:
    """In a month in which the clocks are changed, by one hour more or less."""
    deviations = found(policy, Lived(times=USUAL, timezone=zone))

    assert kinds(deviations) == {DeviationKind.SCHEDULE}
    shifts = {each.measured for each in deviations}
    near = {timedelta(hours=by + change) for change in (-1, 0, 1)}
    assert shifts & near, shifts
    assert all("time zone" in each.why for each in deviations if each.measured)


def test_runs_without_a_job_are_named(policy: BackupPolicy) -> None:
    """AWS Backup reports nothing of them."""
    deviations = found(policy, Lived(times=USUAL, missing=frozenset({5, 6})))

    assert DeviationKind.MISSED in kinds(deviations)
    assert kinds(deviations) == {DeviationKind.MISSED}
    assert any("thing-1" in each.why for each in deviations)


def test_no_run_is_missed_where_jobs_were_not_read(policy: BackupPolicy) -> None:
    """What was not read is not missing."""
    seen = lived_account(policy, Lived(times=USUAL, missing=frozenset({5})), STORES)
    unread = Unseen(region="us-east-1", what="backup:ListBackupJobs", why="AccessDeniedException")
    blind = replace(seen, unseen=(unread,))

    assert deviations_of(policy, blind, observe(policy, blind), USUAL) == ()


def test_recovery_points_beyond_their_retention_are_counted(policy: BackupPolicy) -> None:
    """AWS Backup could not delete it."""
    seen = lived_account(policy, Lived(times=USUAL), STORES)
    old = Point(
        arn="p",
        resource_arn="r",
        resource_type="EFS",
        vault="main",
        region="us-east-1",
        status="EXPIRED",
        created_at=AT - timedelta(days=40),
        deletes_at=AT - timedelta(days=5),
    )
    late = replace(seen, points=(*seen.points, old))

    (deviation,) = deviations_of(policy, late, observe(policy, late), USUAL)

    assert deviation.kind is DeviationKind.NOT_DELETED
    assert "1 recovery points of vault main" in deviation.why


def test_few_jobs_measure_nothing(policy: BackupPolicy) -> None:
    """Of four jobs none is called late, and no time is taken over."""
    seen = lived_account(policy, Lived(times=replace(USUAL, copy_takes=9 * HOUR)), STORES)
    few = replace(seen, jobs=seen.jobs[:4])

    deviations = deviations_of(policy, few, observe(policy, few), USUAL)

    assert kinds(deviations) <= {DeviationKind.MISSED}
    assert times_of(measure(observe(policy, few))).of_type("EFS") == USUAL
