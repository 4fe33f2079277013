"""Is each vault locked as the policy requires?

The lock of the vault in the recovery Region is the policy's own for it, that of any other vault is
the policy's `vault_lock`. Only what makes a lock weaker counts: recovery points that may be kept
shorter, or longer, than the policy lets them, and a mode that can be lifted. A logically air-gapped
vault is always locked in compliance mode.

Source: AWS Backup developer guide, vault-lock and logicallyairgappedvault (read 2026-11-28).
"""

from collections.abc import Iterator
from dataclasses import replace

from bamp_pulumi.coverage.finding import Finding
from bamp_pulumi.coverage.finding_kind import Severity
from bamp_pulumi.declared import DeclaredVault
from bamp_pulumi.policy import BackupPolicy, LockMode, LockPolicy

__all__ = ["judge_lock"]


def judge_lock(vault: DeclaredVault, policy: BackupPolicy, at_most: Severity) -> Iterator[Finding]:
    """Compare the lock of a vault with the policy's; one that is not known is not accepted."""
    is_away = vault.region == policy.recovery_region
    asked = policy.recovery_vault_lock if is_away else policy.vault_lock
    if asked is None or vault.is_air_gapped:
        return
    unknown = vault.doubt or _unknown_mode(vault, asked)
    if unknown:
        # Of an account that promised nothing, what is not known is said where a job stands on it.
        if at_most is Severity.ERROR:
            message = f"whether the lock meets the policy is not known: {unknown}"
            yield replace(_finding("BAMP-V90", vault, message, at_most), is_open=True)
        return
    if not vault.locked:
        low, high = asked.min_retention_days, asked.max_retention_days
        kept = f"{low} days" if low == high else f"{low} to {high} days"
        message = f"the vault has no lock; the policy requires {asked.mode} mode, {kept}"
        yield _finding("BAMP-V70", vault, message, at_most)
        return
    weaker = [*_weaker(vault, asked, judges_maximum=at_most is Severity.ERROR)]
    if weaker:
        yield _finding("BAMP-V71", vault, f"the lock of the vault: {'; '.join(weaker)}", at_most)


def _unknown_mode(vault: DeclaredVault, asked: LockPolicy) -> str:
    is_asked = vault.locked and asked.mode is LockMode.COMPLIANCE
    return (
        "changeable_for_days is known only after deployment"
        if is_asked and vault.is_compliance is None
        else ""
    )


def _weaker(vault: DeclaredVault, asked: LockPolicy, *, judges_maximum: bool) -> Iterator[str]:
    low, high = vault.min_retention_days, vault.max_retention_days
    if (low or 0) < asked.min_retention_days:
        given = "is not set" if low is None else f"is {low}"
        yield f"min_retention_days {given}, and the policy requires {asked.min_retention_days}"
    # An account with plans of its own may well keep something longer than a policy it never saw.
    if judges_maximum and (high is None or high > asked.max_retention_days):
        given = "is not set" if high is None else f"is {high}"
        yield f"max_retention_days {given}, and the policy requires {asked.max_retention_days}"
    if asked.mode is LockMode.COMPLIANCE and vault.is_compliance is False:
        yield "it is in governance mode, and the policy requires compliance (changeable_for_days)"


def _finding(code: str, vault: DeclaredVault, message: str, at_most: Severity) -> Finding:
    resource = vault.resource
    return Finding(
        id=code, message=message, urn=resource.urn, program=resource.program, at_most=at_most
    )
