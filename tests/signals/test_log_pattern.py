"""Filter patterns of CloudWatch Logs, as the user guide writes them, on calls that are known."""

import pytest

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.signals import ABSENT, log_field, match_event, match_log_event

CALL = {
    "eventSource": "backup.amazonaws.com",
    "eventName": "DeleteBackupVault",
    "readOnly": False,
    "count": 3,
    "nothing": None,
    "userIdentity": {"arn": UNKNOWN, "type": "Root"},
    "resources": [{"name": "first"}],
}


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("", True),
        ('{ $.eventName = "DeleteBackupVault" }', True),
        ("{ $.eventName = Delete* }", True),
        ('{ $.eventName = "Put*" }', False),
        ('{ $.eventName != "Put*" }', True),
        ('{ ($.eventName = "Put*") || ($.count >= 3) }', True),
        ('{ ($.eventName = "Delete*") && ($.count > 3) }', False),
        ('{ ($.eventName = "Put*") || ($.eventName = "Delete*") && ($.count = 4) }', False),
        ("{ $.count != 3 }", False),
        ("{ $.readOnly IS FALSE }", True),
        ("{ $.nothing IS NULL }", True),
        ("{ $.errorCode NOT EXISTS }", True),
        ("{ $.eventName NOT EXISTS }", False),
        ('{ $.errorCode = "AccessDenied" }', False),
        ('{ $.userIdentity.type = "Root" }', True),
        ('{ $.resources[0].name = "first" }', True),
        ('{ $.resources[1].name = "first" }', False),
        ('{ $.userIdentity.arn = "*admin" }', None),
        ('{ $.userIdentity.arn = "*admin" && $.count = 4 }', False),
        ('{ $.errorCode != "AccessDenied" }', None),
        ("DeleteBackupVault", None),
        ('{ $.eventName = "Delete*"', None),
        ('{ $.eventName ~ "Delete*" }', None),
        ('{ ($.eventName = "Delete*") and more }', None),
        (UNKNOWN, None),
    ],
)
def test_a_pattern_counts_what_fits_and_nothing_else(pattern: object, fits: bool | None) -> None:  # noqa: FBT001 - the answer
    """Three answers: what is not read here is not known."""
    assert match_log_event(pattern, CALL) is fits


def test_a_field_that_is_not_there_is_not_null() -> None:
    """Null is a value."""
    assert log_field(CALL, "$.nothing") is None
    assert log_field(CALL, "$.errorCode") is ABSENT
    assert log_field(CALL, "$.eventName.more") is ABSENT
    assert log_field(CALL, "$.userIdentity.arn.more") is UNKNOWN


def test_whether_a_pattern_asks_that_a_field_exists_may_be_unknown() -> None:
    """An unknown wish is neither, whether or not the field is there."""
    for event in ({"a": 1}, {}):
        assert match_event({"a": [{"exists": UNKNOWN}]}, event).passes is None
