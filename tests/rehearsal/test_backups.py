"""Jobs, recovery points and copies as AWS documents them."""

from datetime import datetime, timedelta
from itertools import pairwise

from covered_resources import HERE, START, THERE, copy, covered, elsewhere, resources, rule
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.coverage import ResourceCoverage
from bamp_pulumi.rehearsal import (
    Assumptions,
    History,
    JobKind,
    JobState,
    kinds_of,
    simulate_backups,
)

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
PUNCTUAL = Assumptions(
    start_delay=timedelta(0), copy_delay=timedelta(0), deletion_delay=timedelta(0)
)


def history(
    resource: ResourceCoverage, days: int = 40, assumptions: Assumptions = PUNCTUAL
) -> History:
    """Simulate."""
    return simulate_backups(resource, START, START + days * DAY, assumptions)


def test_a_daily_rule_makes_a_recovery_point_a_day_and_keeps_it_for_its_retention() -> None:
    """The age counts from the start of the job."""
    made = history(covered(rule(days=30)))

    assert len(made.points) == 40
    first = made.points[0]
    assert first.created == START + 2 * HOUR
    assert first.complete == START + 2 * HOUR + 30 * MINUTE
    assert first.expires == first.deleted == START + 2 * HOUR + 30 * DAY
    assert (first.region, first.vault, first.is_copy) == (HERE, "main", False)


def test_a_copy_keeps_the_age_of_its_source() -> None:
    """It begins when the backup is complete, and lives the shorter for it.

    Source: AWS Backup developer guide, recov-point-create-a-copy (read 2026-11-21).
    """
    made = history(covered(rule(days=30), copies=(copy(days=90),)), days=1)

    source, copied = made.points
    assert (copied.region, copied.is_copy, copied.created) == (THERE, True, source.created)
    assert copied.complete == source.complete + HOUR
    assert copied.expires == source.created + 90 * DAY


def test_what_is_kept_for_ever_is_never_deleted() -> None:
    """Neither the recovery point nor its copy."""
    made = history(covered(rule(days=None), copies=(copy(days=None),)), days=3)

    assert [(p.expires, p.deleted) for p in made.points] == [(None, None)] * 6


def test_of_overlapping_windows_the_longest_kept_runs() -> None:
    """Hourly with a window of an hour, every twelve hours with one of eight: 8 and 2 a day.

    Source: AWS Backup developer guide, plan-options-and-configuration, overlapping backup rules
    (read 2026-11-21).
    """
    made = history(
        covered(
            rule("hourly", "cron(0 * ? * * *)", days=7, window=60),
            rule("long", "cron(0 0/12 ? * * *)", days=30, window=480),
        ),
        days=5,
        assumptions=Assumptions(start_delay=timedelta(0), backup_takes=MINUTE),
    )

    third = [p.rule for p in made.points if START + 2 * DAY <= p.created < START + 3 * DAY]
    assert (third.count("hourly"), third.count("long")) == (8, 2)


def test_one_job_at_a_time_and_the_one_that_waits_too_long_expires() -> None:
    """Plans do not suppress one another; the second waits, and its window closes.

    Source: AWS Backup developer guide, aws-backup-limits (read 2026-11-21).
    """
    rules = (rule(plan="a", window=60), rule(plan="b", window=60))
    slow = Assumptions(start_delay=timedelta(0), backup_takes=90 * MINUTE)
    made = history(covered(*rules), days=1, assumptions=slow)

    done, expired = sorted(made.jobs, key=lambda job: job.plan)
    assert (done.state, expired.state) == (JobState.COMPLETED, JobState.EXPIRED)
    assert (expired.started, expired.ended) == (None, START + 3 * HOUR)

    made = history(covered(*rules), days=1)
    assert [job.started for job in made.jobs] == [START + 2 * HOUR, START + 2 * HOUR + 30 * MINUTE]


def test_a_slow_copy_holds_up_the_next_backup() -> None:
    """Backups and copies of one resource take turns."""
    hourly = rule(schedule="cron(0 * ? * * *)", window=180)
    slow = Assumptions(start_delay=timedelta(0), copy_delay=timedelta(0), copy_takes=100 * MINUTE)
    made = history(covered(hourly, copies=(copy(),)), days=1, assumptions=slow)

    starts = [job.started for job in made.jobs if job.kind is JobKind.BACKUP and job.started]
    assert starts[0] == START
    assert starts[1] == START + 130 * MINUTE


