"""The key of a vault."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi

from bamp_pulumi.baseline import BackupKeySettings, render_key_policy, require_fitting_key
from bamp_pulumi.components.arguments import settings_from
from bamp_pulumi.components.kept_key import KeyInputs, declare_kept_key
from bamp_pulumi.components.place import find_place
from bamp_pulumi.program_error import refused_in_program

__all__ = ["BackupKey", "BackupKeyArgs"]


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
        kept = declare_kept_key(
            self,
            name,
            KeyInputs(
                description="Encrypts backups and copies in AWS Backup vaults.",
                policy=render_key_policy(place.account, copy_account_ids=settings.copy_account_ids),
                alias=settings.alias,
                rotation_days=settings.rotation_days,
                region=region,
                owner=settings.owner,
                adopt=settings.adopt,
            ),
        )
        self.arn = kept.key.arn
        self.alias_name = kept.alias.name
        self.register_outputs({"arn": self.arn, "aliasName": self.alias_name})
