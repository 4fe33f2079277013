"""Preview documents of a small stack, as `pulumi preview --json --show-sames` writes them.

The stack holds an account's side of AWS Backup and a few data stores, all of it deployed. A test
edits what the program declares, and the builder lists the steps that an engine plans for that.

Shapes: Pulumi, pkg/backend/display/json.go and pkg/resource/deploy/step.go, 3.274. Which inputs
replace a resource is said by the test: that is the provider's answer, and no engine's.
"""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, Final

__all__ = ["ACCOUNT", "Declared", "Stack", "deployed", "document", "urn_of"]

# Any, in this file: inputs of resources and JSON documents.

ACCOUNT: Final = "111122223333"
_PROVIDER: Final = "urn:pulumi:prod::shop::pulumi:providers:aws::default_7_51_1"
_ROOT: Final = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod"
_HOME: Final = f"us-east-1:{ACCOUNT}"
_TRUST: Final = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "backup.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)
_DENY: Final = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "Principal": "*",
                "Action": ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
                "Resource": "*",
            }
        ],
    }
)
_TAGS: Final = {"backup-tier": "standard", "backup-owner": "shop"}


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A resource that a program declares."""

    type: str
    inputs: dict[str, Any] = field(default_factory=dict[str, Any])
    outputs: dict[str, Any] = field(default_factory=dict[str, Any])
    """Those that are known once it is deployed, beside its inputs."""
    dependencies: dict[str, str] = field(default_factory=dict[str, str])
    """Name of the resource that an input takes its value from."""
    options: dict[str, Any] = field(default_factory=dict[str, Any])
    """Options of Pulumi, as a state has them."""
    file: str = "index.ts"
    """File that declares it."""
    parent: str = ""
    """URN of its parent; the stack's own where empty."""
    custom: bool = True


Stack = dict[str, Declared]
"""What a program declares, by logical name."""


def urn_of(name: str, declared: Declared) -> str:
    """Return the URN of a resource."""
    chain = declared.type
    if declared.parent:
        chain = f"{declared.parent.split('::')[2]}${declared.type}"
    return f"urn:pulumi:prod::shop::{chain}::{name}"


def _of(
    type_: str,
    arn: str = "",
    depends: Mapping[str, str] | None = None,
    **inputs: Any,  # noqa: ANN401 - inputs of any shape
) -> Declared:
    outputs = {"arn": f"arn:aws:{arn}"} if arn else {}
    return Declared(type=type_, inputs=inputs, outputs=outputs, dependencies=dict(depends or {}))


