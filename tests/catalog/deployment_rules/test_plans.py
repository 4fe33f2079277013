"""What AWS Backup refuses of the advanced settings of a plan."""

import pytest

from bamp_pulumi.catalog import UNKNOWN, refusals_of

AT = "advancedBackupSettings.0"


@pytest.mark.parametrize(
    ("kind", "options", "paths"),
    [
        ("EC2", {"WindowsVSS": "enabled"}, []),
        ("EC2", {"WindowsVSS": "disabled"}, []),
        ("EC2", {"WindowsVSS": UNKNOWN}, []),
        ("EC2", {"WindowsVSS": "on"}, [f"{AT}.backupOptions.WindowsVSS"]),
        ("EC2", {"BackupACLs": "disabled"}, [f"{AT}.backupOptions"]),
        ("S3", {"BackupACLs": "disabled", "BackupObjectTags": "disabled"}, []),
        ("S3", {"WindowsVSS": "enabled"}, [f"{AT}.backupOptions"]),
        ("RDS", {"WindowsVSS": "enabled"}, [f"{AT}.resourceType"]),
        (UNKNOWN, {"WindowsVSS": "on"}, []),
    ],
)
def test_advanced_settings_are_for_ec2_and_s3(
    kind: object, options: dict[str, object], paths: list[str]
) -> None:
    """Windows VSS for one, access control lists and object tags for the other."""
    settings = [{"resourceType": kind, "backupOptions": options}]
    found = refusals_of("aws:backup/plan:Plan", {"advancedBackupSettings": settings})

    assert [refusal.path for refusal in found] == paths
