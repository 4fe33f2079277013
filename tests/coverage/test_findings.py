"""Every finding of coverage: a case that trips it, and the status the resource then has."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import FOR_BACKUP, FOR_S3, TAGS, Account, Later, judge, policy_with, resolved

from bamp_pulumi.catalog import PACKAGED_WITHOUT_DATA
from bamp_pulumi.coverage import FINDING_KINDS, Severity, Status
from bamp_pulumi.policy import BackupPolicy
from bamp_pulumi.report import preview_document, render_markdown

Tags = dict[str, pulumi.Input[str]]


def database(tags: Tags | None = None, **inputs: object) -> None:
    """Declare a database that satisfies its tier."""
    defaults: dict[str, object] = {
        "engine": "postgres",
        "instance_class": "db.t4g.micro",
        "storage_encrypted": True,
        "backup_retention_period": 7,
        "copy_tags_to_snapshot": True,
        "tags": TAGS if tags is None else tags,
    }
    aws.rds.Instance("data", **{**defaults, **inputs})  # pyright: ignore[reportArgumentType, reportCallIssue] - given by name in each case


def replicated() -> None:
    """Declare a database whose automated backups are replicated under a key of their Region."""
    data = aws.rds.Instance(
        "data",
        identifier="data",
        engine="postgres",
        instance_class="db.t4g.micro",
        storage_encrypted=True,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        tags=TAGS,
    )
    aws.rds.InstanceAutomatedBackupsReplication(
        "replica",
        source_db_instance_arn=data.arn,
        kms_key_id=aws.kms.Key("replica-key", region="us-west-2").arn,
        retention_period=7,
        region="us-west-2",
    )


def bucket(tags: Tags | None = None, *, versioned: bool = True) -> None:
    """Declare a bucket."""
    data = aws.s3.Bucket("data", tags=TAGS if tags is None else tags)
    if versioned:
        aws.s3.BucketVersioning(
            "versions", bucket=data.id, versioning_configuration={"status": "Enabled"}
        )


def versioned(*states: dict[str, Any], of_either: bool = False) -> None:  # Any: an input
    """Declare a bucket and what says of its versioning."""
    data = aws.s3.Bucket("data", tags=TAGS)
    other = aws.s3.Bucket("other", tags=TAGS)
    either = pulumi.Output.all(data.id, other.id).apply(lambda ids: ids[1])
    for number, state in enumerate(states):
        aws.s3.BucketVersioning(
            f"versioning-{number}",
            bucket=either if of_either else data.id,
            versioning_configuration=state,  # pyright: ignore[reportArgumentType] - a plain dict
        )


def tagged_later(own: Mapping[str, str], tags: Mapping[str, str], *, both: bool = True) -> None:
    """Declare a volume, and tags that are another volume's perhaps, or surely its own."""
    data = aws.ebs.Volume("data", availability_zone="us-east-1a", size=8, encrypted=True, tags=own)
    other = aws.ebs.Volume("other", availability_zone="us-east-1a", size=8, encrypted=True)
    either = pulumi.Output.all(data.id, other.id).apply(lambda ids: ids[1])
    for key, value in tags.items():
        aws.ec2.Tag(f"tag-{key}", resource_id=either if both else data.id, key=key, value=value)


LOOKED_UP = object()
"""Stands for the value of a parameter that no program declares."""


