"""What RDS, DocumentDB and Neptune refuse of their windows."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

INSTANCE = "aws:rds/instance:Instance"
CLUSTERS = (
    "aws:rds/cluster:Cluster",
    "aws:docdb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
)


def refused(token: str, backup: object, maintenance: object) -> list[str]:
    """Return the inputs that are refused."""
    names = ("backupWindow", "maintenanceWindow")
    if token in CLUSTERS:
        names = ("preferredBackupWindow", "preferredMaintenanceWindow")
    inputs: dict[str, object] = {names[0]: backup, names[1]: maintenance}
    return [refusal.path for refusal in refusals_of(token, inputs)]


@pytest.mark.parametrize("token", CLUSTERS)
def test_a_cluster_keeps_its_windows_apart(token: str) -> None:
    """Aurora, DocumentDB and Neptune as RDS does."""
    overlapping = refused(token, "05:00-06:00", "mon:05:00-mon:06:00")

    assert overlapping == ["preferredBackupWindow"]
    assert refused(token, "05:00-06:00", "mon:06:00-mon:07:00") == []


@pytest.mark.parametrize(
    ("backup", "maintenance", "overlap"),
    [
        ("05:00-06:00", "Mon:05:00-Mon:06:00", True),
        ("05:00-06:00", "mon:05:59-mon:06:29", True),
        ("05:00-06:00", "mon:06:00-mon:06:30", False),
        ("06:00-06:30", "mon:05:00-mon:06:00", False),
        ("05:00-06:00", "sun:04:30-sun:07:00", True),
        ("23:30-00:30", "sun:00:00-sun:00:30", True),
        ("00:00-00:30", "sun:23:45-mon:00:15", True),
        ("23:30-00:00", "mon:00:00-mon:00:30", False),
        ("12:00-13:00", "sat:23:00-sun:13:00", True),
        (UNKNOWN, "mon:05:00-mon:06:00", False),
        ("05:00-06:00", None, False),
    ],
)
def test_backup_and_maintenance_windows_must_not_overlap(
    backup: object, maintenance: object, *, overlap: bool
) -> None:
    """Around midnight and the end of the week too; windows that touch do not overlap."""
    assert refused(INSTANCE, backup, maintenance) == (["backupWindow"] if overlap else [])


@pytest.mark.parametrize(
    ("backup", "maintenance", "paths"),
    [
        ("05:00-05:30", "mon:07:00-mon:07:30", []),
        ("05:00-05:29", "mon:07:00-mon:07:30", ["backupWindow"]),
        ("05:00-05:00", None, ["backupWindow"]),
        (None, "mon:07:00-mon:07:29", ["maintenanceWindow"]),
        (None, "sun:23:50-mon:00:10", ["maintenanceWindow"]),
    ],
)
def test_a_window_lasts_30_minutes_or_more(
    backup: object, maintenance: object, paths: list[str]
) -> None:
    """From both sides of the limit."""
    assert refused(INSTANCE, backup, maintenance) == paths
