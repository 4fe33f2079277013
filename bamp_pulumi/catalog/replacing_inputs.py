"""Inputs whose change makes the provider delete a resource and create another one.

Of types that hold data or protect it. An engine's preview says by itself what is replaced; this is
for a comparison of two programs, which no engine has seen.

Source: `ForceNew` in the schemas of terraform-provider-aws, internal/service/{backup,dynamodb,ec2,
efs,fsx,kms,rds}, which pulumi_aws 7.51.1 is made from (read 2026-11-28). An input that AWS fills in
where it is left out is compared only where both sides write it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["REPLACING_INPUTS"]

_REPLACING: Final[Mapping[str, tuple[str, ...]]] = {
    "aws:backup/plan:Plan": ("name",),
    "aws:backup/selection:Selection": (
        *("name", "planId", "iamRoleArn", "resources", "notResources"),
        *("selectionTags", "conditions"),
    ),
    "aws:backup/vault:Vault": ("name", "kmsKeyArn"),
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": (
        *("backupVaultName", "changeableForDays", "minRetentionDays", "maxRetentionDays"),
    ),
    "aws:dynamodb/table:Table": ("name", "hashKey", "rangeKey", "localSecondaryIndexes"),
    "aws:ebs/volume:Volume": (
        *("availabilityZone", "encrypted", "kmsKeyId", "multiAttachEnabled", "outpostArn"),
        "snapshotId",
    ),
    "aws:efs/fileSystem:FileSystem": (
        *("availabilityZoneName", "creationToken", "encrypted", "kmsKeyId", "performanceMode"),
    ),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": (
        *("activeDirectoryId", "backupId", "copyTagsToBackups", "deploymentType", "kmsKeyId"),
        *("preferredSubnetId", "securityGroupIds", "storageType", "subnetIds"),
    ),
    "aws:kms/key:Key": (
        *("customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"),
    ),
    "aws:rds/cluster:Cluster": (
        *("availabilityZones", "clusterIdentifier", "clusterIdentifierPrefix"),
        *("clusterScalabilityType", "databaseName", "dbSubnetGroupName", "dbSystemId", "engine"),
        *("engineMode", "kmsKeyId", "masterUsername", "restoreToPointInTime"),
    ),
    "aws:rds/instance:Instance": (
        *("availabilityZone", "characterSetName", "customIamInstanceProfile", "dbName", "engine"),
        *("kmsKeyId", "ncharCharacterSetName", "restoreToPointInTime", "snapshotIdentifier"),
        *("storageEncrypted", "timezone", "username"),
    ),
}
_OF_ANY: Final = ("region",)

REPLACING_INPUTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {token: frozenset((*inputs, *_OF_ANY)) for token, inputs in _REPLACING.items()}
)
"""By type token, wire names of the inputs."""
