"""A tier's plan, as it is declared. What AWS Backup does with it is not proved here."""

from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from refusals import refused

from bamp_pulumi.components import BackupPlan, BackupPlanArgs, BackupRole
from bamp_pulumi.estate import Estate
from bamp_pulumi.policy import development_tier, standard_tier
from bamp_pulumi.testing import declare

PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
ROLE = "aws:iam/role:Role"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
RECOVERY = "arn:aws:backup:us-west-2:111122223333:backup-vault:dr"
STANDARD = {
    "tier_name": "standard",
    "tier": standard_tier(),
    "vault_name": "backups",
    "copy_vault_arns": {"us-west-2": RECOVERY},
}


def plan(**args: object) -> Estate:
    """Declare the plan of the standard tier, with what else is given."""
    # Any: wrong arguments too.
    given: Any = {**STANDARD, **args}
    return declare(lambda: _declare(given))


def _declare(args: BackupPlanArgs) -> None:
    BackupPlan("nightly", args)


def test_fx_1_the_standard_plan_backs_up_daily_at_02_00_utc_and_keeps_30_days() -> None:
    """On the wire, where the provider reads it."""
    rules: Any = plan().one(PLAN).inputs["rules"]

    assert rules[0] == {
        "ruleName": "daily",
        "targetVaultName": "backups",
        "schedule": "cron(0 2 ? * * *)",
        "scheduleExpressionTimezone": "UTC",
        "startWindow": 300,
        "completionWindow": 10_080,
        "enableContinuousBackup": False,
        "lifecycle": {"deleteAfter": 30},
        "recoveryPointTags": {"backup-tier": "standard", "backup-rule": "daily"},
        "copyActions": [{"destinationVaultArn": RECOVERY, "lifecycle": {"deleteAfter": 30}}],
    }
    assert [rule["ruleName"] for rule in rules] == ["daily", "weekly", "monthly"]


def test_the_selection_takes_the_tag_of_the_tier() -> None:
    """The whole selection; its role waits for its policies."""
    estate = plan(region="us-east-1")
    selection = estate.one(SELECTION)

    assert {k: v for k, v in selection.inputs.items() if k != "planId"} == {
        "name": "nightly",
        "iamRoleArn": "arn:aws:iam::111122223333:role/AWSBackup-nightly",
        "resources": ["*"],
        "conditions": [
            {"stringEquals": [{"key": "aws:ResourceTag/backup-tier", "value": "standard"}]}
        ],
        "region": "us-east-1",
    }
    assert selection.references("planId") == (estate.one(PLAN).urn,)


def test_the_selection_waits_for_all_four_policies_of_its_role() -> None:
    """AWS Backup refuses a selection whose role may not look for tags."""
    estate = plan()
    waited_for = set(estate.one(SELECTION).references("iamRoleArn"))

    assert {a.urn for a in estate.of_type(ATTACHMENT)} <= waited_for
    assert estate.one(ROLE).urn in waited_for


def test_a_given_role_is_used_and_no_other_made() -> None:
    """One role for all plans of an account."""

    def program() -> None:
        role = BackupRole("shared", {"role_name": "AWSBackup-shared"})
        args: Any = {**STANDARD, "role_arn": role.arn}
        BackupPlan("nightly", args)

    estate = declare(program)

    arn = "arn:aws:iam::111122223333:role/AWSBackup-shared"
    assert estate.one(SELECTION).inputs["iamRoleArn"] == arn
    assert estate.one(ROLE).name == "shared-role"


def test_the_plan_itself_does_not_carry_the_tag_of_its_tier() -> None:
    """Its own selection would match it."""
    assert plan(owner="dba").one(PLAN).inputs["tags"] == {"backup-owner": "dba"}


def test_the_plan_may_be_deleted_and_its_selection_is_replaced_in_one_name() -> None:
    """A plan holds no backups."""
    estate = plan()

    assert not estate.one(PLAN).retain_on_delete
    assert estate.one(SELECTION).delete_before_replace


def test_fx_2_fx_3_whatever_carries_the_tag_is_backed_up_daily() -> None:
    """EC2 instances, EBS volumes and customer metadata alike: no type is named."""
    estate = plan()
    rules: Any = estate.one(PLAN).inputs["rules"]
    selection = estate.one(SELECTION)

    assert selection.inputs["resources"] == ["*"]
    assert "notResources" not in selection.inputs
    tag = {"key": "aws:ResourceTag/backup-tier", "value": "standard"}
    assert selection.inputs["conditions"] == [{"stringEquals": [tag]}]
    assert any(r["schedule"] == "cron(0 2 ? * * *)" for r in rules)
    assert any(r["lifecycle"]["deleteAfter"] == 30 for r in rules)


def test_a_vault_of_the_program_gives_name_and_arn() -> None:
    """The plan is then declared after the vaults that it names."""

    def program() -> None:
        vault = aws.backup.Vault("home", name="home")
        away = aws.backup.Vault("away", name="away", region="us-west-2")
        args: Any = {
            **STANDARD,
            "vault_name": vault.name,
            "copy_vault_arns": {"us-west-2": away.arn},
        }
        BackupPlan("nightly", args)

    declared = declare(program).one(PLAN)
    rules: Any = declared.inputs["rules"]

    arn = "arn:aws:backup:us-west-2:111122223333:backup-vault:away"
    assert rules[0]["copyActions"][0]["destinationVaultArn"] == arn
    assert {urn.rpartition("::")[2] for urn in declared.references("rules")} == {"home", "away"}


def test_a_tier_may_be_a_plain_mapping() -> None:
    """As other languages and configuration give it."""
    tier = {
        "description": "Scratch data.",
        "rules": {"daily": {"lifecycle": {"delete_after_days": 7}}},
        "rpo_minutes": 1440,
        "rto_minutes": 1440,
        "native_retention_days": 1,
    }
    rules: Any = plan(tier_name="scratch", tier=tier).one(PLAN).inputs["rules"]

    assert rules[0]["lifecycle"] == {"deleteAfter": 7}


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"copy_vault_arns": None}, "BAMP-B04"),
        ({"copy_vault_arns": {"eu-west-1": RECOVERY}}, "BAMP-B04"),
        ({"tier": {"description": "x"}}, "BAMP-D02"),
        ({"tier": "standard"}, "BAMP-D03"),
        ({"tier": pulumi.Output.from_input(development_tier())}, "BAMP-B13"),
        ({"tier_name": "Standard"}, "BAMP-N02"),
        ({"plan_name": "a plan"}, "BAMP-B11"),
        ({"plan_name": "x" * 51}, "BAMP-B11"),
        ({"vault": "backups"}, "BAMP-D01"),
        ({"vault_name": None}, "BAMP-B16"),
    ],
)
def test_a_wrong_input_is_refused_before_anything_is_declared(
    args: dict[str, object], code: str
) -> None:
    """With the code of what is wrong."""
    # Any: wrong arguments.
    given: Any = {**STANDARD, **args}

    assert code in {r.code for r in refused(lambda: _declare(given)).refusals}