def deployed() -> Stack:
    """Return the stack as it is deployed; a test may edit it."""
    lock = {"minRetentionDays": 30, "maxRetentionDays": 400}
    rules = [
        {
            "ruleName": "daily",
            "targetVaultName": "main",
            "schedule": "cron(0 5 * * ? *)",
            "lifecycle": {"deleteAfter": 35},
            "copyActions": [
                {
                    "destinationVaultArn": f"arn:aws:backup:us-west-2:{ACCOUNT}:backup-vault:dr",
                    "lifecycle": {"deleteAfter": 35},
                }
            ],
        },
        {
            "ruleName": "any-second",
            "targetVaultName": "main",
            "schedule": "cron(0 8 * * ? *)",
            "enableContinuousBackup": True,
            "lifecycle": {"deleteAfter": 35},
        },
    ]
    stack = {
        "opt-in": _of(
            "aws:backup/regionSettings:RegionSettings",
            resourceTypeOptInPreference=dict.fromkeys(
                ("RDS", "DynamoDB", "EBS", "EFS", "S3", "Aurora"), True
            ),
            resourceTypeManagementPreference={"DynamoDB": True, "EFS": True},
        ),
        "key": _of(
            "aws:kms/key:Key",
            f"kms:{_HOME}:key/k-1",
            description="backups",
            enableKeyRotation=True,
            rotationPeriodInDays=90,
        ),
        "alias": _of(
            "aws:kms/alias:Alias",
            f"kms:{_HOME}:alias/backups",
            {"targetKeyId": "key"},
            name="alias/backups",
            targetKeyId="k-1",
        ),
        "main": _of(
            "aws:backup/vault:Vault",
            f"backup:{_HOME}:backup-vault:main",
            {"kmsKeyArn": "key"},
            name="main",
            kmsKeyArn=f"arn:aws:kms:{_HOME}:key/k-1",
        ),
        "dr-key": _of(
            "aws:kms/key:Key",
            f"kms:us-west-2:{ACCOUNT}:key/k-2",
            enableKeyRotation=True,
            rotationPeriodInDays=90,
            region="us-west-2",
        ),
        "dr": _of(
            "aws:backup/vault:Vault",
            f"backup:us-west-2:{ACCOUNT}:backup-vault:dr",
            {"kmsKeyArn": "dr-key"},
            name="dr",
            kmsKeyArn=f"arn:aws:kms:us-west-2:{ACCOUNT}:key/k-2",
            region="us-west-2",
        ),
        "lock": _of(
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
            "",
            {"backupVaultName": "main"},
            backupVaultName="main",
            **lock,
        ),
        "dr-lock": _of(
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
            "",
            {"backupVaultName": "dr"},
            backupVaultName="dr",
            region="us-west-2",
            **lock,
        ),
        "guard": _of(
            "aws:backup/vaultPolicy:VaultPolicy",
            "",
            {"backupVaultName": "main"},
            backupVaultName="main",
            policy=_DENY,
        ),
        "topic": _of("aws:sns/topic:Topic", f"sns:{_HOME}:backups", name="backups"),
        "notices": _of(
            "aws:backup/vaultNotifications:VaultNotifications",
            "",
            {"backupVaultName": "main", "snsTopicArn": "topic"},
            backupVaultName="main",
            snsTopicArn=f"arn:aws:sns:{_HOME}:backups",
            backupVaultEvents=["BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED"],
        ),
        "role": _of(
            "aws:iam/role:Role",
            f"iam::{ACCOUNT}:role/backup",
            name="backup",
            assumeRolePolicy=_TRUST,
            managedPolicyArns=[
                "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
                "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
            ],
        ),
        "plan": _of(
            "aws:backup/plan:Plan", f"backup:{_HOME}:backup-plan:p-1", name="shop", rules=rules
        ),
        "selection": _of(
            "aws:backup/selection:Selection",
            "",
            {"planId": "plan", "iamRoleArn": "role"},
            name="shop",
            planId="plan-id",
            iamRoleArn=f"arn:aws:iam::{ACCOUNT}:role/backup",
            selectionTags=[{"type": "STRINGEQUALS", "key": "backup-tier", "value": "standard"}],
        ),
        "trail": _of(
            "aws:cloudtrail/trail:Trail",
            f"cloudtrail:{_HOME}:trail/all",
            name="all",
            s3BucketName="trails",
            isMultiRegionTrail=True,
        ),
        **_stores(),
    }
    return {name: _settled(name, one) for name, one in stack.items()}


def _stores() -> Stack:
    return {
        "orders": _of(
            "aws:rds/instance:Instance",
            f"rds:{_HOME}:db:orders",
            identifier="orders",
            engine="postgres",
            instanceClass="db.t4g.micro",
            allocatedStorage=20,
            storageEncrypted=True,
            username="shop",
            password="[secret]",  # noqa: S106 - what Pulumi writes in its place
            backupRetentionPeriod=14,
            copyTagsToSnapshot=True,
            skipFinalSnapshot=True,
            tags=_TAGS,
        ),
        "replica": _of(
            "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
            "",
            {"sourceDbInstanceArn": "orders"},
            sourceDbInstanceArn=f"arn:aws:rds:{_HOME}:db:orders",
            retentionPeriod=14,
            region="us-west-2",
        ),
        "carts": _of(
            "aws:dynamodb/table:Table",
            f"dynamodb:{_HOME}:table/carts",
            name="carts",
            hashKey="id",
            attributes=[{"name": "id", "type": "S"}],
            billingMode="PAY_PER_REQUEST",
            pointInTimeRecovery={"enabled": True, "recoveryPeriodInDays": 35},
            tags=_TAGS,
        ),
        "photos": Declared(
            type="aws:s3/bucket:Bucket",
            inputs={"bucket": "shop-photos", "tags": _TAGS},
            outputs={"arn": "arn:aws:s3:::shop-photos"},
        ),
        "versions": _of(
            "aws:s3/bucketVersioning:BucketVersioning",
            "",
            {"bucket": "photos"},
            bucket="shop-photos",
            versioningConfiguration={"status": "Enabled"},
        ),
        "expiry": _of(
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "",
            {"bucket": "photos"},
            bucket="shop-photos",
            rules=[
                {
                    "id": "old",
                    "status": "Enabled",
                    "noncurrentVersionExpiration": {"noncurrentDays": 90},
                }
            ],
        ),
        "disk": _of(
            "aws:ebs/volume:Volume",
            f"ec2:{_HOME}:volume/vol-1",
            availabilityZone="us-east-1a",
            size=10,
            encrypted=True,
            tags=_TAGS,
        ),
    }


