"""The policy that ships: the numbers of the five documents it was made from, stated as literals.

What AWS does with it is not proved here; that AWS takes it is what lint knows.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bamp_pulumi.errors import PolicyError
from bamp_pulumi.policy import (
    LockMode,
    LockPolicy,
    Tier,
    critical_tier,
    default_policy,
    development_tier,
    lint,
    regulated_tier,
    standard_tier,
)

POLICY = default_policy()


def kept(tier: str) -> dict[str, int]:
    """Return the days each rule of a tier keeps."""
    return {rule.name: rule.lifecycle.delete_after_days for rule in POLICY.tiers[tier].rules}


def copied(tier: str) -> dict[str, list[str]]:
    """Return where each rule of a tier copies to."""
    return {
        rule.name: [copy.destination for copy in rule.copies] for rule in POLICY.tiers[tier].rules
    }


def test_there_are_four_tiers_and_standard_is_for_what_names_none() -> None:
    """A resource without a tag is ordinary production data."""
    assert list(POLICY.tiers) == ["critical", "standard", "regulated", "development"]
    assert POLICY.default_tier == "standard"


def test_it_3_daily_weekly_and_monthly_are_kept_30_days_3_months_and_a_year() -> None:
    """IT-3, and FX-1 and FX-3 for the daily."""
    assert kept("standard") == {"daily": 30, "weekly": 90, "monthly": 365}


def test_critical_keeps_every_second_of_35_days_beside_the_same_three() -> None:
    """FX-4 and EM-5: point-in-time recovery over 35 days, the most AWS keeps."""
    assert kept("critical") == {"continuous": 35, "daily": 30, "weekly": 90, "monthly": 365}
    assert [rule.enable_continuous_backup for rule in POLICY.tiers["critical"].rules] == [
        True,
        False,
        False,
        False,
    ]


def test_em_2_regulated_keeps_the_monthly_for_seven_years() -> None:
    """Seven years from any day hold two leap days at most: 2557 days."""
    assert kept("regulated") == {"continuous": 35, "daily": 30, "weekly": 90, "monthly": 2557}
    assert datetime(2031, 1, 1, tzinfo=UTC) - datetime(2024, 1, 1, tzinfo=UTC) == timedelta(2557)


def test_development_keeps_a_week_of_days() -> None:
    """What can be made again."""
    assert kept("development") == {"daily": 7}


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated"])
def test_fx_14_it_4_em_8_snapshots_of_production_are_copied_to_us_west_2(tier: str) -> None:
    """The continuous backup is not: a copy has no point-in-time recovery."""
    destinations = copied(tier)
    destinations.pop("continuous", None)

    assert destinations == {name: ["us-west-2"] for name in ("daily", "weekly", "monthly")}


@pytest.mark.parametrize("tier", ["critical", "regulated"])
def test_a_continuous_backup_is_not_copied(tier: str) -> None:
    """AWS would take a snapshot for each copy and delete it again."""
    assert copied(tier)["continuous"] == []


def test_development_is_not_copied() -> None:
    """What can be made again needs no second Region."""
    assert copied("development") == {"daily": []}


@pytest.mark.parametrize(
    ("tier", "rpo", "rto"),
    [
        ("critical", 5, 120),
        ("standard", 1440, 240),
        ("regulated", 5, 120),
        ("development", 1440, 1440),
    ],
)
def test_it_2_fx_15_fx_16_objectives_in_minutes(tier: str, rpo: int, rto: int) -> None:
    """Production databases 5 minutes and 2 hours, others a day and 4 hours, development a day."""
    assert (POLICY.tiers[tier].rpo_minutes, POLICY.tiers[tier].rto_minutes) == (rpo, rto)


@pytest.mark.parametrize(
    ("tier", "days"), [("critical", 35), ("standard", 7), ("regulated", 35), ("development", 3)]
)
def test_em_3_na_1_native_backups_are_kept_7_days_in_production_and_3_in_development(
    tier: str, days: int
) -> None:
    """35 where a continuous backup owns the window of the database."""
    assert POLICY.tiers[tier].native_retention_days == days


@pytest.mark.parametrize("tier", list(POLICY.tiers))
def test_fx_1_the_daily_backup_falls_due_at_0200_utc(tier: str) -> None:
    """Every day of the year, winter and summer."""
    daily = next(rule for rule in POLICY.tiers[tier].rules if rule.name == "daily")
    year = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

    runs = list(daily.schedule.between(*year))

    assert len(runs) == 365
    assert {(run.hour, run.minute) for run in runs} == {(2, 0)}


@pytest.mark.parametrize("tier", list(POLICY.tiers))
def test_an_hour_lies_between_the_start_windows_of_a_tier(tier: str) -> None:
    """Overlapping rules would cost recovery points, and AWS does not say when a window closes."""
    rules = POLICY.tiers[tier].rules
    year = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    windows = sorted(
        (run, run + rule.start_window) for rule in rules for run in rule.schedule.between(*year)
    )

    assert all(closed + timedelta(hours=1) <= due for (_, closed), (due, _) in pairwise(windows))


@pytest.mark.parametrize("tier", list(POLICY.tiers))
def test_a_first_backup_may_run_for_a_week(tier: str) -> None:
    """The provider's own 180 minutes would cancel it."""
    assert {rule.completion_window_minutes for rule in POLICY.tiers[tier].rules} == {7 * 1440}


def test_the_locks_let_in_exactly_what_the_tiers_write() -> None:
    """Governance: it can be lifted, and it is derived, never typed a second time."""
    assert POLICY.vault_lock == LockPolicy(
        mode=LockMode.GOVERNANCE, min_retention_days=7, max_retention_days=2557
    )
    assert POLICY.recovery_vault_lock == LockPolicy(
        mode=LockMode.GOVERNANCE, min_retention_days=30, max_retention_days=2557
    )


def test_fx_12_keys_are_rotated_every_90_days() -> None:
    """The shortest period KMS takes."""
    assert POLICY.key_rotation_days == 90


def test_lint_finds_nothing_in_what_ships() -> None:
    """And building it has not hidden anything."""
    assert lint(POLICY) == ()


def test_the_copies_follow_the_recovery_region() -> None:
    """One fact in one place: the Region is said once."""
    policy = default_policy(primary_region="eu-central-1", recovery_region="eu-west-1")

    assert {w.destination_region for w in policy.writes()} == {None, "eu-west-1"}
    assert policy.recovery_vault_lock == POLICY.recovery_vault_lock


@pytest.mark.parametrize(
    ("regions", "code"),
    [
        ({"recovery_region": "us-east-1"}, "BAMP-C04"),
        ({"recovery_region": "somewhere"}, "BAMP-N03"),
        ({"primary_region": "somewhere"}, "BAMP-N03"),
    ],
)
def test_impossible_regions_are_refused_in_the_house_form(
    regions: dict[str, str], code: str
) -> None:
    """No error of pydantic reaches who calls a preset."""
    with pytest.raises(PolicyError, match=code):
        default_policy(**regions)


@pytest.mark.parametrize(
    ("preset", "name"),
    [
        (critical_tier, "critical"),
        (standard_tier, "standard"),
        (regulated_tier, "regulated"),
        (development_tier, "development"),
    ],
)
def test_each_tier_can_be_had_alone(preset: Callable[[], Tier], name: str) -> None:
    """For a policy of one's own that keeps some of ours."""
    assert preset() == POLICY.tiers[name]
