"""What coverage says can be lost against what simulated years lose."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from covered_resources import HERE, START, THERE, copy, covered, resources, rule
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bamp_pulumi.coverage import CoveredRule, NativeWindow, ResourceCoverage, exposure_of
from bamp_pulumi.rehearsal import Assumptions, simulate_backups, worst_exposure
from bamp_pulumi.rehearsal.random_delays import RandomDelays

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
SPAN = 70 * DAY
"""Long enough for two runs of a monthly rule and the time between them."""
SUNDAYS = "cron(0 2 ? * SUN *)"


def bounds(resource: ResourceCoverage, assumptions: Assumptions) -> dict[str, timedelta]:
    """Return the most that can be lost by Region; none where everything can, or nobody knows."""
    return {
        one.region: one.at_most_minutes * MINUTE
        for one in exposure_of(resource, assumptions)
        if one.at_most_minutes is not None
    }


def loses(resource: ResourceCoverage, assumptions: Assumptions, region: str) -> timedelta | None:
    """Simulate, and return the most that is lost from a Region; None for everything."""
    made = simulate_backups(resource, START, START + SPAN, assumptions)
    worst = worst_exposure(made, START, START + SPAN, region)
    return None if worst is None else worst.loss


ASSUMPTIONS = st.builds(
    Assumptions,
    seed=st.integers(0, 50),
    start_delay=st.sampled_from([timedelta(0), 20 * MINUTE, HOUR, 4 * HOUR]),
    backup_takes=st.sampled_from([MINUTE, 30 * MINUTE, 3 * HOUR]),
    copy_delay=st.sampled_from([timedelta(0), 10 * MINUTE, 2 * HOUR]),
    copy_takes=st.sampled_from([MINUTE, HOUR, 5 * HOUR]),
)
OWN = st.sampled_from([None, NativeWindow(days=7, lag_minutes=5)])
BUSY = st.sampled_from(
    [
        {},
        {"maintenanceWindow": "sun:03:30-sun:04:00"},
        {"maintenanceWindow": "mon:02:30-mon:03:00"},
        {"backupWindow": "03:45-04:15", "backupRetentionPeriod": 7},
    ]
)


# Two years of hourly jobs, and a simulation: a quarter of the examples of other laws.
@settings(max_examples=max(25, settings().max_examples // 4))
@given(resources(), ASSUMPTIONS, OWN, BUSY)
def test_no_simulated_year_loses_more_than_coverage_says(
    resource: ResourceCoverage,
    assumptions: Assumptions,
    own: NativeWindow | None,
    busy: dict[str, object],
) -> None:
    """Whatever the rules, windows, copies and delays: from each Region, at its worst moment."""
    inside = replace(resource.resource, inputs=busy)
    resource = replace(resource, resource=inside, native=own)
    known = bounds(resource, assumptions)
    assume(known)

    for region, at_most in known.items():
        loss = loses(resource, assumptions, region)
        assert loss is not None, (region, at_most)
        assert loss <= at_most, region


def _extremes(_self: RandomDelays, longest: timedelta, *about: object) -> timedelta:
    """Wait as long as may be on one day, and not at all on the next."""
    instant = about[-1]
    return longest if isinstance(instant, datetime) and instant.toordinal() % 2 else timedelta(0)


@pytest.mark.parametrize(
    ("one", "here", "there"),
    [
        (rule(), DAY + 90 * MINUTE, DAY + 160 * MINUTE),
        (rule(days=None, window=480), DAY + 90 * MINUTE, DAY + 160 * MINUTE),
        (rule(schedule=SUNDAYS), 7 * DAY + 90 * MINUTE, 7 * DAY + 160 * MINUTE),
        # Nothing is left for the time that the next is late.
        (rule(days=1), None, DAY + 160 * MINUTE),
        (rule(schedule=SUNDAYS, days=3), None, 7 * DAY + 160 * MINUTE),
        # Its own Region is restored to any second, the other from snapshots.
        (rule(days=35, continuous=True), 5 * MINUTE, DAY + 160 * MINUTE),
    ],
)
def test_it_is_exactly_what_the_worst_delays_come_to(
    monkeypatch: pytest.MonkeyPatch,
    one: CoveredRule,
    here: timedelta | None,
    there: timedelta,
) -> None:
    """An hour to start, half an hour to run; ten minutes and an hour more for the copy."""
    resource = covered(one, copies=(copy(),))
    monkeypatch.setattr(RandomDelays, "within", _extremes)

    assert loses(resource, Assumptions(), HERE) == here
    assert loses(resource, Assumptions(), THERE) == there
    known = bounds(resource, Assumptions())
    assert (known.get(HERE), known.get(THERE)) == (here, there)


def test_of_two_copies_of_one_rule_the_second_waits_for_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whichever is second: a resource has one copy made at a time."""
    copies = (copy(), replace(copy(), region="eu-west-1"))
    monkeypatch.setattr(RandomDelays, "within", _extremes)
    known = bounds(covered(rule(), copies=copies), Assumptions())

    assert known[THERE] == known["eu-west-1"] == DAY + 220 * MINUTE
    lost = [loses(covered(rule(), copies=copies), Assumptions(), r) for r in (THERE, "eu-west-1")]
    assert max(loss for loss in lost if loss is not None) == DAY + 220 * MINUTE


def test_two_plans_at_the_same_hour_wait_for_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the two always starts in time; which one is left to chance."""
    resource = covered(rule(plan="p"), rule(plan="q"))
    monkeypatch.setattr(RandomDelays, "within", _extremes)

    assert bounds(resource, Assumptions()) == {HERE: DAY + 90 * MINUTE}
    assert loses(resource, Assumptions(), HERE) == DAY + 60 * MINUTE
