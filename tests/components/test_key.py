"""The key, as it is declared. Its policy is judged in `tests/baseline/test_key_policy.py`."""

import json

import pulumi
import pytest
from refusals import refused

from bamp_pulumi.components import BackupKey, BackupKeyArgs
from bamp_pulumi.testing import declare

KEY = "aws:kms/key:Key"
ALIAS = "aws:kms/alias:Alias"


def declared(**args: object) -> None:
    """Declare the component under test."""
    BackupKey("backups", BackupKeyArgs(**args))  # pyright: ignore[reportArgumentType] - wrong ones too


def test_fx_12_backups_are_encrypted_with_aes_256_under_a_key_rotated_every_90_days() -> None:
    """SYMMETRIC_DEFAULT is AES-256-GCM, and the only kind of key that AWS rotates."""
    inputs = dict(declare(declared).one(KEY).inputs)
    policy = json.loads(str(inputs.pop("policy")))

    assert inputs == {
        "description": "Encrypts backups and copies in AWS Backup vaults.",
        "keyUsage": "ENCRYPT_DECRYPT",
        "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "enableKeyRotation": True,
        "rotationPeriodInDays": 90,
        "deletionWindowInDays": 30,
        "tags": {"backup-owner": "platform"},
    }
    assert [s["Sid"] for s in policy["Statement"]] == [
        "AllowAdministrationByTheAccount",
        "AllowUseThroughServices",
        "AllowGrantsForServices",
    ]


def test_the_alias_may_be_the_same_in_every_region() -> None:
    """A replica in the recovery Region finds its key by it."""
    estate = declare(lambda: declared(alias="alias/bamp-backup", region="us-west-2"))
    key, alias = estate.one(KEY), estate.one(ALIAS)

    assert (alias.inputs["name"], alias.inputs["region"]) == ("alias/bamp-backup", "us-west-2")
    assert alias.references("targetKeyId") == (key.urn,)
    assert key.inputs["region"] == "us-west-2"


def test_by_default_the_alias_is_named_after_the_component() -> None:
    """Two keys of one program do not fight for it."""
    assert declare(declared).one(ALIAS).inputs["name"] == "alias/backups"


def test_key_and_alias_stay_when_the_stack_goes() -> None:
    """Without the key every backup is lost."""
    estate = declare(declared)

    assert estate.one(KEY).retain_on_delete
    assert estate.one(ALIAS).retain_on_delete


def test_accounts_that_copies_go_to_may_read_with_it() -> None:
    """And no others."""
    policy = str(declare(lambda: declared(copy_account_ids=["444455556666"])).one(KEY).inputs)

    assert "arn:aws:iam::444455556666:root" in policy


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"rotation_days": 89}, "BAMP-N01"),
        ({"rotation_days": 2561}, "BAMP-N01"),
        ({"rotation_days": 90.5}, "BAMP-D03"),
        ({"alias": "bamp-backup"}, "BAMP-B11"),
        ({"alias": "alias/aws/backup"}, "BAMP-B11"),
        ({"copy_account_ids": ["*"]}, "BAMP-N04"),
        ({"copy_account_ids": ["arn:aws:iam::111122223333:root"]}, "BAMP-N04"),
        ({"copy_account_ids": [f"{n:012}" for n in range(500)]}, "BAMP-B49"),
        ({"region": "US West"}, "BAMP-N03"),
        ({"owner": ""}, "BAMP-E01"),
        ({"rotation": 90}, "BAMP-D01"),
        ({"rotation_days": pulumi.Output.from_input(90)}, "BAMP-B13"),
    ],
)
def test_a_wrong_input_is_refused_before_anything_is_declared(
    args: dict[str, object], code: str
) -> None:
    """In the house's form, with its code."""
    error = refused(lambda: declared(**args))

    assert [r.code for r in error.refusals] == [code]
    assert str(error).startswith("BackupKey backups")
