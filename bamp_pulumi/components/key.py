"""The key of a vault."""

import json
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from bamp_pulumi.baseline import BackupKeySettings, render_key_policy, require_fitting_key
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.place import find_place
from bamp_pulumi.policy import OWNER_TAG
from bamp_pulumi.program_error import refused_in_program

__all__ = ["BackupKey", "BackupKeyArgs"]

_DELETION_WINDOW_DAYS = 30
"""AWS's longest: so long a deletion can be called off."""


class BackupKeyArgs(TypedDict):
    """Inputs of `BackupKey`."""

    alias: NotRequired[str]
    """Alias of the key, `alias/` included. The same in every Region of a baseline, so that a
    replica finds its key by it. Default: `alias/` and the name of the component."""
    rotation_days: NotRequired[int]
    """Days between rotations of the key material, 90 to 2560. Default: 90."""
    copy_account_ids: NotRequired[Sequence[str]]
    """Other accounts that copies go to, 12 digits each; AWS Backup there may read backups with
    this key. Default: none."""
    region: NotRequired[str]
    """Region of the key; it must be that of the vault. Default: the provider's."""
    owner: NotRequired[str]
    """Team that owns it: its tag `backup-owner`. Default: `platform`."""
    adopt: NotRequired[bool]
    """Take over the key that an earlier stack kept under this alias, rather than make another.
    Default: false."""


class BackupKey(pulumi.ComponentResource):
    """A customer managed key, AES-256, for backups in one Region.

    The account's administrators run it, AWS services use it, nobody uses it by hand, and nobody
    disables or deletes it before its policy has been changed. Kept when it is destroyed: without
    the key every backup is lost.
    """

    arn: pulumi.Output[str]
    """ARN of the key, which a vault takes."""
    alias_name: pulumi.Output[str]
    """Alias of the key."""

    def __init__(
        self, name: str, args: BackupKeyArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Declare key and alias. Raises ProgramError before anything is registered."""
        with refused_in_program(f"BackupKey {name}"):
            settings = settings_from(BackupKeySettings, {"alias": f"alias/{name}", **args})
            require_fitting_key(settings)
        super().__init__("bamp:index:BackupKey", name, {}, opts)
        region = settings.region
        place = find_place(self, region)
        at = f"@{region}" if region else ""
        existing = _existing_key(self, settings.alias, region) if settings.adopt else None
        key = aws.kms.Key(
            f"{name}-key",
            description="Encrypts backups and copies in AWS Backup vaults.",
            key_usage="ENCRYPT_DECRYPT",
            customer_master_key_spec="SYMMETRIC_DEFAULT",  # AES-256-GCM
            policy=json.dumps(
                render_key_policy(place.account, copy_account_ids=settings.copy_account_ids)
            ),
            enable_key_rotation=True,
            rotation_period_in_days=settings.rotation_days,
            deletion_window_in_days=_DELETION_WINDOW_DAYS,
            region=region,
            tags={OWNER_TAG: settings.owner},
            opts=pulumi.ResourceOptions(
                parent=self,
                retain_on_delete=True,
                import_=f"{existing}{at}" if existing else None,
            ),
        )
        alias = aws.kms.Alias(
            f"{name}-alias",
            name=settings.alias,
            target_key_id=key.key_id,
            region=region,
            opts=pulumi.ResourceOptions(
                parent=self,
                retain_on_delete=True,
                import_=f"{settings.alias}{at}" if settings.adopt else None,
            ),
        )
        self.arn = key.arn
        self.alias_name = alias.name
        self.register_outputs({"arn": self.arn, "aliasName": self.alias_name})


def _existing_key(component: pulumi.ComponentResource, alias: str, region: str | None) -> str:
    """Return the id of the key under an alias."""
    options = pulumi.InvokeOptions(parent=component)
    return aws.kms.get_alias(name=alias, region=region, opts=options).target_key_id
