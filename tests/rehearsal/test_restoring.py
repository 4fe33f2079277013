"""What could be restored on a day, and what would be lost."""

from dataclasses import replace
from datetime import datetime, timedelta

from covered_resources import HERE, START, THERE, copy, covered, rule
from hypothesis import given
from hypothesis import strategies as st

from bamp_pulumi.coverage import NativeWindow, ResourceCoverage
from bamp_pulumi.rehearsal import (
    Assumptions,
    Exposure,
    History,
    newest_state,
    restorable_at,
    simulate_backups,
    worst_exposure,
)
from bamp_pulumi.truth import Truth

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
PUNCTUAL = Assumptions(start_delay=timedelta(0), copy_delay=timedelta(0))


def history(resource: ResourceCoverage, days: int = 100) -> History:
    """Simulate."""
    return simulate_backups(resource, START, START + days * DAY, PUNCTUAL)


def test_what_there_is_on_a_day_in_each_region() -> None:
    """Thirty days here, ninety there; the newest first."""
    made = history(covered(rule(days=30), copies=(copy(days=90),)))

    there = restorable_at(made, START + 95 * DAY + 12 * HOUR)

    assert [r.region for r in there].count(HERE) == 30
    assert [r.region for r in there].count(THERE) == 90
    assert there[0].last == START + 95 * DAY + 2 * HOUR
    assert [r.last for r in there] == sorted((r.last for r in there), reverse=True)
    assert all(r.first == r.last for r in there)


def test_nothing_is_there_before_the_first_backup_is_complete() -> None:
    """A plan that was deployed yesterday protects from its first run on."""
    made = history(covered(rule()))

    assert restorable_at(made, START + 2 * HOUR + 29 * MINUTE) == ()
    assert newest_state(made, START + HOUR) is None
    assert newest_state(made, START + 3 * HOUR) == START + 2 * HOUR


def test_a_continuous_backup_restores_to_five_minutes_ago_here_and_not_there() -> None:
    """A copy of it is a snapshot: whoever loses the Region loses up to a day."""
    live = rule("live", "cron(0 8 ? * * *)", days=35, continuous=True)
    made = history(covered(live, copies=(copy("live"),)))
    at = START + 50 * DAY + 7 * HOUR

    assert newest_state(made, at, HERE) == at - 5 * MINUTE
    assert newest_state(made, at, THERE) == START + 49 * DAY + 8 * HOUR
    (window,) = (r for r in restorable_at(made, at) if r.region == HERE)
    assert (window.first, window.last) == (at - 35 * DAY, at - 5 * MINUTE)


def test_what_the_service_keeps_itself_counts_too() -> None:
    """A table restores to five minutes ago by DynamoDB's own recovery, and only where it lives."""
    table = replace(
        covered(rule(), copies=(copy(),), label="DynamoDB table"),
        native=NativeWindow(days=35, lag_minutes=5),
    )
    made = history(table)
    at = START + 50 * DAY

    assert newest_state(made, at, HERE) == at - 5 * MINUTE
    assert newest_state(made, at, THERE) == START + 49 * DAY + 2 * HOUR
    own = next(r for r in restorable_at(made, at) if not r.vault)
    assert (own.first, own.last) == (at - 35 * DAY, at - 5 * MINUTE)
    worst = worst_exposure(made, START, START + 60 * DAY, HERE)
    assert worst is not None
    assert worst.loss == 5 * MINUTE


def test_where_aws_backup_keeps_it_continuous_the_services_own_is_that() -> None:
    """AWS Backup takes the service's automated backups over."""
    live = rule("live", "cron(0 8 ? * * *)", days=35, continuous=True)
    made = history(replace(covered(live), native=NativeWindow(days=7, lag_minutes=5)))

    assert [point.rule for point in made.continuous] == ["live"]


def test_the_worst_moment_is_just_before_the_next_backup_is_complete() -> None:
    """A day, and the time that the job takes."""
    made = history(covered(rule(), copies=(copy(),)))
    end = START + 60 * DAY

    worst = worst_exposure(made, START, end)
    assert worst is not None
    assert worst.loss == DAY + 30 * MINUTE
    abroad = worst_exposure(made, START, end, THERE)
    assert abroad is not None
    assert abroad.loss == DAY + 90 * MINUTE


def test_a_retention_shorter_than_the_interval_leaves_nothing() -> None:
    """A weekly backup kept for three days."""
    made = history(covered(rule(schedule="cron(0 2 ? * SUN *)", days=3)))

    worst = worst_exposure(made, START, START + 60 * DAY)

    assert worst is not None
    assert worst.loss is None


def test_what_never_comes_has_no_worst_moment() -> None:
    """Nothing is ever there to grow old."""
    made = history(covered(rule(schedule="cron(0 2 1 1 ? 2031)")))

    assert worst_exposure(made, START, START + 60 * DAY) is None


def begin(made: History, region: str) -> datetime:
    """Return when each rule has made its first, and a continuous backup has begun."""
    points = [p for p in made.points if not region or p.region == region]
    first = {(p.rule, p.region): p.complete for p in reversed(points)}
    live = [c.since + c.lag_minutes * MINUTE for c in made.continuous if region in ("", c.region)]
    return max((*first.values(), *live), default=START + 40 * DAY)


SCHEDULES = ["cron(0 2 ? * * *)", "cron(0 5 ? * SUN *)", "cron(0 0/6 ? * * *)"]


@given(
    st.sampled_from(SCHEDULES),
    st.sampled_from([1, 3, 8, None]),
    st.booleans(),
    st.integers(0, 40 * 24 * 60),
    st.sampled_from(["", HERE, THERE]),
)
def test_no_moment_is_worse_than_the_worst(
    schedule: str, days: int | None, live: Truth, minute: int, region: str
) -> None:
    """Whenever the disaster comes."""
    rules = [rule(schedule=schedule, days=days)]
    if live:
        rules.append(rule("live", "cron(0 8 ? * * *)", days=2, continuous=True))
    made = history(covered(*rules, copies=(copy(days=days),)), 40)
    at, end = START + minute * MINUTE, START + 40 * DAY
    worst = worst_exposure(made, START, end, region)
    newest = newest_state(made, at, region)

    if at < begin(made, region) or at > end:
        return
    assert worst is not None
    assert worst == Exposure(worst.at, None) or (
        newest is not None and at - newest <= (worst.loss or timedelta(0))
    )
