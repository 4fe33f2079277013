"""A data store in a Region that AWS Backup does not support its type in is not protected.

Cannot prove what AWS does; each expectation is a mark of its guide, read for the catalog.
"""

from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import FOR_BACKUP, FOR_S3, OPTED_IN, TAGS, Account, judge

from bamp_pulumi.catalog import partition_of
from bamp_pulumi.coverage import Coverage, Status
from bamp_pulumi.policy import BackupPolicy, parse

Program = Callable[[], object]
ALL: dict[str, bool] = dict.fromkeys(
    (*OPTED_IN, "DocumentDB", "FSx", "Neptune", "Timestream"), True
)


def in_region(program: Program, region: str) -> Coverage:
    """Judge a program whose whole account is in a Region, without copies."""
    partition = partition_of(region)
    named = partition.name if partition else "aws"
    policies = tuple(arn.replace("arn:aws:", f"arn:{named}:") for arn in (FOR_BACKUP, FOR_S3))
    account = Account(region=region, opt_in=ALL, copy_days=None, policies=policies)
    return judge(program, account, region=region)


def table() -> None:
    """Declare a table of Timestream."""
    aws.timestreamwrite.Table("data", database_name="d", table_name="t", tags=TAGS)


def graph() -> None:
    """Declare a cluster of Neptune."""
    aws.neptune.Cluster("data", backup_retention_period=35, storage_encrypted=True, tags=TAGS)


def documents() -> None:
    """Declare a cluster of DocumentDB."""
    aws.docdb.Cluster("data", backup_retention_period=35, storage_encrypted=True, tags=TAGS)


def windows() -> None:
    """Declare a file system of FSx for Windows."""
    aws.fsx.WindowsFileSystem("data", throughput_capacity=32, subnet_ids=["subnet-1"], tags=TAGS)


def zfs() -> None:
    """Declare a file system of FSx for OpenZFS."""
    aws.fsx.OpenZfsFileSystem(
        "data",
        deployment_type="SINGLE_AZ_1",
        throughput_capacity=64,
        subnet_ids=["subnet-1"],
        tags=TAGS,
    )


def multi_az() -> None:
    """Declare a Multi-AZ cluster of RDS."""
    aws.rds.Cluster(
        "data",
        engine="mysql",
        db_cluster_instance_class="db.r6gd.large",
        storage_type="io1",
        allocated_storage=100,
        storage_encrypted=True,
        backup_retention_period=35,
        tags=TAGS,
    )


@pytest.mark.parametrize(
    ("program", "region", "elsewhere"),
    [
        (table, "us-west-1", "us-west-2"),
        (table, "eu-west-2", "eu-central-1"),
        (graph, "eu-south-1", "eu-central-1"),
        (graph, "mx-central-1", "us-east-1"),
        (zfs, "ap-southeast-4", "ap-southeast-2"),
        (multi_az, "us-west-1", "us-west-2"),
        (windows, "ap-southeast-6", "ap-southeast-2"),
    ],
)
def test_a_type_that_its_region_lacks_is_unprotected(
    program: Program, region: str, elsewhere: str
) -> None:
    """Though a selection matches it, and its type is opted in; the message says where it is."""
    covered = in_region(program, region).resources[0]

    assert covered.status is Status.UNPROTECTED
    assert covered.rules == ()
    (finding,) = (one for one in covered.findings if one.id == "BAMP-V100")
    assert f"in {region}; these have it:" in finding.message
    assert elsewhere in finding.message
    assert "bamp.exempt(" in finding.message


@pytest.mark.parametrize(
    ("program", "region"),
    [
        (table, "us-east-1"),
        (table, "us-gov-west-1"),
        (graph, "ap-southeast-5"),
        (documents, "eu-south-1"),
        (windows, "us-gov-east-1"),
        (zfs, "eu-central-2"),
    ],
)
def test_a_type_that_its_region_has_is_protected(program: Program, region: str) -> None:
    """The same programs, one Region further."""
    covered = in_region(program, region).resources[0]

    assert covered.status is Status.PROTECTED
    assert not {"BAMP-V100", "BAMP-V101"} & {one.id for one in covered.findings}


