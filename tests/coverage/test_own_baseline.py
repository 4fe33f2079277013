"""What our own baseline declares lets AWS Backup do everything, in both Regions, for every type.

Cannot prove that these are all the calls that AWS Backup makes.
"""

from functools import cache

import pytest
from baselines import SELECTION, baseline

from bamp_pulumi.baseline import Account as AccountId
from bamp_pulumi.baseline import Manifest
from bamp_pulumi.catalog import BACKUP_ACTIONS
from bamp_pulumi.coverage.account import DeclaredAccount, read_account
from bamp_pulumi.estate.manifest import estate_from_manifest
from bamp_pulumi.policy import default_policy

ACCESS = {
    "deployers": ["role/deploy"],
    "break_glass": ["user/alice"],
    "operators": ["role/restore"],
}


@cache
def account(kind: str) -> DeclaredAccount:
    """Read an account: of a baseline, of a guarded one, or of a manifest alone."""
    if kind == "manifest":
        manifest = Manifest.of(default_policy(), AccountId("111122223333"))
        return read_account(estate_from_manifest(manifest))
    return read_account(baseline(access=ACCESS) if kind == "guarded" else baseline())


KINDS = pytest.mark.parametrize("kind", ["plain", "guarded", "manifest"])


@KINDS
@pytest.mark.parametrize("backup_type", BACKUP_ACTIONS)
def test_the_role_backs_up_every_type(kind: str, backup_type: str) -> None:
    """AWS Backup may be it, and may do what a backup of that type takes."""
    here = account(kind)
    roles = [
        here.roles.named_by(selection, "iamRoleArn") for selection in here.estate.of_type(SELECTION)
    ]

    assert len(roles) == 4
    assert {here.permissions.backing_up(role, backup_type, "us-east-1") for role in roles} == {None}


@KINDS
def test_both_vaults_take_backups_and_copies(kind: str) -> None:
    """Keys, vault policies and role agree with each other."""
    here = account(kind)
    role = here.roles.named_by(here.estate.of_type(SELECTION)[0], "iamRoleArn")
    home, away = sorted(here.vaults, key=lambda vault: vault.region)

    assert (home.region, away.region) == ("us-east-1", "us-west-2")
    assert here.permissions.writing(home, role) is None
    assert here.permissions.writing(away, role) is None
    assert here.permissions.copying(home, away, role, managed=True) is None
