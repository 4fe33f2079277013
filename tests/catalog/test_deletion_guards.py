"""Each switch against deletion is an input that pulumi_aws has. That it does so, AWS says."""

import inspect

import pulumi_aws as aws
import pytest
from pulumi import Resource

from bamp_pulumi.catalog import DELETION_GUARDS


@pytest.mark.parametrize(
    ("name", "argument", "made"),
    [
        ("deletionProtection", "deletion_protection", aws.rds.Instance),
        ("deletionProtectionEnabled", "deletion_protection_enabled", aws.dynamodb.Table),
        ("forceDestroy", "force_destroy", aws.backup.Vault),
        ("skipFinalSnapshot", "skip_final_snapshot", aws.rds.Cluster),
        ("finalSnapshot", "final_snapshot", aws.ebs.Volume),
        ("skipFinalBackup", "skip_final_backup", aws.fsx.WindowsFileSystem),
        ("deleteAutomatedBackups", "delete_automated_backups", aws.rds.Instance),
    ],
)
def test_a_guard_is_an_input(name: str, argument: str, made: type[Resource]) -> None:
    """A misspelt name would never be read."""
    assert name in DELETION_GUARDS
    assert argument in inspect.signature(made._internal_init).parameters  # noqa: SLF001 # pyright: ignore - generated


def test_the_rest_are_options_of_pulumi() -> None:
    """Seven inputs and two options: no row is left without one of these tests."""
    assert len(DELETION_GUARDS) == 9
    assert {"protect", "retainOnDelete"} <= DELETION_GUARDS.keys()
