"""The account stack, broken in one place at a time: the right resources fall, and no others.

Starts from `examples/orders` beside `stacks/account`, both run offline as they are. Cannot prove
what AWS would do; every expectation follows the rule that its finding names.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.coverage import Coverage, Severity, Status, cover
from bamp_pulumi.estate import Estate, Resource, load_estate
from bamp_pulumi.policy import default_policy

pytestmark = pytest.mark.xdist_group("breakages")  # the two programs are run once

ROOT = Path(__file__).parents[2]
VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
SETTINGS = "aws:backup/regionSettings:RegionSettings"
KEY = "aws:kms/key:Key"
ROLE = "aws:iam/role:Role"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy"
VAULT_POLICY = "aws:backup/vaultPolicy:VaultPolicy"
INLINE = "aws:iam/rolePolicy:RolePolicy"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"

CRITICAL = {"orders", "carts"}
REGULATED = {"invoices"}
STANDARD = {"originals", "shared-files"}
BACKED_UP = CRITICAL | REGULATED | STANDARD
BESIDE_BACKUPS = ("AccountTrail", "BackupAlerts", "BackupHealthCheck", "RestoreTests")
"""Components whose keys and roles no backup depends on."""
TRAIL_BUCKET = "bamp-trail-bucket"
"""The account's own data store: what breaks an account breaks it, too."""
EVERYTHING = BACKED_UP | {"sessions", "thumbnails"}

Change = Callable[[Estate], Estate]
# Any: the inputs of any resource, rewritten by hand.
Rewrite = Callable[[dict[str, Any]], dict[str, Any]]


@cache
def whole() -> Estate:
    """Run the two programs once."""
    return load_estate([ROOT / "examples" / "orders", ROOT / "stacks" / "account"])


def judged(estate: Estate) -> Coverage:
    """Judge by the built-in policy, which the account stack keeps; of the service's data stores."""
    coverage = cover(estate, default_policy(), today=date(2026, 11, 22))
    stores = tuple(one for one in coverage.resources if one.resource.name != TRAIL_BUCKET)
    return replace(coverage, resources=stores)


def is_it(resource: Resource, token: str, like: str) -> bool:
    """Say whether a resource is of a type, and its names or inputs say `like`."""
    inputs = dict(resource.inputs)
    return resource.type == token and (like in resource.name or like in str(inputs))


def without(token: str, like: str = "", region: str = "") -> Change:
    """Take resources away."""

    def change(estate: Estate) -> Estate:
        kept = tuple(
            r for r in estate.resources if not (is_it(r, token, like) and region in r.region)
        )
        assert len(kept) < len(estate.resources)
        return Estate(programs=estate.programs, resources=kept)

    return change


def with_inputs(token: str, rewrite: Rewrite, like: str = "", region: str = "") -> Change:
    """Rewrite the inputs of resources."""

    def change(estate: Estate) -> Estate:
        def changed(resource: Resource) -> Resource:
            if not (is_it(resource, token, like) and region in resource.region):
                return resource
            inputs = rewrite(dict(resource.inputs))
            return replace(resource, inputs=inputs)

        resources = tuple(map(changed, estate.resources))
        assert resources != estate.resources
        return Estate(programs=estate.programs, resources=resources)

    return change


def put(**inputs: object) -> Rewrite:
    """Set inputs."""
    return lambda given: {**given, **inputs}


def drop(*names: str) -> Rewrite:
    """Leave inputs out."""
    return lambda given: {k: v for k, v in given.items() if k not in names}


def each_rule(**changes: Callable[[Any], Any]) -> Rewrite:  # Any: a part of a rule
    """Rewrite parts of every rule of a plan."""

    def rewrite(given: dict[str, Any]) -> dict[str, Any]:
        rules = [
            {**rule, **{key: change(rule.get(key)) for key, change in changes.items()}}
            for rule in given["rules"]
        ]
        return {**given, "rules": rules}

    return rewrite


def one_rule(name: str, **parts: object) -> Rewrite:
    """Rewrite parts of the one rule whose name ends so."""

    def rewrite(given: dict[str, Any]) -> dict[str, Any]:
        rules = [{**r, **parts} if name in r["ruleName"] else r for r in given["rules"]]
        assert rules != given["rules"]
        return {**given, "rules": rules}

    return rewrite


