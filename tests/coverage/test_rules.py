"""What keeps the rules of a plan from making recovery points, one cause at a time.

How each resource stands and what is found of it is asserted; in which words stands in the record.
Cannot prove what AWS does; each expectation follows the page that the judgement names.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import FOR_BACKUP, FOR_S3, TAGS, Account, Later, judge, resolved

from bamp_pulumi.coverage import Coverage

Inputs = Any  # Any: inputs given by name in each case
KEY_OF_ACCOUNT = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
            "Action": "kms:*",
            "Resource": "*",
        },
    }
)


def volume(name: str = "data", **inputs: Inputs) -> None:
    """Declare a volume, of which AWS Backup makes no continuous backups."""
    given: Inputs = {"availability_zone": "us-east-1a", "size": 8, "encrypted": True, **inputs}
    aws.ebs.Volume(name, tags=TAGS, **given)


def own_key_volume() -> None:
    """Declare a volume under a key of its own."""
    volume(kms_key_id=aws.kms.Key("own", policy=KEY_OF_ACCOUNT).arn)


def files(name: str = "data", **inputs: Inputs) -> None:
    """Declare a file system, which AWS Backup manages fully."""
    aws.efs.FileSystem(name, encrypted=True, tags=TAGS, **inputs)


def bucket() -> None:
    """Declare a bucket, of which AWS Backup makes continuous backups too."""
    data = aws.s3.Bucket("data", bucket="data-1", tags=TAGS)
    aws.s3.BucketVersioning(
        "versions", bucket=data.id, versioning_configuration={"status": "Enabled"}
    )


def said(coverage: Coverage) -> dict[str, tuple[str, list[str]]]:
    """Say how each resource stands, and the codes of what is found of it."""
    return {
        each.resource.name: (str(each.status), [finding.id for finding in each.findings])
        for each in coverage.resources
    }


def policy(effect: str, action: str | list[str], **fields: object) -> Inputs:
    """Write an identity policy of one statement."""
    one = {"Effect": effect, "Action": action, "Resource": "*", **fields}
    return json.dumps({"Version": "2012-10-17", "Statement": [one]})


def own(document: Inputs) -> Callable[[aws.iam.Role], object]:
    """Give the role an inline policy."""
    return lambda role: aws.iam.RolePolicy("own", role=role.name, policy=resolved(document))


def misnamed(role: aws.iam.Role) -> None:
    """Give the role an inline policy whose name AWS does not take."""
    aws.iam.RolePolicy("own", name="no name!", role=role.name, policy=ALLOW_ALL)


def misnamed_policy(role: aws.iam.Role) -> None:
    """Attach a policy whose name AWS does not take."""
    made = aws.iam.Policy("own", name="no name!", policy=ALLOW_ALL)
    aws.iam.RolePolicyAttachment("own", role=role.name, policy_arn=made.arn)


def in_a_cluster(role: aws.iam.Role) -> None:
    """Let the role into a cluster, which nobody reads."""
    aws.eks.AccessEntry("entry", cluster_name="c", principal_arn=role.arn)


def own_vault(*, reads: str = "", **key: Inputs) -> Callable[[], None]:
    """Declare a vault `main` with a key later, and an automation that acts on one of them."""

    def program() -> None:
        own = aws.kms.Key("main-key", **key)
        made = aws.backup.Vault("main", name="main", kms_key_arn=own.arn)
        if reads:
            values = [{"vault": made.arn, "key": own.arn}[reads]]
            targets: Inputs = [{"key": "ParameterValues", "values": values}]
            aws.ssm.Association("automation", name="AWS-Own", targets=targets)

    return program


ALLOW_ALL = policy("Allow", "*")
P, U, V = "protected", "unprotected", "unverified"


def hourly(name: str, **rule: Inputs) -> Inputs:
    """Write a rule that runs each day."""
    given = {"target_vault_name": "main", "schedule": "cron(0 2 ? * * *)"}
    return {"rule_name": name, "lifecycle": {"delete_after": 30}, **given, **rule}


def beside(*programs: Callable[[], object]) -> Callable[[], None]:
    """Run programs one after the other."""

    def all_of_them() -> None:
        for program in programs:
            program()

    return all_of_them


def vault(name: str, *, called: Inputs = None, **inputs: Inputs) -> Callable[[], object]:
    """Declare a vault later, named otherwise in AWS or with a name that only AWS knows."""
    return lambda: aws.backup.Vault(name, name=resolved(called), **inputs)


def air_gapped() -> object:
    """Declare a logically air-gapped vault named `main`."""
    return aws.backup.LogicallyAirGappedVault(
        "main", name="main", min_retention_days=7, max_retention_days=400
    )


def locked_later(name: str, region: str) -> Callable[[], object]:
    """Lock a vault later, with a maximum that only a deployment tells."""
    return lambda: aws.backup.VaultLockConfiguration(
        "lock", backup_vault_name=name, region=region, max_retention_days=resolved(Later(7))
    )


CASES: dict[str, tuple[Callable[[], object], Account, str, list[str]]] = {
    "all is well": (volume, Account(), P, []),
    "a completion window of an hour": (volume, Account(rule={"completion_window": 60}), P, []),
    "a completion window under an hour": (
        volume,
        Account(rule={"completion_window": 59}),
        V,
        ["BAMP-V45"],
    ),
    "a schedule without a day": (
        volume,
        Account(schedule="cron(0 2 1 1 ? 2035)", copy_days=None),
        U,
        ["BAMP-V54"],
    ),
    "a vault that is air-gapped": (
        beside(volume, air_gapped),
        Account(vault=False, copy_days=None),
        U,
        ["BAMP-V06"],
    ),
    "a vault that nobody declares": (volume, Account(vault=False), U, ["BAMP-V06"]),
    "a rule that names no vault": (
        volume,
        Account(rule={"target_vault_name": ""}),
        U,
        ["BAMP-V06"],
    ),
    "a vault that is declared twice": (
        beside(volume, vault("twin", called="main")),
        Account(),
        U,
        ["BAMP-V06"],
    ),
    "a vault whose name is not known": (
        beside(volume, vault("main", called=Later("main"))),
        Account(vault=False),
        V,
        ["BAMP-V41"],
    ),
    "a lock that refuses": (volume, Account(lock={"max_retention_days": 7}), U, ["BAMP-V07"]),
    "a lock that is not known": (
        beside(volume, locked_later("main", "us-east-1")),
        Account(),
        V,
        ["BAMP-V41"],
    ),
    "a lock of the other vault that is not known": (
        beside(volume, locked_later("recovery", "us-west-2")),
        Account(),
        V,
        ["BAMP-V41"],
    ),
    "no policy of AWS's": (volume, Account(policies=()), U, ["BAMP-V08"]),
    "the policy for buckets alone": (volume, Account(policies=(FOR_S3,)), U, ["BAMP-V08"]),
    "no policy for buckets": (bucket, Account(policies=(FOR_BACKUP,)), U, ["BAMP-V08"]),
    "a policy for buckets that a volume does not need": (
        volume,
        Account(policies=(FOR_BACKUP,)),
        P,
        [],
    ),
    "a policy of its own that allows all": (
        volume,
        Account(policies=(), own_policy=ALLOW_ALL),
        V,
        ["BAMP-V41"],
    ),
    "a bucket, and a policy of its own that allows all": (
        bucket,
        Account(policies=(), own_policy=ALLOW_ALL),
        V,
        ["BAMP-V41"],
    ),
    "a denial of one action": (
        volume,
        Account(own_policy=policy("Deny", "ec2:CreateSnapshot")),
        U,
        ["BAMP-V08"],
    ),
    "a denial of what is not used": (
        volume,
        Account(own_policy=policy("Deny", "ec2:TerminateInstances")),
        P,
        [],
    ),
    "a denial for one resource": (
        volume,
        Account(
            own_policy=policy("Deny", "ec2:CreateSnapshot", Resource="arn:aws:ec2:*:*:snapshot/x")
        ),
        V,
        ["BAMP-V41"],
    ),
    "a denial in the Region": (
        volume,
        Account(
            own_policy=policy(
                "Deny", "*", Condition={"StringEquals": {"aws:RequestedRegion": "us-east-1"}}
            )
        ),
        U,
        ["BAMP-V08"],
    ),
    "a denial in another Region": (
        volume,
        Account(
            own_policy=policy(
                "Deny", "ec2:*", Condition={"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}
            )
        ),
        P,
        [],
    ),
    "a denial without a second factor": (
        volume,
        Account(
            own_policy=policy(
                "Deny", "ec2:*", Condition={"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
            )
        ),
        U,
        ["BAMP-V08"],
    ),
    "a denial of a second factor": (
        volume,
        Account(
            own_policy=policy(
                "Deny", "ec2:*", Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}}
            )
        ),
        P,
        [],
    ),
    "a denial of plain text": (
        volume,
        Account(
            own_policy=policy("Deny", "*", Condition={"Bool": {"aws:SecureTransport": "false"}})
        ),
        P,
        [],
    ),
    "a denial of what is encrypted": (
        volume,
        Account(
            own_policy=policy("Deny", "ec2:*", Condition={"Bool": {"aws:SecureTransport": "true"}})
        ),
        U,
        ["BAMP-V08"],
    ),
    "a boundary that leaves all out": (
        volume,
        Account(boundary=policy("Allow", "s3:GetObject")),
        U,
        ["BAMP-V08"],
    ),
    "a trust of somebody else, and no policy": (
        volume,
        Account(trust="ec2.amazonaws.com", policies=()),
        U,
        ["BAMP-V08"],
    ),
    "a trust of somebody else": (volume, Account(trust="ec2.amazonaws.com"), U, ["BAMP-V08"]),
    "a policy of the role that is not known": (
        volume,
        Account(with_role=own(Later(ALLOW_ALL))),
        V,
        ["BAMP-V41"],
    ),
    "a policy of the role that is not known, and a key of the data": (
        own_key_volume,
        Account(with_role=own(Later(ALLOW_ALL)), key={"policy": KEY_OF_ACCOUNT}),
        V,
        ["BAMP-V41"],
    ),
    "a role that nobody declares, and a key of the data": (
        own_key_volume,
        Account(role=False, key={"policy": KEY_OF_ACCOUNT}),
        V,
        ["BAMP-V26"],
    ),
    "a role that nobody declares, and a vault that is not there": (
        own_key_volume,
        Account(role=False, vault=False),
        U,
        ["BAMP-V26", "BAMP-V06"],
    ),
    "a role that nobody declares, and a key that is disabled": (
        volume,
        Account(role=False, key={"is_enabled": False}),
        U,
        ["BAMP-V26", "BAMP-V09"],
    ),
    "a continuous backup of what has none": (volume, Account(continuous=True), P, []),
    "periodic backups apart from the continuous one": (
        bucket,
        Account(continuous=True, second_vault=True, copy_days=None),
        P,
        ["BAMP-V28"],
    ),
    "periodic backups in two vaults": (
        bucket,
        Account(second_vault=True, copy_days=None),
        P,
        [],
    ),
    "two vaults for what has no continuous backup": (
        volume,
        Account(continuous=True, second_vault=True, copy_days=None),
        P,
        [],
    ),
    "a rule that another one leaves no run": (
        volume,
        Account(rules=[hourly("short", lifecycle={"delete_after": 7}), hourly("long")]),
        P,
        ["BAMP-V34"],
    ),
    "a rule of which nothing is known": (
        volume,
        Account(rules=Later([hourly("a")])),
        V,
        ["BAMP-V32"],
    ),
    "two parts of a rule that are not known": (
        volume,
        Account(
            rule={"schedule": Later("cron(0 2 ? * * *)"), "lifecycle": Later({"delete_after": 30})}
        ),
        V,
        ["BAMP-V32"],
    ),
    "two rules that are not known": (
        volume,
        Account(
            rules=[
                hourly("a", schedule=Later("cron(0 2 ? * * *)")),
                hourly("b", schedule=Later("cron(0 14 ? * * *)")),
            ]
        ),
        V,
        ["BAMP-V32", "BAMP-V32"],
    ),
    "a key that AWS refuses": (
        volume,
        Account(key={"deletion_window_in_days": 3}),
        U,
        ["BAMP-V55"],
    ),
    "a key that AWS refuses, and a role that nobody declares": (
        volume,
        Account(role=False, key={"deletion_window_in_days": 3}),
        U,
        ["BAMP-V26", "BAMP-V55"],
    ),
    "a policy of the role that AWS refuses, and no other": (
        own_key_volume,
        Account(policies=(), with_role=misnamed, key={"policy": KEY_OF_ACCOUNT}),
        U,
        ["BAMP-V55"],
    ),
    "a policy of the role that AWS refuses": (
        volume,
        Account(with_role=misnamed),
        U,
        ["BAMP-V55"],
    ),
    "a policy of the role that AWS refuses, and a trust of somebody else": (
        volume,
        Account(with_role=misnamed, trust="ec2.amazonaws.com"),
        U,
        ["BAMP-V55"],
    ),
    "an attached policy that AWS refuses": (
        volume,
        Account(with_role=misnamed_policy),
        U,
        ["BAMP-V55"],
    ),
    "a role that something unread points at": (
        volume,
        Account(with_role=in_a_cluster),
        V,
        ["BAMP-V42"],
    ),
    "a role that something unread points at, and no policy": (
        volume,
        Account(with_role=in_a_cluster, policies=()),
        U,
        ["BAMP-V08"],
    ),
    "a vault that something unread points at": (
        beside(volume, own_vault(reads="vault")),
        Account(vault=False),
        V,
        ["BAMP-V42"],
    ),
    "a key that something unread points at": (
        beside(volume, own_vault(reads="key")),
        Account(vault=False),
        V,
        ["BAMP-V42"],
    ),
    "a disabled key that something unread points at": (
        beside(volume, own_vault(reads="key", is_enabled=False)),
        Account(vault=False),
        U,
        ["BAMP-V09"],
    ),
    "a disabled key that AWS refuses": (
        volume,
        Account(key={"deletion_window_in_days": 3, "is_enabled": False}),
        U,
        ["BAMP-V55"],
    ),
    "a plan that AWS refuses": (volume, Account(plan="no plan!"), U, ["BAMP-V55"]),
    "a key of the data that AWS refuses": (
        lambda: volume(kms_key_id=aws.kms.Key("own", deletion_window_in_days=3).arn),
        Account(),
        U,
        ["BAMP-V55"],
    ),
    "a key of the data of another Region": (
        lambda: volume(kms_key_id=aws.kms.Key("own", region="eu-west-1").arn),
        Account(),
        U,
        ["BAMP-V44"],
    ),
    "a denial that keeps out of the data's key too": (
        own_key_volume,
        Account(own_policy=policy("Deny", "kms:*"), key={"policy": KEY_OF_ACCOUNT}),
        U,
        ["BAMP-V41", "BAMP-V09"],
    ),
    "no policy of AWS's, and a key of the data that nobody declares": (
        lambda: volume(kms_key_id="arn:aws:kms:us-east-1:111122223333:key/x"),
        Account(policies=()),
        U,
        ["BAMP-V08"],
    ),
    "no policy of AWS's, and a key of the data that is disabled": (
        lambda: volume(kms_key_id=aws.kms.Key("own", is_enabled=False).arn),
        Account(policies=()),
        U,
        ["BAMP-V08", "BAMP-V44"],
    ),
    "one rule of two whose vault is not there": (
        volume,
        Account(rules=[hourly("a"), hourly("b", target_vault_name="nope")]),
        P,
        ["BAMP-V06"],
    ),
    "one rule of two whose vault may be there": (
        beside(volume, vault("other", called=Later("nope"))),
        Account(rules=[hourly("a", target_vault_name="nope"), hourly("b")]),
        P,
        ["BAMP-V41"],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_plan_makes_what_nothing_keeps_it_from(
    case: tuple[Callable[[], object], Account, str, list[str]],
) -> None:
    """What is certain leaves nothing, what is not known leaves it open, the rest is made."""
    program, account, status, codes = case
    kept = ("BAMP-V11", "BAMP-V14", "BAMP-V57", "BAMP-V23")  # of promises: other tables'
    found_status, found = said(judge(program, account))["data"]

    assert (found_status, [code for code in found if code not in kept]) == (status, codes)


def of_its_own(
    name: str, role: pulumi.Input[str], *, tags: Inputs = None, region: str = "us-east-1"
) -> None:
    """Declare a plan of one rule into `main`, and a selection as a role."""
    plan = aws.backup.Plan(name, name=name, region=region, rules=[hourly("own")])
    aws.backup.Selection(
        name, plan_id=plan.id, iam_role_arn=role, region=region, resources=["*"], conditions=tags
    )


def denied_vault(action: str, **fields: object) -> str:
    """Write an access policy that denies everybody a call."""
    one = {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": "*", **fields}
    return json.dumps({"Version": "2012-10-17", "Statement": [one]})


def test_each_type_is_asked_of_the_role() -> None:
    """The role has the policy for all but buckets."""
    found = said(
        judge(
            beside(lambda: volume("block"), lambda: files("files"), bucket),
            Account(policies=(FOR_BACKUP,)),
        )
    )

    assert found == {
        "block": (P, []),
        "files": (P, []),
        "data": (U, ["BAMP-V08"]),
    }


def test_each_role_is_asked_for_what_it_may_do() -> None:
    """Of two plans one has a role that nobody lets do anything, and two roles nobody declares."""

    def others(role: aws.iam.Role) -> None:
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "backup.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        trust = json.dumps({"Statement": [statement]})
        bare = aws.iam.Role("bare", name="bare", assume_role_policy=trust)
        of_its_own("bare", bare.arn)
        for name in ("one", "two"):
            of_its_own(name, f"arn:aws:iam::111122223333:role/{name}")
        del role

    (covered,) = judge(volume, Account(with_role=others, copy_days=None)).resources
    found = [(f.id, f.message) for f in covered.findings if f.id in ("BAMP-V08", "BAMP-V26")]

    assert [(code, message.partition(": ")[0]) for code, message in found] == [
        ("BAMP-V08", "selection bare"),
        ("BAMP-V26", "selection one"),
        ("BAMP-V26", "selection two"),
    ]
    assert "role/one is a role" in found[1][1]
    assert "role/two is a role" in found[2][1]


def test_each_region_is_asked_of_the_role() -> None:
    """A denial for calls in us-west-2 keeps one plan of two from its work."""

    def abroad(role: aws.iam.Role) -> None:
        aws.backup.Vault("abroad", name="main", region="us-west-2")
        of_its_own("abroad", role.arn, region="us-west-2")

    condition = {"StringEquals": {"aws:RequestedRegion": "us-west-2"}}
    denied = policy("Deny", "ec2:*", Condition=condition)
    found = said(
        judge(
            beside(
                volume, lambda: volume("far", region="us-west-2", availability_zone="us-west-2a")
            ),
            Account(own_policy=denied, with_role=abroad),
        )
    )

    assert found["data"] == (P, [])
    assert found["far"] == (U, ["BAMP-V05", "BAMP-V08"])


def test_each_vault_is_asked_of_the_role() -> None:
    """The policy of `main` denies what jobs call; the one of `second` does not."""
    account = Account(
        vault_policy=denied_vault("backup:DescribeBackupVault"), second_vault=True, copy_days=None
    )
    (covered,) = judge(volume, account).resources

    assert [(rule.rule, rule.vault) for rule in covered.rules] == [("weekly", "second")]
    assert [f.id for f in covered.findings] == ["BAMP-V40", "BAMP-V11"]


def test_each_role_is_asked_of_the_vault() -> None:
    """The policy of the vault denies one of two roles."""

    def another(role: aws.iam.Role) -> None:
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "backup.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        other = aws.iam.Role(
            "other", name="other", assume_role_policy=json.dumps({"Statement": [statement]})
        )
        aws.iam.RolePolicyAttachment("for", role=other.name, policy_arn=FOR_BACKUP)
        of_its_own("other", other.arn)
        del role

    named = {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/other"}}
    account = Account(
        role_name="first",
        vault_policy=denied_vault("backup:DescribeBackupVault", Condition=named),
        with_role=another,
        copy_days=None,
    )
    (covered,) = judge(volume, account).resources

    assert [(rule.plan, rule.rule) for rule in covered.rules] == [("plan", "daily")]
    assert [f.id for f in covered.findings] == ["BAMP-V40", "BAMP-V11"]


@pytest.mark.parametrize(
    ("vault_name", "region", "action", "copied"),
    [
        ("main", "us-east-1", "backup:CopyFromBackupVault", ["weekly"]),
        ("second", "us-east-1", "backup:CopyFromBackupVault", ["daily"]),
        ("main", "us-east-1", "backup:CopyIntoBackupVault", ["daily", "weekly"]),
        ("recovery", "us-west-2", "backup:CopyFromBackupVault", ["daily", "weekly"]),
        ("recovery", "us-west-2", "backup:CopyIntoBackupVault", []),
    ],
)
def test_each_pair_of_vaults_is_asked_of_the_role(
    vault_name: str, region: str, action: str, copied: list[str]
) -> None:
    """Two rules copy from two vaults into one; the policy of one vault denies a call."""

    def program() -> None:
        volume()
        aws.backup.VaultPolicy(
            "access", backup_vault_name=vault_name, region=region, policy=denied_vault(action)
        )

    (covered,) = judge(program, Account(second_vault=True)).resources

    assert [copy.rule for copy in covered.copies] == copied
