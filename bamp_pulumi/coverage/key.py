"""Can AWS Backup use the key of a vault?

The guide names four calls. `kms:DescribeKey` and `kms:CreateGrant` are made as the role, so the key
must let the role in, by name or by leaving it to the account, whose policies then decide.
`kms:GenerateDataKey` and `kms:Decrypt` AWS's own policy gives the role for DynamoDB only: AWS
Backup makes them by the grants it got when the vault was made, so the key must let in the role or
the account, and no policy of the role is asked. KMS is regional: all are made through AWS Backup
in the Region of the key.

A key that no given program declares is left open, for it may be disabled, deleted or closed to AWS
Backup. A manifest declares the keys of its own baseline, so it vouches for those. A vault without a
key of its own has the one of AWS Backup, which AWS keeps open; a key that AWS keeps for another
service no vault can use. A key that is being deleted looks
here like any other: only AWS knows its state.

Source: AWS Backup developer guide, encryption and create-a-vault; AWS KMS developer guide,
key-policy-default and grants; AWSBackupServiceRolePolicyForBackup v30 (read 2026-11-28).
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bamp_pulumi.access import (
    ALLOW_ALL,
    ALLOWED,
    Answer,
    ContextValue,
    in_doubt,
    refused,
    worst,
)
from bamp_pulumi.catalog import KEY_GRANT_CONDITION, UNKNOWN
from bamp_pulumi.coverage.key_calls import ask_from_abroad, ask_key, service_that_calls
from bamp_pulumi.coverage.role import called_in
from bamp_pulumi.declared import DeclaredRole, DeclaredVault, can_encrypt, grant_of
from bamp_pulumi.estate import Estate, Resource

__all__ = ["judge_key", "judge_sharing"]

_UNNAMED: Final = "its key, whose ARN is known only after deployment"
_BY_GRANT: Final = ("kms:GenerateDataKey", "kms:Decrypt")
_NEEDED: Final = (*_BY_GRANT, "kms:CreateGrant", "kms:DescribeKey")
_SHARED: Final = ("kms:DescribeKey", "kms:Decrypt", "kms:CreateGrant")
"""What AWS Backup in another account does with the key of what it copies.
Source: AWS Backup developer guide, create-cross-account-backup (read 2026-11-21)."""


def judge_key(estate: Estate, vault: DeclaredVault, role: DeclaredRole) -> Answer:
    """Answer whether a role, and AWS Backup through it, can use the key of a vault."""
    if vault.encrypts_for_itself:
        return ALLOWED
    key = vault.key.resource
    if key is None:
        return _undeclared(vault)
    if key.region and vault.region and key.region != vault.region:
        return refused(f"key {key.name} is in {key.region}, the vault in {vault.region}")
    if not (vault.region and key.region):
        which = f"key {key.name}" if vault.region else f"vault {vault.name}"
        return in_doubt(f"the Region of {which} is known only after deployment")
    usable = can_encrypt(key)
    if usable.is_refused:
        return usable
    asked = {action: _ask(estate, action, key, role) for action in _NEEDED}
    return worst((usable, _summed_up(estate, asked, key, role, f"role {role.name}")))


def _undeclared(vault: DeclaredVault) -> Answer:
    if vault.key.aws_managed:
        return refused(f"its key alias/{vault.key.aws_managed} is for another service of AWS alone")
    if vault.resource.external:
        return in_doubt("the vault is only looked up: its key is not known")
    named = f"its key {vault.key.written}" if vault.key.written else _UNNAMED
    return in_doubt(f"no given program declares {named}")


def judge_sharing(estate: Estate, vault: DeclaredVault, reader: DeclaredRole) -> Answer:
    """Answer whether AWS Backup of another account can read copies with a vault's key.

    Only a key that is declared is asked; `judge_key` tells of the others.
    """
    key = vault.key.resource
    if key is None:
        return ALLOWED
    account = reader.principal.account_id
    asked = ask_from_abroad(estate, key, reader, _SHARED, account)
    return _summed_up(estate, asked, key, reader, f"account {account}")


def _summed_up(
    estate: Estate, asked: Mapping[str, Answer], key: Resource, role: DeclaredRole, whom: str
) -> Answer:
    denied = [action for action, answer in asked.items() if answer.is_refused]
    if denied:
        why = f"key {key.name} does not allow {whom} {', '.join(denied)}: {asked[denied[0]].why}"
        grant = grant_of(estate, key, role.resource, role.principal.arn, denied)
        return (
            in_doubt(f"{why}; grant {grant.name} may allow it")
            if grant is not None
            else refused(why)
        )
    return worst(asked.values()).about(f"key {key.name}")


def _ask(estate: Estate, action: str, key: Resource, role: DeclaredRole) -> Answer:
    by_grant = action in _BY_GRANT
    return ask_key(
        estate,
        key,
        role,
        action,
        dict(_context(action, key)),
        identity=[ALLOW_ALL] if by_grant else role.policies,
        boundary=None if by_grant else role.boundary,
    )


def _context(action: str, key: Resource) -> Iterator[tuple[str, ContextValue]]:
    yield from called_in(key.region).items()
    yield "kms:CallerAccount", key.account_id or UNKNOWN
    if action != "kms:DescribeKey":  # which AWS Backup asks for itself, or so it seems
        yield "kms:ViaService", service_that_calls(key, "backup")
    if action == "kms:CreateGrant":
        yield KEY_GRANT_CONDITION, "true"
        yield "kms:EncryptionContextKeys", ["aws:backup:backup-vault"]
