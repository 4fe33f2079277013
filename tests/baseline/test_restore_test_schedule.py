"""When restores are tested, judged against the schedules of the backups."""

from datetime import UTC, datetime, timedelta

import pytest

from bamp_pulumi.baseline.restore_tests.schedule import restore_test_schedule
from bamp_pulumi.policy import (
    RestoreTestFrequency,
    Schedule,
    Tier,
    critical_tier,
    development_tier,
    standard_tier,
)

WEEKLY, QUARTERLY = RestoreTestFrequency.WEEKLY, RestoreTestFrequency.QUARTERLY
TIERS = {
    "critical": critical_tier(),
    "standard": standard_tier(),
    "development": development_tier(),
}


def in_zone(tier: Tier, zone: str) -> Tier:
    """The tier with its schedules in another time zone."""
    rules = [
        rule.model_copy(
            update={"schedule": Schedule(expression=rule.schedule.expression, timezone=zone)}
        )
        for rule in tier.rules
    ]
    return tier.model_copy(update={"rules": tuple(rules)})


@pytest.mark.parametrize("name", TIERS)
@pytest.mark.parametrize("frequency", [WEEKLY, QUARTERLY])
def test_no_backup_starts_while_tests_start(name: str, frequency: RestoreTestFrequency) -> None:
    """Over four years, in which dates and weekdays meet."""
    tier, window = TIERS[name], timedelta(hours=6)
    schedule = restore_test_schedule(tier, frequency, 6)
    start = datetime(2026, 1, 1, tzinfo=UTC)

    for due in schedule.between(start, start + timedelta(days=4 * 365)):
        for rule in tier.rules:
            last = rule.schedule.previous_before(due + window)
            assert last is None or last + rule.start_window <= due


@pytest.mark.parametrize(("frequency", "most"), [(WEEKLY, 7), (QUARTERLY, 92)])
def test_em_7_it_13_the_promised_days_are_kept(frequency: RestoreTestFrequency, most: int) -> None:
    """A week, and the longest quarter."""
    schedule = restore_test_schedule(critical_tier(), frequency, 6)

    assert schedule.longest_interval == timedelta(days=most)
    assert frequency.most_days == most


def test_tests_are_in_the_time_zone_of_the_backups() -> None:
    """At the same hour of the clock as in UTC."""
    schedule = restore_test_schedule(in_zone(critical_tier(), "Europe/Berlin"), WEEKLY, 6)

    assert (schedule.expression, schedule.timezone) == ("cron(0 13 ? * TUE *)", "Europe/Berlin")


def test_where_backups_leave_no_time_free_the_first_of_all_is_taken() -> None:
    """A window of three days meets daily backups whenever it is."""
    schedule = restore_test_schedule(development_tier(), WEEKLY, 72)

    assert schedule.expression == "cron(0 0 ? * TUE *)"
