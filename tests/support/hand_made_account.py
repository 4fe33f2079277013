"""A small account written by hand, in AWS's own terms, and a judge for programs beside it.

By hand, so that coverage is tested apart from our own components: the account stack itself is
broken in `test_breakages.py`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pulumi
import pulumi_aws as aws

from bamp_pulumi.catalog import partition_of
from bamp_pulumi.coverage import Coverage, cover
from bamp_pulumi.policy import BackupPolicy, parse
from bamp_pulumi.testing import declare

__all__ = [
    "FOR_BACKUP",
    "FOR_S3",
    "GUARD",
    "LOCK",
    "OPTED_IN",
    "TAGS",
    "TODAY",
    "Account",
    "judge",
    "policy_with",
    "resolved",
]

FOR_BACKUP = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
FOR_S3 = "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup"
TODAY = date(2026, 11, 22)
"""The day on which `judge` judges."""
OPTED_IN = ("Aurora", "DynamoDB", "EBS", "EFS", "RDS", "S3")


LOCK: dict[str, Any] = {"min_retention_days": 30, "max_retention_days": 30}  # Any: inputs of a lock
"""What `policy_with()` asks for."""
GUARD = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "Principal": "*",
                "Action": [
                    "backup:DeleteRecoveryPoint",
                    "backup:UpdateRecoveryPointLifecycle",
                    "backup:StartRestoreJob",
                ],
                "Resource": "*",
                "Condition": {
                    "ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/restore"}
                },
            }
        ],
    }
)


def policy_with(**tier: object) -> BackupPolicy:
    """Make a policy with the one tier `standard`: daily, 30 days, copied; fields may be given."""
    rule = {
        "name": "daily",
        "schedule": {"expression": "cron(0 2 ? * * *)"},
        "lifecycle": {"delete_after_days": 30},
        "copies": [{"destination_region": "us-west-2"}],
    }
    standard = {
        "description": "Ordinary data.",
        "rules": [rule],
        "rpo_minutes": 1440,
        "rto_minutes": 240,
        "native_retention_days": 7,
        **tier,
    }
    return parse(BackupPolicy, {"tiers": {"standard": standard}})


@dataclass(frozen=True)
class Later:
    """A value that only a deployment tells."""

    value: object


def resolved(value: Any) -> Any:  # noqa: ANN401 - inputs of any shape
    """Turn what is told later into outputs that are unknown, all the way down."""
    if isinstance(value, Later):
        told = aws.ssm.Parameter(f"told-{id(value)}", type="String", value="x")
        return told.arn.apply(lambda _: value.value)
    if isinstance(value, list):
        return [resolved(item) for item in value]  # pyright: ignore[reportUnknownVariableType] - inputs of any shape
    if isinstance(value, dict):
        return {key: resolved(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType] - inputs of any shape
    return value


@dataclass
class Account:
    """What the account declares; each field can be broken by a test."""

    opt_in: dict[str, bool] | None = field(default_factory=lambda: dict.fromkeys(OPTED_IN, True))
    management: dict[str, bool] = field(default_factory=lambda: {"DynamoDB": True})
    vault: bool = True
    recovery_vault: bool = True
    recovery_key: bool = True
    vault_policy: str = ""
    key_elsewhere: bool = False
    key: dict[str, Any] = field(default_factory=dict[str, Any])  # Any: inputs of a KMS key
    lock: dict[str, Any] | None = None  # Any: inputs of a lock
    recovery_lock: dict[str, Any] | None = None  # Any: inputs of a lock
    role: bool = True
    policies: tuple[str, ...] = (FOR_BACKUP, FOR_S3)
    own_policy: str = ""
    """Document of a policy of the account's own that is attached to the role."""
    boundary: str = ""
    """Permissions boundary of the role: its document, or the ARN of a policy."""
    role_name: str | None = None
    """Name of the role; None where Pulumi makes one up."""
    with_role: Callable[[aws.iam.Role], object] | None = None
    """Declares what else belongs to the role."""
    trust: str = "backup.amazonaws.com"
    plans: bool = True
    plan: str = "plan"
    """What AWS calls the plan."""
    region: str = "us-east-1"
    away: str = "us-west-2"
    """Region of the recovery vault."""
    retention_days: int = 30
    schedule: str = "cron(0 2 ? * * *)"
    continuous: bool = False
    copy_days: int | None = 30
    tag: str = "backup-tier"
    """Key of the tag that the selection asks for."""
    tier: str = "standard"
    second_vault: bool = False
    rule: dict[str, Any] = field(default_factory=dict[str, Any])  # Any: inputs of a rule
    """Put over those of the one rule."""
    rules: Any = None  # Any: as above
    """In place of the one rule."""
    guarded: bool = False
    """Whether it has all that the policy of `policy_with` asks for beside making backups."""

    def declare(self) -> None:
        """Declare it."""
        rotated: dict[str, Any] = {
            "enable_key_rotation": True,
            "rotation_period_in_days": 90,
        }  # Any: as above
        key = aws.kms.Key("backup-key", **(rotated if self.guarded else {}), **self.key)
        elsewhere = "arn:aws:kms:us-east-1:111122223333:key/elsewhere"
        if self.vault:
            arn = elsewhere if self.key_elsewhere else key.arn
            aws.backup.Vault("main", name="main", kms_key_arn=arn)
        if self.vault_policy:
            aws.backup.VaultPolicy("policy", backup_vault_name="main", policy=self.vault_policy)
        if self.second_vault:
            aws.backup.Vault("second", name="second", kms_key_arn=key.arn)
        if self.recovery_vault:
            recovery_key = aws.kms.Key(
                "recovery-key", region=self.away, **(rotated if self.guarded else {})
            )
            aws.backup.Vault(
                "recovery",
                name="recovery",
                region=self.away,
                kms_key_arn=recovery_key.arn if self.recovery_key else None,
            )
        self._locks()
        if self.guarded:
            self._guard()
        if self.opt_in is not None:
            aws.backup.RegionSettings(
                "settings",
                resource_type_opt_in_preference=self.opt_in,
                resource_type_management_preference=self.management,
            )
        if self.plans:
            self._plan(self._role())

    def _guard(self) -> None:
        """Deny deletion and restores, record calls, and notify somebody."""
        for vault, region in (("main", "us-east-1"), ("recovery", self.away)):
            aws.backup.VaultPolicy(
                f"{vault}-guard", backup_vault_name=vault, region=region, policy=GUARD
            )
        aws.cloudtrail.Trail("trail", s3_bucket_name="trails", is_multi_region_trail=True)
        rule = aws.cloudwatch.EventRule(
            "failures",
            name="failures",
            event_pattern=json.dumps(
                {"source": ["aws.backup"], "detail": {"state": ["FAILED", "EXPIRED"]}}
            ),
        )
        topic = "arn:aws:sns:us-east-1:111122223333:oncall"
        aws.cloudwatch.EventTarget("oncall", rule=rule.name, arn=topic)

    def _locks(self) -> None:
        for vault, region, lock in (
            ("main", "us-east-1", self.lock or (LOCK if self.guarded else None)),
            ("recovery", self.away, self.recovery_lock or (LOCK if self.guarded else None)),
        ):
            if lock is not None:
                aws.backup.VaultLockConfiguration(
                    f"{vault}-lock", backup_vault_name=vault, region=region, **lock
                )

    def _role(self) -> pulumi.Input[str]:
        if not self.role:
            return "arn:aws:iam::111122223333:role/elsewhere"
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": self.trust},
            "Action": "sts:AssumeRole",
        }
        role = aws.iam.Role(
            "backup",
            name=self.role_name,
            assume_role_policy=json.dumps({"Statement": [statement]}),
            permissions_boundary=aws.iam.Policy("boundary", policy=self.boundary).arn
            if self.boundary.startswith("{")
            else self.boundary or None,
        )
        if self.with_role:
            self.with_role(role)
        if self.own_policy:
            own = aws.iam.Policy("own", policy=self.own_policy).arn
            aws.iam.RolePolicyAttachment("own", role=role.name, policy_arn=own)
        for number, policy in enumerate(self.policies):
            aws.iam.RolePolicyAttachment(f"policy-{number}", role=role.name, policy_arn=policy)
        return role.arn

    def _plan(self, role: pulumi.Input[str]) -> None:
        partition = partition_of(self.away)
        named = partition.name if partition else "aws"
        destination = f"arn:{named}:backup:{self.away}:111122223333:backup-vault:recovery"
        copies = (
            []
            if self.copy_days is None
            else [
                {
                    "destination_vault_arn": destination,
                    "lifecycle": {"delete_after": self.copy_days},
                }
            ]
        )
        rule = {
            "rule_name": "daily",
            "target_vault_name": "main",
            "schedule": self.schedule,
            "enable_continuous_backup": self.continuous,
            "lifecycle": {"delete_after": self.retention_days},
            "copy_actions": copies,
            **self.rule,
        }
        rules: Any = resolved([rule] if self.rules is None else self.rules)  # Any: as above
        if self.second_vault:
            rules.append({**rule, "rule_name": "weekly", "target_vault_name": "second"})
        plan = aws.backup.Plan("plan", name=self.plan, region=self.region, rules=rules)
        aws.backup.Selection(
            "selection",
            plan_id=plan.id,
            region=self.region,
            iam_role_arn=role,
            resources=["*"],
            conditions=[
                {"string_equals": [{"key": f"aws:ResourceTag/{self.tag}", "value": self.tier}]}
            ],
        )


TAGS = {"backup-tier": "standard", "backup-owner": "orders"}


def judge(
    program: Callable[[], object],
    account: Account | None = None,
    *,
    policy: BackupPolicy | None = None,
    today: date = TODAY,
    region: str = "us-east-1",
) -> Coverage:
    """Judge a program beside an account; the account is healthy unless given.

    Args:
        program: Declares the data stores.
        account: The account beside it.
        policy: The policy in force. Default: that of `policy_with()`.
        today: Day of the judgement.
        region: Region of the default provider of both.
    """

    def both() -> None:
        program()
        (account or Account()).declare()

    return cover(declare(both, region=region), policy or policy_with(), today=today)
