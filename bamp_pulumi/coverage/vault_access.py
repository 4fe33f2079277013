"""Does the access policy of a vault let AWS Backup write into it, and copy out of it and into it?

Within an account a vault without a policy is open to whomever IAM allows. A vault of another
account takes copies only when its policy allows `backup:CopyIntoBackupVault`; AWS refuses every
other call from there, whatever the policy says.

Source: AWS Backup developer guide, create-a-vault-access-policy and create-cross-account-backup
(read 2026-11-26).
"""

from collections.abc import Mapping
from typing import Final

from bamp_pulumi.access import ALLOW_ALL, ContextValue, Policy, Request, decide, read_policy
from bamp_pulumi.catalog import COPY_ACTIONS, UNKNOWN
from bamp_pulumi.coverage.hindrance import Hindrance, hindrance
from bamp_pulumi.coverage.role import CALL, DeclaredRole
from bamp_pulumi.declared import DeclaredVault
from bamp_pulumi.estate import Estate

__all__ = ["judge_copy_from", "judge_copy_into", "judge_writing"]

_VAULT_POLICY: Final = "aws:backup/vaultPolicy:VaultPolicy"
_COPY_FROM, _COPY_INTO = COPY_ACTIONS


def judge_writing(estate: Estate, vault: DeclaredVault, role: DeclaredRole) -> Hindrance | None:
    """Say what in a vault's policy keeps backup jobs from writing into it.

    A denial of `backup:StartBackupJob` that fits the role leaves it open: AWS does not say whether
    the jobs of a plan make that call as the role.
    """
    found = _judge(estate, vault, role, "backup:DescribeBackupVault")
    if found is not None:
        return found
    started = _judge(estate, vault, role, "backup:StartBackupJob", is_given=True)
    return None if started is None else Hindrance(code="BAMP-V41", why=started.why)


def judge_copy_from(
    estate: Estate, vault: DeclaredVault, role: DeclaredRole, target_arn: str
) -> Hindrance | None:
    """Say what keeps a role from copying out of a vault to another one."""
    targets: dict[str, ContextValue] = {"backup:CopyTargets": [target_arn]}
    return _judge(estate, vault, role, _COPY_FROM, targets)


def judge_copy_into(estate: Estate, vault: DeclaredVault, role: DeclaredRole) -> Hindrance | None:
    """Say what keeps a role, perhaps of another account, from copying into a vault."""
    return _judge(estate, vault, role, _COPY_INTO)


def _judge(  # noqa: PLR0913 - a call has as many parts
    estate: Estate,
    vault: DeclaredVault,
    role: DeclaredRole,
    action: str,
    context: Mapping[str, ContextValue] | None = None,
    *,
    is_given: bool = False,
) -> Hindrance | None:
    """Ask for one call; `is_given` asks only whether the vault denies it."""
    answer = decide(
        Request(
            principal=role.principal,
            action=action,
            resource=vault.arn,
            resource_account_id=vault.account_id,
            context={**CALL, **(context or {})},
        ),
        resource=_policy_of(estate, vault),
        identity=[ALLOW_ALL] if is_given else role.policies,
        boundary=None if is_given else role.boundary,
    )
    return hindrance("BAMP-V40", answer)


def _policy_of(estate: Estate, vault: DeclaredVault) -> Policy | None:
    """Read the access policy of a vault; None when no given program declares one."""
    here = (vault.account_id, vault.region)
    found = [
        resource
        for resource in estate.of_type(_VAULT_POLICY)
        if vault.resource in estate.follow(resource, "backupVaultName")
        or (
            (resource.account_id, resource.region) == here
            and resource.text("backupVaultName") == vault.name
        )
    ]
    if not found:
        return None
    given = found[0].inputs.get("policy", UNKNOWN) if len(found) == 1 else UNKNOWN
    return read_policy(given, name=f"the access policy of vault {vault.name}")
