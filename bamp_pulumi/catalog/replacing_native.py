"""Inputs of aws-native whose change makes a resource type create another resource.

An engine's preview says by itself what is replaced. `tests/catalog/native_inputs.json` has what was
read.

Source: CloudFormation resource schemas, createOnlyProperties and conditionalCreateOnlyProperties,
as packaged in pulumi-aws-native, 2026-08-07 (read 2026-11-29).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["PERHAPS_REPLACING_NATIVE", "REPLACING_NATIVE"]

REPLACING_NATIVE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aws-native:backup:BackupSelection": "backupPlanId backupSelection",
        "aws-native:backup:BackupVault": "backupVaultName encryptionKeyArn",
        "aws-native:backup:Framework": "frameworkName",
        "aws-native:backup:LogicallyAirGappedBackupVault": (
            "backupVaultName encryptionKeyArn maxRetentionDays minRetentionDays"
        ),
        "aws-native:backup:ReportPlan": "reportPlanName",
        "aws-native:backup:RestoreTestingPlan": "restoreTestingPlanName",
        "aws-native:backup:RestoreTestingSelection": (
            "protectedResourceType restoreTestingPlanName restoreTestingSelectionName"
        ),
        "aws-native:cassandra:Table": (
            "clientSideTimestampsEnabled clusteringKeyColumns keyspaceName "
            "partitionKeyColumns tableName"
        ),
        "aws-native:docdb:DbCluster": (
            "availabilityZones dbClusterIdentifier dbSubnetGroupName kmsKeyId "
            "masterUsername snapshotIdentifier sourceDBClusterIdentifier storageEncrypted"
        ),
        "aws-native:dynamodb:GlobalTable": "tableName",
        "aws-native:dynamodb:Table": "importSourceSpecification tableName",
        "aws-native:ec2:Instance": (
            "availabilityZone cpuOptions elasticGpuSpecifications "
            "elasticInferenceAccelerators enclaveOptions hibernationOptions "
            "hostResourceGroupArn imageId ipv6AddressCount ipv6Addresses keyName "
            "launchTemplate licenseSpecifications networkInterfaces placementGroupName "
            "privateIpAddress securityGroups subnetId"
        ),
        "aws-native:efs:FileSystem": "availabilityZoneName encrypted kmsKeyId performanceMode",
        "aws-native:elasticache:ReplicationGroup": (
            "atRestEncryptionEnabled cacheSubnetGroupName dataTieringEnabled "
            "globalReplicationGroupId kmsKeyId networkType port preferredCacheClusterAZs "
            "replicationGroupId snapshotArns snapshotName"
        ),
        "aws-native:elasticache:ServerlessCache": (
            "kmsKeyId networkType serverlessCacheName snapshotArnsToRestore subnetIds"
        ),
        "aws-native:fsx:FileSystem": "backupId fileSystemType kmsKeyId securityGroupIds subnetIds",
        "aws-native:fsx:Volume": "backupId volumeType",
        "aws-native:kinesisanalyticsv2:Application": "applicationMode applicationName",
        "aws-native:kinesis:Stream": "name",
        "aws-native:kms:Alias": "aliasName",
        "aws-native:kms:ReplicaKey": "primaryKeyArn",
        "aws-native:lightsail:Database": (
            "availabilityZone masterDatabaseName masterUsername "
            "relationalDatabaseBlueprintId relationalDatabaseBundleId "
            "relationalDatabaseName"
        ),
        "aws-native:lightsail:Instance": "availabilityZone blueprintId bundleId instanceName",
        "aws-native:memorydb:Cluster": (
            "clusterName dataTiering kmsKeyId multiRegionClusterName networkType port "
            "snapshotArns snapshotName subnetGroupName tlsEnabled"
        ),
        "aws-native:neptune:DbCluster": (
            "availabilityZones dbClusterIdentifier dbSubnetGroupName "
            "globalClusterIdentifier kmsKeyId restoreToTime restoreType snapshotIdentifier "
            "sourceDBClusterIdentifier storageEncrypted useLatestRestorableTime"
        ),
        "aws-native:neptunegraph:Graph": (
            "graphName kmsKeyIdentifier replicaCount vectorSearchConfiguration"
        ),
        "aws-native:opensearchservice:Domain": "domainName engineMode",
        "aws-native:organizations:Policy": "type",
        "aws-native:rbin:Rule": "resourceType",
        "aws-native:rds:DbCluster": (
            "availabilityZones clusterScalabilityType databaseName dbClusterIdentifier "
            "dbSubnetGroupName dbSystemId engineMode kmsKeyId publiclyAccessible "
            "restoreToTime restoreType snapshotIdentifier sourceDBClusterIdentifier "
            "sourceDbClusterResourceId sourceRegion storageEncrypted "
            "useLatestRestorableTime"
        ),
        "aws-native:rds:DbInstance": (
            "backupTarget characterSetName customIAMInstanceProfile dbClusterIdentifier "
            "dbInstanceIdentifier dbName dbSubnetGroupName dbSystemId kmsKeyId "
            "masterUsername ncharCharacterSetName sourceRegion storageEncrypted timezone"
        ),
        "aws-native:redshift:Cluster": (
            "clusterIdentifier clusterSubnetGroupName dbName masterUsername ownerAccount "
            "snapshotClusterIdentifier snapshotIdentifier"
        ),
        "aws-native:redshiftserverless:Snapshot": "namespaceName snapshotName tags",
        "aws-native:s3:Bucket": "bucketName bucketNamePrefix bucketNamespace",
        "aws-native:secretsmanager:Secret": "name",
        "aws-native:timestream:Table": "databaseName tableName",
        "aws-native:cloudtrail:Trail": ("trailName"),
        "aws-native:cloudwatch:Alarm": ("alarmName"),
        "aws-native:cloudwatch:CompositeAlarm": ("alarmName"),
        "aws-native:events:EventBusPolicy": ("eventBusName statementId"),
        "aws-native:events:Rule": ("name"),
        "aws-native:lambda:EventSourceMapping": (
            "eventSourceArn selfManagedEventSource startingPosition startingPositionTimestamp"
        ),
        "aws-native:lambda:Function": ("functionName packageType tenancyConfig"),
        "aws-native:lambda:Permission": (
            "action eventSourceToken functionName functionUrlAuthType "
            "invokedViaFunctionUrl principal principalOrgID sourceAccount sourceArn"
        ),
        "aws-native:s3:BucketPolicy": ("bucket"),
        "aws-native:scheduler:Schedule": ("name"),
        "aws-native:sns:Subscription": ("endpoint protocol topicArn"),
        "aws-native:sns:TopicInlinePolicy": ("topicArn"),
        "aws-native:sqs:QueueInlinePolicy": "queue",
    }
)
"""By type token, names with spaces between: in any case."""

PERHAPS_REPLACING_NATIVE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aws-native:dynamodb:GlobalTable": "globalTableSourceArn keySchema localSecondaryIndexes",
        "aws-native:dynamodb:Table": "keySchema",
        "aws-native:ec2:Instance": (
            "additionalInfo affinity blockDeviceMappings ebsOptimized hostId instanceType "
            "kernelId privateDnsNameOptions ramdiskId securityGroupIds tenancy userData"
        ),
        "aws-native:elasticache:ReplicationGroup": "authToken nodeGroupConfiguration",
        "aws-native:neptunegraph:Graph": "provisionedMemory",
        "aws-native:opensearchservice:Domain": "advancedSecurityOptions encryptionAtRestOptions",
        "aws-native:rds:DbCluster": "engine globalClusterIdentifier masterUsername",
        "aws-native:rds:DbInstance": (
            "autoMinorVersionUpgrade availabilityZone backupRetentionPeriod "
            "dbClusterSnapshotIdentifier dbParameterGroupName dbSnapshotIdentifier engine "
            "multiAZ performanceInsightsKMSKeyId preferredMaintenanceWindow restoreTime "
            "sourceDBClusterIdentifier sourceDBInstanceAutomatedBackupsArn "
            "sourceDBInstanceIdentifier sourceDbiResourceId storageType "
            "useLatestRestorableTime"
        ),
        "aws-native:events:Rule": "eventBusName",
        "aws-native:lambda:Function": "durableConfig",
        "aws-native:sns:Subscription": "region",
    }
)
"""By type token, names with spaces between: in some cases, which the schema does not tell."""
