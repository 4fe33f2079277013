"""What the five organisations ask of a baseline, each test under the id of its requirement.

As declared: nothing here has run on AWS.
"""

import json
from datetime import date
from typing import Any

import pulumi_aws as aws
import pytest
from baselines import KEY, LOCK, OPT_IN, VAULT, VAULT_POLICY, baseline, by_region, make, rules_of

from bamp_pulumi.coverage import Status, cover
from bamp_pulumi.policy import default_policy
from bamp_pulumi.testing import declare


def test_fx_1_databases_are_backed_up_daily_at_02_00_utc_and_kept_30_days() -> None:
    """In the standard plan, into the vault of the primary Region."""
    daily = rules_of(baseline(), "standard")["daily"]

    assert (daily["schedule"], daily["scheduleExpressionTimezone"]) == ("cron(0 2 ? * * *)", "UTC")
    assert daily["lifecycle"] == {"deleteAfter": 30}
    assert daily["targetVaultName"] == "bamp-primary"


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated"])
def test_fx_2_fx_3_instances_volumes_and_metadata_are_backed_up_daily(tier: str) -> None:
    """EC2, EBS and DynamoDB are opted in, and each production tier has a daily rule of 30 days."""
    estate = baseline()
    opted: Any = by_region(estate.of_type(OPT_IN), "resourceTypeOptInPreference")["us-east-1"]

    assert opted["EC2"]
    assert opted["EBS"]
    assert opted["DynamoDB"]
    assert rules_of(estate, tier)["daily"]["schedule"] == "cron(0 2 ? * * *)"
    assert rules_of(estate, tier)["daily"]["lifecycle"] == {"deleteAfter": 30}


def test_fx_2_fx_3_an_instance_a_volume_and_a_table_have_a_recovery_point_every_day() -> None:
    """As the account's plan does it for what a program declares and tags, kept 30 days."""
    tags = {"backup-tier": "standard", "backup-owner": "orders"}

    def program() -> None:
        make({})
        aws.ec2.Instance("web", ami="ami-0", instance_type="t4g.micro", tags=tags)
        aws.ebs.Volume("disk", availability_zone="us-east-1a", size=8, encrypted=True, tags=tags)
        aws.dynamodb.Table(
            "customers", attributes=[{"name": "id", "type": "S"}], hash_key="id", tags=tags
        )

    coverage = cover(declare(program), default_policy(), today=date(2026, 11, 28))

    assert {covered.resource.name for covered in coverage.resources} == {"web", "disk", "customers"}
    for covered in coverage.resources:
        (daily,) = (rule for rule in covered.rules if rule.rule == "daily")
        assert covered.status is Status.PROTECTED
        assert (daily.schedule, daily.retention_days) == ("cron(0 2 ? * * *)", 30)


def test_it_3_daily_weekly_and_monthly_backups_live_30_days_3_months_and_a_year() -> None:
    """As the standard plan is declared."""
    kept = {n: r["lifecycle"]["deleteAfter"] for n, r in rules_of(baseline(), "standard").items()}

    assert kept == {"daily": 30, "weekly": 90, "monthly": 365}


@pytest.mark.parametrize("tier", ["critical", "standard", "regulated"])
def test_it_4_fx_14_em_8_snapshots_are_copied_from_us_east_1_to_us_west_2(tier: str) -> None:
    """Every rule that makes snapshots, into the recovery vault, and the vaults exist."""
    estate = baseline()
    recovery = "arn:aws:backup:us-west-2:111122223333:backup-vault:bamp-recovery"
    copied = {
        name: [action["destinationVaultArn"] for action in rule["copyActions"]]
        for name, rule in rules_of(estate, tier).items()
        if not rule["enableContinuousBackup"]
    }

    assert copied == {"daily": [recovery], "weekly": [recovery], "monthly": [recovery]}
    assert by_region(estate.of_type(VAULT), "name") == {
        "us-east-1": "bamp-primary",
        "us-west-2": "bamp-recovery",
    }


def test_fx_12_each_region_has_a_key_of_its_own_rotated_every_90_days() -> None:
    """AES-256: the one symmetric kind of key that KMS has."""
    keys = baseline().of_type(KEY)

    assert by_region(keys, "rotationPeriodInDays") == {"us-east-1": 90, "us-west-2": 90}
    assert {k.inputs["customerMasterKeySpec"] for k in keys} == {"SYMMETRIC_DEFAULT"}
    assert all(k.inputs["enableKeyRotation"] for k in keys)


def test_it_10_each_vault_is_encrypted_with_the_key_of_its_region() -> None:
    """A key of the other Region would be lost with it, and AWS refuses it."""
    estate = baseline()

    for vault in estate.of_type(VAULT):
        (key,) = estate.follow(vault, "kmsKeyArn", KEY)
        assert key.region == vault.region


def test_it_10_only_the_named_team_restores() -> None:
    """And AWS Backup's own role, which restores what consists of parts."""
    estate = baseline(access={"operators": ["role/infrastructure"]})

    for policy in estate.of_type(VAULT_POLICY):
        statements = {s["Sid"]: s for s in json.loads(str(policy.inputs["policy"]))["Statement"]}
        allowed = statements["DenyRestoreByOthers"]["Condition"]["ArnNotEquals"]
        assert "arn:aws:iam::111122223333:role/infrastructure" in allowed["aws:PrincipalArn"]
        assert "arn:aws:iam::111122223333:role/AWSBackup-bamp" in allowed["aws:PrincipalArn"]


def test_it_12_both_vaults_are_locked_and_deny_deletion() -> None:
    """Governance mode by default, around the retentions of the policy."""
    estate = baseline()
    locks = estate.of_type(LOCK)

    assert by_region(locks, "minRetentionDays") == {"us-east-1": 7, "us-west-2": 30}
    assert by_region(locks, "maxRetentionDays") == {"us-east-1": 2557, "us-west-2": 2557}
    assert not any("changeableForDays" in lock.inputs for lock in locks)
    for policy in estate.of_type(VAULT_POLICY):
        first = json.loads(str(policy.inputs["policy"]))["Statement"][0]
        assert first["Effect"] == "Deny"
        assert "backup:DeleteRecoveryPoint" in first["Action"]
