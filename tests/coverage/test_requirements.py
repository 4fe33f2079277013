"""Requirements, asked of a service and the account as both are declared."""

from datetime import date
from functools import cache
from pathlib import Path

from bamp_pulumi.coverage import Coverage, ResourceCoverage, Status, cover
from bamp_pulumi.estate import load_estate
from bamp_pulumi.policy import default_policy

ROOT = Path(__file__).parents[2]


@cache
def orders() -> Coverage:
    """Judge the example service beside the account stack."""
    estate = load_estate([ROOT / "examples" / "orders", ROOT / "stacks" / "account"])
    return cover(estate, default_policy(), today=date(2026, 11, 22))


def named(name: str) -> ResourceCoverage:
    """Return how a resource of the service stands."""
    return next(c for c in orders().resources if c.resource.name == name)


def test_it_2_databases_lose_a_day_at_most_and_critical_ones_an_hour_at_most() -> None:
    """IT-2: RPO 24 h; critical transaction data RPO 1 h; RTO 4 h."""
    backed_up = [c for c in orders().resources if c.status is Status.PROTECTED]

    assert all((c.achieved_rpo_minutes or 10**6) <= 24 * 60 for c in backed_up)
    for critical in ("orders", "carts"):
        assert (named(critical).achieved_rpo_minutes or 10**6) <= 60
    tiers = {default_policy().tiers[c.tier] for c in backed_up}
    assert all(tier.rto_minutes <= 4 * 60 for tier in tiers)


def test_fx_1_a_database_has_a_recovery_point_every_night_at_02_00_utc_kept_30_days() -> None:
    """FX-1, at the end of the way: what the declared plan will do for the declared database."""
    daily = next(rule for rule in named("orders").rules if rule.rule == "daily")

    assert (daily.schedule, daily.timezone, daily.retention_days) == (
        "cron(0 2 ? * * *)",
        "UTC",
        30,
    )


def test_fx_3_metadata_has_a_recovery_point_every_day_kept_30_days() -> None:
    """FX-3: a table is backed up like a database."""
    assert ("daily", 30) in [(rule.rule, rule.retention_days) for rule in named("carts").rules]


def test_it_3_a_resource_keeps_30_days_3_months_and_a_year() -> None:
    """IT-3: daily, weekly and monthly recovery points."""
    kept = {rule.rule: rule.retention_days for rule in named("originals").rules}

    assert kept == {"daily": 30, "weekly": 90, "monthly": 365}


def test_it_4_em_8_fx_14_recovery_points_are_copied_from_us_east_1_to_us_west_2() -> None:
    """IT-4, EM-8, FX-14: for everything that AWS Backup backs up and can copy."""
    backed_up = [c for c in orders().resources if c.status is Status.PROTECTED]

    assert {c.resource.region for c in backed_up} == {"us-east-1"}
    assert {copy.region for c in backed_up for copy in c.copies} == {"us-west-2"}
    assert all(c.copies for c in backed_up)


def test_em_5_a_production_table_restores_to_any_second_of_35_days() -> None:
    """EM-5: point-in-time recovery on; AWS's own window is 35 days where none is written."""
    table = named("carts").resource

    assert table.value("pointInTimeRecovery.enabled") is True
    assert table.value("pointInTimeRecovery.recoveryPeriodInDays") in (None, 35)
