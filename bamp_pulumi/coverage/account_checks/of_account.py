"""What is found of accounts, in one list."""

from collections.abc import Iterator

from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.account_checks.records import judge_records
from bamp_pulumi.coverage.account_checks.vault_keys import judge_key_rotation
from bamp_pulumi.coverage.account_checks.vault_locks import judge_lock
from bamp_pulumi.coverage.account_checks.vault_policies import judge_access
from bamp_pulumi.coverage.acknowledged import Acknowledged
from bamp_pulumi.coverage.adoption import severity_of_vault
from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.estate import is_of_manifest
from bamp_pulumi.policy import BackupPolicy

__all__ = ["judge_account"]


def judge_account(
    account: DeclaredAccount, policy: BackupPolicy, acknowledged: Acknowledged
) -> Iterator[Finding]:
    """List what the accounts of an estate lack of what the policy in force requires.

    Args:
        account: The account's side of the estate.
        policy: The policy that is in force.
        acknowledged: What it acknowledges today.
    """
    for vault in account.vaults:
        resource = vault.resource
        if resource.external or is_of_manifest(resource):
            continue
        at_most = severity_of_vault(account, vault)
        yield from judge_lock(vault, policy, at_most)
        yield from judge_access(account, vault, at_most)
        yield from judge_key_rotation(account.estate, vault, policy, at_most)
    yield from judge_records(account, acknowledged)
