"""Inputs whose change makes the provider replace a resource in some cases, and in others does not.

Either the provider decides by another input, an engine or the direction of the change
(`CustomizeDiff`), only some of what stands in the input replaces it, or what the provider does was
not read: an input that came after the release that was read.

Source: terraform-provider-aws 6.58.0, docdb/cluster.go, dsql/cluster.go, dynamodb/table.go,
ec2/ec2_instance.go, eks/cluster.go, elasticache/cluster.go, elasticache/replication_group.go,
elasticache/serverless_cache.go, fsx/lustre_file_system.go, fsx/ontap_file_system.go,
fsx/ontap_volume.go, fsx/openzfs_file_system.go, fsx/windows_file_system.go, keyspaces/table.go,
kinesisanalyticsv2/application.go, neptune/cluster.go, opensearch/domain.go, rds/cluster.go,
rds/instance.go, s3/bucket.go, timestreamwrite/table.go: `CustomizeDiff` and `ForceNew`; pulumi_aws
7.51.1 (read 2026-11-29).
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
    surely: Literal["", "removed", "toggled", "written"] = ""
    """The change with which it surely does so: where the input is taken out, is written on one
    side only, or gets a value, which it had not. Any other change is then made in place. Default:
    none is sure."""


_LATER: Final = PerhapsReplacing(
    where="the release of the provider that was read has no such input"
)
_DOWNGRADE: Final = PerhapsReplacing(where="an older version replaces it")
_RESTORED: Final = PerhapsReplacing(
    where="another source to restore from replaces it", surely="written"
)
_USER_DATA: Final = PerhapsReplacing(
    where="with `userDataReplaceOnChange` it replaces the instance"
)
_OBJECT_LOCK: Final = PerhapsReplacing(where="`objectLockEnabled` in it replaces the bucket")
_ENCRYPTED: Final = (
    "replaces the domain, and so does turning it on in an engine version that cannot do so in place"
)

_BY_HANDLER: Final = PerhapsReplacing(where="its resource type decides by the case")

PERHAPS_REPLACING: Final[Mapping[str, Mapping[str, PerhapsReplacing]]] = MappingProxyType(
    {
        **{
            token: dict.fromkeys(names.split(), _BY_HANDLER)
            for token, names in PERHAPS_REPLACING_NATIVE.items()
        },
        "aws:docdb/cluster:Cluster": {
            "serverlessV2ScalingConfiguration": PerhapsReplacing(
                where="AWS cannot take it out of a cluster", surely="removed"
            ),
            "snapshotIdentifier": _RESTORED,
        },
        "aws:dsql/cluster:Cluster": {
            "multiRegionProperties": PerhapsReplacing(
                where="another `witnessRegion` in it replaces the cluster"
            ),
        },
        "aws:dynamodb/table:Table": {
            "importTable": PerhapsReplacing(
                where="another `s3BucketSource` in it replaces the table"
            ),
            "restoreBackupArn": _RESTORED,
            "restoreSourceName": _RESTORED,
            "restoreSourceTableArn": _RESTORED,
        },
        "aws:ec2/instance:Instance": {
            "cpuOptions": PerhapsReplacing(where="`amdSevSnp` in it replaces the instance"),
            "enablePrimaryIpv6": PerhapsReplacing(where="turning it off replaces the instance"),
            "ephemeralBlockDevices": PerhapsReplacing(
                where="another number of them replaces the instance"
            ),
            "instanceType": PerhapsReplacing(
                where="a type of another processor architecture replaces the instance"
            ),
            "ipv6Addresses": PerhapsReplacing(
                where="without a change of `ipv6AddressCount` it replaces the instance"
            ),
            "launchTemplate": PerhapsReplacing(where="another template or version replaces it"),
            "privateDnsNameOptions": PerhapsReplacing(
                where="an instance that had none is replaced"
            ),
            "rootBlockDevice": PerhapsReplacing(
                where="`encrypted` and `kmsKeyId` in it replace it"
            ),
            "userData": _USER_DATA,
            "userDataBase64": _USER_DATA,
        },
        "aws:eks/cluster:Cluster": {
            "accessConfig": PerhapsReplacing(
                where="`bootstrapClusterCreatorAdminPermissions` in it replaces the cluster"
            ),
            "defaultAddonsToRemoves": _LATER,
            "encryptionConfig": PerhapsReplacing(
                where="EKS cannot take it out of a cluster", surely="removed"
            ),
            "kubeApiServerConfig": _LATER,
            "kubeControllerManagerConfig": _LATER,
            "kubeSchedulerConfig": _LATER,
            "kubernetesNetworkConfig": PerhapsReplacing(
                where="`ipFamily` and `serviceIpv4Cidr` in it replace the cluster"
            ),
            "outpostConfig": PerhapsReplacing(
                where="another type or placement of its instances replaces the cluster"
            ),
            "vpcConfig": PerhapsReplacing(
                where="`controlPlaneEgressMode` set back to AWS_MANAGED replaces the cluster"
            ),
        },
        "aws:elasticache/cluster:Cluster": {
            "engineVersion": _DOWNGRADE,
            "nodeType": PerhapsReplacing(
                where="of Memcached and Valkey it replaces the cluster",
                unless={"engine": ("redis",)},
            ),
        },
        "aws:elasticache/replicationGroup:ReplicationGroup": {
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
            "engine": PerhapsReplacing(
                where="all but redis and valkey in each other's place replaces the cache"
            ),
            "majorEngineVersion": PerhapsReplacing(
                where="all but a newer version of valkey replaces the cache"
            ),
        },
        "aws:fsx/lustreFileSystem:LustreFileSystem": {
            "fileSystemTypeVersion": _DOWNGRADE,
            "metadataConfiguration": PerhapsReplacing(
                where="fewer `iops` in it replace the file system"
            ),
            "storageCapacity": PerhapsReplacing(
                where="less capacity, and any change of SCRATCH_1, replaces the file system"
            ),
        },
        "aws:fsx/ontapFileSystem:OntapFileSystem": {
            "haPairs": PerhapsReplacing(
                where="more of them replace a SINGLE_AZ_1 file system",
                unless={"deploymentType": ("MULTI_AZ_1", "MULTI_AZ_2", "SINGLE_AZ_2")},
            ),
            "networkType": _LATER,
            "throughputCapacityPerHaPair": PerhapsReplacing(
                where="more of it replaces a file system of the first generation",
                unless={"deploymentType": ("MULTI_AZ_2", "SINGLE_AZ_2")},
            ),
        },
        "aws:fsx/ontapVolume:OntapVolume": {
            "snaplockConfiguration": PerhapsReplacing(where="`snaplockType` in it replaces it"),
        },
        "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": {
            "networkType": _LATER,
            "rootVolumeConfiguration": PerhapsReplacing(
                where="`copyTagsToSnapshots` in it replaces it"
            ),
        },
        "aws:fsx/windowsFileSystem:WindowsFileSystem": {"networkType": _LATER},
        "aws:keyspaces/table:Table": {
            "clientSideTimestamps": PerhapsReplacing(
                where="it cannot be turned off again", surely="removed"
            ),
            "schemaDefinition": PerhapsReplacing(
                where="all but an added column replaces the table"
            ),
        },
        "aws:kinesisanalyticsv2/application:Application": {
            "applicationConfiguration": PerhapsReplacing(
                where="an `input` of SQL that is taken out of it replaces the application"
            ),
        },
        "aws:neptune/cluster:Cluster": {"snapshotIdentifier": _RESTORED},
        "aws:opensearch/domain:Domain": {
            "advancedSecurityOptions": PerhapsReplacing(
                where="turning it off in it replaces the domain"
            ),
            "encryptAtRest": PerhapsReplacing(
                where=f"another key, or turning it off, {_ENCRYPTED}"
            ),
            "engineVersion": PerhapsReplacing(
                where="a version that OpenSearch Service cannot upgrade to replaces the domain"
            ),
            "ipAddressType": PerhapsReplacing(
                where="from dual stack to another it replaces the domain"
            ),
            "nodeToNodeEncryption": PerhapsReplacing(where=f"turning it off {_ENCRYPTED}"),
            "vpcOptions": PerhapsReplacing(
                where="into a VPC, or out of one, replaces the domain", surely="toggled"
            ),
        },
        "aws:rds/cluster:Cluster": {
            "publiclyAccessible": _LATER,
            "snapshotIdentifier": _RESTORED,
            "storageType": PerhapsReplacing(
                where="of a Multi-AZ DB cluster it replaces the cluster",
                unless={"engine": ("aurora", "aurora-mysql", "aurora-postgresql")},
            ),
        },
        "aws:rds/instance:Instance": {
            "restoreToPointInTime": PerhapsReplacing(
                where="added or taken out, it replaces the instance", surely="toggled"
            ),
        },
        "aws:s3/bucket:Bucket": {"objectLockConfiguration": _OBJECT_LOCK},
        "aws:s3/bucketV2:BucketV2": {"objectLockConfiguration": _OBJECT_LOCK},
        "aws:timestreamwrite/table:Table": {
            "schema": PerhapsReplacing(where="another partition key in it replaces the table"),
        },
    }
)
"""By type token and wire name of the input."""
