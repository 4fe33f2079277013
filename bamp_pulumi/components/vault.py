"""A vault that keeps what is in it."""

import json
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import (
    BackupVaultSettings,
    irreversible_from,
    irreversible_warning,
    render_vault_policy,
    require_fitting_vault,
    require_key,
)
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.place import find_place
from bamp_pulumi.policy import OWNER_TAG, LockMode
from bamp_pulumi.program_error import refused_in_program

__all__ = ["BackupVault", "BackupVaultArgs", "LockArgs", "VaultAccessArgs"]


class LockArgs(TypedDict):
    """Which retentions a vault accepts, and who may still change that."""

    mode: str
    """`governance`: whoever holds the IAM permission can lift the lock. `compliance`: after the
    grace time nobody can, not root and not AWS."""
    min_retention_days: int
    """Shortest retention a backup or copy job may ask for. Days, 1 to 36500."""
    max_retention_days: int
    """Longest retention a backup or copy job may ask for. Days, 1 to 36500."""
    changeable_for_days: NotRequired[int]
    """Grace time of a compliance lock, from its deployment. Days, 3 to 36500. Default: none, which
    only governance mode allows."""


class VaultAccessArgs(TypedDict):
    """Who may do to a vault what nobody else may.

    Each is `role/...` or `user/...`, path included, of the vault's own account.
    """

    deployers: NotRequired[Sequence[str]]
    """Who may change the access policy, the lock and the notifications: the role that deploys this
    program. It may delete nothing. Default: whoever IAM allows, for a policy that nobody may change
    can never be fixed."""
    break_glass: NotRequired[Sequence[str]]
    """Who may delete recovery points and undo protections, and only with MFA: IAM users, or roles
    that people assume with MFA. Default: nobody may delete."""
    operators: NotRequired[Sequence[str]]
    """Who may restore. AWS Backup's own restore tests always may. Default: whoever IAM allows."""


class BackupVaultArgs(TypedDict):
    """Inputs of `BackupVault`."""

    kms_key_arn: pulumi.Input[str]
    """Customer managed key in the vault's own Region, such as the `arn` of a `BackupKey`."""
    vault_name: NotRequired[str]
    """Name of the vault in AWS, 2 to 50 letters, digits and `-` `_`. Default: the name of the
    component."""
    lock: NotRequired[LockArgs]
    """Lock of the vault. Left out later, it stays in AWS until somebody lifts it there.
    Default: none."""
    irreversible_lock_accepted_on: NotRequired[str]
    """Day, `YYYY-MM-DD`, on which somebody accepted that a compliance lock can never be lifted:
    the second key beside `mode: compliance`. Default: none, which every other lock requires."""
    access: NotRequired[VaultAccessArgs]
    """Who is exempt from which denial. Default: nobody."""
    copy_account_ids: NotRequired[Sequence[str]]
    """Other accounts that copies may go to, 12 digits each. Default: none."""
    copy_source_account_ids: NotRequired[Sequence[str]]
    """Other accounts that may copy into the vault, 12 digits each. AWS takes copies only from
    accounts of the same organization. Default: none."""
    copy_source_organization_id: NotRequired[str]
    """Organization, `o-...`, whose every account may copy into the vault. Default: none."""
    region: NotRequired[str]
    """Region of the vault, its policy and its lock. Default: the provider's."""
    owner: NotRequired[str]
    """Team that owns it: its tag `backup-owner`. Default: `platform`."""
    adopt: NotRequired[bool]
    """Take over the vault that an earlier stack kept, rather than fail because it exists. Leave it
    set for a vault under a compliance lock. Default: false."""


class BackupVault(pulumi.ComponentResource):
    """A vault with a key, an access policy that denies deletion, and a lock.

    Vault, policy and lock are kept when it is destroyed, and nothing here empties the vault.
    """

    arn: pulumi.Output[str]
    """What a copy action names."""
    name: pulumi.Output[str]
    """What a rule targets."""

    def __init__(
        self, name: str, args: BackupVaultArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare vault, policy and lock. Raises ProgramError before anything is registered."""
        with refused_in_program(f"BackupVault {name}"):
            named = {"vault_name": name, **args}
            key = ("kms_key_arn",)
            settings = settings_from(BackupVaultSettings, named, connect=key, required=key)
            require_fitting_vault(settings)
            if isinstance(args["kms_key_arn"], str):
                require_key(args["kms_key_arn"], settings.region)
            accepted_on = settings.irreversible_lock_accepted_on
            (irreversible,) = irreversible_from([settings.lock], accepted_on)
        super().__init__("bamp:index:BackupVault", name, {}, opts)
        place = find_place(self, settings.region)
        place.require_deployer(settings.access, f"BackupVault {name}")
        import_id = _import_id(settings) if settings.adopt else None
        vault = aws.backup.Vault(
            f"{name}-vault",
            name=settings.vault_name,
            kms_key_arn=args["kms_key_arn"],
            region=settings.region,
            tags={OWNER_TAG: settings.owner},
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True, import_=import_id),
        )
        guards = []
        if settings.lock:
            is_compliance = settings.lock.mode is LockMode.COMPLIANCE
            guards = [
                aws.backup.VaultLockConfiguration(
                    f"{name}-lock",
                    backup_vault_name=vault.name,
                    min_retention_days=settings.lock.min_retention_days,
                    max_retention_days=settings.lock.max_retention_days,
                    changeable_for_days=settings.lock.changeable_for_days,
                    region=settings.region,
                    opts=_lock_options(self, import_id, is_compliance=is_compliance),
                )
            ]
        policy = render_vault_policy(
            place.account,
            settings.access,
            copy_account_ids=settings.copy_account_ids,
            copy_source_account_ids=settings.copy_source_account_ids,
            copy_source_organization_id=settings.copy_source_organization_id,
        )
        aws.backup.VaultPolicy(
            f"{name}-access-policy",
            backup_vault_name=vault.name,
            policy=json.dumps(policy),
            region=settings.region,
            # Last: from then on it denies to others what the lock needs.
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True, depends_on=guards),
        )
        if irreversible:
            pulumi.log.warn(irreversible_warning(settings.vault_name, irreversible), self)
        self.name = vault.name
        # Written from the name, so that a preview knows it.
        self.arn = vault.name.apply(lambda known: place.account.vault_arn(place.region, known))
        self.register_outputs({"arn": self.arn, "name": self.name})


def _import_id(settings: BackupVaultSettings) -> str:
    """Return how the provider finds the vault, and the lock, in a Region that is not its own."""
    region = settings.region
    return f"{settings.vault_name}@{region}" if region else settings.vault_name


def _lock_options(
    vault: BackupVault, import_id: str | None, *, is_compliance: bool
) -> pulumi.ResourceOptions:
    """Return the options of a lock.

    Every change replaces a lock, and both have the vault's name: created before the old one is
    deleted, the new one would go with it. A compliance lock cannot be put again once it holds, so
    it is imported; AWS does not return its grace time, which would look like a change.
    """
    imports = is_compliance and import_id is not None
    return pulumi.ResourceOptions(
        parent=vault,
        retain_on_delete=True,
        delete_before_replace=True,
        protect=is_compliance,
        import_=import_id if imports else None,
        ignore_changes=["changeableForDays"] if imports else None,
    )
