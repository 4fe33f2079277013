"""What restore testing restores and what it keeps for itself, as AWS's model and guide say."""

import re
from typing import Any

import botocore.session

from bamp_pulumi.catalog import (
    DATA_STORES,
    REQUIRED_RESTORE_OVERRIDES,
    RESTORE_TEST_NAME_PREFIX,
    RESTORE_TEST_TAG,
    RESTORE_TEST_TYPES,
)


def test_the_types_are_those_of_the_api() -> None:
    """Botocore lists them in the documentation of the field, one item each."""
    # Any: shapes are read from JSON at run time.
    model: Any = botocore.session.get_session().get_service_model("backup")
    field = model.shape_for("RestoreTestingSelectionForCreate").members["ProtectedResourceType"]
    listed = re.findall(r"<code>(\w+)</code> for", field.documentation)

    assert sorted(listed) == sorted(RESTORE_TEST_TYPES)


def test_a_row_says_the_same_of_its_type() -> None:
    """Two tables of one fact may not part."""
    told = {row.backup_type for row in DATA_STORES if row.restore_testing}

    assert told == set(RESTORE_TEST_TYPES)


def test_of_three_kinds_of_fsx_aws_backup_cannot_infer_everything() -> None:
    """Without these keys every test of them fails; OpenZFS needs none."""
    assert {token.split(":")[-1]: keys for token, keys in REQUIRED_RESTORE_OVERRIDES.items()} == {
        "LustreFileSystem": ("subnetIds",),
        "OntapVolume": ("ontapConfiguration.storageVirtualMachineId",),
        "WindowsFileSystem": ("subnetIds", "windowsConfiguration.activeDirectoryId"),
    }
    assert REQUIRED_RESTORE_OVERRIDES.keys() <= {
        row.type for row in DATA_STORES if row.restore_testing
    }


def test_plans_pass_over_what_a_restore_test_made() -> None:
    """By this tag or by this beginning of a name."""
    assert RESTORE_TEST_TAG == "awsbackup-restore-test"
    assert RESTORE_TEST_NAME_PREFIX == "awsbackup-restore-test"
