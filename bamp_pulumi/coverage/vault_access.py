"""Does the access policy of a vault let AWS Backup write into it, and copy out of it and into it?

Within an account a vault without a policy is open to whomever IAM allows. A vault of another
account takes copies only when its policy allows `backup:CopyIntoBackupVault`; AWS refuses every
other call from there, whatever the policy says.

Source: AWS Backup developer guide, create-a-vault-access-policy and create-cross-account-backup
(read 2026-11-26).
"""

from collections.abc import Mapping

from bamp_pulumi.access import ALLOW_ALL, Answer, ContextValue, Request, decide, in_doubt
from bamp_pulumi.catalog import COPY_ACTIONS
from bamp_pulumi.coverage.role import called_in
from bamp_pulumi.declared import DeclaredRole, DeclaredVault, arn_of, policy_of
from bamp_pulumi.estate import Estate

__all__ = ["judge_copy_from", "judge_copy_into", "judge_writing"]

_COPY_FROM, _COPY_INTO = COPY_ACTIONS


def judge_writing(estate: Estate, vault: DeclaredVault, role: DeclaredRole) -> Answer:
    """Answer whether a vault's policy lets backup jobs write into it.

    A denial of `backup:StartBackupJob` that fits the role leaves it open: AWS does not say whether
    the jobs of a plan make that call as the role.
    """
    found = _judge(estate, vault, role, "backup:DescribeBackupVault")
    if not found.is_allowed:
        return found
    started = _judge(estate, vault, role, "backup:StartBackupJob", is_given=True)
    return started if started.is_allowed else in_doubt(started.why)


def judge_copy_from(
    estate: Estate, vault: DeclaredVault, role: DeclaredRole, target_arn: str
) -> Answer:
    """Answer whether a role may copy out of a vault to another one."""
    targets: dict[str, ContextValue] = {"backup:CopyTargets": [target_arn]}
    return _judge(estate, vault, role, _COPY_FROM, targets)


def judge_copy_into(estate: Estate, vault: DeclaredVault, role: DeclaredRole) -> Answer:
    """Answer whether a role, perhaps of another account, may copy into a vault."""
    return _judge(estate, vault, role, _COPY_INTO)


def _judge(  # noqa: PLR0913 - a call has as many parts
    estate: Estate,
    vault: DeclaredVault,
    role: DeclaredRole,
    action: str,
    context: Mapping[str, ContextValue] | None = None,
    *,
    is_given: bool = False,
) -> Answer:
    """Answer for one call; with `is_given`, only whether the vault denies it."""
    return decide(
        Request(
            principal=role.principal,
            action=action,
            resource=vault.arn,
            about=arn_of(vault.resource),
            resource_account_id=vault.account_id,
            context={**called_in(vault.region), **(context or {})},
        ),
        resource=policy_of(estate, vault.resource),
        identity=[ALLOW_ALL] if is_given else role.policies,
        boundary=None if is_given else role.boundary,
    )
