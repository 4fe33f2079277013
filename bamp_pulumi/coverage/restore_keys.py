"""May the role of a restore test use the keys of the recovery points that the test restores?

A recovery point of a type that AWS Backup does not manage fully is under the key of its source; of
the others, and of every copy, it is under the vault's. What AWS Backup does with the key as the
role is in AWS's own policy for restores; no page says which restores fail without it, so a key that
keeps the role out leaves that open. A key that nobody can use makes no recovery points: that is
said of the backups.

A grant leaves it open too: what a policy denies, no grant allows.

Source: AWSBackupServiceRolePolicyForRestores v36, as packaged in moto 5.2.5; AWS Backup developer
guide, encryption; AWS KMS developer guide, key-policies; AWS re:Post,
backup-insufficient-privileges-efs (read 2026-11-28).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bamp_pulumi.access import Answer, in_doubt, worst
from bamp_pulumi.catalog import BACKUP_KEY_NEEDS
from bamp_pulumi.coverage.account import DeclaredAccount
from bamp_pulumi.coverage.key_calls import ask_through_service
from bamp_pulumi.coverage.result import ResourceCoverage
from bamp_pulumi.declared import (
    DeclaredRole,
    RestoreTestingPlan,
    grant_of,
    source_keys,
)
from bamp_pulumi.estate import Resource

__all__ = ["judge_restore_keys"]

_CALLS: Final = ("kms:Decrypt", "kms:CreateGrant")
_BACKUP: Final = "backup"
"""Prefix of `kms:ViaService` for what lies under the key of a vault."""


def judge_restore_keys(
    account: DeclaredAccount,
    plan: RestoreTestingPlan,
    role: DeclaredRole,
    selected: Sequence[ResourceCoverage],
) -> Iterator[Answer]:
    """Answer for each key that prevents a role from restoring recovery points, or may.

    Args:
        account: Where keys and vaults are declared.
        plan: Whose restores are made.
        role: Their role; of one that nobody declares everything is open, which is said of it.
        selected: What the test selects, of one type.
    """
    if not role.is_declared:
        return
    keys = (key for covered in selected for key in _keys(account, plan, covered))
    for key, via in dict.fromkeys(keys):
        answer = _may_use(account, key, via, role)
        if not answer.is_allowed:
            yield answer


def _keys(
    account: DeclaredAccount, plan: RestoreTestingPlan, covered: ResourceCoverage
) -> Iterator[tuple[Resource, str]]:
    """List the declared keys of what a plan may restore of a resource, and who calls for them."""
    here = (plan.resource.region, plan.resource.account_id)
    own = covered.resource.account_id
    vaults = [
        (copy.vault, True) for copy in covered.copies if (copy.region, copy.account_id) == here
    ]
    if own == here[1]:
        vaults += [(rule.vault, False) for rule in covered.rules if rule.region == here[0]]
    store = covered.store
    for name, is_copy in vaults:
        if store is None or plan.takes_vault(*here, name) is False:
            continue
        if is_copy or store.independent_encryption:
            beside = (
                v for v in account.vaults if (v.region, v.account_id, v.name) == (*here, name)
            )
            named, via = [vault.key for vault in beside], _BACKUP
        else:
            need = BACKUP_KEY_NEEDS.get(store.backup_type or "")
            named = [*source_keys(account.estate, store, covered.resource).named]
            via = need.via if need is not None else ""
        yield from ((key.resource, via) for key in named if key.resource is not None)


def _may_use(account: DeclaredAccount, key: Resource, via: str, role: DeclaredRole) -> Answer:
    estate = account.estate
    asked = {action: ask_through_service(estate, key, role, action, via) for action in _CALLS}
    denied = [action for action, answer in asked.items() if answer.is_refused]
    if not denied:
        return worst(asked.values()).about(f"key {key.name} of its recovery points")
    why = f"key {key.name} of its recovery points does not let role {role.name} do"
    why = f"{why} {', '.join(denied)}: {asked[denied[0]].why}"
    grant = grant_of(estate, key, role.resource, role.principal.arn, denied)
    return in_doubt(f"{why}; grant {grant.name} may allow it" if grant is not None else why)