def without_rule(name: str) -> Rewrite:
    """Take a rule out of a plan."""

    def rewrite(given: dict[str, Any]) -> dict[str, Any]:
        rules = [r for r in given["rules"] if name not in r["ruleName"]]
        assert len(rules) == len(given["rules"]) - 1
        return {**given, "rules": rules}

    return rewrite


def in_map(name: str, **values: object) -> Rewrite:
    """Set entries of a map; None takes one away."""

    def rewrite(given: dict[str, Any]) -> dict[str, Any]:
        merged = {**given[name], **values}
        return {**given, name: {k: v for k, v in merged.items() if v is not None}}

    return rewrite


def tags(**values: str | None) -> Rewrite:
    """Set tags; None takes one away."""
    return in_map("tags", **{key.replace("_", "-"): value for key, value in values.items()})


def without_reference(token: str, name: str, like: str) -> Change:
    """Cut the reference that an input makes to another resource."""

    def change(estate: Estate) -> Estate:
        def cut(resource: Resource) -> Resource:
            if not is_it(resource, token, like):
                return resource
            kept = {k: v for k, v in resource.dependencies.items() if k != name}
            return replace(resource, dependencies=kept)

        return Estate(programs=estate.programs, resources=tuple(map(cut, estate.resources)))

    return change


def beside(token: str, link: str, target: str, region: str = "", **inputs: object) -> Change:
    """Add a resource that names, by the input `link`, the resource of a type that backups take."""

    def change(estate: Estate) -> Estate:
        there = (r for r in estate.of_type(target) if region in r.region)
        named = next(r for r in there if not any(other in r.urn for other in BESIDE_BACKUPS))
        added = Resource(
            urn=f"{named.urn}-beside-{token}",
            type=token,
            name="beside",
            program=named.program,
            inputs=inputs,
            outputs={},
            region=named.region,
            account_id=named.account_id,
            dependencies={link: (named.urn,)},
        )
        return Estate(programs=estate.programs, resources=(*estate.resources, added))

    return change


def policy(effect: str, actions: str | list[str] = "*", **fields: object) -> str:
    """Write a policy of one statement; it names everybody unless told."""
    statement = {"Effect": effect, "Action": actions, "Resource": "*", **fields}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def more_of(effect: str, actions: str, **fields: object) -> Rewrite:
    """Add a statement to the policy of a resource."""

    def rewrite(given: dict[str, Any]) -> dict[str, Any]:
        document = json.loads(given["policy"])
        document["Statement"] += json.loads(policy(effect, actions, **fields))["Statement"]
        return {**given, "policy": json.dumps(document)}

    return rewrite


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakage:
    """One thing broken, who falls, and what is said."""

    change: Change
    code: str
    fall: frozenset[str] | set[str] = frozenset()
    """Resources that are no longer protected, native or exempt."""
    hear: frozenset[str] | set[str] = frozenset()
    """Resources that stand as before and have the finding."""


def condition(key: str, value: str) -> list[dict[str, object]]:
    """Write the conditions of a selection."""
    return [{"stringEquals": [{"key": key, "value": value}]}]


CRITICAL_SELECTION = "'value': 'critical'"
HOME, AWAY = "us-east-1", "us-west-2"
NOT_OWN_KEY = BACKED_UP - {"orders"}

