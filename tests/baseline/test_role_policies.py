"""The role of AWS Backup."""

from bamp_pulumi.baseline import MANAGED_POLICIES, render_trust_policy


def test_only_aws_backup_may_be_the_role() -> None:
    """Restore tests come from the same service."""
    (statement,) = render_trust_policy()["Statement"]

    assert statement["Principal"] == {"Service": "backup.amazonaws.com"}
    assert statement["Action"] == ["sts:AssumeRole"]


def test_it_has_the_four_policies_that_aws_manages() -> None:
    """Backup and restore, of S3 and of the rest; two of them live under a path."""
    assert sorted(MANAGED_POLICIES.values()) == [
        "AWSBackupServiceRolePolicyForS3Backup",
        "AWSBackupServiceRolePolicyForS3Restore",
        "service-role/AWSBackupServiceRolePolicyForBackup",
        "service-role/AWSBackupServiceRolePolicyForRestores",
    ]