@pytest.mark.parametrize(
    ("program", "region", "why"),
    [
        (documents, "us-west-1", "the guide says two things of DocumentDB in us-west-1"),
        (windows, "me-west-1", "what AWS Backup can do in me-west-1 is not known"),
    ],
)
def test_what_the_guide_does_not_say_is_unverified(program: Program, region: str, why: str) -> None:
    """A Region that AWS has announced, and a type that two parts of one page differ on."""
    covered = in_region(program, region).resources[0]

    assert covered.status is Status.UNVERIFIED
    (finding,) = (one for one in covered.findings if one.id == "BAMP-V101")
    assert why in finding.message


def test_a_type_without_a_region_is_not_judged_by_one() -> None:
    """A Region that is known after deployment is another finding's business."""
    covered = in_region(table, "").resources[0]

    assert not {"BAMP-V100", "BAMP-V101"} & {one.id for one in covered.findings}


def copied(program: Program, home: str, away: str, **given: Any) -> Coverage:  # noqa: ANN401 - inputs
    """Judge a program whose account copies from one Region to another, as its policy promises."""
    partition = partition_of(home)
    named = partition.name if partition else "aws"
    policies = tuple(arn.replace("arn:aws:", f"arn:{named}:") for arn in (FOR_BACKUP, FOR_S3))
    account = Account(region=home, away=away, opt_in=ALL, policies=policies, **given)
    rule = {
        "lifecycle": {"delete_after_days": 30},
        "copies": [{"destination_region": away}],
    }
    tier = {
        "description": "Ordinary data.",
        "rules": {"daily": rule},
        "rpo_minutes": 1440,
        "rto_minutes": 240,
        "native_retention_days": 7,
    }
    policy = parse(
        BackupPolicy,
        {"tiers": {"standard": tier}, "primary_region": home, "recovery_region": away},
    )
    return judge(program, account, policy=policy, region=home)


@pytest.mark.parametrize(
    ("program", "home", "away", "elsewhere"),
    [
        (table, "us-east-1", "us-west-1", "us-west-2"),
        (graph, "eu-central-1", "eu-south-1", "eu-west-1"),
        (windows, "eu-central-1", "me-central-1", "eu-west-1"),
        (zfs, "ap-southeast-2", "ap-southeast-4", "ap-southeast-1"),
        (
            table,
            "us-gov-west-1",
            "us-gov-east-1",
            "no other Region of its partition can take its place",
        ),
    ],
)
def test_a_recovery_region_that_lacks_a_type_gets_no_copies_of_it(
    program: Program, home: str, away: str, elsewhere: str
) -> None:
    """The promise of the tier is broken, and the message says where copies would go."""
    covered = copied(program, home, away).resources[0]

    assert covered.copies == ()
    (finding,) = (one for one in covered.findings if one.id == "BAMP-V102")
    assert elsewhere in finding.message
    assert "BAMP-V11" in {one.id for one in covered.findings}


@pytest.mark.parametrize(
    ("program", "home", "away"),
    [
        (table, "us-east-1", "us-west-2"),
        (documents, "eu-central-1", "eu-south-1"),
        (documents, "eu-central-1", "af-south-1"),
        (graph, "eu-central-1", "il-central-1"),
        (windows, "eu-central-1", "eu-south-1"),
        (windows, "us-gov-west-1", "us-gov-east-1"),
        (windows, "cn-north-1", "cn-northwest-1"),
    ],
)
def test_a_recovery_region_that_has_a_type_gets_its_copies(
    program: Program, home: str, away: str
) -> None:
    """Opt-in Regions too: the guide has copies of DocumentDB and FSx there since August 2026."""
    covered = copied(program, home, away).resources[0]

    assert covered.status is Status.PROTECTED
    assert [copy.region for copy in covered.copies] == [away]


@pytest.mark.parametrize(
    ("home", "away"), [("eu-central-1", "eu-central-2"), ("eu-central-1", "eu-south-2")]
)
def test_a_pair_that_the_guide_does_not_name_is_unverified(home: str, away: str) -> None:
    """Of Neptune it names the opt-in Regions that have copies."""
    covered = copied(graph, home, away).resources[0]

    assert covered.status is Status.UNVERIFIED
    (finding,) = (one for one in covered.findings if one.id == "BAMP-V103")
    assert f"copies to another Region of Neptune from or to {away}" in finding.message