def test_a_continuous_rule_makes_one_point_that_restores_to_any_second() -> None:
    """Up to five minutes ago for a database; its copies are snapshots.

    Source: AWS Backup developer guide, point-in-time-recovery (read 2026-11-21).
    """
    live = rule("live", "cron(0 8 ? * * *)", days=35, continuous=True)
    made = history(covered(live, copies=(copy("live"),)), days=50)

    (live_point,) = made.continuous
    assert {p.is_copy for p in made.points} == {True}
    assert len(made.points) == 50
    assert live_point.window(START) is None
    at = START + 10 * DAY
    assert live_point.window(at) == (START + 8 * HOUR, at - 5 * MINUTE)
    at = START + 49 * DAY
    assert live_point.window(at) == (at - 35 * DAY, at - 5 * MINUTE)


def test_continuous_rules_into_one_vault_are_one_point_and_into_two_are_not() -> None:
    """The longest retention wins in one vault; another vault gets snapshots.

    Source: AWS Backup developer guide, point-in-time-recovery (read 2026-11-21).
    """
    early = rule("early", "cron(0 1 ? * * *)", days=10, continuous=True)
    late = rule("late", "cron(0 9 ? * * *)", days=35, continuous=True)
    made = history(covered(early, late), days=3)
    assert (made.points, [c.days for c in made.continuous]) == ((), [35])

    other = rule("late", "cron(0 9 ? * * *)", days=35, continuous=True, vault="second")
    made = history(covered(early, other), days=3)
    (live_point,) = made.continuous
    assert (live_point.rule, [p.vault for p in made.points]) == ("early", ["second"] * 3)


def test_a_type_without_such_restores_gets_snapshots_of_a_continuous_rule() -> None:
    """The rule is the same for all that its plan selects."""
    made = history(covered(rule(continuous=False), label="EFS file system"), days=3)

    assert (len(made.points), made.continuous) == (3, ())


def test_months_days_and_clocks_are_those_of_the_zone() -> None:
    """A run in the hour that the clocks skip does not happen."""
    in_berlin = rule(schedule="cron(30 2 ? * * *)", timezone="Europe/Berlin")
    made = history(covered(in_berlin), days=120)

    starts = [job.started for job in made.jobs if job.started]
    apart = {after - before for before, after in pairwise(starts)}
    # Skipped on 2027-03-28, and an hour earlier in UTC from then on.
    assert apart == {DAY, 2 * DAY - HOUR}


def test_resources_that_fare_alike_are_simulated_once() -> None:
    """Cost follows kinds, not counts."""
    one = covered(rule())
    others = [elsewhere(one, str(number)) for number in range(1_000)]
    kinds = kinds_of([one, *others, covered(rule(days=31)), covered(rule(), label="EBS volume")])

    assert [len(kind.members) for kind in kinds] == [1_001, 1, 1]
    assert kinds[0].one is one


ASSUMPTIONS = st.builds(
    Assumptions,
    seed=st.integers(0, 5),
    backup_takes=st.sampled_from([MINUTE, HOUR, 3 * HOUR]),
    copy_takes=st.sampled_from([MINUTE, 5 * HOUR]),
)


@given(resources(), ASSUMPTIONS)
def test_laws_of_every_history(resource: ResourceCoverage, assumptions: Assumptions) -> None:
    """Time runs forward, nothing outlives its retention, no copy comes before its source."""
    made = history(resource, 20, assumptions)

    busy = sorted((job.started, job.ended) for job in made.jobs if job.started)
    assert all(before[1] <= after[0] for before, after in pairwise(busy)), "one job at a time"
    windows = {(r.plan, r.rule): r.start_window_minutes for r in resource.rules}
    for job in made.jobs:
        assert job.due <= (job.started or job.ended) <= job.ended
        if job.kind is JobKind.BACKUP:
            latest = job.due + timedelta(minutes=windows[job.plan, job.rule])
            assert job.started is None or job.started <= latest
    days = {(r.plan, r.rule, False): r.retention_days for r in resource.rules}
    days |= {(c.plan, c.rule, True): c.retention_days for c in resource.copies}
    backups: dict[datetime, datetime] = {
        job.started: job.ended
        for job in made.jobs
        if job.kind is JobKind.BACKUP and job.started and job.state is JobState.COMPLETED
    }
    for point in made.points:
        kept = days[point.plan, point.rule, point.is_copy]
        assert point.expires == (None if kept is None else point.created + kept * DAY)
        assert point.complete >= backups[point.created], "a copy never before its source"
        if point.expires is not None and point.deleted is not None:
            assert point.expires <= point.deleted <= point.expires + 8 * HOUR
    assert made == history(resource, 20, assumptions), "same seed, same history"