BREAKAGES: Mapping[str, Breakage] = {
    "the selection of critical is gone": Breakage(
        change=without(SELECTION, CRITICAL_SELECTION), code="BAMP-V01", fall=CRITICAL
    ),
    "the selection of standard is gone": Breakage(
        change=without(SELECTION, "'value': 'standard'"), code="BAMP-V01", fall=STANDARD
    ),
    "the selection of regulated is gone": Breakage(
        change=without(SELECTION, "'value': 'regulated'"), code="BAMP-V01", fall=REGULATED
    ),
    "a condition in another case": Breakage(
        change=with_inputs(
            SELECTION,
            put(conditions=condition("aws:ResourceTag/backup-tier", "Critical")),
            CRITICAL_SELECTION,
        ),
        code="BAMP-V01",
        fall=CRITICAL,
    ),
    "a condition key without its prefix": Breakage(
        change=with_inputs(
            SELECTION, put(conditions=condition("backup-tier", "critical")), CRITICAL_SELECTION
        ),
        code="BAMP-V01",
        fall=CRITICAL,
    ),
    "a selection that names no resources": Breakage(
        change=with_inputs(SELECTION, drop("resources"), CRITICAL_SELECTION),
        code="BAMP-V01",
        fall=CRITICAL,
    ),
    "a selection that leaves out databases": Breakage(
        change=with_inputs(SELECTION, put(notResources=["*"]), CRITICAL_SELECTION),
        code="BAMP-V01",
        fall=CRITICAL,
    ),
    "a selection that has lost its plan": Breakage(
        change=without_reference(SELECTION, "planId", CRITICAL_SELECTION),
        code="BAMP-V01",
        fall=CRITICAL,
    ),
    "a plan that is gone": Breakage(
        change=without(PLAN, "critical"), code="BAMP-V01", fall=CRITICAL
    ),
    "no plans at all": Breakage(change=without(PLAN), code="BAMP-V02", fall=BACKED_UP),
    "RDS switched off": Breakage(
        change=with_inputs(SETTINGS, in_map("resourceTypeOptInPreference", RDS=False), region=HOME),
        code="BAMP-V04",
        fall={"orders"},
    ),
    "DynamoDB switched off": Breakage(
        change=with_inputs(
            SETTINGS, in_map("resourceTypeOptInPreference", DynamoDB=False), region=HOME
        ),
        code="BAMP-V04",
        fall={"carts"},
    ),
    "S3 switched off": Breakage(
        change=with_inputs(SETTINGS, in_map("resourceTypeOptInPreference", S3=False), region=HOME),
        code="BAMP-V04",
        fall={"invoices", "originals"},
    ),
    "EFS switched off": Breakage(
        change=with_inputs(SETTINGS, in_map("resourceTypeOptInPreference", EFS=False), region=HOME),
        code="BAMP-V04",
        fall={"shared-files"},
    ),
    "RDS left out of the opt-in": Breakage(
        change=with_inputs(SETTINGS, in_map("resourceTypeOptInPreference", RDS=None), region=HOME),
        code="BAMP-V05",
        fall={"orders"},
    ),
    "no settings for the Region": Breakage(
        change=without(SETTINGS, region=HOME), code="BAMP-V05", fall=BACKED_UP
    ),
    "tables that AWS Backup does not manage": Breakage(
        change=with_inputs(
            SETTINGS, in_map("resourceTypeManagementPreference", DynamoDB=False), region=HOME
        ),
        code="BAMP-V27",
        hear={"carts"},
    ),
    "the vault is gone": Breakage(
        change=without(VAULT, region=HOME), code="BAMP-V06", fall=BACKED_UP
    ),
    "the recovery vault is gone": Breakage(
        change=without(VAULT, region=AWAY), code="BAMP-V27", hear=BACKED_UP
    ),
    "the recovery vault without a key of its own": Breakage(
        change=with_inputs(VAULT, drop("kmsKeyArn"), region=AWAY), code="BAMP-V27", hear={"orders"}
    ),
    "the key is disabled": Breakage(
        change=with_inputs(KEY, put(isEnabled=False), region=HOME), code="BAMP-V09", fall=BACKED_UP
    ),
    "the recovery key is disabled": Breakage(
        change=with_inputs(KEY, put(isEnabled=False), region=AWAY), code="BAMP-V09", hear=BACKED_UP
    ),
    "a key policy that lets nobody in": Breakage(
        change=with_inputs(KEY, put(policy='{"Statement": []}'), region=HOME),
        code="BAMP-V55",  # no policy at all: AWS refuses it
        fall=BACKED_UP,
    ),
    "no copies in the standard plan": Breakage(
        change=with_inputs(PLAN, each_rule(copyActions=lambda _: []), "standard"),
        code="BAMP-V11",
        hear=STANDARD,
    ),
    "copies that go to a vault nobody declares": Breakage(
        change=with_inputs(
            PLAN,
            each_rule(
                copyActions=lambda copies: [
                    {**copy, "destinationVaultArn": copy["destinationVaultArn"] + "-typo"}
                    for copy in copies
                ]
            ),
            "standard",
        ),
        code="BAMP-V27",
        hear=STANDARD,
    ),
    "copies kept a month instead of a year": Breakage(
        change=with_inputs(
            PLAN,
            each_rule(
                copyActions=lambda copies: [
                    {**copy, "lifecycle": {"deleteAfter": 30}} for copy in copies
                ]
            ),
            "standard",
        ),
        code="BAMP-V14",
        hear=STANDARD,
    ),
    "recovery points kept a month instead of a year": Breakage(
        change=with_inputs(PLAN, each_rule(lifecycle=lambda _: {"deleteAfter": 30}), "standard"),
        code="BAMP-V14",
        hear=STANDARD,
    ),
    "no daily recovery points": Breakage(
        change=with_inputs(PLAN, without_rule("daily"), "standard"), code="BAMP-V14", hear=STANDARD
    ),
    "no weekly recovery points": Breakage(
        change=with_inputs(PLAN, without_rule("weekly"), "standard"), code="BAMP-V14", hear=STANDARD
    ),
    "daily recovery points kept a week": Breakage(
        change=with_inputs(PLAN, one_rule("daily", lifecycle={"deleteAfter": 7}), "standard"),
        code="BAMP-V14",
        hear=STANDARD,
    ),
    "daily recovery points made once a week": Breakage(
        change=with_inputs(PLAN, one_rule("daily", schedule="cron(0 2 ? * 2 *)"), "standard"),
        code="BAMP-V14",
        hear=STANDARD,
    ),
    "a daily rule in the window of a monthly one": Breakage(
        change=with_inputs(
            PLAN, one_rule("monthly", startWindow=40_000, completionWindow=80_000), "standard"
        ),
        code="BAMP-V14",
        hear=STANDARD,
    ),
    "no continuous backups": Breakage(
        change=with_inputs(PLAN, each_rule(enableContinuousBackup=lambda _: False), "critical"),
        code="BAMP-V14",
        hear={"orders"},
    ),
    "continuous backups kept 40 days": Breakage(
        change=with_inputs(PLAN, one_rule("continuous", lifecycle={"deleteAfter": 40}), "critical"),
        code="BAMP-V33",
        fall=CRITICAL,
    ),
    "a schedule that AWS Backup does not take": Breakage(
        change=with_inputs(PLAN, one_rule("weekly", schedule="rate(7 days)"), "standard"),
        code="BAMP-V33",
        fall=STANDARD,
    ),
    "rules that nobody knows": Breakage(
        change=with_inputs(PLAN, put(rules=UNKNOWN), "standard"), code="BAMP-V32", fall=STANDARD
    ),
    "a retention that nobody knows": Breakage(
        change=with_inputs(
            PLAN, one_rule("weekly", lifecycle={"deleteAfter": UNKNOWN}), "standard"
        ),
        code="BAMP-V32",
        fall=STANDARD,
    ),
    "copies that nobody knows": Breakage(
        change=with_inputs(PLAN, each_rule(copyActions=lambda _: UNKNOWN), "standard"),
        code="BAMP-V32",
        fall=STANDARD,
    ),
    "a lock that starts above every retention": Breakage(
        change=with_inputs(LOCK, put(minRetentionDays=36_000), region=HOME),
        code="BAMP-V07",
        fall=BACKED_UP,
    ),
    "a recovery lock that ends below the yearly copies": Breakage(
        change=with_inputs(LOCK, put(maxRetentionDays=100), region=AWAY),
        code="BAMP-V07",
        hear=BACKED_UP,
    ),
    "the role has lost its policy": Breakage(
        change=without(ATTACHMENT, "ServiceRolePolicyForBackup"), code="BAMP-V08", fall=BACKED_UP
    ),
    "the role has lost its policy for buckets": Breakage(
        change=without(ATTACHMENT, "ServiceRolePolicyForS3Backup"),
        code="BAMP-V08",
        fall={"invoices", "originals"},
    ),
    "the role trusts another service": Breakage(
        change=with_inputs(
            ROLE,
            put(
                assumeRolePolicy=json.dumps(
                    {
                        "Statement": {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "ec2.amazonaws.com"},
                        }
                    }
                )
            ),
        ),
        code="BAMP-V08",
        fall=BACKED_UP,
    ),
    "the plans stand in another Region": Breakage(
        change=lambda estate: Estate(
            programs=estate.programs,
            resources=tuple(
                replace(r, region="eu-west-1") if r.type == PLAN else r for r in estate.resources
            ),
        ),
        code="BAMP-V01",
        fall=BACKED_UP,
    ),
    "a database without its tier": Breakage(
        change=with_inputs("aws:rds/instance:Instance", tags(backup_tier=None)),
        code="BAMP-V01",
        fall={"orders"},
    ),
    "a table of a tier nobody defined": Breakage(
        change=with_inputs("aws:dynamodb/table:Table", tags(backup_tier="gold")),
        code="BAMP-V15",
        fall={"carts"},
    ),
    "versioning suspended": Breakage(
        change=with_inputs(
            VERSIONING, put(versioningConfiguration={"status": "Suspended"}), "originals"
        ),
        code="BAMP-V10",
        fall={"originals"},
    ),
    "versioning gone": Breakage(
        change=without(VERSIONING, "invoices"), code="BAMP-V10", fall={"invoices"}
    ),
    "an exemption that is over": Breakage(
        change=with_inputs(
            "aws:s3/bucket:Bucket", tags(backup_exempt_until="2026-11-21"), "thumbnails"
        ),
        code="BAMP-V16",
        fall={"thumbnails"},
    ),
    "an exemption without a reason": Breakage(
        change=with_inputs("aws:s3/bucket:Bucket", tags(backup_exempt_reason=None), "thumbnails"),
        code="BAMP-V17",
        fall={"thumbnails"},
    ),
    "a cache that keeps no snapshots": Breakage(
        change=with_inputs(
            "aws:elasticache/replicationGroup:ReplicationGroup", put(snapshotRetentionLimit=0)
        ),
        code="BAMP-V19",
        fall={"sessions"},
    ),
}


