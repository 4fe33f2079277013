"""Each switch against deletion is an input that pulumi_aws has. That it does so, AWS says."""

import inspect
import re
from collections.abc import Callable

import pulumi_aws as aws
import pytest
from pulumi import Resource

from bamp_pulumi.catalog import DATA_STORES, DELETION_GUARDS, STORE_GUARDS
from tests.catalog.installed_types import inputs_of, type_tokens


@pytest.mark.parametrize(
    ("name", "argument", "made"),
    [
        ("deletionProtection", "deletion_protection", lambda: aws.rds.Instance),
        ("deletionProtectionEnabled", "deletion_protection_enabled", lambda: aws.dynamodb.Table),
        ("forceDestroy", "force_destroy", lambda: aws.backup.Vault),
        ("skipFinalSnapshot", "skip_final_snapshot", lambda: aws.rds.Cluster),
        ("finalSnapshot", "final_snapshot", lambda: aws.ebs.Volume),
        ("skipFinalBackup", "skip_final_backup", lambda: aws.fsx.WindowsFileSystem),
        ("deleteAutomatedBackups", "delete_automated_backups", lambda: aws.rds.Instance),
        (
            "finalSnapshotIdentifier",
            "final_snapshot_identifier",
            lambda: aws.elasticache.ReplicationGroup,
        ),
        ("finalSnapshotName", "final_snapshot_name", lambda: aws.memorydb.Cluster),
        ("deleteOptions", "delete_options", lambda: aws.fsx.OpenZfsFileSystem),
        ("forceDelete", "force_delete", lambda: aws.ecr.Repository),
        ("disableApiTermination", "disable_api_termination", lambda: aws.ec2.Instance),
        (
            "retainPhysicalResources",
            "retain_physical_resources",
            lambda: aws.servicecatalog.ProvisionedProduct,
        ),
    ],
)
def test_a_guard_is_an_input(name: str, argument: str, made: Callable[[], type[Resource]]) -> None:
    """A misspelt name would never be read. A service is loaded with the first use of its name."""
    assert name in DELETION_GUARDS
    assert argument in inspect.signature(made()._internal_init).parameters  # noqa: SLF001 # pyright: ignore - generated


def test_the_rest_are_options_of_pulumi() -> None:
    """Thirteen inputs and two options: no row is left without one of these tests."""
    assert len(DELETION_GUARDS) == 15
    assert {"protect", "retainOnDelete"} <= DELETION_GUARDS.keys()


# Inputs of a data store that are called like a switch against deletion and are none.
_NO_SWITCHES = {
    "finalBackupTags",  # what the final backup is tagged with
    "disableApiStop",  # an instance that is stopped keeps its volumes
    "bypassSnaplockEnterpriseRetention",  # files that were retained go with the volume
    "recoveryWindowInDays",  # a number of days: `DeletionWindow`
}
_LIKE_A_SWITCH = re.compile(
    r"skipFinal|final(Snapshot|Backup)|force(Destroy|Delete)|[dD]elet(e|ion)Protect|skipDestroy|"
    r"deleteAutomated|disableApi|delete\w*Options|retainPhysical|recoveryWindow|bypass\w*Retention"
)


def test_no_switch_of_a_data_store_is_left_out() -> None:
    """A new release of pulumi_aws that brings one is noticed; what it decides would not be said."""
    left_out = {
        (token, name)
        for token in {store.type for store in DATA_STORES} & type_tokens()
        for name in inputs_of(token)
        if _LIKE_A_SWITCH.search(name) and name not in _NO_SWITCHES
        if name not in _decided_by(token)
    }

    assert left_out == set()


def _decided_by(token: str) -> set[str]:
    row = STORE_GUARDS.get(token)
    if row is None:
        return set()
    conditions = {condition.path for condition in row.idle.values()}
    return {*row.guards, *conditions, row.named_by}
