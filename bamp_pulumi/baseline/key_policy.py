"""The policy of a backup key: the account runs it, AWS services use it, nobody uses it by hand.

The account as a principal means "whoever IAM allows". So each statement says what may be allowed:
administration without data, data only through a service, grants only for a service. Scheduling the
deletion of the key, or disabling it, would end every backup at once: neither is in any statement,
so that the policy must be changed first.

Source: AWS Backup developer guide, encryption; the KMS statements of AWS's policies
AWSBackupServiceRolePolicyForBackup, -ForRestores, -ForS3Backup, -ForS3Restore and
AWSBackupServiceLinkedRolePolicyForBackup (read 2026-11-22).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.iam_document import Condition, PolicyDocument, Statement, policy_document
from bamp_pulumi.catalog import VAULT_KEY_SERVICES

__all__ = [
    "ADMINISTRATION_ACTIONS",
    "GRANT_ACTIONS",
    "USE_ACTIONS",
    "render_key_policy",
]

ADMINISTRATION_ACTIONS: Final = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RotateKeyOnDemand",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)
"""What keeps a key in order. No data, no deletion, no disabling."""

USE_ACTIONS: Final = (
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:RetireGrant",
)
"""What encrypts and decrypts backups, copies and what is restored from them."""

GRANT_ACTIONS: Final = ("kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant")
"""What a service does with a key for as long as the resource exists."""


def render_key_policy(account: Account, *, copy_account_ids: Sequence[str] = ()) -> PolicyDocument:
    """Return the policy of a key that encrypts a vault.

    Args:
        account: Account of the key.
        copy_account_ids: Other accounts that copies go to, 12 digits each: AWS Backup there reads
            the backups with this key. Default: none.
    """
    return policy_document(_statements(account, copy_account_ids))


def _statements(account: Account, copy_account_ids: Sequence[str]) -> Iterator[Statement]:
    here = account.root_arn
    yield _allow("AllowAdministrationByTheAccount", [here], ADMINISTRATION_ACTIONS)
    yield _allow("AllowUseThroughServices", [here], USE_ACTIONS, _via_services(account))
    yield _allow("AllowGrantsForServices", [here], GRANT_ACTIONS, _for_services(account))
    if copy_account_ids:
        there = [Account(id_, account.partition).root_arn for id_ in copy_account_ids]
        use = ["kms:DescribeKey", *USE_ACTIONS]
        yield _allow("AllowUseByCopyAccounts", there, use)
        yield _allow("AllowGrantsByCopyAccounts", there, GRANT_ACTIONS, _IS_FOR_A_RESOURCE)


_IS_FOR_A_RESOURCE: Final[Condition] = {"Bool": {"kms:GrantIsForAWSResource": "true"}}


def _via_services(account: Account) -> Condition:
    return {
        "StringEquals": {"kms:CallerAccount": account.account_id},
        # Any Region: a copy may be asked for from the Region of its source.
        "StringLike": {
            "kms:ViaService": [f"{service}.*.{account.dns}" for service in VAULT_KEY_SERVICES]
        },
    }


def _for_services(account: Account) -> Condition:
    return {**_via_services(account), **_IS_FOR_A_RESOURCE}


def _allow(
    sid: str, principals: Sequence[str], actions: Sequence[str], condition: Condition | None = None
) -> Statement:
    statement: Statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"AWS": list(principals)},
        "Action": list(actions),
        "Resource": "*",  # in the policy of a key: this key
    }
    if condition is not None:
        statement["Condition"] = condition
    return statement
