"""What is asked of a source's own key, held against the policies that AWS gives its roles.

Cannot prove what AWS Backup calls: where no page says it, the row says `unsure`.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from moto.iam.aws_managed_policies import aws_managed_policies_data

from bamp_pulumi.access import Policy, Principal, Request, Verdict, decide, read_policy
from bamp_pulumi.catalog import (
    ACCOUNT_COPY_KEY_NEEDS,
    BACKUP_KEY_NEEDS,
    DATA_STORES,
    REGION_COPY_KEY_NEEDS,
    KeyNeed,
)

ROLE = Principal.role("arn:aws:iam::111122223333:role/AWSBackup")
FOR_BACKUP = "AWSBackupServiceRolePolicyForBackup"
FOR_S3 = "AWSBackupServiceRolePolicyForS3Backup"
LINKED = "AWSBackupServiceLinkedRolePolicyForBackup"


@cache
def policy_of_aws(name: str) -> Policy:
    """Read a policy of AWS by name."""
    # Any: documents as moto packages them.
    document: dict[str, Any] = json.loads(aws_managed_policies_data)[name]["Document"]
    return read_policy(document, name=name)


def is_allowed(need: KeyNeed, name: str, *, via: str = "") -> Mapping[str, bool]:
    """Ask a policy of AWS for each action of a need, through its service."""
    context = {
        "kms:GrantIsForAWSResource": ("true",),
        "kms:ViaService": (f"{via or need.via}.us-east-1.amazonaws.com",),
        "kms:EncryptionContextKeys": need.context_keys or ("none",),
    }
    key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    return {
        action: decide(
            Request(principal=ROLE, action=action, resource=key, context=context),
            identity=[policy_of_aws(name)],
        ).verdict
        is Verdict.ALLOWED
        for action in need.actions
    }


@pytest.mark.parametrize("backup_type", BACKUP_KEY_NEEDS)
def test_aws_gives_the_backup_role_what_a_backup_asks(backup_type: str) -> None:
    """Else a role as AWS wants it would be refused by a key that lets the account in."""
    need = BACKUP_KEY_NEEDS[backup_type]

    assert all(is_allowed(need, FOR_S3 if backup_type == "S3" else FOR_BACKUP).values())
    assert need.whose == "role"


@pytest.mark.parametrize("needs", [REGION_COPY_KEY_NEEDS, ACCOUNT_COPY_KEY_NEEDS])
def test_aws_gives_its_service_linked_role_what_a_copy_asks(needs: Mapping[str, KeyNeed]) -> None:
    """It makes the copies, in the account that they go to."""
    for backup_type, need in needs.items():
        assert all(is_allowed(need, LINKED).values()), backup_type


def test_a_need_that_goes_through_another_service_is_noticed() -> None:
    """The check above can fail: the role decrypts for S3 through S3 alone."""
    need = BACKUP_KEY_NEEDS["S3"]

    assert is_allowed(need, FOR_S3, via="ec2") == {"kms:Decrypt": False, "kms:DescribeKey": False}


def test_every_type_with_a_key_of_its_own_says_what_is_asked() -> None:
    """A stack and a Kubernetes cluster have none that AWS Backup uses."""
    with_keys = {r.backup_type for r in DATA_STORES if r.backup_type and r.default_keys}

    assert with_keys == set(BACKUP_KEY_NEEDS)
    assert {r.backup_type for r in DATA_STORES if r.backup_type} - with_keys == {
        "CloudFormation",
        "EKS",
    }


def test_copies_ask_the_source_key_only_of_types_not_fully_managed() -> None:
    """The recovery points of the others are under the vault's key."""
    own_key = {
        row.backup_type
        for row in DATA_STORES
        if row.backup_type and not row.independent_encryption and row.cross_region_copy
    }

    assert set(REGION_COPY_KEY_NEEDS) == set(ACCOUNT_COPY_KEY_NEEDS) == own_key


def test_aws_documents_what_three_types_ask_of_a_backup() -> None:
    """Of buckets it is the quietest: the job succeeds, and the objects are not in it."""
    documented = {k: n.without for k, n in BACKUP_KEY_NEEDS.items() if n.certainty == "documented"}

    assert documented == {"DynamoDB": "fails", "RDS": "fails", "S3": "left_out"}
    assert BACKUP_KEY_NEEDS["S3"].actions == ("kms:Decrypt", "kms:DescribeKey")
    assert BACKUP_KEY_NEEDS["DynamoDB"].actions == ("kms:Decrypt", "kms:GenerateDataKey")


def test_what_nobody_says_is_never_said_to_fail() -> None:
    """An unsure need makes an answer unverified, never an error."""
    needs = (*BACKUP_KEY_NEEDS.values(), *REGION_COPY_KEY_NEEDS.values())

    assert all((n.certainty == "unsure") is (n.without == "unsure") for n in needs)


def test_a_copy_to_another_account_asks_for_its_principals() -> None:
    """AWS documents that the key is shared with the account that the copy goes to."""
    assert {(n.whose, n.certainty) for n in ACCOUNT_COPY_KEY_NEEDS.values()} == {
        ("destination_account", "documented")
    }
