"""What AWS documents of the inputs of data stores and no service model says: names and numbers.

Read 2026-11-28 in the API references, as botocore packs them, and the S3 user guide.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.input_rule import InputRule, within

__all__ = ["STORE_INPUT_RULES"]

_LABEL: Final = "letters, digits and single hyphens, a letter first, 1 to 63 characters"
_IDENTIFIER: Final = r"[A-Za-z](-?[A-Za-z0-9]){0,62}"
_WINDOW: Final = r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d"
_WEEKLY: Final = (
    r"(?i:(mon|tue|wed|thu|fri|sat|sun):\d\d:\d\d-(mon|tue|wed|thu|fri|sat|sun):\d\d:\d\d)"
)


def _identifier(page: str) -> InputRule:
    return InputRule(pattern=_IDENTIFIER, max_length=63, says=_LABEL, source=page)


_DB_API: Final = "Amazon RDS API, CreateDBInstance"
_CLUSTER_DAYS: Final = within(1, 35, "Amazon RDS API, CreateDBCluster.BackupRetentionPeriod")
_CLUSTER_ID: Final = _identifier("Amazon RDS API, CreateDBCluster.DBClusterIdentifier")
_DAILY: Final = InputRule(
    pattern=_WINDOW,
    says="hh:mm-hh:mm in UTC",
    source=("Amazon RDS API, CreateDBInstance.PreferredBackupWindow"),
)
_MAINTENANCE: Final = InputRule(
    pattern=_WEEKLY,
    says="ddd:hh:mm-ddd:hh:mm in UTC",
    source=("Amazon RDS API, CreateDBInstance.PreferredMaintenanceWindow"),
)
_DB_CLUSTER: Final = (
    ("clusterIdentifier", _CLUSTER_ID),
    ("backupRetentionPeriod", _CLUSTER_DAYS),
    ("preferredBackupWindow", _DAILY),
    ("preferredMaintenanceWindow", _MAINTENANCE),
)
_BUCKET_NAME: Final = InputRule(
    pattern=(
        r"(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)"
        r"(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)"
        r"[a-z0-9][a-z0-9.-]*[a-z0-9]"
    ),
    min_length=3,
    max_length=63,
    says="small letters, digits, dots and hyphens, none of the reserved beginnings and endings, "
    "no IP address",
    source="Amazon S3 user guide, bucketnamingrules",
)

STORE_INPUT_RULES: Final[Mapping[str, tuple[tuple[str, InputRule], ...]]] = MappingProxyType(
    {
        "aws:s3/bucket:Bucket": (("bucket", _BUCKET_NAME),),
        "aws:s3/bucketV2:BucketV2": (("bucket", _BUCKET_NAME),),
        "aws:rds/instance:Instance": (
            ("identifier", _identifier(f"{_DB_API}.DBInstanceIdentifier")),
            ("backupRetentionPeriod", within(0, 35, f"{_DB_API}.BackupRetentionPeriod")),
            ("backupWindow", _DAILY),
            ("maintenanceWindow", _MAINTENANCE),
        ),
        "aws:rds/cluster:Cluster": _DB_CLUSTER,
        "aws:docdb/cluster:Cluster": _DB_CLUSTER,
        "aws:neptune/cluster:Cluster": _DB_CLUSTER,
        "aws:redshift/cluster:Cluster": (
            ("clusterIdentifier", _identifier("Amazon Redshift API, CreateCluster")),
            (
                "automatedSnapshotRetentionPeriod",
                within(0, 35, ("Amazon Redshift API, CreateCluster")),
            ),
        ),
        "aws:elasticache/replicationGroup:ReplicationGroup": (
            (
                "snapshotRetentionLimit",
                within(0, 35, ("Amazon ElastiCache user guide, backups-automatic")),
            ),
            (
                "replicationGroupId",
                InputRule(
                    pattern=_IDENTIFIER,
                    max_length=40,
                    says="letters, digits and single hyphens, a letter first, 1 to 40 characters",
                    source="Amazon ElastiCache API, CreateReplicationGroup",
                ),
            ),
        ),
        "aws:secretsmanager/secret:Secret": (
            (
                "name",
                InputRule(
                    pattern="[A-Za-z0-9/_+=.@-]+",
                    says="letters, digits and /_+=.@-",
                    source="AWS Secrets Manager API, CreateSecret.Name",
                ),
            ),
        ),
    }
)
"""Type token to wire path and rule."""
