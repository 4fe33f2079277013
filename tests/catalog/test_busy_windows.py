"""Windows in which no backup job can start, in AWS's numbers."""

import pytest

from bamp_pulumi.catalog import DATA_STORES, BusyWindowFact, find_data_store, holds

INSTANCE = "aws:rds/instance:Instance"


def windows_of(token: str, inputs: dict[str, object]) -> list[BusyWindowFact]:
    """List the windows of a resource that are of effect."""
    row = find_data_store(token, inputs)
    assert row is not None
    return [w for w in row.windows if not any(holds(one, inputs) for one in w.off_when)]


def test_databases_start_no_backup_an_hour_before_their_windows() -> None:
    """RDS, DocumentDB and Neptune, in both of theirs."""
    facts = {
        (row.backup_type, window.form, window.margin_minutes)
        for row in DATA_STORES
        for window in row.windows
        if row.backup_type != "FSx"
    }

    assert facts == {
        (backup_type, form, 60)
        for backup_type in ("RDS", "DocumentDB", "Neptune")
        for form in ("daily", "weekly")
    }


def test_file_systems_start_none_three_hours_before() -> None:
    """Four hours, says another page of AWS: what starts in between may fail."""
    facts = {
        (w.form, w.margin_minutes, w.disputed_margin_minutes, w.lasts_minutes)
        for row in DATA_STORES
        for w in row.windows
        if row.backup_type == "FSx"
    }

    assert facts == {("fsx-weekly", 180, 240, 30), ("fsx-daily", 180, 240, None)}


def test_aurora_has_neither_restriction() -> None:
    """AWS exempts it from both."""
    assert windows_of("aws:rds/cluster:Cluster", {"engine": "aurora-postgresql"}) == []
    assert len(windows_of("aws:rds/cluster:Cluster", {"engine": "postgres"})) == 2


@pytest.mark.parametrize(("days", "windows"), [(0, 1), (None, 1), (7, 2)])
def test_without_automated_backups_an_instance_has_no_backup_window(
    days: int | None, windows: int
) -> None:
    """The provider switches them off where nothing is said. Maintenance stays."""
    assert len(windows_of(INSTANCE, {"backupRetentionPeriod": days})) == windows


@pytest.mark.parametrize(
    ("token", "inputs", "windows"),
    [
        ("windowsFileSystem:WindowsFileSystem", {}, 2),
        ("windowsFileSystem:WindowsFileSystem", {"automaticBackupRetentionDays": 0}, 1),
        ("openZfsFileSystem:OpenZfsFileSystem", {}, 1),
        ("openZfsFileSystem:OpenZfsFileSystem", {"automaticBackupRetentionDays": 7}, 2),
    ],
)
def test_without_daily_backups_a_file_system_has_no_backup_window(
    token: str, inputs: dict[str, object], windows: int
) -> None:
    """Only Windows has them unasked: the provider's default is 7 days there and 0 elsewhere."""
    assert len(windows_of(f"aws:fsx/{token}", inputs)) == windows


def test_a_window_belongs_to_what_aws_backup_backs_up() -> None:
    """Of anything else no job could fail."""
    assert not [row.label for row in DATA_STORES if row.windows and not row.backup_type]
