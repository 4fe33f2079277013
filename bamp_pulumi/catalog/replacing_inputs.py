"""Inputs whose change makes the provider delete a resource and create another one.

Of types that hold data or protect it. An engine's preview says by itself what is replaced; this is
for a comparison of two programs, which no engine has seen.

Source: `ForceNew` in the schemas of terraform-provider-aws, internal/service, which pulumi_aws
7.51.1 is made from (read 2026-11-28). AWS fills in many of them where they are left out: one that
only one side writes may have had its value all along.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["REPLACING_INPUTS"]

_REPLACING: Final[Mapping[str, str]] = {
    "aws:backup/plan:Plan": "name",
    "aws:backup/selection:Selection": (
        "name planId iamRoleArn resources notResources selectionTags conditions"
    ),
    "aws:backup/vault:Vault": "name kmsKeyArn",
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": (
        "backupVaultName changeableForDays minRetentionDays maxRetentionDays"
    ),
    "aws:docdb/cluster:Cluster": (
        "availabilityZones clusterIdentifier dbSubnetGroupName engine kmsKeyId masterUsername "
        "port snapshotIdentifier storageEncrypted"
    ),
    "aws:docdb/elasticCluster:ElasticCluster": "adminUserName authType kmsKeyId name",
    "aws:dynamodb/table:Table": "name hashKey rangeKey localSecondaryIndexes",
    "aws:ebs/volume:Volume": (
        "availabilityZone encrypted kmsKeyId multiAttachEnabled outpostArn snapshotId"
    ),
    "aws:efs/fileSystem:FileSystem": (
        "availabilityZoneName creationToken encrypted kmsKeyId performanceMode"
    ),
    "aws:elasticache/replicationGroup:ReplicationGroup": (
        "atRestEncryptionEnabled dataTieringEnabled globalReplicationGroupId kmsKeyId "
        "networkType port snapshotArns snapshotName subnetGroupName"
    ),
    "aws:fsx/ontapFileSystem:OntapFileSystem": (
        "deploymentType endpointIpAddressRange kmsKeyId preferredSubnetId securityGroupIds "
        "storageType subnetIds"
    ),
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (
        "backupId deploymentType kmsKeyId securityGroupIds storageType subnetIds"
    ),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": (
        "activeDirectoryId backupId copyTagsToBackups deploymentType kmsKeyId "
        "preferredSubnetId securityGroupIds storageType subnetIds"
    ),
    "aws:kms/key:Key": "customKeyStoreId customerMasterKeySpec keyUsage multiRegion xksKeyId",
    "aws:memorydb/cluster:Cluster": (
        "autoMinorVersionUpgrade dataTiering kmsKeyArn name port snapshotArns snapshotName "
        "subnetGroupName tlsEnabled"
    ),
    "aws:neptune/cluster:Cluster": (
        "availabilityZones clusterIdentifier engine kmsKeyArn neptuneSubnetGroupName port "
        "storageEncrypted"
    ),
    "aws:rds/cluster:Cluster": (
        "availabilityZones clusterIdentifier clusterIdentifierPrefix clusterScalabilityType "
        "databaseName dbSubnetGroupName dbSystemId engine engineMode kmsKeyId masterUsername "
        "restoreToPointInTime snapshotIdentifier storageEncrypted"
    ),
    "aws:rds/instance:Instance": (
        "availabilityZone characterSetName customIamInstanceProfile dbName engine kmsKeyId "
        "ncharCharacterSetName restoreToPointInTime snapshotIdentifier storageEncrypted "
        "timezone username"
    ),
    "aws:redshift/cluster:Cluster": (
        "clusterIdentifier clusterSubnetGroupName masterUsername snapshotArn "
        "snapshotClusterIdentifier snapshotIdentifier"
    ),
    "aws:s3/bucket:Bucket": "bucket bucketPrefix objectLockEnabled",
    "aws:s3/bucketV2:BucketV2": "bucket bucketPrefix objectLockEnabled",
    "aws:secretsmanager/secret:Secret": "name namePrefix",
}
"""By type token, names with spaces between."""

REPLACING_INPUTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {token: frozenset(inputs.split()) for token, inputs in _REPLACING.items()}
)
"""By type token, wire names of the inputs."""
