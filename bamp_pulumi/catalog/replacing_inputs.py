"""Inputs whose change makes the provider delete a resource and create another one.

Of types that hold data or protect it. An engine's preview says by itself what is replaced; this is
for a comparison of two programs, which no engine has seen. What replaces only sometimes is in
`PERHAPS_REPLACING`.

`tests/catalog/replacing_inputs.json` has what was read, with the file of each type. pulumi_aws
7.51.1 is made from a later release: inputs that it has besides are in the other table. AWS fills in
many of them where they are left out: one that only one side writes may have had its value all
along.

Source: terraform-provider-aws 6.58.0, backup/logically_air_gapped_vault.go, backup/plan.go,
backup/selection.go, backup/vault.go, backup/vault_lock_configuration.go, cloudformation/stack.go,
docdb/cluster.go, docdbelastic/cluster.go, dsql/cluster.go, dynamodb/table.go,
dynamodb/table_replica.go, ec2/ebs_volume.go, ec2/ebs_volume_copy.go, ec2/ec2_instance.go,
efs/file_system.go, eks/cluster.go, elasticache/cluster.go, elasticache/replication_group.go,
elasticache/serverless_cache.go, fsx/lustre_file_system.go, fsx/ontap_file_system.go,
fsx/ontap_volume.go, fsx/openzfs_file_system.go, fsx/windows_file_system.go, keyspaces/table.go,
kinesisanalyticsv2/application.go, kms/key.go, kms/replica_key.go, lightsail/database.go,
lightsail/instance.go, memorydb/cluster.go, neptune/cluster.go, neptunegraph/graph.go,
opensearch/domain.go, rds/cluster.go, rds/instance.go, redshift/cluster.go,
redshiftserverless/namespace.go, s3/bucket.go, secretsmanager/secret.go,
serverlessrepo/cloudformation_stack.go, storagegateway/cached_iscsi_volume.go,
storagegateway/stored_iscsi_volume.go, timestreamwrite/table.go: `ForceNew` and `RequiresReplace` of
them, which pulumi_aws is made from (read 2026-11-29).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.replacing_native import REPLACING_NATIVE

__all__ = ["REPLACING_INPUTS"]

_REPLACING: Final[Mapping[str, str]] = {
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": (
        "encryptionKeyArn maxRetentionDays minRetentionDays name"
    ),
    "aws:backup/plan:Plan": "name",
    "aws:backup/selection:Selection": (
        "conditions iamRoleArn name notResources planId resources selectionTags"
    ),
    "aws:backup/vault:Vault": "kmsKeyArn name",
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": (
        "backupVaultName changeableForDays maxRetentionDays minRetentionDays"
    ),
    "aws:cloudformation/stack:Stack": "disableRollback name onFailure timeoutInMinutes",
    "aws:docdb/cluster:Cluster": (
        "availabilityZones clusterIdentifier clusterIdentifierPrefix dbSubnetGroupName engine "
        "kmsKeyId masterUsername port restoreToPointInTime storageEncrypted"
    ),
    "aws:docdb/elasticCluster:ElasticCluster": "adminUserName authType kmsKeyId name",
    "aws:dynamodb/table:Table": (
        "hashKey localSecondaryIndexes name rangeKey restoreDateTime restoreToLatestTime"
    ),
    "aws:dynamodb/tableReplica:TableReplica": "globalTableArn kmsKeyArn tableClassOverride",
    "aws:ebs/volume:Volume": (
        "availabilityZone encrypted kmsKeyId multiAttachEnabled outpostArn snapshotId"
    ),
    "aws:ebs/volumeCopy:VolumeCopy": "sourceVolumeId",
    "aws:ec2/instance:Instance": (
        "ami associatePublicIpAddress availabilityZone ebsBlockDevices ebsOptimized "
        "enclaveOptions hibernation hostId instanceMarketOptions keyName networkInterfaces "
        "placementGroup placementGroupId placementPartitionNumber primaryNetworkInterface "
        "privateIp secondaryNetworkInterfaces securityGroups subnetId tenancy"
    ),
    "aws:efs/fileSystem:FileSystem": (
        "availabilityZoneName creationToken encrypted kmsKeyId performanceMode"
    ),
    "aws:eks/cluster:Cluster": "bootstrapSelfManagedAddons name roleArn",
    "aws:elasticache/cluster:Cluster": (
        "availabilityZone clusterId engine networkType outpostMode port preferredOutpostArn "
        "replicationGroupId snapshotArns snapshotName subnetGroupName transitEncryptionEnabled"
    ),
    "aws:elasticache/replicationGroup:ReplicationGroup": (
        "atRestEncryptionEnabled dataTieringEnabled durability globalReplicationGroupId "
        "kmsKeyId networkType port replicationGroupId securityGroupNames snapshotArns "
        "snapshotName subnetGroupName"
    ),
    "aws:elasticache/serverlessCache:ServerlessCache": (
        "kmsKeyId name networkType snapshotArnsToRestores subnetIds"
    ),
    "aws:fsx/lustreFileSystem:LustreFileSystem": (
        "backupId copyTagsToBackups deploymentType driveCacheType efaEnabled exportPath "
        "importPath importedFileChunkSize kmsKeyId securityGroupIds storageType subnetIds"
    ),
    "aws:fsx/ontapFileSystem:OntapFileSystem": (
        "deploymentType endpointIpAddressRange kmsKeyId preferredSubnetId securityGroupIds "
        "storageType subnetIds"
    ),
    "aws:fsx/ontapVolume:OntapVolume": (
        "aggregateConfiguration name ontapVolumeType storageVirtualMachineId volumeStyle volumeType"
    ),
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (
        "backupId deploymentType endpointIpAddressRange kmsKeyId preferredSubnetId "
        "securityGroupIds storageType subnetIds"
    ),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": (
        "activeDirectoryId backupId copyTagsToBackups deploymentType kmsKeyId preferredSubnetId "
        "securityGroupIds storageType subnetIds"
    ),
    "aws:keyspaces/table:Table": "comment keyspaceName tableName",
    "aws:kinesisanalyticsv2/application:Application": "applicationMode description name",
    "aws:kms/key:Key": "customKeyStoreId customerMasterKeySpec keyUsage multiRegion xksKeyId",
    "aws:kms/replicaKey:ReplicaKey": "primaryKeyArn",
    "aws:lightsail/database:Database": (
        "availabilityZone blueprintId bundleId masterDatabaseName masterUsername "
        "relationalDatabaseName"
    ),
    "aws:lightsail/instance:Instance": (
        "availabilityZone blueprintId bundleId keyPairName name userData"
    ),
    "aws:memorydb/cluster:Cluster": (
        "autoMinorVersionUpgrade dataTiering kmsKeyArn multiRegionClusterName name namePrefix "
        "networkType port snapshotArns snapshotName subnetGroupName tlsEnabled"
    ),
    "aws:neptune/cluster:Cluster": (
        "availabilityZones clusterIdentifier clusterIdentifierPrefix engine kmsKeyArn "
        "neptuneSubnetGroupName port storageEncrypted"
    ),
    "aws:neptunegraph/graph:Graph": (
        "graphName graphNamePrefix kmsKeyIdentifier replicaCount vectorSearchConfiguration"
    ),
    "aws:opensearch/domain:Domain": "domainName",
    "aws:rds/cluster:Cluster": (
        "availabilityZones clusterIdentifier clusterIdentifierPrefix clusterScalabilityType "
        "databaseName dbSubnetGroupName dbSystemId engine engineMode kmsKeyId masterUsername "
        "restoreToPointInTime s3Import sourceRegion storageEncrypted"
    ),
    "aws:rds/instance:Instance": (
        "availabilityZone backupTarget characterSetName customIamInstanceProfile dbName engine "
        "kmsKeyId ncharCharacterSetName s3Import snapshotIdentifier storageEncrypted timezone "
        "username"
    ),
    "aws:redshift/cluster:Cluster": (
        "clusterIdentifier clusterSubnetGroupName masterUsername snapshotArn "
        "snapshotClusterIdentifier snapshotIdentifier"
    ),
    "aws:redshiftserverless/namespace:Namespace": "dbName namespaceName",
    "aws:s3/bucket:Bucket": "bucket bucketNamespace bucketPrefix objectLockEnabled",
    "aws:s3/bucketV2:BucketV2": "bucket bucketNamespace bucketPrefix objectLockEnabled",
    "aws:secretsmanager/secret:Secret": "name namePrefix type",
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": "applicationId name",
    "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume": (
        "gatewayArn kmsEncrypted kmsKey networkInterfaceId snapshotId sourceVolumeArn "
        "targetName volumeSizeInBytes"
    ),
    "aws:storagegateway/storedIscsiVolume:StoredIscsiVolume": (
        "diskId gatewayArn kmsEncrypted kmsKey networkInterfaceId preserveExistingData "
        "snapshotId targetName"
    ),
    "aws:timestreamwrite/table:Table": "databaseName tableName",
}
"""By type token, names with spaces between."""

REPLACING_INPUTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        token: frozenset(inputs.split())
        for token, inputs in {**_REPLACING, **REPLACING_NATIVE}.items()
    }
)
"""By type token, wire names of the inputs."""
