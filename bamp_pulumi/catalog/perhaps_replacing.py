"""Inputs whose change makes the provider replace a resource in some cases, and in others does not.

Either the provider decides by another input, an engine or the direction of the change
(`CustomizeDiff`), or what it does was not read: an input that came after the version that was read.

Source: terraform-provider-aws: `CustomizeDiff` in internal/service; pulumi_aws 7.51.1; botocore
1.44.5: the operations that change what was created (read 2026-11-29).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from bamp_pulumi.catalog.replacing_native import PERHAPS_REPLACING_NATIVE

__all__ = ["PERHAPS_REPLACING", "PerhapsReplacing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PerhapsReplacing:
    """When the change of an input replaces the resource."""

    where: str
    """The case in which it does, in one clause."""
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Values of another input with which it surely does not, by wire name."""
    surely: Literal["", "removed", "toggled"] = ""
    """The change with which it surely does so: where the input is taken out, or is written on one
    side only. Any other change is then made in place. Default: none is sure."""


_CREATED: Final = PerhapsReplacing(where="AWS has no call that changes it")
_UNREAD: Final = PerhapsReplacing(where="what the provider does was not read")
_EARLIER: Final = PerhapsReplacing(
    where="the provider's version that was read replaces it, though AWS can change it"
)
_DOWNGRADE: Final = PerhapsReplacing(where="an older version replaces it")
_USER_DATA: Final = PerhapsReplacing(
    where="with `userDataReplaceOnChange` it replaces the instance"
)

_BY_HANDLER: Final = PerhapsReplacing(where="its resource type decides by the case")

PERHAPS_REPLACING: Final[Mapping[str, Mapping[str, PerhapsReplacing]]] = MappingProxyType(
    {
        **{
            token: dict.fromkeys(names.split(), _BY_HANDLER)
            for token, names in PERHAPS_REPLACING_NATIVE.items()
        },
        "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": {
            "encryptionKeyArn": _UNREAD,
        },
        "aws:docdb/cluster:Cluster": {
            "serverlessV2ScalingConfiguration": PerhapsReplacing(
                where="AWS cannot take it out of a cluster", surely="removed"
            ),
        },
        "aws:dynamodb/table:Table": {
            "globalTableWitness": _UNREAD,
            "importTable": _UNREAD,
            "restoreBackupArn": _UNREAD,
        },
        "aws:dynamodb/tableReplica:TableReplica": {"globalTableArn": _UNREAD},
        "aws:ebs/volume:Volume": {"volumeInitializationRate": _CREATED},
        "aws:ec2/instance:Instance": {
            "enablePrimaryIpv6": _UNREAD,
            "instanceMarketOptions": _UNREAD,
            "launchTemplate": PerhapsReplacing(where="another template or version replaces it"),
            "placementGroupId": _UNREAD,
            "primaryNetworkInterface": _UNREAD,
            "rootBlockDevice": PerhapsReplacing(
                where="`encrypted` and `kmsKeyId` in it replace it"
            ),
            "secondaryNetworkInterfaces": _UNREAD,
            "userData": _USER_DATA,
            "userDataBase64": _USER_DATA,
        },
        "aws:elasticache/cluster:Cluster": {
            "engineVersion": _DOWNGRADE,
            "nodeType": PerhapsReplacing(
                where="of Memcached it replaces the cluster",
                unless={"engine": ("redis", "valkey")},
            ),
        },
        "aws:elasticache/replicationGroup:ReplicationGroup": {
            "durability": _UNREAD,
            "engine": PerhapsReplacing(where="redis instead of valkey replaces the group"),
            "engineVersion": _DOWNGRADE,
            "nodeGroupConfigurations": PerhapsReplacing(
                where="significant changes replace the group"
            ),
            "transitEncryptionEnabled": PerhapsReplacing(
                where="before engine version 7.0.5 it replaces the group"
            ),
        },
        "aws:elasticache/serverlessCache:ServerlessCache": {
            "engine": _EARLIER,
            "majorEngineVersion": _EARLIER,
            "networkType": _CREATED,
        },
        "aws:fsx/lustreFileSystem:LustreFileSystem": {
            "dataReadCacheConfiguration": _UNREAD,
            "efaEnabled": _CREATED,
            "fileSystemTypeVersion": _EARLIER,
            "metadataConfiguration": _UNREAD,
            "perUnitStorageThroughput": _EARLIER,
            "storageCapacity": PerhapsReplacing(
                where="less capacity, and any change of SCRATCH_1, replaces the file system"
            ),
            "throughputCapacity": _UNREAD,
        },
        "aws:fsx/ontapFileSystem:OntapFileSystem": {
            "haPairs": _UNREAD,
            "networkType": _UNREAD,
            "throughputCapacityPerHaPair": _UNREAD,
        },
        "aws:fsx/ontapVolume:OntapVolume": {
            "aggregateConfiguration": _CREATED,
            "snaplockConfiguration": PerhapsReplacing(where="`snaplockType` in it replaces it"),
            "volumeStyle": _CREATED,
        },
        "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": {
            "endpointIpAddressRange": _CREATED,
            "networkType": _UNREAD,
            "preferredSubnetId": _CREATED,
            "readCacheConfiguration": _UNREAD,
            "rootVolumeConfiguration": PerhapsReplacing(
                where="`copyTagsToSnapshots` in it replaces it"
            ),
        },
        "aws:fsx/windowsFileSystem:WindowsFileSystem": {"networkType": _UNREAD},
        "aws:keyspaces/table:Table": {
            "clientSideTimestamps": PerhapsReplacing(
                where="it cannot be turned off again", surely="removed"
            ),
            "schemaDefinition": PerhapsReplacing(
                where="all but an added column replaces the table"
            ),
        },
        "aws:kms/replicaKey:ReplicaKey": {"primaryKeyArn": _UNREAD},
        "aws:memorydb/cluster:Cluster": {
            "engine": _UNREAD,
            "multiRegionClusterName": _CREATED,
            "networkType": _CREATED,
        },
        "aws:neptune/cluster:Cluster": {
            "globalClusterIdentifier": _UNREAD,
            "snapshotIdentifier": _UNREAD,
            "storageType": _UNREAD,
        },
        "aws:opensearch/domain:Domain": {
            "advancedSecurityOptions": _EARLIER,
            "encryptAtRest": _EARLIER,
            "engineVersion": PerhapsReplacing(
                where="a version that OpenSearch Service cannot upgrade to replaces the domain"
            ),
            "ipAddressType": _UNREAD,
            "nodeToNodeEncryption": _EARLIER,
            "vpcOptions": PerhapsReplacing(
                where="into a VPC, or out of one, replaces the domain", surely="toggled"
            ),
        },
        "aws:rds/cluster:Cluster": {
            "publiclyAccessible": _CREATED,
            "storageType": PerhapsReplacing(
                where="of a Multi-AZ DB cluster it replaces the cluster",
                unless={"engine": ("aurora", "aurora-mysql", "aurora-postgresql")},
            ),
        },
        "aws:rds/instance:Instance": {"backupTarget": _CREATED},
        "aws:redshiftserverless/namespace:Namespace": {
            "dbName": _CREATED,
            "namespaceName": _UNREAD,
        },
        "aws:s3/bucket:Bucket": {
            "bucketNamespace": _UNREAD,
            "objectLockConfiguration": _UNREAD,
        },
        "aws:s3/bucketV2:BucketV2": {
            "bucketNamespace": _UNREAD,
            "objectLockConfiguration": _UNREAD,
        },
        "aws:secretsmanager/secret:Secret": {"type": _UNREAD},
    }
)
"""By type token and wire name of the input."""
