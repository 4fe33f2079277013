"""Inputs whose change makes the provider delete a resource and create another one.

Of types that hold data or protect it. An engine's preview says by itself what is replaced; this is
for a comparison of two programs, which no engine has seen. What replaces only sometimes is in
`PERHAPS_REPLACING`.

`tests/catalog/replacing_inputs.json` has what was read, with the commit of each file: no version of
it is the one of pulumi_aws 7.51.1, and inputs that came later are in the other table. AWS fills in
many of them where they are left out: one that only one side writes may have had its value all
along.

Source: terraform-provider-aws: `ForceNew` and `RequiresReplace` in internal/service, which
pulumi_aws is made from (read 2026-11-29).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.replacing_native import REPLACING_NATIVE

__all__ = ["REPLACING_INPUTS"]

_REPLACING: Final[Mapping[str, str]] = {
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": (
        "name minRetentionDays maxRetentionDays"
    ),
    "aws:backup/plan:Plan": "name",
    "aws:backup/selection:Selection": (
        "name planId iamRoleArn resources notResources selectionTags conditions"
    ),
    "aws:backup/vault:Vault": "name kmsKeyArn",
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": (
        "backupVaultName changeableForDays minRetentionDays maxRetentionDays"
    ),
    "aws:docdb/cluster:Cluster": (
        "availabilityZones clusterIdentifier clusterIdentifierPrefix dbSubnetGroupName engine "
        "kmsKeyId masterUsername port restoreToPointInTime snapshotIdentifier storageEncrypted"
    ),
    "aws:docdb/elasticCluster:ElasticCluster": "adminUserName authType kmsKeyId name",
    "aws:dynamodb/table:Table": (
        "name hashKey rangeKey localSecondaryIndexes restoreDateTime restoreSourceName "
        "restoreSourceTableArn restoreToLatestTime"
    ),
    "aws:ebs/volume:Volume": (
        "availabilityZone encrypted kmsKeyId multiAttachEnabled outpostArn snapshotId"
    ),
    "aws:ec2/instance:Instance": (
        "ami associatePublicIpAddress availabilityZone cpuOptions ebsBlockDevices ebsOptimized "
        "enclaveOptions ephemeralBlockDevices hibernation hostId ipv6AddressCount ipv6Addresses "
        "keyName networkInterfaces placementGroup placementPartitionNumber privateDnsNameOptions "
        "privateIp securityGroups subnetId tenancy"
    ),
    "aws:efs/fileSystem:FileSystem": (
        "availabilityZoneName creationToken encrypted kmsKeyId performanceMode"
    ),
    "aws:elasticache/cluster:Cluster": (
        "availabilityZone clusterId engine networkType outpostMode port preferredOutpostArn "
        "replicationGroupId snapshotArns snapshotName subnetGroupName transitEncryptionEnabled"
    ),
    "aws:elasticache/replicationGroup:ReplicationGroup": (
        "atRestEncryptionEnabled dataTieringEnabled globalReplicationGroupId kmsKeyId "
        "networkType port replicationGroupId securityGroupNames snapshotArns snapshotName "
        "subnetGroupName"
    ),
    "aws:elasticache/serverlessCache:ServerlessCache": (
        "kmsKeyId name snapshotArnsToRestores subnetIds"
    ),
    "aws:fsx/lustreFileSystem:LustreFileSystem": (
        "backupId copyTagsToBackups deploymentType driveCacheType exportPath importPath "
        "importedFileChunkSize kmsKeyId securityGroupIds storageType subnetIds"
    ),
    "aws:fsx/ontapFileSystem:OntapFileSystem": (
        "deploymentType endpointIpAddressRange kmsKeyId preferredSubnetId securityGroupIds "
        "storageType subnetIds"
    ),
    "aws:fsx/ontapVolume:OntapVolume": "name ontapVolumeType storageVirtualMachineId volumeType",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (
        "backupId deploymentType kmsKeyId securityGroupIds storageType subnetIds"
    ),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": (
        "activeDirectoryId backupId copyTagsToBackups deploymentType kmsKeyId "
        "preferredSubnetId securityGroupIds storageType subnetIds"
    ),
    "aws:keyspaces/table:Table": "comment keyspaceName tableName",
    "aws:kms/key:Key": "customKeyStoreId customerMasterKeySpec keyUsage multiRegion xksKeyId",
    "aws:memorydb/cluster:Cluster": (
        "autoMinorVersionUpgrade dataTiering kmsKeyArn name namePrefix port snapshotArns "
        "snapshotName subnetGroupName tlsEnabled"
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
        "restoreToPointInTime s3Import snapshotIdentifier sourceRegion storageEncrypted"
    ),
    "aws:rds/instance:Instance": (
        "availabilityZone characterSetName customIamInstanceProfile dbName engine kmsKeyId "
        "ncharCharacterSetName restoreToPointInTime s3Import snapshotIdentifier "
        "storageEncrypted timezone username"
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
    {
        token: frozenset(inputs.split())
        for token, inputs in {**_REPLACING, **REPLACING_NATIVE}.items()
    }
)
"""By type token, wire names of the inputs."""
