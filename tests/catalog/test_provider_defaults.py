"""What is taken where a retention is left out, against what the provider's documentation says."""

import pytest
from pulumi_aws.docdb.cluster import ClusterArgs as DocumentDb
from pulumi_aws.docdb.elastic_cluster import ElasticClusterArgs
from pulumi_aws.fsx.windows_file_system import WindowsFileSystemArgs
from pulumi_aws.memorydb.cluster import ClusterArgs as MemoryDb
from pulumi_aws.neptune.cluster import ClusterArgs as Neptune
from pulumi_aws.rds.cluster import ClusterArgs as RdsCluster
from pulumi_aws.rds.instance import InstanceArgs
from pulumi_aws.redshift.cluster import ClusterArgs as Redshift

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
        (DocumentDb.backup_retention_period.__doc__, "Default `1`"),
        (ElasticClusterArgs.backup_retention_period.__doc__, "default value of 1"),
        (Neptune.backup_retention_period.__doc__, "Default `1`"),
        (RdsCluster.backup_retention_period.__doc__, "Default `1`"),
        (Redshift.automated_snapshot_retention_period.__doc__, "Default is 1"),
        (WindowsFileSystemArgs.automatic_backup_retention_days.__doc__, "Defaults to `7`"),
        (InstanceArgs.backup_retention_period.__doc__, "Default is `0`"),
        (MemoryDb.snapshot_retention_limit.__doc__, "Defaults to `0`"),
    ],
)
def test_the_provider_says_the_same(documentation: str | None, said: str) -> None:
    """A release that changes a default is noticed."""
    assert said in (documentation or "")
