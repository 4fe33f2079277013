"""Tiers as rules of AWS Backup plans. What AWS Backup then does is not proved here."""

import pytest

from bamp_pulumi.baseline import RuleDocument, render_rules, require_destinations
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import (
    CopyRule,
    Lifecycle,
    Rule,
    Schedule,
    Tier,
    default_policy,
    development_tier,
    standard_tier,
)

RECOVERY = "arn:aws:backup:us-west-2:111122223333:backup-vault:bamp-recovery"


def rules_of(tier_name: str) -> dict[str, RuleDocument]:
    """Render a tier of the default policy."""
    rendered = render_rules(
        tier_name,
        default_policy().tier(tier_name),
        vault_name="bamp-primary",
        copy_vault_arns={"us-west-2": RECOVERY},
    )
    return {rule["rule_name"]: rule for rule in rendered}


def tier_with(rule: Rule) -> Tier:
    """Make a tier of one rule."""
    return Tier(
        description="Test.",
        rules=(rule,),
        rpo_minutes=525_600,
        rto_minutes=60,
        native_retention_days=1,
    )


def test_fx_1_databases_are_backed_up_daily_at_02_00_utc_and_kept_30_days() -> None:
    """The whole rule, as the provider gets it."""
    assert rules_of("standard")["daily"] == {
        "rule_name": "daily",
        "target_vault_name": "bamp-primary",
        "schedule": "cron(0 2 ? * * *)",
        "schedule_expression_timezone": "UTC",
        "start_window": 300,
        "completion_window": 10_080,
        "enable_continuous_backup": False,
        "lifecycle": {"delete_after": 30},
        "recovery_point_tags": {"backup-tier": "standard", "backup-rule": "daily"},
        "copy_actions": [{"destination_vault_arn": RECOVERY, "lifecycle": {"delete_after": 30}}],
    }


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated"])
def test_it_3_daily_weekly_and_monthly_rules_keep_30_90_and_365_days_or_more(tier: str) -> None:
    """Regulated data keeps its monthly for seven years instead."""
    kept = {name: rule["lifecycle"]["delete_after"] for name, rule in rules_of(tier).items()}
    kept.pop("continuous", None)

    assert kept == {"daily": 30, "weekly": 90, "monthly": 2557 if tier == "regulated" else 365}


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated"])
def test_fx_14_it_4_em_8_every_snapshot_rule_copies_to_us_west_2(tier: str) -> None:
    """And keeps the copy as long as its source."""
    for rule in rules_of(tier).values():
        if not rule["enable_continuous_backup"]:
            lifecycle = rule["lifecycle"]
            assert rule["copy_actions"] == [
                {"destination_vault_arn": RECOVERY, "lifecycle": lifecycle}
            ]


def test_development_copies_nowhere() -> None:
    """Its one rule has no copy action, and needs no vault for any."""
    (rule,) = render_rules("development", development_tier(), vault_name="v", copy_vault_arns={})

    assert rule["copy_actions"] == []
    assert rule["lifecycle"] == {"delete_after": 7}


def test_a_copy_may_live_longer_than_its_source() -> None:
    """Its own lifecycle is used where it has one."""
    copy = CopyRule(destination_region="us-west-2", lifecycle=Lifecycle(delete_after_days=90))
    rule = Rule(name="daily", lifecycle=Lifecycle(delete_after_days=30), copies=(copy,))

    (rendered,) = render_rules(
        "t", tier_with(rule), vault_name="v", copy_vault_arns={"us-west-2": RECOVERY}
    )

    assert rendered["copy_actions"][0]["lifecycle"] == {"delete_after": 90}


@pytest.mark.parametrize(
    ("schedule", "archives"), [("cron(0 2 ? * SUN *)", False), ("cron(0 2 1 * ? *)", True)]
)
def test_ebs_is_archived_only_by_rules_that_run_monthly(
    schedule: str,
    archives: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """AWS archives whole snapshots; weekly ones would each be a full copy."""
    rule = Rule(
        name="cold",
        schedule=Schedule(expression=schedule),
        lifecycle=Lifecycle(delete_after_days=400, cold_storage_after_days=30),
    )

    (rendered,) = render_rules("t", tier_with(rule), vault_name="v", copy_vault_arns={})

    assert rendered["lifecycle"].get("cold_storage_after") == 30
    found = rendered["lifecycle"].get("opt_in_to_archive_for_supported_resources", False)
    assert found is archives


def test_a_warm_rule_says_nothing_of_cold_storage() -> None:
    """The provider would send a zero, and AWS would refuse it."""
    for rule in rules_of("critical").values():
        assert set(rule["lifecycle"]) == {"delete_after"}


def test_a_copy_without_a_vault_is_refused() -> None:
    """AWS Backup would take the plan and fail each copy."""
    with pytest.raises(RefusedError) as refused:
        require_destinations(standard_tier("eu-west-1"), ["us-west-2"])

    (refusal,) = refused.value.refusals
    assert refusal.code == "BAMP-B04"
    assert refusal.path == "rules.daily.copies"
    assert refusal.write == "copy_vault_arns={'eu-west-1': recovery_vault.arn}"


def test_rendering_refuses_it_too() -> None:
    """So no caller can forget to ask."""
    with pytest.raises(RefusedError, match="BAMP-B04"):
        render_rules("standard", standard_tier(), vault_name="v", copy_vault_arns={})
