"""Which copies of a rule are made, and what keeps the others back: one cause at a time.

In which words each is said stands in the record. Cannot prove what AWS does; each expectation
follows the page that the judgement, or the catalog's row, names.
"""

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, Later, judge, policy_with, resolved

from bamp_pulumi.coverage import Severity
from bamp_pulumi.policy import BackupPolicy, default_policy, load_policy

Inputs = Any  # Any: inputs given by name in each case
HOME, AWAY = "111122223333", "444455556666"
Program = Callable[[], object]


def to(name: str, region: str = "us-west-2", account: str = HOME) -> str:
    """Write the ARN of a vault."""
    return f"arn:aws:backup:{region}:{account}:backup-vault:{name}"


def open_key(*accounts: str) -> str:
    """Write a key policy that lets accounts in."""
    principals = {"AWS": [f"arn:aws:iam::{account}:root" for account in accounts]}
    statement = {"Effect": "Allow", "Principal": principals, "Action": "kms:*", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def volume(*, encrypted: bool = True, key: str = "", **inputs: Inputs) -> Program:
    """Declare a volume later: unencrypted, under AWS's key, or under one of its own."""

    def program() -> None:
        own = {"kms_key_id": aws.kms.Key("own", policy=key).arn} if key else {}
        given: Inputs = {"encrypted": encrypted, **own, **inputs}
        aws.ebs.Volume("data", availability_zone="us-east-1a", size=8, tags=TAGS, **given)

    return program


def files() -> None:
    """Declare a file system, which AWS Backup manages fully."""
    aws.efs.FileSystem("data", encrypted=True, tags=TAGS)


def table() -> None:
    """Declare a table, which AWS Backup manages where the Region leaves that to it."""
    aws.dynamodb.Table("data", point_in_time_recovery={"enabled": True}, tags=TAGS)


def aurora(*, encrypted: bool) -> Program:
    """Declare a cluster of Aurora later."""
    return lambda: aws.rds.Cluster(
        "data",
        engine=aws.rds.EngineType.AURORA_POSTGRESQL,
        storage_encrypted=encrypted,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        tags=TAGS,
    )


def windows() -> None:
    """Declare a file system for Windows, under the key that AWS manages for it."""
    aws.fsx.WindowsFileSystem(
        "data",
        subnet_ids=["subnet-1"],
        throughput_capacity=32,
        storage_capacity=100,
        active_directory_id="d-1234567890",
        automatic_backup_retention_days=7,
        tags=TAGS,
    )


def multi_az() -> None:
    """Declare a cluster that AWS Backup copies nowhere."""
    aws.rds.Cluster("data", engine="postgres", storage_encrypted=True, tags=TAGS)


def database(**inputs: Inputs) -> Program:
    """Declare a database later."""
    given: Inputs = {"engine": "postgres", "instance_class": "db.t4g.micro", **inputs}
    return lambda: aws.rds.Instance("data", storage_encrypted=True, tags=TAGS, **resolved(given))


def zfs(storage: str) -> Program:
    """Declare a file system of OpenZFS later."""
    return lambda: aws.fsx.OpenZfsFileSystem(
        "data",
        deployment_type="MULTI_AZ_1",
        storage_type=storage,
        subnet_ids=["subnet-1", "subnet-2"],
        preferred_subnet_id="subnet-1",
        throughput_capacity=160,
        automatic_backup_retention_days=0,
        tags=TAGS,
    )


def with_vaults(
    program: Program, *vaults: Callable[[pulumi.ResourceOptions | None], object]
) -> Program:
    """Declare vaults of the account beside a program."""

    def both() -> None:
        program()
        for vault in vaults:
            vault(None)

    return both


def away(program: Program, *, key: bool = True, settings: str | None = "true") -> Program:
    """Declare a vault of another account that takes copies of this one beside a program."""

    def both() -> None:
        program()
        provider = aws.Provider(
            "far",
            region="us-west-2",
            assume_roles=[{"role_arn": f"arn:aws:iam::{AWAY}:role/deploy"}],
        )
        opts = pulumi.ResourceOptions(provider=provider)
        own = aws.kms.Key("far", opts=opts).arn if key else None
        aws.backup.Vault("far", name="far", kms_key_arn=own, opts=opts)
        statement = {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{HOME}:root"},
            "Action": "backup:CopyIntoBackupVault",
            "Resource": "*",
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        aws.backup.VaultPolicy("far", backup_vault_name="far", policy=policy, opts=opts)
        if settings is not None:
            told = {"isCrossAccountBackupEnabled": settings}
            aws.backup.GlobalSettings("organization", global_settings=told)

    return both


def vault(
    name: str,
    region: str = "us-west-2",
    *,
    key: bool = True,
    called: Inputs = None,
    **own_key: Inputs,
) -> Callable[[pulumi.ResourceOptions | None], None]:
    """Declare a vault later, perhaps under a key of the account."""

    def declared(_: pulumi.ResourceOptions | None) -> None:
        own = aws.kms.Key(f"{name}-key", region=region, **own_key).arn if key else None
        aws.backup.Vault(name, name=resolved(called or name), region=region, kms_key_arn=own)

    return declared


def gap(_: pulumi.ResourceOptions | None) -> None:
    """Declare a logically air-gapped vault in the other Region."""
    aws.backup.LogicallyAirGappedVault(
        "gap", name="gap", region="us-west-2", min_retention_days=7, max_retention_days=400
    )


def copied(*arns: Inputs, days: Inputs = 30, **fields: Inputs) -> Account:
    """Make an account whose one rule copies to vaults."""
    copies = [{"destination_vault_arn": arn, "lifecycle": {"delete_after": days}} for arn in arns]
    return Account(rule={"copy_actions": copies}, **fields)


FAR = to("far", account=AWAY)
SHARED = {"policy": open_key(HOME, AWAY)}
OWN, BOTH = open_key(HOME), open_key(HOME, AWAY)

CASES: dict[str, tuple[Program, Account, list[str], list[str]]] = {
    "to the recovery vault": (volume(), copied(to("recovery")), ["recovery"], []),
    "to two vaults": (
        with_vaults(volume(), vault("second")),
        copied(to("recovery"), to("second")),
        ["recovery", "second"],
        [],
    ),
    "to one that is there and one that is not": (
        volume(),
        copied(to("recovery"), to("none")),
        ["recovery"],
        ["BAMP-V27"],
    ),
    "to a vault whose name is not known": (
        with_vaults(volume(), vault("second", called=Later("second"))),
        copied(to("second")),
        [],
        ["BAMP-V41"],
    ),
    "to a vault of which two are declared": (
        with_vaults(
            volume(), lambda _: aws.backup.Vault("twin", name="recovery", region="us-west-2")
        ),
        copied(to("recovery")),
        [],
        ["BAMP-V55"],
    ),
    "to a vault that is known later": (volume(), copied(Later("x")), [], ["BAMP-V32"]),
    "kept nobody knows how long": (
        volume(),
        copied(to("recovery"), days=Later(30)),
        [],
        ["BAMP-V32"],
    ),
    "outside the lock": (
        volume(),
        copied(to("recovery"), recovery_lock={"max_retention_days": 29}),
        [],
        ["BAMP-V07"],
    ),
    "at the edge of the lock": (
        volume(),
        copied(to("recovery"), recovery_lock={"min_retention_days": 30, "max_retention_days": 30}),
        ["recovery"],
        [],
    ),
    "into a vault without a key of its own": (
        volume(),
        copied(to("recovery"), recovery_key=False),
        [],
        ["BAMP-V27"],
    ),
    "of what is managed fully, into a vault without a key of its own": (
        files,
        copied(to("recovery"), recovery_key=False),
        ["recovery"],
        [],
    ),
    "into a vault whose key is disabled": (
        with_vaults(volume(), vault("second", is_enabled=False)),
        copied(to("second")),
        [],
        ["BAMP-V09"],
    ),
    "into a vault whose disabled key AWS refuses": (
        with_vaults(volume(), vault("second", is_enabled=False, deletion_window_in_days=3)),
        copied(to("second")),
        [],
        ["BAMP-V55"],
    ),
    "within the Region": (
        with_vaults(volume(), vault("near", "us-east-1")),
        copied(to("near", "us-east-1")),
        ["near"],
        [],
    ),
    "of a type without copies, to another Region": (
        multi_az,
        copied(to("recovery")),
        [],
        ["BAMP-V12"],
    ),
    "of a type without copies, to a vault that is not there": (
        multi_az,
        copied(to("none")),
        [],
        ["BAMP-V12"],
    ),
    "of a type without copies, to another account": (
        away(multi_az),
        copied(FAR, key=SHARED),
        [],
        ["BAMP-V12"],
    ),
    "of a table that AWS Backup manages": (table, copied(to("recovery")), ["recovery"], []),
    "of a table that it does not manage": (
        table,
        copied(to("recovery"), management={"DynamoDB": False}),
        [],
        ["BAMP-V27"],
    ),
    "of a table of which nobody says": (
        table,
        copied(to("recovery"), management={}),
        [],
        ["BAMP-V32"],
    ),
    "of a database with an option group of AWS's": (
        database(option_group_name="default:postgres-16"),
        copied(to("recovery")),
        ["recovery"],
        [],
    ),
    "of a database with an option group of its own": (
        database(engine="oracle-ee", option_group_name="own"),
        copied(to("recovery")),
        [],
        ["BAMP-V37"],
    ),
    "of a database with an option group of its own, within the Region": (
        with_vaults(
            database(engine="oracle-ee", option_group_name="own"), vault("near", "us-east-1")
        ),
        copied(to("near", "us-east-1")),
        ["near"],
        [],
    ),
    "of a database with an option group known later": (
        database(engine="oracle-ee", option_group_name=Later("own")),
        copied(to("recovery")),
        [],
        ["BAMP-V37"],
    ),
    "of a file system on disks": (zfs("SSD"), copied(to("recovery")), ["recovery"], []),
    "of a file system whose storage class FSx does not copy": (
        zfs("INTELLIGENT_TIERING"),
        copied(to("recovery")),
        [],
        ["BAMP-V50"],
    ),
    "of a file system whose storage class FSx does not copy, within the Region": (
        with_vaults(zfs("INTELLIGENT_TIERING"), vault("near", "us-east-1")),
        copied(to("near", "us-east-1")),
        [],
        ["BAMP-V50"],
    ),
    "of a type without copies, within the Region": (
        with_vaults(multi_az, vault("near", "us-east-1")),
        copied(to("near", "us-east-1")),
        [],
        ["BAMP-V12", "BAMP-V12"],  # that one, and the one that is promised
    ),
    "abroad": (away(files), copied(FAR, key=SHARED), ["far"], []),
    "abroad, switched off": (
        away(files, settings="false"),
        copied(FAR, key=SHARED),
        [],
        ["BAMP-V61"],
    ),
    "abroad, switched on as a person writes it": (
        away(files, settings="True"),
        copied(FAR, key=SHARED),
        ["far"],
        [],
    ),
    "abroad, said by nobody": (
        away(files, settings=None),
        copied(FAR, key=SHARED),
        [],
        ["BAMP-V62"],
    ),
    "abroad, under a key that is not shared": (
        away(files),
        copied(FAR, key={"policy": OWN}),
        [],
        ["BAMP-V09"],
    ),
    "abroad, out of a vault without a key of its own": (
        with_vaults(away(files), vault("main", "us-east-1", key=False)),
        copied(FAR, vault=False),
        ["far"],
        [],
    ),
    "of a file system for Windows into an air-gapped vault": (
        with_vaults(windows, gap),
        copied(to("gap"), opt_in={"FSx": True}),
        ["gap"],
        ["BAMP-V63"],
    ),
    "abroad, of a volume under AWS's key": (
        away(volume()),
        copied(FAR, key=SHARED),
        [],
        ["BAMP-V60"],
    ),
    "abroad, of a volume under a key that is not shared": (
        away(volume(key=OWN)),
        copied(FAR, key=SHARED),
        [],
        ["BAMP-V60"],
    ),
    "abroad, of a volume under a key that is shared": (
        away(volume(key=BOTH)),
        copied(FAR),
        ["far"],
        [],
    ),
    "abroad, of a volume under a key that nobody declares": (
        away(volume(kms_key_id=f"arn:aws:kms:us-east-1:{HOME}:key/x")),
        copied(FAR, key=SHARED),
        [],
        ["BAMP-V41"],
    ),
    "abroad, of an unencrypted volume": (away(volume(encrypted=False)), copied(FAR), ["far"], []),
    "abroad, of an unencrypted volume into a vault without a key": (
        away(volume(encrypted=False), key=False),
        copied(FAR),
        [],
        ["BAMP-V27"],
    ),
    "abroad, of an unencrypted cluster": (
        away(aurora(encrypted=False)),
        copied(FAR),
        ["far"],
        [],
    ),
    "into an air-gapped vault": (with_vaults(files, gap), copied(to("gap")), ["gap"], []),
    "of a volume under AWS's key into an air-gapped vault": (
        with_vaults(volume(), gap),
        copied(to("gap")),
        ["gap"],
        ["BAMP-V63"],
    ),
    "of a volume under a key of its own into an air-gapped vault": (
        with_vaults(volume(key=OWN), gap),
        copied(to("gap")),
        ["gap"],
        [],
    ),
    "of an unencrypted volume into an air-gapped vault": (
        with_vaults(volume(encrypted=False), gap),
        copied(to("gap")),
        ["gap"],
        [],
    ),
    "of an unencrypted cluster into an air-gapped vault": (
        with_vaults(aurora(encrypted=False), gap),
        copied(to("gap")),
        ["gap"],
        ["BAMP-V63"],
    ),
    "of a volume from nobody knows which key into an air-gapped vault": (
        with_vaults(volume(snapshot_id="snap-1"), gap),
        copied(to("gap")),
        ["gap"],
        ["BAMP-V63"],
    ),
    "of an unencrypted cluster to another Region": (
        aurora(encrypted=False),
        copied(to("recovery")),
        ["recovery"],
        [],
    ),
}
OF_COPIES = {f"BAMP-V{code:02}" for code in (7, 9, 12, 27, 32, 37, 40, 41, 50, 55, 60, 61, 62, 63)}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_copy_is_made_where_nothing_keeps_it_back(
    case: tuple[Program, Account, list[str], list[str]],
) -> None:
    """A cause that is not known leaves it open whether there are more copies than these."""
    program, account, vaults, codes = case
    (covered,) = [
        each for each in judge(program, account).resources if each.resource.name == "data"
    ]
    found = [finding.id for finding in covered.findings if finding.id in OF_COPIES]

    assert ([copy.vault for copy in covered.copies], found) == (vaults, codes)


def test_a_promise_of_copies_that_its_type_never_has_is_not_kept() -> None:
    """It is an error, whatever the plan asks for, and it says what keeps the word."""
    for account in (Account(), Account(copy_days=None)):
        coverage = judge(multi_az, account)
        (found,) = [f for f in coverage.all_findings if f.id == "BAMP-V12"]

        assert found.severity is Severity.ERROR
        assert "tier standard promises them: give bamp:policy of the account a" in found.message
        assert not coverage.is_well()


def test_without_a_promise_of_copies_a_type_that_has_none_is_warned_of() -> None:
    """The plan asks for more than the tier does."""
    rule = {"name": "daily", "schedule": {"expression": "cron(0 2 ? * * *)"}}
    kept = [{**rule, "lifecycle": {"delete_after_days": 30}}]

    coverage = judge(multi_az, policy=policy_with(rules=kept))
    (found,) = [f for f in coverage.all_findings if f.id == "BAMP-V12"]

    assert found.severity is Severity.WARNING


LOCAL = """
extends: default
tiers:
  local:
    description: Data of one Region.
    rpo_minutes: 1440
    rto_minutes: 240
    native_retention_days: 7
    rules:
      - name: daily
        schedule: {expression: "cron(0 2 ? * * *)"}
        lifecycle: {delete_after_days: 365}
"""


@pytest.mark.parametrize(
    ("policy", "proposed"),
    [
        (
            load_policy(LOCAL),
            "set tags=bamp.tier('local', 'orders'), which promises none there, or give",
        ),
        # Its tier `development` has no copies, and keeps backups for 7 days.
        (default_policy(), "tier standard promises them: give bamp:policy of the account a tier"),
    ],
    ids=["one that keeps as long", "none that does"],
)
def test_a_tier_without_copies_is_proposed_for_a_type_that_has_none(
    policy: BackupPolicy, proposed: str
) -> None:
    """Where the policy has one that keeps as long; else a tier of that kind."""
    coverage = judge(multi_az, policy=policy)
    (found,) = [f for f in coverage.all_findings if f.id == "BAMP-V12"]

    assert proposed in found.message


@pytest.mark.parametrize(
    ("inputs", "severity"),
    [
        ({"destination_region": "us-west-2"}, Severity.WARNING),
        ({"destination_region": "us-west-2", "retention_period": 35}, Severity.WARNING),
        ({"destination_region": "eu-west-1"}, Severity.ERROR),
        ({"destination_region": Later("us-west-2")}, Severity.ERROR),
        ({"destination_region": "us-west-2", "cluster_identifier": "other"}, Severity.ERROR),
        ({"destination_region": "us-west-2", "cluster_identifier": Later("x")}, Severity.ERROR),
        (None, Severity.ERROR),
    ],
)
def test_copies_that_the_service_makes_keep_the_word(
    inputs: dict[str, Any] | None,  # Any: inputs
    severity: Severity,
) -> None:
    """Of that cluster, to that Region, and by a resource that AWS takes."""

    def program() -> None:
        cluster = aws.redshift.Cluster(
            "data", cluster_identifier="orders", node_type="ra3.large", encrypted="true", tags=TAGS
        )
        if inputs is not None:
            given: dict[str, Any] = {
                "cluster_identifier": cluster.cluster_identifier,
                **resolved(inputs),
            }
            aws.redshift.SnapshotCopy("copy", **given)

    coverage = judge(program, Account(opt_in={"Redshift": True}))
    found = [f for f in coverage.all_findings if f.id == "BAMP-V12"]

    assert {f.severity for f in found} == {severity}


def test_each_type_is_asked_of_the_keys_between_two_accounts() -> None:
    """What is managed fully is under the key of the vault, which is not shared; the rest is not."""

    def program() -> None:
        volume(key=BOTH)()
        aws.efs.FileSystem("files", encrypted=True, tags=TAGS)

    found = {
        each.resource.name: [copy.vault for copy in each.copies]
        for each in judge(away(program), copied(FAR, key={"policy": OWN})).resources
    }

    assert found == {"data": ["far"], "files": []}
