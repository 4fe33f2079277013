"""What is certain of an ARN whose last part AWS makes up: service, account, Region and type.

Source: Service Authorization Reference (resource types of each service; read 2026-11-28).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["HOLE", "arn_shape"]

HOLE: Final = "\ue000"
"""In a shape, the part that is known only after deployment: at least one character."""

_ENDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aws:cloudformation/stack:Stack": "cloudformation:stack/",
        "aws:docdb/elasticCluster:ElasticCluster": "docdb-elastic:cluster/",
        "aws:dsql/cluster:Cluster": "dsql:cluster/",
        "aws:ebs/volume:Volume": "ec2:volume/",
        "aws:ec2/instance:Instance": "ec2:instance/",
        "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "ec2:instance/",
        "aws:efs/fileSystem:FileSystem": "elasticfilesystem:file-system/",
        "aws:eks/cluster:Cluster": "eks:cluster/",
        "aws:fsx/lustreFileSystem:LustreFileSystem": "fsx:file-system/",
        "aws:fsx/ontapFileSystem:OntapFileSystem": "fsx:file-system/",
        "aws:fsx/ontapVolume:OntapVolume": "fsx:volume/",
        "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": "fsx:file-system/",
        "aws:fsx/openZfsVolume:OpenZfsVolume": "fsx:volume/",
        "aws:fsx/windowsFileSystem:WindowsFileSystem": "fsx:file-system/",
        "aws:redshift/cluster:Cluster": "redshift:cluster:",
        "aws:redshiftserverless/namespace:Namespace": "redshift-serverless:namespace/",
        "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume": "storagegateway:gateway/",
        "aws:storagegateway/storedIscsiVolume:StoredIscsiVolume": "storagegateway:gateway/",
        "aws:timestreamwrite/database:Database": "timestream:database/",
        "aws:timestreamwrite/table:Table": "timestream:database/",
        "aws:rds/instance:Instance": "rds:db:",
        "aws:rds/cluster:Cluster": "rds:cluster:",
        "aws:docdb/cluster:Cluster": "rds:cluster:",
        "aws:neptune/cluster:Cluster": "rds:cluster:",
        "aws:dynamodb/table:Table": "dynamodb:table/",
    }
)
"""Service and what its ARN goes on with, by type token."""
_REGIONLESS: Final[Mapping[str, str]] = MappingProxyType(
    {"aws:s3/bucket:Bucket": "s3", "aws:s3/bucketV2:BucketV2": "s3"}
)


def arn_shape(type_token: str, *, partition: str, region: str, account_id: str) -> str:
    """Return what an ARN is certain to look like, with `HOLE` for what is not known of it.

    Args:
        type_token: Pulumi type token.
        partition: Such as `aws`.
        region: Region of the resource; empty while unknown.
        account_id: Account of the resource; empty while unknown.

    Returns:
        The shape; empty for a type of which nothing is certain.
    """
    if type_token in _REGIONLESS:
        return f"arn:{partition}:{_REGIONLESS[type_token]}:::{HOLE}"
    end = _ENDS.get(type_token)
    if end is None:
        return ""
    service, _, rest = end.partition(":")
    return f"arn:{partition}:{service}:{region or HOLE}:{account_id or HOLE}:{rest}{HOLE}"