def ruled_later(name: str | None = None, **rule: object) -> None:
    """Declare a plan of two rules that write to a declared vault; one has something looked up."""
    told = aws.ssm.Parameter.get("told", "told").value

    def put(value: Any) -> Any:  # noqa: ANN401 - inputs of any shape
        if isinstance(value, list):
            return [put(each) for each in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - inputs of any shape
        if isinstance(value, dict):
            return {key: put(each) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - as above
        return told if value is LOOKED_UP else value

    vault = aws.backup.Vault("own", name=name)
    far_key = aws.kms.Key("far-key", region="us-west-2")
    far = aws.backup.Vault("far", region="us-west-2", kms_key_arn=far_key.arn)
    copies = [{"destination_vault_arn": far.arn, "lifecycle": {"delete_after": 30}}]
    rules: Any = [  # Any: inputs of rules
        {
            "rule_name": title,
            "target_vault_name": vault.name,
            "schedule": schedule,
            "lifecycle": {"delete_after": 30},
            "copy_actions": copies,
        }
        for title, schedule in (("daily", "cron(0 2 ? * * *)"), ("noon", "cron(0 14 ? * * *)"))
    ]
    rules[0] |= put(rule)
    chosen(aws.backup.Plan("plan", name="plan", rules=rules).id)


def by_arn_elsewhere() -> None:
    """Declare a plan that names databases by ARN, and writes to a vault that is not there."""
    rule: Any = {"rule_name": "daily", "target_vault_name": "nope", "schedule": "cron(0 2 ? * * *)"}
    plan = aws.backup.Plan("by-arn", name="by-arn", rules=[rule])
    chosen(plan.id, "arn:aws:rds:*:*:db:*")


def misplaced() -> None:
    """Declare a bucket, a versioning in another Region, and a topic of the bucket's name."""
    aws.s3.Bucket("data", bucket="data-1", tags=TAGS)
    aws.sns.Topic("topic", name="data-1", region="us-west-2")
    aws.s3.BucketVersioning(
        "versions",
        bucket="data-1",
        region="us-west-2",
        versioning_configuration={"status": "Enabled"},
    )


def selected_later() -> None:
    """Declare two plans, and a selection that is of one of them."""
    rule: Any = {  # Any: inputs of a rule
        "rule_name": "daily",
        "target_vault_name": "main",
        "schedule": "cron(0 2 ? * * *)",
        "lifecycle": {"delete_after": 30},
    }
    plans = [aws.backup.Plan(f"plan-{n}", name=f"plan-{n}", rules=[rule]) for n in range(2)]
    chosen(pulumi.Output.all(*(plan.id for plan in plans)).apply(lambda ids: ids[1]))


def selection_looked_up() -> None:
    """Look up a plan, and a selection of it by the id that joins both."""
    database()
    aws.backup.Plan.get("theirs", "plan-1")
    aws.backup.Selection.get("selection", "plan-1|selection-1")


def chosen(plan: pulumi.Input[str], resources: str = "*") -> None:
    """Declare a role, a selection by a plan, and a database."""
    statement = {"Effect": "Allow", "Principal": {"Service": "backup.amazonaws.com"}}
    trust = json.dumps({"Statement": [{**statement, "Action": "sts:AssumeRole"}]})
    role = aws.iam.Role("role", assume_role_policy=trust)
    for number, policy in enumerate((FOR_BACKUP, FOR_S3)):
        aws.iam.RolePolicyAttachment(f"for-{number}", role=role.name, policy_arn=policy)
    aws.backup.Selection("one", plan_id=plan, iam_role_arn=role.arn, resources=[resources])
    database()


def later(value: object) -> pulumi.Output[Any]:  # Any: whatever the input takes
    """Return what only a deployment tells."""
    return aws.ssm.Parameter("told", type="String", value="x").arn.apply(lambda _: value)


def file_system() -> None:
    """Declare a file system, for which AWS Backup has no continuous backup."""
    aws.efs.FileSystem("data", encrypted=True, tags=TAGS)


def table() -> None:
    """Declare a table."""
    aws.dynamodb.Table("data", tags=TAGS, point_in_time_recovery={"enabled": True})


def multi_az_cluster() -> None:
    """Declare a cluster that AWS Backup cannot copy."""
    aws.rds.Cluster(
        "data",
        engine="postgres",
        storage_encrypted=True,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        tags=TAGS,
    )


def exempt(**changes: str) -> Callable[[], None]:
    """Declare an exempt bucket; a change to an empty text takes the tag away."""
    tags = {
        "backup-exempt-reason": "rebuilt in an hour",
        "backup-exempt-until": "2027-06-30",
        "backup-owner": "orders",
        **{f"backup-{key.replace('_', '-')}": value for key, value in changes.items()},
    }
    return lambda: bucket({key: value for key, value in tags.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A program beside an account, and what is found."""

    code: str
    status: Status
    program: Callable[[], object] = database
    account: Account | None = None
    policy: BackupPolicy | None = None
    says: str = ""


U, P, V = Status.UNPROTECTED, Status.PROTECTED, Status.UNVERIFIED
RECOVERY = "arn:aws:backup:us-west-2:111122223333:backup-vault:recovery"
WEAK = policy_with(native_retention_days=14)

CASES = {
    "no tier": Case(code="BAMP-V01", status=U, program=lambda: database({}), says="bamp.inherit("),
    "no tier, and the end of an exemption alone": Case(
        code="BAMP-V01",
        status=U,
        program=lambda: database({"backup-exempt-until": "2027-01-01", "backup-owner": "shop"}),
        says="for it is tagged as exempt; set tags=bamp.tier('standard', 'shop')",
    ),
    "no tier, and an exemption that has expired": Case(
        code="BAMP-V01",
        status=U,
        program=lambda: database(
            {
                "backup-exempt-reason": "rebuilt",
                "backup-exempt-until": "2026-01-01",
                "backup-owner": "shop",
            }
        ),
        says="for it is tagged as exempt; set tags=bamp.tier('standard', 'shop')",
    ),
    "a tier that nothing selects": Case(
        code="BAMP-V01", status=U, account=Account(tier="gold"), says="backup-tier='standard'"
    ),
    "a plan in another Region": Case(
        code="BAMP-V01",
        status=U,
        account=Account(region="eu-west-1"),
        says="the plans back up eu-west-1 of 111122223333",
    ),
    "no plan at all": Case(code="BAMP-V02", status=V, account=Account(plans=False)),
    "a tier not known yet": Case(
        code="BAMP-V03",
        status=V,
        program=lambda: database({"backup-tier": aws.s3.Bucket("b").id}),
    ),
    "a type switched off": Case(
        code="BAMP-V04", status=U, account=Account(opt_in={"RDS": False}), says="RDS"
    ),
    "a type left out of the opt-in": Case(
        code="BAMP-V05", status=V, account=Account(opt_in={"S3": True})
    ),
    "no Region settings": Case(code="BAMP-V05", status=V, account=Account(opt_in=None)),
    "two rules at the same time": Case(
        code="BAMP-V57",
        status=P,
        account=Account(second_vault=True),
        says="731 of 731 runs of rule daily of plan plan in two years may not start",
    ),
    "a missing vault": Case(code="BAMP-V06", status=U, account=Account(vault=False), says="main"),
    "a retention under the lock": Case(
        code="BAMP-V07",
        status=U,
        account=Account(lock={"min_retention_days": 31}),
        says="30 days is under the lock's minimum of 31",
    ),
    "a retention over the lock": Case(
        code="BAMP-V07",
        status=U,
        account=Account(lock={"max_retention_days": 29}),
        says="30 days is over the lock's maximum of 29",
    ),
    "a copy outside the lock": Case(
        code="BAMP-V07", status=P, account=Account(recovery_lock={"max_retention_days": 29})
    ),
    "a role without the policy": Case(
        code="BAMP-V08", status=U, account=Account(policies=(FOR_S3,)), says="ForBackup"
    ),
    "a role without the policy for buckets": Case(
        code="BAMP-V08",
        status=U,
        program=bucket,
        account=Account(policies=(FOR_BACKUP,)),
        says="ForS3Backup",
    ),
    "a role that trusts somebody else": Case(
        code="BAMP-V08", status=U, account=Account(trust="ec2.amazonaws.com"), says="trust"
    ),
    "a disabled key": Case(
        code="BAMP-V09", status=U, account=Account(key={"is_enabled": False}), says="disabled"
    ),
    "a key of another Region": Case(
        code="BAMP-V09", status=U, account=Account(key={"region": "eu-west-1"}), says="eu-west-1"
    ),
    "a key policy that leaves backup out": Case(
        code="BAMP-V09",
        status=U,
        account=Account(
            key={
                "policy": '{"Statement": {"Effect": "Allow", "Principal": "*", '
                '"Action": ["kms:Decrypt", "kms:DescribeKey", "kms:PutKeyPolicy"], '
                '"Resource": "*"}}'
            }
        ),
        says="kms:GenerateDataKey, kms:CreateGrant",
    ),
    "a bucket without versioning": Case(
        code="BAMP-V10", status=U, program=lambda: bucket(versioned=False)
    ),
    "a bucket whose versioning is switched off": Case(
        code="BAMP-V10",
        status=U,
        program=lambda: versioned({"status": "Disabled"}),
        says="declared and switched off",
    ),
    "no copy where the policy promises one": Case(
        code="BAMP-V11", status=P, account=Account(copy_days=None), says="us-west-2"
    ),
    "a type that cannot be copied": Case(code="BAMP-V12", status=P, program=multi_az_cluster),
    "an objective that the type cannot reach": Case(
        code="BAMP-V13",
        status=P,
        program=file_system,
        policy=policy_with(
            rpo_minutes=5,
            rules=[
                {
                    "name": "continuous",
                    "lifecycle": {"delete_after_days": 30},
                    "enable_continuous_backup": True,
                    "copies": [{"destination_region": "us-west-2"}],
                }
            ],
        ),
        account=Account(continuous=True),
        says="requires 5 minutes between recovery points, EFS file system reaches 1440",
    ),
    "a plan that keeps less than promised": Case(
        code="BAMP-V14", status=P, account=Account(retention_days=29), says="30 days"
    ),
    "a copy kept shorter than promised": Case(
        code="BAMP-V14", status=P, account=Account(copy_days=7), says="30 days in us-west-2"
    ),
    "a tier the policy does not have": Case(
        code="BAMP-V15", status=U, program=lambda: database({"backup-tier": "gold"})
    ),
    "a misspelt tier beside the default one": Case(
        code="BAMP-V106",
        status=P,
        program=lambda: database({**TAGS, "Backup_Tier": "critical"}),
        says="rename Backup_Tier to backup-tier",
    ),
    "an exemption that is over": Case(
        code="BAMP-V16", status=U, program=exempt(exempt_until="2026-11-21")
    ),
    "an exemption without an end": Case(code="BAMP-V17", status=U, program=exempt(exempt_until="")),
    "an exemption that ends on no date": Case(
        code="BAMP-V17", status=U, program=exempt(exempt_until="soon")
    ),
    "exempt, and a tier": Case(code="BAMP-V18", status=P, program=exempt(tier="standard")),
    "a cache that keeps no snapshots": Case(
        code="BAMP-V19",
        status=U,
        program=lambda: aws.elasticache.ReplicationGroup("data", description="d", tags=TAGS),
    ),
    "a cache on nodes that take no snapshots": Case(
        code="BAMP-V19",
        status=U,
        program=lambda: aws.elasticache.ReplicationGroup(
            "data", description="d", node_type="cache.t1.micro", tags=TAGS
        ),
        says="Choose a node type that takes snapshots",
    ),
    "a cache whose snapshots are known later": Case(
        code="BAMP-V69",
        status=V,
        program=lambda: aws.elasticache.ReplicationGroup(
            "data", description="d", snapshot_retention_limit=resolved(Later(7)), tags=TAGS
        ),
        says="snapshotRetentionLimit is known only after deployment",
    ),
    "a database that keeps less than the tier": Case(
        code="BAMP-V20", status=P, policy=WEAK, says="backup_retention_period is 7"
    ),
    "a user pool": Case(
        code="BAMP-V21", status=U, program=lambda: aws.cognito.UserPool("data", tags=TAGS)
    ),
    "an image registry": Case(
        code="BAMP-V22", status=V, program=lambda: aws.ecr.Repository("data", tags=TAGS)
    ),
    "an unencrypted database": Case(
        code="BAMP-V23", status=P, program=lambda: database(storage_encrypted=False)
    ),
    "a packaged component": Case(
        code="BAMP-V24",
        status=V,
        program=lambda: pulumi.ComponentResource("awsx:cloudtrail:Trail", "data", {}, remote=True),
    ),
    "a type nobody has looked at": Case(
        code="BAMP-V25",
        status=V,
        program=lambda: pulumi.CustomResource("aws:newdb/store:Store", "data", {}),
    ),
    "a role from elsewhere": Case(code="BAMP-V26", status=V, account=Account(role=False)),
    "no vault for the copies": Case(
        code="BAMP-V27", status=P, account=Account(recovery_vault=False), says="recovery"
    ),
    "a recovery vault with AWS's own key": Case(
        code="BAMP-V27", status=P, account=Account(recovery_key=False), says="customer managed"
    ),
    "tables that AWS Backup does not manage": Case(
        code="BAMP-V27", status=P, program=table, account=Account(management={"DynamoDB": False})
    ),
    "tables of which no settings say whether AWS Backup manages them": Case(
        code="BAMP-V32",
        status=V,
        program=table,
        account=Account(management={}),
        says="resourceTypeManagementPreference for DynamoDB is not known",
    ),
    "a bucket's backups in two vaults": Case(
        code="BAMP-V28",
        status=P,
        program=bucket,
        account=Account(continuous=True, second_vault=True),
        says="main, second",
    ),
    "a retention not known yet": Case(
        code="BAMP-V32",
        status=V,
        account=Account(rule={"lifecycle": {"delete_after": Later(30)}}),
        says="rule daily of plan plan: lifecycle.deleteAfter",
    ),
    "a lifecycle not known yet": Case(
        code="BAMP-V32",
        status=V,
        account=Account(rule={"lifecycle": Later({"delete_after": 30})}),
    ),
    "a schedule not known yet": Case(
        code="BAMP-V32", status=V, account=Account(rule={"schedule": Later("cron(0 2 ? * * *)")})
    ),
    "a vault not known yet": Case(
        code="BAMP-V32", status=V, account=Account(rule={"target_vault_name": Later("main")})
    ),
    "whether it is continuous not known yet": Case(
        code="BAMP-V32",
        status=V,
        account=Account(rule={"enable_continuous_backup": Later(value=True)}),
    ),
    "rules not known yet": Case(
        code="BAMP-V32", status=V, account=Account(rules=Later([])), says="plan plan: rules"
    ),
    "copies not known yet": Case(
        code="BAMP-V32", status=V, account=Account(rule={"copy_actions": Later([])})
    ),
    "a copy's vault not known yet": Case(
        code="BAMP-V32",
        status=V,
        account=Account(rule={"copy_actions": [{"destination_vault_arn": Later("arn:x")}]}),
    ),
    "a schedule that AWS Backup does not take": Case(
        code="BAMP-V33", status=U, account=Account(schedule="rate(1 day)"), says="rate(1 day)"
    ),
    "a schedule that is none": Case(
        code="BAMP-V33", status=U, account=Account(schedule="cron(0 2 * * *)"), says="rule daily"
    ),
    "a continuous backup kept too long": Case(
        code="BAMP-V33",
        status=U,
        account=Account(continuous=True, retention_days=40),
        says="keeps 40 days, and a continuous backup is kept 35 days at most",
    ),
    "a continuous backup kept for ever": Case(
        code="BAMP-V33",
        status=U,
        account=Account(rule={"enable_continuous_backup": True, "lifecycle": None}),
        says="keeps for ever",
    ),
    "cold for too short a time": Case(
        code="BAMP-V33",
        status=U,
        account=Account(rule={"lifecycle": {"delete_after": 100, "cold_storage_after": 30}}),
        says="30 of them warm",
    ),
    "a start window under an hour": Case(
        code="BAMP-V33",
        status=U,
        account=Account(rule={"start_window": 30}),
        says="30 min, and 60 min are the least",
    ),
    "more copies than a rule takes": Case(
        code="BAMP-V33",
        status=U,
        account=Account(rule={"copy_actions": [{"destination_vault_arn": RECOVERY}] * 6}),
        says="6 copy actions",
    ),
    "a plan without a rule": Case(
        code="BAMP-V33", status=U, account=Account(rules=[]), says="it has no rule"
    ),
    "more rules than a plan takes": Case(
        code="BAMP-V33",
        status=U,
        account=Account(
            rules=[{"rule_name": f"r{n}", "target_vault_name": "main"} for n in range(11)]
        ),
        says="11 rules",
    ),
    "a database of an engine not known yet": Case(
        code="BAMP-V35",
        status=V,
        program=lambda: database(engine=later("postgres")),
        says="RDS instance or RDS Custom instance: engine is known only after deployment",
    ),
    "a cache of an engine and nodes not known yet": Case(
        code="BAMP-V35",
        status=V,
        program=lambda: aws.elasticache.Cluster(
            "data", engine=later("redis"), node_type=resolved(Later("cache.t4g.micro")), tags=TAGS
        ),
        says="engine and nodeType is known only after deployment",
    ),
    "versioning on here and off there": Case(
        code="BAMP-V36",
        status=U,
        program=lambda: versioned({"status": "Enabled"}, {"status": "Suspended"}),
    ),
    "a versioning whose status is not known yet": Case(
        code="BAMP-V37", status=V, program=lambda: versioned({"status": later("Enabled")})
    ),
    "a versioning of one of two buckets": Case(
        code="BAMP-V37", status=V, program=lambda: versioned({"status": "Enabled"}, of_either=True)
    ),
    "a schedule of a year that is over": Case(
        code="BAMP-V54",
        status=U,
        account=Account(schedule="cron(0 2 ? * * 2020)"),
        says="never runs",
    ),
    "a schedule of years that are far off": Case(
        code="BAMP-V54", status=U, account=Account(schedule="cron(0 2 ? * * 2031-2040)")
    ),
    "an hourly rule in the window of a daily one": Case(
        code="BAMP-V34",
        status=P,
        account=Account(
            rules=[
                {
                    "rule_name": "hourly",
                    "target_vault_name": "main",
                    "schedule": "cron(0 * ? * * *)",
                    "lifecycle": {"delete_after": 7},
                },
                {
                    "rule_name": "daily",
                    "target_vault_name": "main",
                    "schedule": "cron(0 2 ? * * *)",
                    "start_window": 480,
                    "lifecycle": {"delete_after": 30},
                },
            ]
        ),
        policy=policy_with(rules=[{"name": "daily", "lifecycle": {"delete_after_days": 30}}]),
        says="leaves out 33% of the runs of rule hourly",
    ),
    "a tier whose tag may be another volume's": Case(
        code="BAMP-V03", status=V, program=lambda: tagged_later({}, TAGS)
    ),
    "a plan that is only looked up": Case(
        code="BAMP-V03",
        status=V,
        program=lambda: (database(), aws.backup.Plan.get("theirs", "plan-1")),
        account=Account(plans=False),
        says="plan theirs is only looked up",
    ),
    "a plan and its selection that are only looked up": Case(
        code="BAMP-V03",
        status=V,
        program=selection_looked_up,
        account=Account(plans=False),
        says="plan theirs is only looked up",
    ),
    "a selection that may be another plan's": Case(
        code="BAMP-V03", status=V, program=selected_later, account=Account(plans=False)
    ),
    "a vault whose name is only looked up, beside one that the plan names": Case(
        code="BAMP-V32",
        status=V,
        program=lambda: ruled_later("own", target_vault_name=LOOKED_UP),
        account=Account(plans=False),
        says="targetVaultName",
    ),
    "a destination that is only looked up, beside one that the plan names": Case(
        code="BAMP-V32",
        status=V,
        program=lambda: ruled_later(
            "own",
            copy_actions=[{"destination_vault_arn": LOOKED_UP, "lifecycle": {"delete_after": 30}}],
        ),
        account=Account(plans=False),
        says="destinationVaultArn",
    ),
    "a selection by ARN that lifts the opt-in for its own plan alone": Case(
        code="BAMP-V04",
        status=U,
        program=by_arn_elsewhere,
        account=Account(opt_in={"RDS": False}),
        says="switched off",
    ),
    "a window that only a deployment tells": Case(
        code="BAMP-V52",
        status=P,
        program=lambda: database(backup_window=later("03:00-04:00")),
        says="is not known",
    ),
    "a management preference that only a deployment tells": Case(
        code="BAMP-V32",
        status=V,
        program=lambda: (
            aws.backup.RegionSettings.get("told", "111122223333"),
            table(),
        ),
        account=Account(management={}),
        says="resourceTypeManagementPreference for DynamoDB is not known",
    ),
    "a versioning of another Region, beside a topic of the bucket's name": Case(
        code="BAMP-V55", status=U, program=misplaced, says="us-west-2"
    ),
    "two vaults of one name": Case(
        code="BAMP-V06",
        status=U,
        program=lambda: (aws.backup.Vault("again", name="main"), database()),
        says="writes to main, of which 2 are declared",
    ),
    "an exemption whose tags may be another volume's": Case(
        code="BAMP-V17",
        status=U,
        program=lambda: tagged_later(
            {"backup-owner": "orders"},
            {"backup-exempt-reason": "scratch", "backup-exempt-until": "2027-06-30"},
        ),
        says="not known before deployment",
    ),
    "a tag of a restore test that may be another volume's": Case(
        code="BAMP-V37",
        status=V,
        program=lambda: tagged_later(TAGS, {"awsbackup-restore-test": "x"}),
        says="awsbackup-restore-test",
    ),
    "nobody's database": Case(
        code="BAMP-V30", status=P, program=lambda: database({"backup-tier": "standard"})
    ),
    "a database of an owner that nobody has written yet": Case(
        code="BAMP-V30",
        status=P,
        program=lambda: database({"backup-tier": "standard", "backup-owner": "TODO"}),
        says="backup-owner is 'TODO', a placeholder",
    ),
    "a completion window that no job is known to meet": Case(
        code="BAMP-V45",
        status=V,
        account=Account(rule={"completion_window": 1}),
        says="cancels jobs that run longer than its completion window (1 min)",
    ),
    "a rule that puts recovery points into an air-gapped vault itself": Case(
        code="BAMP-V42",
        status=V,
        account=Account(
            rule={
                "target_logically_air_gapped_backup_vault_arn": (
                    "arn:aws:backup:us-east-1:111122223333:backup-vault:gap"
                )
            }
        ),
        says="which no given program declares",
    ),
    "a vault that keeps AWS Backup out": Case(
        code="BAMP-V40",
        status=U,
        account=Account(
            vault_policy='{"Statement": {"Sid": "Closed", "Effect": "Deny", "Principal": "*", '
            '"Action": "backup:DescribeBackupVault", "Resource": "*"}}'
        ),
        says="statement Closed of the access policy of vault main denies",
    ),
    "a key from elsewhere": Case(
        code="BAMP-V41",
        status=V,
        account=Account(key_elsewhere=True),
        says="no given program declares its key arn:aws:kms",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_case_is_found(name: str) -> None:
    """With its code, its words, and the status that follows."""
    case = CASES[name]

    coverage = judge(case.program, case.account, policy=case.policy)
    covered = next(c for c in coverage.resources if c.resource.name == "data")
    found = [finding for finding in covered.findings if finding.id == case.code]

    assert found, [f"{f.id} {f.message}" for f in covered.findings]
    assert case.says in found[0].message
    assert found[0].urn == covered.resource.urn
    assert covered.status is case.status
    refused = case.status is not P or FINDING_KINDS[case.code].severity is Severity.ERROR
    assert coverage.is_well() is not refused


@pytest.mark.parametrize("program", [replicated, bucket, file_system, table])
def test_a_healthy_resource_in_a_healthy_account_has_no_finding(
    program: Callable[[], None],
) -> None:
    """Else every case above could pass for the wrong reason."""
    coverage = judge(program, Account(guarded=True))

    assert [(f.id, f.message) for f in coverage.all_findings] == []
    assert [c.status for c in coverage.resources] == [Status.PROTECTED]
    assert coverage.is_well()


def test_vaults_with_names_of_aws_are_known_where_nothing_is_looked_up() -> None:
    """Whatever number of rules names them."""
    coverage = judge(ruled_later, Account(plans=False))
    covered = next(c for c in coverage.resources if c.resource.name == "data")

    assert covered.status is P, covered.findings
    assert {copy.region for copy in covered.copies} == {"us-west-2"}


def test_a_separate_tag_that_is_surely_a_volumes_own_counts() -> None:
    """And one that may be another's, with the value that the volume has anyway, takes nothing."""
    for own, both in (({}, False), (TAGS, True)):
        coverage = judge(lambda own=own, both=both: tagged_later(own, TAGS, both=both))
        covered = next(c for c in coverage.resources if c.resource.name == "data")

        assert covered.status is P, covered.findings


def test_more_replications_than_an_account_may_have_are_counted() -> None:
    """BAMP-V29: Amazon RDS allows 20 in a destination Region."""

    def program() -> None:
        for n in range(21):
            aws.rds.InstanceAutomatedBackupsReplication(
                f"r{n}", source_db_instance_arn=f"arn:{n}", region="us-west-2"
            )

    assert [f.id for f in judge(program, Account(guarded=True)).findings] == ["BAMP-V29"]


def test_a_resource_whose_region_nobody_knows_is_not_verified() -> None:
    """BAMP-V31: plans back up only their own Region."""

    def program() -> None:
        provider = aws.Provider("somewhere", region=aws.ec2.get_ami(most_recent=True).id)
        aws.efs.FileSystem("data", opts=pulumi.ResourceOptions(provider=provider))

    covered = next(c for c in judge(program).resources if c.resource.name == "data")

    assert (covered.status, [f.id for f in covered.findings]) == (V, ["BAMP-V31"])


def test_a_selection_in_another_region_than_its_plan_selects_nothing() -> None:
    """BAMP-V46: AWS does not find the plan there."""

    def program() -> None:
        database()
        found = aws.backup.Plan(
            "elsewhere",
            name="elsewhere",
            rules=[
                {
                    "rule_name": "daily",
                    "target_vault_name": "main",
                    "lifecycle": {"delete_after": 30},
                }
            ],
        )
        aws.backup.Selection(
            "far",
            plan_id=found.id,
            iam_role_arn="arn:aws:iam::111122223333:role/r",
            resources=["*"],
            region="us-west-2",
        )

    coverage = judge(program, Account(tier="gold", guarded=True))

    assert [f.id for f in coverage.findings] == ["BAMP-V46"]
    assert coverage.resources[0].status is U


def test_what_aws_refuses_is_found_wherever_it_stands() -> None:
    """BAMP-V55 of a value, BAMP-V56 of one too many: also where no data store depends on it."""

    def program() -> None:
        database()
        aws.sns.TopicSubscription(
            "mail",
            topic="arn:aws:sns:us-east-1:111122223333:t",
            protocol="email",
            endpoint="oncall",
        )
        rule = aws.cloudwatch.EventRule("r", name="r", event_pattern='{"source": ["aws.backup"]}')
        for number in range(6):
            aws.cloudwatch.EventTarget(
                f"t{number}", rule=rule.name, arn=f"arn:aws:sns:us-east-1:111122223333:t{number}"
            )

    found = sorted((f.id, f.message) for f in judge(program, Account(guarded=True)).findings)

    assert [code for code, _ in found] == ["BAMP-V55", *["BAMP-V56"] * 6]
    assert "oncall" in found[0][1]


def test_what_is_refused_is_not_stood_on() -> None:
    """The selection is not there: AWS takes no other operator in a list of tags."""
    account = Account()

    def program() -> None:
        database({"backup-tier": "gold"})
        tags: Any = [{"type": "STRINGLIKE", "key": "backup-tier", "value": "gold"}]
        aws.backup.Selection(
            "s",
            name="s",
            plan_id=plan(),
            iam_role_arn="arn:aws:iam::111122223333:role/r",
            selection_tags=tags,
        )

    def plan() -> Any:  # noqa: ANN401 - an output
        rules: Any = [
            {"rule_name": "r", "target_vault_name": "main", "lifecycle": {"delete_after": 30}}
        ]
        return aws.backup.Plan("second", name="second", rules=rules).id

    covered = judge(program, account).resources[0]

    assert covered.status is U
    assert "BAMP-V55" in {f.id for f in covered.findings}


def test_every_finding_has_a_case() -> None:
    """A finding that no test of this room trips might never be found."""
    texts = [path.read_text() for path in Path(__file__).parents[1].rglob("test_*.py")]
    tried = {code for text in texts for code in re.findall(r"BAMP-V\d{2,3}", text)}

    assert set(FINDING_KINDS) <= tried


def test_an_exemption_in_force_is_accepted() -> None:
    """A recorded decision, with its end and its reason."""
    coverage = judge(exempt())
    covered = coverage.resources[0]

    assert (covered.status, covered.how) == (
        Status.EXEMPT,
        "until 2027-06-30: rebuilt in an hour",
    )
    assert coverage.is_well()


def test_the_last_day_of_an_exemption_still_counts() -> None:
    """`until` is the last day."""
    assert judge(exempt(exempt_until="2026-11-22")).resources[0].status is Status.EXEMPT


def test_default_tags_of_the_provider_count() -> None:
    """AWS sees them on the resource like any other."""

    def program() -> None:
        provider = aws.Provider("tagging", region="us-east-1", default_tags={"tags": TAGS})
        opts = pulumi.ResourceOptions(provider=provider)
        aws.efs.FileSystem("data", encrypted=True, opts=opts)

    assert judge(program).resources[0].status is Status.PROTECTED


def test_a_provider_that_assumes_a_role_elsewhere_is_not_covered_here() -> None:
    """A plan backs up nothing in another account, whatever the tags say."""

    def program() -> None:
        role = "arn:aws:iam::444455556666:role/deploy"
        elsewhere = aws.Provider("there", region="us-east-1", assume_roles=[{"role_arn": role}])
        opts = pulumi.ResourceOptions(provider=elsewhere)
        aws.efs.FileSystem("data", encrypted=True, tags=TAGS, opts=opts)

    covered = judge(program).resources[0]

    assert (covered.status, covered.resource.account_id) == (U, "444455556666")


def test_a_provider_whose_account_nobody_knows_is_not_verified() -> None:
    """The role's ARN comes from a stack that was not given."""

    def program() -> None:
        role = pulumi.StackReference("organization/other/prod").get_output("role")
        elsewhere = aws.Provider("there", region="us-east-1", assume_roles=[{"role_arn": role}])
        opts = pulumi.ResourceOptions(provider=elsewhere)
        aws.efs.FileSystem("data", encrypted=True, tags=TAGS, opts=opts)

    covered = judge(program).resources[0]

    assert (covered.status, [f.id for f in covered.findings]) == (V, ["BAMP-V31"])


@pytest.mark.parametrize("token", sorted(PACKAGED_WITHOUT_DATA))
def test_a_packaged_component_that_makes_no_data_store_is_nobodys_concern(token: str) -> None:
    """Networks and load balancers: somebody has read what they make."""
    assert judge(lambda: pulumi.ComponentResource(token, "net", {}, remote=True)).resources == ()


@pytest.mark.parametrize("token", ["aws:newdb/store:Store", "aws-native:newdb:Store"])
def test_a_type_nobody_has_looked_at_may_be_exempt(token: str) -> None:
    """Its finding names this way out, so it has to be one."""
    tags = {
        "backup-exempt-reason": "rebuilt",
        "backup-owner": "media",
        "backup-exempt-until": "2027-01-01",
    }
    listed = [{"key": key, "value": value} for key, value in tags.items()]
    given = listed if token.startswith("aws-native") else tags

    coverage = judge(lambda: pulumi.CustomResource(token, "data", {"tags": given}))

    (covered,) = [c for c in coverage.resources if c.resource.name == "data"]
    assert covered.status is Status.EXEMPT


def test_a_cluster_of_an_unknown_engine_is_protected_when_all_it_may_be_are() -> None:
    """Aurora or Multi-AZ: AWS Backup makes recovery points of both."""
    account = Account(opt_in={"RDS": True, "Aurora": True})

    def cluster() -> None:
        aws.rds.Cluster(
            "data",
            engine=later("postgres"),
            backup_retention_period=7,
            copy_tags_to_snapshot=True,
            storage_encrypted=True,
            tags=TAGS,
        )

    (covered,) = [c for c in judge(cluster, account).resources if c.resource.name == "data"]

    assert covered.status is Status.PROTECTED
    assert covered.label == "RDS Multi-AZ cluster"


def test_the_values_of_secret_tags_decide_and_are_never_shown() -> None:
    """Pulumi masks them in its own output; a comment on a pull request must not tell them."""

    def program() -> None:
        tags: Tags = {
            "backup-tier": "standard",
            "backup-owner": pulumi.Output.secret("undercover"),
            "backup-exempt-until": "2026-11-01",
            "backup-exempt-reason": pulumi.Output.secret("hidden reasons"),
        }
        database(tags)

    coverage = judge(program)

    (covered,) = [c for c in coverage.resources if c.resource.name == "data"]
    assert "BAMP-V16" in {finding.id for finding in covered.findings}
    shown = f"{preview_document(coverage).model_dump_json()}{render_markdown(coverage)}"
    assert "[secret]" in shown
    assert "undercover" not in shown
    assert "hidden reasons" not in shown


def test_the_value_of_a_secret_setting_is_not_shown() -> None:
    """Whatever made the program keep it to itself."""
    coverage = judge(lambda: database(backup_retention_period=pulumi.Output.secret(3)))

    (covered,) = [c for c in coverage.resources if c.resource.name == "data"]
    (finding,) = [f for f in covered.findings if f.id == "BAMP-V20"]
    assert finding.message.startswith(
        "backup_retention_period is [secret]; tier standard requires 7"
    )
