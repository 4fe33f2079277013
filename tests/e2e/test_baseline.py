"""What becomes of an account's baseline when it is changed, destroyed and set up again.

What these tests cannot prove: that AWS Backup itself keeps a vault locked while its lock is put
again; moto keeps the last word on each lock.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.e2e.account import Account
from tests.e2e.engine import NewStack, Stack

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("alert_secrets")]

ACCOUNT_STACK: Final = Path(__file__).parents[2] / "stacks" / "account"
PRIMARY: Final = "us-east-1"
RECOVERY: Final = "us-west-2"


def configure(stack: Stack, **values: object) -> None:
    """Set configuration by path; dots are written as double underscores."""
    for path, value in values.items():
        key = f"bamp:{path.replace('__', '.')}"
        stack.engine.run(
            stack.folder, "config", "set", "--stack", stack.name, "--path", key, str(value)
        )


def vault_of(account: Account, region: str) -> dict[str, object]:
    """Return the one vault of a Region, as AWS describes it."""
    (listed,) = account.call("backup", "list_backup_vaults", region=region)["BackupVaultList"]
    name = listed["BackupVaultName"]
    return account.call("backup", "describe_backup_vault", region=region, BackupVaultName=name)


def test_a_changed_lock_stays_in_force(new_stack: NewStack, account: Account) -> None:
    """Every change replaces a lock; deleted after the new one, the old would take it along."""
    stack = new_stack(ACCOUNT_STACK, "prod")
    stack.up()

    configure(
        stack,
        policy__extends="default",
        policy__vault_lock__mode="governance",
        policy__vault_lock__min_retention_days=1,
        policy__vault_lock__max_retention_days=3000,
    )
    stack.up()

    primary, recovery = vault_of(account, PRIMARY), vault_of(account, RECOVERY)
    assert (primary["Locked"], recovery["Locked"]) == (True, True)
    assert (primary["MinRetentionDays"], primary["MaxRetentionDays"]) == (1, 3000)


def test_a_destroyed_baseline_keeps_what_backups_need_and_the_next_adopts_it(
    new_stack: NewStack, account: Account
) -> None:
    """Vaults stay locked under their keys; `adopt` takes them over and has nothing left to do."""
    stack = new_stack(ACCOUNT_STACK, "prod")
    stack.up()
    before = [vault_of(account, region) for region in (PRIMARY, RECOVERY)]

    stack.destroy()
    assert [vault_of(account, region) for region in (PRIMARY, RECOVERY)] == before
    assert all(vault["Locked"] for vault in before)

    configure(stack, adopt="true")
    stack.up()

    assert [vault_of(account, region) for region in (PRIMARY, RECOVERY)] == before
    assert set(stack.preview()["changeSummary"]) == {"same"}
