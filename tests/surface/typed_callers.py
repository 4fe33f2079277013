# pyright: reportUnnecessaryTypeIgnoreComment=true
"""What a type checker tells callers: `make types` reads this file, and nothing runs it.

A line with `# pyright: ignore` is a mistake that has to be one: if it were accepted, the comment
would be reported as unnecessary.
"""

from datetime import date
from typing import assert_type

import pulumi
import pulumi_aws as aws

import bamp_pulumi as bamp
from bamp_pulumi.testing import declare


def services() -> None:
    """Call what programs of services call."""
    bamp.inherit(owner="orders", tier="critical", policy=bamp.default_policy())
    bamp.inherit("orders")
    assert_type(bamp.tier("critical"), dict[str, str])
    assert_type(
        bamp.exempt(reason="rebuilt", owner="orders", until=date(2027, 6, 30)), dict[str, str]
    )
    aws.s3.Bucket("uploads", tags={**bamp.tier("critical"), "Name": "uploads"})
    bamp.exempt(reason="rebuilt", owner="orders")  # pyright: ignore[reportCallIssue]
    bamp.exempt("rebuilt", "orders", "2027-06-30")  # pyright: ignore[reportCallIssue]
    bamp.inherit(owner="orders", teir="critical")  # pyright: ignore[reportCallIssue]
    bamp.tier(3)  # pyright: ignore[reportArgumentType]


def accounts() -> None:
    """Declare components, with their outputs as inputs of others."""
    key = bamp.BackupKey("key", {"rotation_days": 90})
    vault = bamp.BackupVault("vault", {"kms_key_arn": key.arn, "region": "us-east-1"})
    assert_type(vault.arn, pulumi.Output[str])
    bamp.BackupPlan(
        "plan",
        {
            "tier_name": "gold",
            "tier": bamp.default_policy().tiers["standard"],
            "vault_name": vault.name,
        },
        pulumi.ResourceOptions(protect=True),
    )
    bamp.Baseline("bamp", {"alerts": {"to": [{"email": "backup-oncall@bamp-ops.io"}]}})
    bamp.BackupAlerts(
        "a", {"alerts": {"to": [{"email": "b@bamp-ops.io"}]}, "vault_name": vault.name}
    )
    bamp.BackupVault("vault", {})  # pyright: ignore[reportArgumentType]
    bamp.BackupVault("vault", {"kms_key": key.arn})  # pyright: ignore[reportArgumentType]
    bamp.Baseline("bamp", {"alerts": {"to": "b@bamp-ops.io"}})  # pyright: ignore[reportArgumentType]


def policies() -> None:
    """Build a policy in Python."""
    lifecycle = bamp.Lifecycle(delete_after_days=30)
    rule = bamp.Rule(name="daily", lifecycle=lifecycle, schedule=bamp.Schedule())
    assert_type(rule.copies, tuple[bamp.CopyRule, ...])
    assert_type(bamp.load_policy("extends: default"), bamp.BackupPolicy)
    bamp.Lifecycle(delete_after=30)  # pyright: ignore[reportCallIssue]
    bamp.Lifecycle(delete_after_days="30")  # pyright: ignore[reportArgumentType]


def tests() -> None:
    """Assert on what a program declares."""
    bucket = declare(services).one("aws:s3/bucket:Bucket")
    assert_type(bucket.name, str)
    declare(services())  # pyright: ignore[reportArgumentType]