def _settled(name: str, one: Declared) -> Declared:
    """Give a resource the id that it has once it is deployed."""
    id_ = one.inputs.get("bucket") if one.type == "aws:s3/bucket:Bucket" else f"{name}-id"
    return replace(one, outputs={**one.outputs, "id": id_})


def document(
    before: Stack,
    after: Stack,
    *,
    replaces: Mapping[str, Sequence[str]] | None = None,
    aliases: Mapping[str, str] | None = None,
    all_steps: bool = False,
) -> dict[str, Any]:
    """Write the preview of a program over what is deployed.

    Args:
        before: What is deployed, by name; empty for a first deployment.
        after: What the program declares.
        replaces: Inputs because of which resources are replaced, by name. Default: none is.
        aliases: Name of before, by name of now. Default: nothing is renamed.
        all_steps: Write each replacement as its three steps (`--show-replacement-steps`).
    """
    aliases, replaces = aliases or {}, replaces or {}
    steps: list[dict[str, Any]] = [_root(is_new=not before)]
    for name, new in after.items():
        old_name = aliases.get(name, name)
        old = before.get(old_name)
        if old is None:
            steps.append(_step("create", new=_planned(name, new, after)))
            continue
        was = _state(old_name, old, before)
        if name in replaces:
            now = _planned(name, new, after)
            steps += _replaced(was, now, replaces[name], all_steps=all_steps)
            continue
        now = _planned(name, new, after)
        is_same = old.inputs == new.inputs and old.options == new.options
        step = _step("same" if is_same else "update", old=was, new=now)
        if not is_same:
            step["diffReasons"] = sorted(
                n for n in {*old.inputs, *new.inputs} if old.inputs.get(n) != new.inputs.get(n)
            )
        steps.append(step)
    kept = {aliases.get(name, name) for name in after}
    # An engine deletes what depends on others before them: in the opposite order.
    for name in reversed([name for name in before if name not in kept]):
        steps.append(_step("delete", old=_state(name, before[name], before)))
    shown = [step["op"] for step in steps if not step["op"].endswith(("-replacement", "-replaced"))]
    return {
        "config": {"aws:region": "us-east-1", "aws:allowedAccountIds": f'["{ACCOUNT}"]'},
        "steps": steps,
        "duration": 1,
        "changeSummary": {op: shown.count(op) for op in dict.fromkeys(shown)},
    }


def _replaced(
    was: dict[str, Any], now: dict[str, Any], reasons: Sequence[str], *, all_steps: bool
) -> list[dict[str, Any]]:
    one = _step("replace", old=was, new=now)
    one["replaceReasons"] = one["diffReasons"] = list(reasons)
    if not all_steps:
        return [one]
    create = {**deepcopy(one), "op": "create-replacement"}
    return [create, one, _step("delete-replaced", old=was)]


def _root(*, is_new: bool) -> dict[str, Any]:
    state = {"urn": _ROOT, "custom": False, "type": "pulumi:pulumi:Stack"}
    if is_new:
        return _step("create", new=state)
    return _step("same", old=state, new=state)


def _step(
    op: str, *, old: dict[str, Any] | None = None, new: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Write a step; a field that is empty is left out, and `detailedDiff` is null."""
    state = new or old or {}
    step: dict[str, Any] = {"op": op, "urn": state["urn"], "detailedDiff": None}
    if state.get("provider"):
        step["provider"] = state["provider"]
    if old is not None:
        step["oldState"] = old
    if new is not None:
        step["newState"] = new
    return step


def _state(name: str, one: Declared, stack: Stack) -> dict[str, Any]:
    """Write a resource that is deployed."""
    state: dict[str, Any] = {
        "urn": urn_of(name, one),
        "custom": one.custom,
        "type": one.type,
        "inputs": deepcopy(one.inputs),
        "parent": one.parent or _ROOT,
        "sourcePosition": f"project:///{one.file}#7",
        **one.options,
    }
    if not one.custom:
        return state
    depends = {n: [urn_of(of, stack[of])] for n, of in one.dependencies.items() if of in stack}
    return {
        **state,
        "id": one.outputs.get("id", ""),
        "outputs": {**deepcopy(one.inputs), **one.outputs},
        "provider": f"{_PROVIDER}::p-1",
        "propertyDependencies": depends,
        "dependencies": sorted({urn for urns in depends.values() for urn in urns}),
    }


def _planned(name: str, one: Declared, stack: Stack) -> dict[str, Any]:
    """Write a resource as it will be: an engine lists its inputs, and neither id nor outputs."""
    state = _state(name, one, stack)
    return {key: value for key, value in state.items() if key not in ("id", "outputs")}
