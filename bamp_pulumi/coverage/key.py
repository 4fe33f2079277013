"""Can AWS Backup use the key of a vault?

The guide names four calls. `kms:DescribeKey` and `kms:CreateGrant` are made as the role, so the key
must let the role in, by name or by leaving it to the account, whose policies then decide.
`kms:GenerateDataKey` and `kms:Decrypt` AWS's own policy gives the role for DynamoDB only: AWS
Backup makes them by the grants it got when the vault was made, so the key must let in the role or
the account, and no policy of the role is asked. KMS is regional: all are made through AWS Backup
in the Region of the key.

A key that no given program declares is left open, for it may be disabled, deleted or closed to AWS
Backup. A manifest declares the keys of its own baseline, so it vouches for those. A vault without a
key of its own has the one of AWS Backup, which AWS keeps open. A key that is being deleted looks
here like any other: only AWS knows its state.

Source: AWS Backup developer guide, encryption and create-a-vault; AWS KMS developer guide,
key-policy-default; AWSBackupServiceRolePolicyForBackup v30 (read 2026-11-26).
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bamp_pulumi.access import (
    ALLOW_ALL,
    Answer,
    ContextValue,
    Policy,
    Request,
    Verdict,
    decide,
)
from bamp_pulumi.catalog import KEY_GRANT_CONDITION, UNKNOWN, partition_of
from bamp_pulumi.coverage.hindrance import Hindrance
from bamp_pulumi.coverage.role import CALL, DeclaredRole
from bamp_pulumi.declared import DeclaredVault, find_key, is_enabled, policy_of_key
from bamp_pulumi.estate import Estate, Resource

__all__ = ["judge_key", "judge_sharing"]

_BY_GRANT: Final = ("kms:GenerateDataKey", "kms:Decrypt")
_NEEDED: Final = (*_BY_GRANT, "kms:CreateGrant", "kms:DescribeKey")
_SHARED: Final = ("kms:DescribeKey", "kms:Decrypt", "kms:CreateGrant")
"""What AWS Backup in another account does with the key of what it copies.
Source: AWS Backup developer guide, create-cross-account-backup (read 2026-11-21)."""


def judge_key(estate: Estate, vault: DeclaredVault, role: DeclaredRole) -> Hindrance | None:
    """Say what keeps a role, and AWS Backup through it, from using the key of a vault."""
    if not vault.key_given:
        return None
    key = find_key(estate, vault.resource, "kmsKeyArn")
    if key is None:
        why = f"no given program declares the key of vault {vault.name}"
        return Hindrance(code="BAMP-V41", why=why)
    enabled = is_enabled(key)
    if enabled is False:
        return Hindrance(code="BAMP-V09", why=f"key {key.name} is disabled")
    if key.region and vault.region and key.region != vault.region:
        why = f"key {key.name} is in {key.region}, the vault in {vault.region}"
        return Hindrance(code="BAMP-V09", why=why)
    if enabled is None:
        return Hindrance(code="BAMP-V41", why=f"whether key {key.name} is enabled is not known")
    policy = policy_of_key(estate, key)
    answers = {action: _ask(action, key, policy, role) for action in _NEEDED}
    return _summed_up(answers, key, str(role.principal))


def judge_sharing(estate: Estate, vault: DeclaredVault, reader: DeclaredRole) -> Hindrance | None:
    """Say what keeps AWS Backup of another account from reading copies with a vault's key.

    Only a key that is declared is asked; `judge_key` tells of the others.
    """
    key = find_key(estate, vault.resource, "kmsKeyArn")
    if key is None:
        return None
    policy = policy_of_key(estate, key)
    answers = {
        action: decide(
            Request(
                principal=reader.principal,
                action=action,
                resource=key.text("arn"),
                resource_account_id=key.account_id,
                context={
                    **CALL,
                    "kms:CallerAccount": reader.principal.account_id,
                    KEY_GRANT_CONDITION: "true",
                },
            ),
            resource=policy,
            identity=reader.policies,
            resource_governs=True,
        )
        for action in _SHARED
    }
    return _summed_up(answers, key, f"account {reader.principal.account_id}")


def _summed_up(answers: Mapping[str, Answer], key: Resource, whom: str) -> Hindrance | None:
    refused = [a for a, answer in answers.items() if answer.verdict is Verdict.NOT_ALLOWED]
    if refused:
        why = (
            f"key {key.name} does not let {whom} do {', '.join(refused)}: {answers[refused[0]].why}"
        )
        return Hindrance(code="BAMP-V09", why=why)
    left_open = [answer for answer in answers.values() if answer.verdict is not Verdict.ALLOWED]
    return (
        Hindrance(code="BAMP-V41", why=f"key {key.name}: {left_open[0].why}") if left_open else None
    )


def _ask(action: str, key: Resource, policy: Policy, role: DeclaredRole) -> Answer:
    by_grant = action in _BY_GRANT
    return decide(
        Request(
            principal=role.principal,
            action=action,
            resource=key.text("arn"),
            resource_account_id=key.account_id,
            context=dict(_context(action, key)),
        ),
        resource=policy,
        identity=[ALLOW_ALL] if by_grant else role.policies,
        boundary=None if by_grant else role.boundary,
        resource_governs=True,
    )


def _context(action: str, key: Resource) -> Iterator[tuple[str, ContextValue]]:
    yield from CALL.items()
    yield "kms:CallerAccount", key.account_id or UNKNOWN
    if action != "kms:DescribeKey":  # which AWS Backup asks for itself, or so it seems
        partition = partition_of(key.region)
        via = f"backup.{key.region}.{partition.dns_suffix}" if partition else UNKNOWN
        yield "kms:ViaService", via
    if action == "kms:CreateGrant":
        yield KEY_GRANT_CONDITION, "true"
        yield "kms:EncryptionContextKeys", ["aws:backup:backup-vault"]
