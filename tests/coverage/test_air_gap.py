"""A rule that puts recovery points into an air-gapped vault itself: in which vault they stay.

Cannot prove what AWS does; every expectation follows AWS Backup's guide, lag-vault-primary-backup.
"""

from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, Later, judge

from bamp_pulumi.coverage import ResourceCoverage, Status

GAP = "arn:aws:backup:us-east-1:111122223333:backup-vault:gap"
FIELD = "target_logically_air_gapped_backup_vault_arn"
Inputs = Any  # Any: inputs given by name in each case


def account(**fields: Inputs) -> Account:
    """Make an account whose one rule, without copies, targets the air-gapped vault `gap`."""
    rule = {FIELD: GAP, **fields.pop("rule", {})}
    return Account(copy_days=None, rule=rule, **fields)


def gap(**inputs: Inputs) -> None:
    """Declare the air-gapped vault."""
    given: Inputs = {"name": "gap", "min_retention_days": 7, "max_retention_days": 400, **inputs}
    aws.backup.LogicallyAirGappedVault("gap", **given)


def bucket() -> None:
    """Declare a bucket, which AWS Backup manages fully."""
    made = aws.s3.Bucket("data", bucket="data-1", tags=TAGS)
    aws.s3.BucketVersioning("v", bucket=made.id, versioning_configuration={"status": "Enabled"})


def volume(**inputs: Inputs) -> None:
    """Declare a volume, which AWS Backup does not manage fully."""
    given: Inputs = {"availability_zone": "us-east-1a", "size": 1, "tags": TAGS, **inputs}
    aws.ebs.Volume("data", **given)


def under_own_key() -> None:
    """Declare a volume under a key of the account."""
    volume(encrypted=True, kms_key_id=aws.kms.Key("own").arn)


def table() -> None:
    """Declare a table."""
    aws.dynamodb.Table(
        "data",
        hash_key="id",
        attributes=[{"name": "id", "type": "S"}],
        point_in_time_recovery={"enabled": True},
        tags=TAGS,
    )


def database() -> None:
    """Declare a database, of which an air-gapped vault takes nothing."""
    aws.rds.Instance(
        "data",
        engine="postgres",
        instance_class="db.t3.micro",
        storage_encrypted=True,
        backup_retention_period=7,
        copy_tags_to_snapshot=True,
        tags=TAGS,
    )


def judged(
    store: Callable[[], None], whole: Account, vault: Callable[[], None] = gap
) -> ResourceCoverage:
    """Judge the resource named `data` beside the vault."""

    def program() -> None:
        vault()
        store()

    covered = judge(program, whole).resources
    return next(each for each in covered if each.resource.name == "data")


@pytest.mark.parametrize(
    ("store", "whole", "vault", "why"),
    [
        (bucket, account(), "gap", ""),
        (under_own_key, account(), "gap", ""),
        (volume, account(), "gap", ""),
        (table, account(), "gap", ""),
        (lambda: volume(encrypted=True), account(), "main", "AWS managed key aws/ebs"),
        (table, account(management={"DynamoDB": False}), "main", "resourceTypeManagement"),
        (table, account(management={}), "main", "takes no recovery points of it"),
        (database, account(), "main", "takes no recovery points of RDS instance"),
    ],
    ids=[
        "fully managed",
        "under a key of its own",
        "unencrypted",
        "a table",
        "under the service's key",
        "a table with basic backups",
        "a table whose backups nobody settles",
        "not taken",
    ],
)
def test_recovery_points_stay_in_the_vault_that_takes_them(
    store: Callable[[], None], whole: Account, vault: str, why: str
) -> None:
    """What the air-gapped one does not take is in the other, and the report says so."""
    covered = judged(store, whole)
    said = [f.message for f in covered.findings if f.id == "BAMP-V63"]

    assert [rule.vault for rule in covered.rules] == [vault]
    assert [why in each and "stay in main" in each for each in said] == ([True] if why else [])
    assert covered.status is Status.PROTECTED


@pytest.mark.parametrize(("store", "code"), [(bucket, "BAMP-V07"), (volume, "BAMP-V63")])
def test_a_lock_that_refuses_the_retention_fails_the_job_or_the_copy(
    store: Callable[[], None], code: str
) -> None:
    """Straight into it nothing is made; a temporary recovery point is kept where it is."""
    covered = judged(store, account(), lambda: gap(min_retention_days=60))

    assert [rule.vault for rule in covered.rules] == ([] if code == "BAMP-V07" else ["main"])
    assert [f.id for f in covered.findings if "60" in f.message] == [code]


@pytest.mark.parametrize(
    ("store", "rules"), [(bucket, ["gap"]), (volume, [])], ids=["fully managed", "through it"]
)
def test_what_the_lock_of_the_other_vault_refuses(
    store: Callable[[], None], rules: list[str]
) -> None:
    """Temporary recovery points are made there, those of a fully managed type are not."""
    whole = account(lock={"min_retention_days": 60, "max_retention_days": 400})
    covered = judged(store, whole)

    assert [rule.vault for rule in covered.rules] == rules


@pytest.mark.parametrize(
    ("vault", "region", "code", "status"),
    [
        (lambda: None, "us-east-1", "BAMP-V42", Status.UNVERIFIED),
        (lambda: gap(region="us-west-2"), "us-west-2", "BAMP-V06", Status.UNPROTECTED),
        (
            lambda: aws.backup.Vault("gap", name="gap"),
            "us-east-1",
            "BAMP-V06",
            Status.UNPROTECTED,
        ),
    ],
    ids=["not declared", "in another Region", "no air-gapped vault"],
)
def test_the_vault_must_be_an_air_gapped_one_beside_the_plan(
    vault: Callable[[], None], region: str, code: str, status: Status
) -> None:
    """Its ARN must be in the same account and Region."""
    arn = GAP.replace("us-east-1", region)
    covered = judged(bucket, account(rule={FIELD: arn}), vault)

    assert code in {f.id for f in covered.findings}
    assert covered.status is status


def test_an_arn_that_is_known_later_may_be_that_of_any_vault() -> None:
    """Which vault takes the recovery points is not known."""

    def two() -> None:
        gap()
        aws.backup.LogicallyAirGappedVault(
            "second", name="second", min_retention_days=7, max_retention_days=400
        )

    covered = judged(bucket, account(rule={FIELD: Later(GAP)}), two)

    assert covered.status is Status.UNVERIFIED


def test_a_continuous_rule_is_not_verified() -> None:
    """No page says whether continuous backups go there."""
    covered = judged(bucket, account(continuous=True))

    assert covered.status is Status.UNVERIFIED
    assert "whether continuous backups go" in " ".join(f.message for f in covered.findings)


@pytest.mark.parametrize(("store", "is_open"), [(bucket, False), (volume, True)])
def test_copies_of_a_temporary_recovery_point_are_not_verified(
    store: Callable[[], None], *, is_open: bool
) -> None:
    """Those of a fully managed type are copied out of the air-gapped vault."""
    whole = Account(rule={FIELD: GAP})
    covered = judged(store, whole)

    assert [copy.region for copy in covered.copies] == ([] if is_open else ["us-west-2"])
    assert ("BAMP-V42" in {f.id for f in covered.findings}) is is_open