ACCOUNT = "123456789012"
OTHER_ROLE = {"AWS": f"arn:aws:iam::{ACCOUNT}:role/other"}
ROOT_OF_ACCOUNT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
ELSEWHERE = f"arn:aws:iam::{ACCOUNT}:role/AWSBackup-of-elsewhere"
SERVICE = {"Service": "backup.amazonaws.com"}
UNTIL_KNOWN = {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}


def trust(principal: object, **fields: object) -> Rewrite:
    """Rewrite who may assume the role."""
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal, **fields}
    return put(assumeRolePolicy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


ACCESS_BREAKAGES: Mapping[str, Breakage] = {
    "a key policy that lets in another role only": Breakage(
        change=with_inputs(KEY, put(policy=policy("Allow", Principal=OTHER_ROLE)), region=HOME),
        code="BAMP-V09",
        fall=BACKED_UP,
    ),
    "a key policy for another service": Breakage(
        change=with_inputs(
            KEY,
            put(
                policy=policy(
                    "Allow",
                    Principal=ROOT_OF_ACCOUNT,
                    Condition={"StringLike": {"kms:ViaService": "rds.*.amazonaws.com"}},
                )
            ),
            region=HOME,
        ),
        code="BAMP-V09",
        fall=BACKED_UP,
    ),
    "a key policy for the home Region only, on the recovery key": Breakage(
        change=with_inputs(
            KEY,
            put(
                policy=policy(
                    "Allow",
                    Principal=ROOT_OF_ACCOUNT,
                    Condition={"StringEquals": {"kms:ViaService": f"backup.{HOME}.amazonaws.com"}},
                )
            ),
            region=AWAY,
        ),
        code="BAMP-V09",
        hear=BACKED_UP,
    ),
    "a key that denies grants to the role": Breakage(
        change=with_inputs(
            KEY, more_of("Deny", "kms:CreateGrant", Principal=ROOT_OF_ACCOUNT), region=HOME
        ),
        code="BAMP-V09",
        fall=BACKED_UP,
    ),
    "a key that may deny": Breakage(
        change=with_inputs(
            KEY, more_of("Deny", "kms:*", Principal="*", **UNTIL_KNOWN), region=HOME
        ),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a policy that replaces the key's": Breakage(
        change=beside(KEY_POLICY, "keyId", KEY, HOME, policy=policy("Allow", Principal=OTHER_ROLE)),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a policy that replaces the key's, not known yet": Breakage(
        change=beside(KEY_POLICY, "keyId", KEY, HOME, policy=UNKNOWN),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a key whose state is not known": Breakage(
        change=with_inputs(KEY, put(isEnabled=UNKNOWN), region=HOME),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a key that nobody declares": Breakage(
        change=without(KEY, region=HOME), code="BAMP-V41", fall=BACKED_UP
    ),
    "a recovery key that nobody declares": Breakage(
        change=without(KEY, region=AWAY), code="BAMP-V41", fall=BACKED_UP
    ),
    "a vault that denies everybody a look": Breakage(
        change=with_inputs(
            VAULT_POLICY, more_of("Deny", "backup:DescribeBackupVault", Principal="*"), region=HOME
        ),
        code="BAMP-V40",
        fall=BACKED_UP,
    ),
    "a vault that denies to start backups": Breakage(
        change=with_inputs(
            VAULT_POLICY, more_of("Deny", "backup:StartBackupJob", Principal="*"), region=HOME
        ),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a vault that lets nothing out": Breakage(
        change=with_inputs(
            VAULT_POLICY, more_of("Deny", "backup:CopyFromBackupVault", Principal="*"), region=HOME
        ),
        code="BAMP-V40",
        hear=BACKED_UP,
    ),
    "a recovery vault that takes no copies": Breakage(
        change=with_inputs(
            VAULT_POLICY, more_of("Deny", "backup:CopyIntoBackupVault", Principal="*"), region=AWAY
        ),
        code="BAMP-V40",
        hear=BACKED_UP,
    ),
    "a recovery vault whose policy is not known": Breakage(
        change=with_inputs(VAULT_POLICY, put(policy=UNKNOWN), region=AWAY),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a vault under the key that AWS keeps for another service": Breakage(
        change=with_inputs(VAULT, put(kmsKeyArn="alias/aws/rds"), region=HOME),
        code="BAMP-V09",
        fall=BACKED_UP,
    ),
    "two policies of one vault": Breakage(
        change=beside(
            VAULT_POLICY, "backupVaultName", VAULT, HOME, policy=policy("Deny", Principal="*")
        ),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "an inline policy that denies": Breakage(
        change=beside(INLINE, "role", ROLE, policy=policy("Deny", "rds:CreateDB*")),
        code="BAMP-V08",
        fall={"orders"},
    ),
    "an inline policy of the role itself that denies": Breakage(
        change=with_inputs(
            ROLE, put(inlinePolicies=[{"name": "x", "policy": policy("Deny", "tag:*")}])
        ),
        code="BAMP-V08",
        fall=BACKED_UP,
    ),
    "an inline policy that denies for some": Breakage(
        change=beside(
            INLINE,
            "role",
            ROLE,
            policy=policy("Deny", "rds:*", Resource="arn:aws:rds:*:*:snapshot:awsbackup:*"),
        ),
        code="BAMP-V41",
        fall={"orders"},
    ),
    "an inline policy not known yet": Breakage(
        change=beside(INLINE, "role", ROLE, policy=UNKNOWN), code="BAMP-V41", fall=BACKED_UP
    ),
    "an inline policy that denies the key": Breakage(
        change=beside(INLINE, "role", ROLE, policy=policy("Deny", "kms:CreateGrant")),
        code="BAMP-V09",
        fall=BACKED_UP,
    ),
    "an inline policy that denies copies": Breakage(
        change=beside(INLINE, "role", ROLE, policy=policy("Deny", "backup:Copy*")),
        code="BAMP-V40",
        hear=BACKED_UP,
    ),
    "an attached policy that nobody declares": Breakage(
        change=beside(
            ATTACHMENT, "role", ROLE, policyArn=f"arn:aws:iam::{ACCOUNT}:policy/guardrail"
        ),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a policy of AWS that denies": Breakage(
        change=beside(ATTACHMENT, "role", ROLE, policyArn="arn:aws:iam::aws:policy/AWSDenyAll"),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a boundary that nobody declares": Breakage(
        change=with_inputs(
            ROLE, put(permissionsBoundary=f"arn:aws:iam::{ACCOUNT}:policy/boundary")
        ),
        code="BAMP-V41",
        fall=BACKED_UP,
    ),
    "a role that anybody but AWS Backup may assume": Breakage(
        change=with_inputs(ROLE, trust({"Service": "ec2.amazonaws.com"})),
        code="BAMP-V08",
        fall=BACKED_UP,
    ),
    "a role that AWS Backup may tag but not assume": Breakage(
        change=with_inputs(
            ROLE,
            trust(SERVICE, Action="sts:TagSession"),
        ),
        code="BAMP-V08",
        fall=BACKED_UP,
    ),
    "a role that AWS Backup may assume for another account": Breakage(
        change=with_inputs(
            ROLE,
            trust(SERVICE, Condition={"StringEquals": {"aws:SourceAccount": "444455556666"}}),
        ),
        code="BAMP-V08",
        fall=BACKED_UP,
    ),
    "a trust policy not known yet": Breakage(
        change=with_inputs(ROLE, put(assumeRolePolicy=UNKNOWN)), code="BAMP-V41", fall=BACKED_UP
    ),
    "a role that nobody declares": Breakage(
        change=lambda estate: without_reference(SELECTION, "iamRoleArn", "")(
            with_inputs(SELECTION, put(iamRoleArn=ELSEWHERE))(estate)
        ),
        code="BAMP-V26",
        fall=BACKED_UP,
    ),
}
UNVERIFIED = ("BAMP-V26", "BAMP-V41")


def standing(coverage: Coverage) -> dict[str, Status]:
    """Return how each resource stands, by name."""
    return {covered.resource.name: covered.status for covered in coverage.resources}


def heard(coverage: Coverage, code: str) -> set[str]:
    """Return the resources that have a finding."""
    return {
        covered.resource.name
        for covered in coverage.resources
        if any(finding.id == code for finding in covered.findings)
    }


@cache
def sound() -> Coverage:
    """Judge the estate as it is, once."""
    return judged(whole())


@cache
def broken(name: str) -> Coverage:
    """Judge the estate with one thing broken."""
    return judged({**BREAKAGES, **ACCESS_BREAKAGES}[name].change(whole()))


def test_the_whole_estate_is_well() -> None:
    """Else a breakage could be noticed for another reason."""
    coverage = sound()
    errors = [f.message for f in coverage.all_findings if f.severity is Severity.ERROR]

    assert standing(coverage) == {
        **dict.fromkeys(BACKED_UP, Status.PROTECTED),
        "sessions": Status.NATIVE,
        "thumbnails": Status.EXEMPT,
    }
    assert errors == []


@pytest.mark.parametrize("name", ACCESS_BREAKAGES)
def test_what_cannot_be_told_is_not_verified_and_what_is_refused_not_protected(name: str) -> None:
    """The status says which of the two it is."""
    breakage = ACCESS_BREAKAGES[name]
    fallen = Status.UNVERIFIED if breakage.code in UNVERIFIED else Status.UNPROTECTED

    after = standing(broken(name))

    assert {after[name] for name in breakage.fall} <= {fallen}


def test_conditions_that_aws_advises_are_met() -> None:
    """A trust that names the account, and a key that says what grants are for."""
    narrow = with_inputs(
        ROLE, trust(SERVICE, Condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}})
    )
    grants = {
        "ForAnyValue:StringEquals": {"kms:EncryptionContextKeys": "aws:backup:backup-vault"},
        "Bool": {"kms:GrantIsForAWSResource": True},
        "StringLike": {"kms:ViaService": "backup.*.amazonaws.com"},
    }
    use = ["kms:ListKeys", "kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"]
    use += ["kms:PutKeyPolicy"]  # without it KMS refuses the policy
    statements = [
        json.loads(policy("Allow", use, Principal=ROOT_OF_ACCOUNT)),
        json.loads(policy("Allow", "kms:CreateGrant", Principal=ROOT_OF_ACCOUNT, Condition=grants)),
    ]
    advised = {"Statement": [s for document in statements for s in document["Statement"]]}
    keys = with_inputs(KEY, put(policy=json.dumps({"Version": "2012-10-17", **advised})))

    assert standing(judged(keys(narrow(whole())))) == standing(sound())


@pytest.mark.parametrize("name", {**BREAKAGES, **ACCESS_BREAKAGES})
def test_exactly_the_right_resources_fall(name: str) -> None:
    """Who falls, who is told and stands, and nobody else; and the preview is refused."""
    breakage = {**BREAKAGES, **ACCESS_BREAKAGES}[name]
    found = broken(name)

    before, after = standing(sound()), standing(found)
    assert {n for n in EVERYTHING if after[n] is not before[n]} == breakage.fall
    assert heard(found, breakage.code) - heard(sound(), breakage.code) == (
        breakage.fall | breakage.hear
    )
    assert not found.is_well()


def test_there_are_enough_breakages() -> None:
    """The promise is that nothing the account stack is made of can be taken away unnoticed."""
    assert len(BREAKAGES) >= 20
