"""What is taken where a retention is left out, against what the provider's documentation says."""

import pulumi_aws as aws
import pytest

from bamp_pulumi.catalog import DATA_STORES, PolicyNumber

DAYS = {
    ("aws-native:rds:DbCluster", "backupRetentionPeriod"): 1,
    ("aws-native:rds:DbInstance", "backupRetentionPeriod"): 1,
    ("aws:docdb/cluster:Cluster", "backupRetentionPeriod"): 1,
    ("aws:docdb/elasticCluster:ElasticCluster", "backupRetentionPeriod"): 1,
    ("aws:dynamodb/table:Table", "pointInTimeRecovery.recoveryPeriodInDays"): 35,
    ("aws:fsx/windowsFileSystem:WindowsFileSystem", "automaticBackupRetentionDays"): 7,
    ("aws:neptune/cluster:Cluster", "backupRetentionPeriod"): 1,
    ("aws:rds/cluster:Cluster", "backupRetentionPeriod"): 1,
    ("aws:redshift/cluster:Cluster", "automatedSnapshotRetentionPeriod"): 1,
}


def test_these_keep_something_unasked() -> None:
    """All others keep nothing, or nobody says how long."""
    settings = [(row.type, s) for row in DATA_STORES for s in row.settings]

    assert {(token, s.path): s.default for token, s in settings if s.default} == DAYS
    assert all(s.at_least is PolicyNumber.NATIVE_RETENTION_DAYS for _, s in settings if s.default)


@pytest.mark.parametrize(
    ("documentation", "said"),
    [
        (aws.docdb.ClusterArgs.backup_retention_period.__doc__, "Default `1`"),
        (aws.docdb.ElasticClusterArgs.backup_retention_period.__doc__, "default value of 1"),
        (aws.neptune.ClusterArgs.backup_retention_period.__doc__, "Default `1`"),
        (aws.rds.ClusterArgs.backup_retention_period.__doc__, "Default `1`"),
        (aws.redshift.ClusterArgs.automated_snapshot_retention_period.__doc__, "Default is 1"),
        (aws.fsx.WindowsFileSystemArgs.automatic_backup_retention_days.__doc__, "Defaults to `7`"),
        (aws.rds.InstanceArgs.backup_retention_period.__doc__, "Default is `0`"),
        (aws.memorydb.ClusterArgs.snapshot_retention_limit.__doc__, "Defaults to `0`"),
    ],
)
def test_the_provider_says_the_same(documentation: str | None, said: str) -> None:
    """A release that changes a default is noticed."""
    assert said in (documentation or "")


COSTLY = {
    "aws:elasticache/cluster:Cluster": 0,
    "aws:elasticache/replicationGroup:ReplicationGroup": 0,
    "aws:elasticache/serverlessCache:ServerlessCache": None,
    "aws:fsx/ontapFileSystem:OntapFileSystem": 0,
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": 0,
    "aws:fsx/windowsFileSystem:WindowsFileSystem": 7,
    "aws:memorydb/cluster:Cluster": None,
}
"""Types whose days cost a great deal, and what the provider sends where a program says nothing;
None: it leaves alone what is deployed."""


def test_costly_days_follow_the_tier_where_the_provider_sends_a_number() -> None:
    """Elsewhere a smaller number could shorten what somebody has set by hand.

    That the provider does so is held by `test_absence`.
    """
    costly = {
        row.type: None if setting.absent is None else setting.absent.value
        for row in DATA_STORES
        for setting in row.settings
        if setting.cost is not None
    }

    assert costly == COSTLY