@pytest.mark.parametrize(
    ("declared", "region", "allowed"),
    [
        ("vault", "us-gov-west-1", "no Region of its partition"),
        ("tests", "cn-north-1", "no Region of its partition"),
        ("framework", "ca-west-1", "ca-central-1"),
        ("reports", "il-central-1", "eu-central-1"),
    ],
)
def test_what_a_region_has_no_feature_for_is_refused(
    declared: str, region: str, allowed: str
) -> None:
    """Air-gapped vaults, restore tests and audits are not in every Region."""

    def program() -> None:
        match declared:
            case "vault":
                aws.backup.LogicallyAirGappedVault(
                    "gap", min_retention_days=7, max_retention_days=30
                )
            case "tests":
                aws.backup.RestoreTestingPlan(
                    "tests",
                    schedule_expression="cron(0 5 ? * 1 *)",
                    recovery_point_selection={
                        "algorithm": "LATEST_WITHIN_WINDOW",
                        "include_vaults": ["*"],
                        "recovery_point_types": ["SNAPSHOT"],
                    },
                )
            case "framework":
                control: Any = {"name": "BACKUP_RECOVERY_POINT_ENCRYPTED"}
                aws.backup.Framework("audit", name="audit", controls=[control])
            case _:
                aws.backup.ReportPlan(
                    "reports",
                    name="reports",
                    report_delivery_channel={"s3_bucket_name": "reports"},
                    report_setting={"report_template": "BACKUP_JOB_REPORT"},
                )

    found = in_region(program, region).findings
    messages = [one.message for one in found if one.id == "BAMP-V55" and "region is" in one.message]

    assert len(messages) == 1
    assert f"region is {region} (allowed: " in messages[0]
    assert allowed in messages[0]
    elsewhere = in_region(program, "eu-west-1").findings
    assert not [one for one in elsewhere if one.id == "BAMP-V55"]


def database() -> None:
    """Declare a database."""
    aws.rds.Instance(
        "data",
        identifier="data",
        engine="postgres",
        instance_class="db.t4g.micro",
        allocated_storage=20,
        storage_encrypted=True,
        backup_retention_period=35,
        tags=TAGS,
    )


def replicated_to(region: str) -> Program:
    """Declare a database later, with its backups replicated."""

    def program() -> None:
        database()
        key = aws.kms.Key("there", region=region)
        aws.rds.InstanceAutomatedBackupsReplication(
            "data",
            source_db_instance_arn="arn:aws:rds:eu-west-2:111122223333:db:data",
            kms_key_id=key.arn,
            retention_period=35,
            region=region,
        )

    return program


@pytest.mark.parametrize(
    ("home", "away", "code", "said"),
    [
        ("eu-west-1", "eu-central-1", "BAMP-V79", "not replicated to eu-central-1"),
        ("eu-west-2", "eu-south-1", "BAMP-V104", "these have it: eu-central-1"),
        ("me-south-1", "eu-central-1", "BAMP-V104", "replicates no backups of me-south-1"),
    ],
)
def test_nobody_is_asked_to_replicate_backups_where_amazon_rds_does_not(
    home: str, away: str, code: str, said: str
) -> None:
    """A declaration would be refused; that only copies are there is said all the same."""
    covered = copied(database, home, away).resources[0]

    assert covered.status is Status.PROTECTED
    found = {one.id: one.message for one in covered.findings}
    assert said in found[code]
    assert len({"BAMP-V79", "BAMP-V104"} & set(found)) == 1


@pytest.mark.parametrize(("away", "is_made"), [("eu-west-1", True), ("eu-south-1", False)])
def test_a_replication_between_regions_that_have_none_is_refused(
    away: str, *, is_made: bool
) -> None:
    """By the guide's pairs: London replicates to Ireland, and not to Milan."""
    covered = copied(replicated_to(away), "eu-west-2", away).resources[0]

    said = [
        one.message for one in covered.findings if "replication data is not made" in one.message
    ]
    assert bool(said) is not is_made
    assert all("these have it: eu-central-1" in message for message in said)
