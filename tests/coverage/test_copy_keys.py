"""What the key of a recovery point keeps back: copies to other accounts, air-gapped vaults.

Cannot prove what AWS does; each expectation follows the page that the catalog's row names.
"""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hand_made_account import TAGS, Account, judge

from bamp_pulumi.coverage import ResourceCoverage, Status

AWAY = "444455556666"
Inputs = Any  # Any: inputs given by name in each case


def shared(*accounts: str) -> str:
    """Write a key policy that lets accounts in."""
    principals = {"AWS": [f"arn:aws:iam::{account}:root" for account in accounts]}
    statement = {"Effect": "Allow", "Principal": principals, "Action": "kms:*", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def far_vault(*, told_by_far: bool = False) -> None:
    """Declare a vault of another account that takes copies of this one.

    Args:
        told_by_far: Whether the global settings are that account's. Default: the program's own.
    """
    provider = aws.Provider(
        "far", region="us-west-2", assume_roles=[{"role_arn": f"arn:aws:iam::{AWAY}:role/deploy"}]
    )
    opts = pulumi.ResourceOptions(provider=provider)
    key = aws.kms.Key("far", opts=opts)
    vault = aws.backup.Vault("far", name="far", kms_key_arn=key.arn, opts=opts)
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
        "Action": "backup:CopyIntoBackupVault",
        "Resource": "*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    aws.backup.VaultPolicy("far", backup_vault_name=vault.name, policy=policy, opts=opts)
    settings = {"isCrossAccountBackupEnabled": "true"}
    aws.backup.GlobalSettings(
        "organization", global_settings=settings, opts=opts if told_by_far else None
    )


def database(**inputs: Inputs) -> None:
    """Declare a database."""
    defaults: dict[str, Inputs] = {
        "identifier": "data",
        "instance_class": "db.t3.micro",
        "engine": "postgres",
        "storage_encrypted": True,
        "tags": TAGS,
    }
    aws.rds.Instance("data", **{**defaults, **inputs})


def volume() -> None:
    """Declare a volume under AWS's key."""
    aws.ebs.Volume("data", availability_zone="us-east-1a", size=8, encrypted=True, tags=TAGS)


def copied_to(arn: str) -> Account:
    """Declare an account whose rule copies to a vault."""
    copies = [{"destination_vault_arn": arn, "lifecycle": {"delete_after": 30}}]
    return Account(rule={"copy_actions": copies}, key={"policy": shared("111122223333", AWAY)})


FAR = copied_to(f"arn:aws:backup:us-west-2:{AWAY}:backup-vault:far")
GAP = copied_to("arn:aws:backup:us-west-2:111122223333:backup-vault:gap")


def judged(program: Any, account: Account) -> ResourceCoverage:  # noqa: ANN401 - any callable
    """Judge the resource named `data`."""
    covered = judge(program, account).resources
    return next(each for each in covered if each.resource.name == "data")


def own_key(*accounts: str) -> Any:  # noqa: ANN401 - an output
    """Declare a key of the data."""
    return aws.kms.Key("own", policy=shared(*accounts)).arn


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        (dict, "BAMP-V60"),
        (lambda: {"kms_key_id": own_key("111122223333")}, "BAMP-V60"),
        (lambda: {"kms_key_id": "arn:aws:kms:us-east-1:111122223333:key/other"}, "BAMP-V41"),
        (lambda: {"snapshot_identifier": "snap-1"}, "BAMP-V41"),
        (lambda: {"kms_key_id": own_key("111122223333", AWAY)}, ""),
    ],
    ids=["AWS's key", "not shared", "not declared", "of a snapshot", "shared"],
)
def test_a_copy_to_another_account_takes_a_key_that_is_shared(inputs: Any, code: str) -> None:  # noqa: ANN401 - any callable
    """BAMP-V60: of types that AWS Backup does not manage fully it is the key of the source."""

    def program() -> None:
        far_vault()
        database(**inputs())

    covered = judged(program, FAR)
    found = {f.id for f in covered.findings} & {"BAMP-V60", "BAMP-V41"}

    assert found == ({code} if code else set())
    assert [copy.account_id for copy in covered.copies] == ([] if code else [AWAY])


def test_a_fully_managed_type_goes_by_the_key_of_the_vault() -> None:
    """The key of the file system's own data keeps nothing back."""

    def program() -> None:
        far_vault()
        aws.efs.FileSystem("data", encrypted=True, tags=TAGS)

    covered = judged(program, FAR)

    assert [copy.account_id for copy in covered.copies] == [AWAY]


def test_an_air_gapped_vault_takes_copies() -> None:
    """It is locked by itself, and its bounds are those of the copies. BAMP-V63 warns of the key."""

    def program() -> None:
        aws.backup.LogicallyAirGappedVault(
            "gap", name="gap", region="us-west-2", min_retention_days=7, max_retention_days=400
        )
        volume()

    covered = judged(program, GAP)

    assert [(copy.region, copy.vault) for copy in covered.copies] == [("us-west-2", "gap")]
    assert covered.status is Status.PROTECTED
    assert "BAMP-V63" in {f.id for f in covered.findings}


def test_an_air_gapped_vault_takes_no_copies_of_a_type_that_it_does_not_take() -> None:
    """BAMP-V27: the guide has no mark for databases of RDS there."""

    def program() -> None:
        aws.backup.LogicallyAirGappedVault(
            "gap", name="gap", region="us-west-2", min_retention_days=7, max_retention_days=400
        )
        database()

    covered = judged(program, GAP)

    assert covered.copies == ()
    (why,) = (f.message for f in covered.findings if f.id == "BAMP-V27")
    assert "logically air-gapped vault gap takes none of RDS instance" in why


def test_an_air_gapped_vault_refuses_what_its_bounds_leave_out() -> None:
    """BAMP-V07: thirty days are under sixty."""

    def program() -> None:
        aws.backup.LogicallyAirGappedVault(
            "gap", name="gap", region="us-west-2", min_retention_days=60, max_retention_days=400
        )
        volume()

    covered = judged(program, GAP)

    assert "BAMP-V07" in {f.id for f in covered.findings}
    assert covered.copies == ()


@pytest.mark.parametrize(("told_by_far", "is_open"), [(False, False), (True, True)])
def test_global_settings_of_the_destinations_account_are_not_the_organizations(
    *, told_by_far: bool, is_open: bool
) -> None:
    """AWS takes them from the management account only."""

    def program() -> None:
        far_vault(told_by_far=told_by_far)
        database(kms_key_id=own_key("111122223333", AWAY))

    covered = judged(program, FAR)

    assert ("BAMP-V62" in {finding.id for finding in covered.findings}) is is_open
