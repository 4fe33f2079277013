"""Types that stand for the same resource of AWS under another name, and how they name its inputs.

The types of aws-native are CloudFormation's. `BucketV2` is what `Bucket` was called in the provider
before its version 7, and a program changes from one to the other by an alias.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeVar

__all__ = ["INPUTS_RENAMED", "TWINS", "of_older_names", "of_twins"]

_SAME_INPUTS: Final[Mapping[str, str]] = {
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": (
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    ),
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2": (
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
    ),
    "aws:s3/bucketVersioningV2:BucketVersioningV2": "aws:s3/bucketVersioning:BucketVersioning",
}
"""Types whose inputs have the names that they have in their twin."""

TWINS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aws-native:backup:BackupPlan": "aws:backup/plan:Plan",
        "aws-native:backup:BackupSelection": "aws:backup/selection:Selection",
        "aws-native:backup:BackupVault": "aws:backup/vault:Vault",
        "aws-native:backup:Framework": "aws:backup/framework:Framework",
        "aws-native:backup:LogicallyAirGappedBackupVault": (
            "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"
        ),
        "aws-native:backup:ReportPlan": "aws:backup/reportPlan:ReportPlan",
        "aws-native:backup:RestoreTestingPlan": "aws:backup/restoreTestingPlan:RestoreTestingPlan",
        "aws-native:backup:RestoreTestingSelection": (
            "aws:backup/restoreTestingSelection:RestoreTestingSelection"
        ),
        "aws-native:cassandra:Table": "aws:keyspaces/table:Table",
        "aws-native:dlm:LifecyclePolicy": "aws:dlm/lifecyclePolicy:LifecyclePolicy",
        "aws-native:docdb:GlobalCluster": "aws:docdb/globalCluster:GlobalCluster",
        "aws-native:dynamodb:GlobalTable": "aws:dynamodb/table:Table",
        "aws-native:dynamodb:Table": "aws:dynamodb/table:Table",
        "aws-native:kinesisanalyticsv2:Application": (
            "aws:kinesisanalyticsv2/application:Application"
        ),
        "aws-native:elasticache:GlobalReplicationGroup": (
            "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup"
        ),
        "aws-native:kinesis:Stream": "aws:kinesis/stream:Stream",
        "aws-native:kms:Alias": "aws:kms/alias:Alias",
        "aws-native:kms:Key": "aws:kms/key:Key",
        "aws-native:kms:ReplicaKey": "aws:kms/replicaKey:ReplicaKey",
        "aws-native:lightsail:Database": "aws:lightsail/database:Database",
        "aws-native:lightsail:Instance": "aws:lightsail/instance:Instance",
        "aws-native:neptune:GlobalCluster": "aws:neptune/globalCluster:GlobalCluster",
        "aws-native:organizations:Policy": "aws:organizations/policy:Policy",
        "aws-native:rbin:Rule": "aws:rbin/rule:Rule",
        "aws-native:rds:DbCluster": "aws:rds/cluster:Cluster",
        "aws-native:rds:GlobalCluster": "aws:rds/globalCluster:GlobalCluster",
        "aws-native:redshiftserverless:Snapshot": "aws:redshiftserverless/snapshot:Snapshot",
        "aws-native:s3:Bucket": "aws:s3/bucket:Bucket",
        "aws-native:secretsmanager:Secret": "aws:secretsmanager/secret:Secret",
        "aws:s3/bucketV2:BucketV2": "aws:s3/bucket:Bucket",
        **_SAME_INPUTS,
    }
)
"""Type token by that of its twin.
Source: CloudFormation resource schemas; pulumi_aws 7.51.1 (read 2026-11-29)."""

_Row = TypeVar("_Row")
_RULES: Final = "replicationConfiguration.rules"
_RULES_V2: Final = "replicationConfigurations.0.rules"
_RETENTION: Final = "objectLockConfiguration.rule.defaultRetention"
_RETENTION_V2: Final = "objectLockConfiguration.rules.0.defaultRetentions.0"

INPUTS_RENAMED: Final[Mapping[tuple[str, str], Mapping[str, str]]] = MappingProxyType(
    {
        ("aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"): {
            "versionings.0.enabled": "versioning.enabled",
            "versionings.0.mfaDelete": "versioning.mfaDelete",
            _RULES_V2: _RULES,
            f"{_RULES_V2}.*.status": f"{_RULES}.*.status",
            f"{_RULES_V2}.*.destinations.0.bucket": f"{_RULES}.*.destination.bucket",
            _RETENTION_V2: _RETENTION,
            f"{_RETENTION_V2}.mode": f"{_RETENTION}.mode",
        }
    }
)
"""Wire paths of the newer name by those of the older one, of types that a program changes by an
alias. Source: pulumi_aws 7.51.1 (read 2026-11-29)."""


def of_twins(rows: Mapping[str, _Row]) -> dict[str, _Row]:
    """Return the rows that hold for the twins of their types, by token.

    Args:
        rows: What is known by type token, and does not depend on the names of inputs.
    """
    return {token: rows[twin] for token, twin in TWINS.items() if twin in rows}


def of_older_names(rows: Mapping[str, _Row]) -> dict[str, _Row]:
    """Return the rows that hold for the older names of their types, by token.

    Args:
        rows: What is known by type token, of inputs by their names too.
    """
    return {token: rows[twin] for token, twin in _SAME_INPUTS.items() if twin in rows}
