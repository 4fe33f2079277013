"""What can really be lost of one resource, from each Region.

That no simulated span loses more is shown by tests/rehearsal/test_exposure.py.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from covered_resources import HERE, THERE, copy, covered, rule

from bamp_pulumi.coverage import (
    JobTimes,
    NativeWindow,
    RegionExposure,
    ResourceCoverage,
    Status,
    exposure_of,
)

HOURLY, SUNDAYS = "cron(0 * ? * * *)", "cron(0 2 ? * SUN *)"


def at_most(resource: ResourceCoverage, times: JobTimes | None = None) -> dict[str, int | None]:
    """Return the minutes by Region."""
    return {one.region: one.at_most_minutes for one in exposure_of(resource, times)}


def test_a_daily_rule_loses_a_day_an_hour_to_start_and_half_an_hour_to_run() -> None:
    """Ten minutes and an hour more from the Region that it copies to."""
    found = at_most(covered(rule(), copies=(copy(),)))

    assert found == {HERE: 24 * 60 + 60 + 30, THERE: 24 * 60 + 60 + 30 + 10 + 60}


def test_the_start_window_counts_where_it_is_shorter_than_the_hour_that_is_assumed() -> None:
    """A job starts within its window, and a longer window is not used up."""
    times = JobTimes(start_delay=timedelta(hours=3))

    assert at_most(covered(rule(window=60)), times) == {HERE: 24 * 60 + 60 + 30}
    assert at_most(covered(rule(window=300)), times) == {HERE: 24 * 60 + 180 + 30}
    assert at_most(covered(rule(window=300))) == {HERE: 24 * 60 + 60 + 30}


def test_continuous_backup_restores_to_its_lag_where_the_resource_lives_and_not_elsewhere() -> None:
    """A copy of it is a snapshot, so a critical database can lose a day with its Region."""
    live = rule(days=35, continuous=True)

    assert at_most(covered(live, copies=(copy(),))) == {HERE: 5, THERE: 1600}
    bucket = covered(live, copies=(copy(),), label="S3 bucket")
    assert at_most(bucket) == {HERE: 15, THERE: 1600}


def test_what_the_service_keeps_counts_where_the_resource_lives() -> None:
    """A table restores to five minutes ago by its own recovery."""
    own = NativeWindow(days=35, lag_minutes=5)

    assert at_most(replace(covered(rule(), copies=(copy(),)), native=own)) == {HERE: 5, THERE: 1600}
    alone = replace(covered(), status=Status.NATIVE, native=own)
    assert at_most(alone) == {HERE: 5}
    never = rule(schedule="cron(0 2 1 1 ? 2031)", days=35, continuous=True)
    bucket = covered(never, label="S3 bucket")
    assert at_most(replace(bucket, native=own)) == {HERE: 15}


@pytest.mark.parametrize("status", [Status.UNPROTECTED, Status.UNVERIFIED, Status.EXEMPT])
def test_nothing_is_said_of_what_is_not_surely_backed_up(status: Status) -> None:
    """A bound on the loss of what may not be backed up at all would be a promise."""
    own = NativeWindow(days=35, lag_minutes=5)

    assert exposure_of(replace(covered(rule()), status=status, native=own)) == ()
    assert exposure_of(replace(covered(), status=Status.NATIVE)) == ()


def test_everything_can_be_lost_where_a_recovery_point_ends_before_the_next_is_there() -> None:
    """A weekly one kept three days, and a daily one kept one: the next is complete an hour late."""
    everything = (RegionExposure(region=HERE, at_most_minutes=None),)

    assert exposure_of(covered(rule(schedule=SUNDAYS, days=3))) == everything
    assert exposure_of(covered(rule(days=1))) == everything
    assert at_most(covered(rule(days=2))) == {HERE: 1530}


def test_what_is_kept_longer_by_another_rule_is_what_is_left() -> None:
    """Until the daily one is there again, the newest is that of a Sunday."""
    daily = rule(days=1)
    weekly = rule("weekly", "cron(0 14 ? * SUN *)", days=30)

    # From Sunday 14:00 to Sunday 03:30, when the daily one of the day before has ended.
    assert at_most(covered(daily, weekly)) == {HERE: 6 * 1440 + 13 * 60 + 30}


def test_a_job_that_waits_for_another_starts_later() -> None:
    """The first plan's copy may be made from 03:40 to 05:40; only then the second runs."""
    slow = JobTimes(copy_takes=timedelta(hours=2))
    first, second = rule(plan="p"), rule(schedule="cron(45 3 ? * * *)", window=300, plan="q")
    elsewhere = replace(copy(plan="p"), region="eu-west-1")

    alone = at_most(covered(second, copies=(copy(plan="q"),)), slow)
    beside = at_most(covered(first, second, copies=(elsewhere, copy(plan="q"))), slow)

    # From 03:45 to 04:45, 05:15, 05:25, 07:25 on the next day; or to 05:40, 06:10, 06:20, 08:20.
    assert alone[THERE] == 1440 + 3 * 60 + 40
    assert beside[THERE] == 1440 + 4 * 60 + 35


@pytest.mark.parametrize(
    ("other", "minutes"), [("0 2", 1660), ("59 2", 1660), ("0 3", 1660), ("1 3", 1630)]
)
def test_of_two_jobs_that_are_ready_at_the_same_instant_either_may_be_first(
    other: str, minutes: int
) -> None:
    """One that falls due at 02:00 is ready by 03:00, and half an hour later behind another."""
    first = rule(window=300, plan="p")
    second = rule(schedule=f"cron({other} ? * * *)", plan="q")

    assert at_most(covered(first, second, copies=(copy(plan="p"),)))[THERE] == minutes


def test_no_bound_is_known_where_jobs_wait_for_one_another_without_end() -> None:
    """An hour and a half of work each hour."""
    found = exposure_of(covered(rule(schedule=HOURLY), copies=(copy(),)))

    assert [(one.at_most_minutes, one.is_known) for one in found] == [(None, False)] * 2


def test_a_run_in_a_window_of_the_databases_own_is_not_counted() -> None:
    """Each Sunday's job fails: two days lie between Saturday's and Monday's."""
    resource = covered(rule())
    inputs = {"maintenanceWindow": "sun:02:30-sun:03:30"}
    busy = replace(resource, resource=replace(resource.resource, inputs=inputs))

    assert at_most(busy) == {HERE: 2 * 1440 + 90}


def test_what_no_row_of_the_catalog_describes_has_no_window_of_its_own() -> None:
    """Nor a lag of continuous backups: of such a rule nothing is known."""
    inputs = {"maintenanceWindow": "sun:02:30-sun:03:30"}
    resource = covered(rule(), label="RDS instance")
    resource = replace(resource, resource=replace(resource.resource, inputs=inputs), store=None)
    live = replace(covered(rule(days=35, continuous=True)), store=None)

    assert at_most(resource) == {HERE: 1440 + 90}
    assert at_most(live) == {HERE: None}
