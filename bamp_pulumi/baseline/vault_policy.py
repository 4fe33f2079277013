"""The access policy of a vault: nobody deletes, nobody weakens, nothing is carried off.

Actions are listed one by one, for AWS Backup takes no wildcard there. What AWS Backup deletes by
itself at the end of a lifecycle is no user's call, so no statement here stops it. The policy
governs calls to AWS Backup alone: EBS and RDS snapshots can still be reached through EC2 and RDS.

Source: AWS Backup developer guide, create-a-vault-access-policy and create-cross-account-backup
(read 2026-11-22).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bamp_pulumi.baseline.account import Account
from bamp_pulumi.baseline.iam_document import Condition, PolicyDocument, Statement, policy_document
from bamp_pulumi.baseline.vault_access import VaultAccess

__all__ = ["DELETION_ACTIONS", "RESTORE_ACTIONS", "WEAKENING_ACTIONS", "render_vault_policy"]

DELETION_ACTIONS: Final = (
    "backup:DeleteBackupVault",
    "backup:DeleteRecoveryPoint",
    "backup:DisassociateRecoveryPoint",
    "backup:DisassociateRecoveryPointFromParent",
    "backup:UpdateRecoveryPointLifecycle",
)
"""What ends a recovery point, or its life earlier."""

WEAKENING_ACTIONS: Final = (
    "backup:DeleteBackupVaultAccessPolicy",
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:DeleteBackupVaultNotifications",
    "backup:PutBackupVaultAccessPolicy",
    "backup:PutBackupVaultLockConfiguration",
    "backup:PutBackupVaultNotifications",
)
"""What removes a protection of the vault or replaces it with a weaker one."""

RESTORE_ACTIONS: Final = (
    "backup:GetRecoveryPointRestoreMetadata",
    "backup:StartRestoreJob",
)
"""What gives somebody the data."""

_SERVICE_ROLES: Final = (
    "role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
    "role/aws-service-role/restore-testing.backup.amazonaws.com/AWSServiceRoleForBackupRestoreTesting",
)
"""Roles that AWS Backup restores with on its own account, restore tests among it."""


COPY_INTO: Final = "backup:CopyIntoBackupVault"
"""The only call that AWS Backup takes from another account."""


def render_vault_policy(
    account: Account,
    access: VaultAccess,
    *,
    copy_account_ids: Sequence[str] = (),
    copy_source_account_ids: Sequence[str] = (),
    copy_source_organization_id: str | None = None,
) -> PolicyDocument:
    """Return the access policy of a vault.

    Args:
        account: Account of the vault.
        access: Who is exempt from which denial.
        copy_account_ids: Other accounts that copies may go to, 12 digits each. Default: none.
        copy_source_account_ids: Other accounts that may copy into the vault, 12 digits each.
            Default: none.
        copy_source_organization_id: Organization whose every account may copy into the vault,
            `o-...`. Default: none.

    Returns:
        Denials, for within the account what is allowed is IAM's affair; and leave for others to
        copy into the vault. Once deployers are named, its first statement is the one that AWS
        Config's `backup-recovery-point-manual-deletion-disabled` looks for; the deployers and the
        break-glass principals are that rule's `principalArnList`.
    """
    statements = [*_statements(account, access, copy_account_ids)]
    if copy_source_account_ids:
        others = [Account(id_, account.partition).root_arn for id_ in copy_source_account_ids]
        statements.append(_allow_copies("AllowCopiesFromAccounts", {"AWS": others}))
    if copy_source_organization_id is not None:
        theirs: Condition = {"StringEquals": {"aws:PrincipalOrgID": copy_source_organization_id}}
        statements.append(
            {**_allow_copies("AllowCopiesFromOrganization", "*"), "Condition": theirs}
        )
    return policy_document(statements)


def _allow_copies(sid: str, principal: str | Mapping[str, Sequence[str]]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": principal,
        "Action": [COPY_INTO],
        "Resource": "*",
    }


def _statements(
    account: Account, access: VaultAccess, copy_account_ids: Sequence[str]
) -> Iterator[Statement]:
    deployers = [account.principal_arn(principal) for principal in access.deployers]
    break_glass = [account.principal_arn(principal) for principal in access.break_glass]
    # With nobody named, forbidding everyone to change the policy would lock out its own author.
    guarded = [*DELETION_ACTIONS, *(WEAKENING_ACTIONS if deployers else ())]
    exempt = [*deployers, *break_glass]
    yield _deny("DenyDeletion", guarded, _unless(exempt) if exempt else None)
    if deployers:
        by_deployers: Condition = {"ArnEquals": {"aws:PrincipalArn": deployers}}
        yield _deny("DenyDeletionByDeployers", DELETION_ACTIONS, by_deployers)
    if break_glass:
        without_mfa: Condition = {
            "ArnEquals": {"aws:PrincipalArn": break_glass},
            "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
        }
        yield _deny("DenyBreakGlassWithoutMfa", guarded, without_mfa)
    if access.operators:
        allowed = (*access.operators, *_SERVICE_ROLES)
        others = _unless([account.principal_arn(principal) for principal in allowed])
        yield _deny("DenyRestoreByOthers", RESTORE_ACTIONS, others)
    vaults = [
        Account(account_id, account.partition).vault_arn("*", "*")
        for account_id in (account.account_id, *copy_account_ids)
    ]
    elsewhere: Condition = {"ForAllValues:ArnNotLike": {"backup:CopyTargets": vaults}}
    yield _deny("DenyCopiesElsewhere", ["backup:CopyFromBackupVault"], elsewhere)


def _unless(principal_arns: Sequence[str]) -> Condition:
    return {"ArnNotEquals": {"aws:PrincipalArn": principal_arns}}


def _deny(sid: str, actions: Sequence[str], condition: Condition | None) -> Statement:
    statement: Statement = {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": list(actions),
        "Resource": "*",
    }
    if condition is not None:
        statement["Condition"] = condition
    return statement
