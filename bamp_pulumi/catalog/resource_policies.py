"""Where the policy of a resource is declared: on the resource itself, or by one of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

__all__ = [
    "POLICY_DOCUMENT_INPUTS",
    "RESOURCE_POLICIES",
    "LockoutCheck",
    "PolicyWriter",
    "ResourcePolicy",
]


@dataclass(frozen=True, slots=True)
class PolicyWriter:
    """A type whose resources each write the whole policy of another resource."""

    type: str
    """Pulumi type token."""
    link: str
    """Wire name of the input that names the resource."""
    document: str = "policy"
    """Wire name of the input that holds the policy document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockoutCheck:
    """What AWS asks of a policy before it takes it: that somebody may change it afterwards."""

    change: str
    """The action that changes the policy."""
    bypass: str
    """Wire name of the input that switches the check off."""
    why: str
    """Who refuses the policy otherwise, with the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcePolicy:
    """How the one policy of a type of resource is written. AWS keeps the one written last."""

    service: str
    """Prefix of the actions on such a resource, as IAM names them: `s3`."""
    label: str
    """What people call such a resource: `key`."""
    called: str = "policy"
    """What AWS calls its policy."""
    inline: str = ""
    """Wire path of the resource's own input; empty where it has none."""
    writers: tuple[PolicyWriter, ...] = ()
    below: Mapping[str, str] = field(default_factory=dict[str, str])
    """What an action goes on with behind the ARN, where it acts on something in the resource."""
    takes_incomplete: bool = False
    """Whether AWS takes a statement without Action or Resource, which then has no effect.

    Source: AWS KMS API, CreateKey.Policy, PutKeyPolicy.Policy (read 2026-11-28).
    """
    needs_resource: bool = True
    """Whether a statement has to say which resource it is about. Source: Amazon EFS user guide,
    create-file-system-policy: the policies that its console writes leave it out (read 2026-11-28).
    """
    lockout: LockoutCheck | None = None
    """What AWS asks of a policy; None where it takes one that locks out who writes it."""
    account_by_default: bool = False
    """Whether AWS lets in the account of the resource, and whomever IAM allows there, while nobody
    writes a policy. Otherwise there is no policy then."""


_KEY: Final = ResourcePolicy(
    service="kms",
    label="key",
    inline="policy",
    writers=(PolicyWriter("aws:kms/keyPolicy:KeyPolicy", "keyId"),),
    takes_incomplete=True,
    lockout=LockoutCheck(
        change="kms:PutKeyPolicy",
        bypass="bypassPolicyLockoutSafetyCheck",
        why="KMS refuses a policy that locks out who writes it (KMS API, CreateKey.Policy and "
        "PutKeyPolicy.Policy)",
    ),
    account_by_default=True,
)
_VAULT: Final = ResourcePolicy(
    service="backup",
    label="vault",
    called="access policy",
    writers=(PolicyWriter("aws:backup/vaultPolicy:VaultPolicy", "backupVaultName"),),
)
_BUCKET: Final = ResourcePolicy(
    service="s3",
    label="bucket",
    below=MappingProxyType(dict.fromkeys(("s3:GetObject", "s3:GetObjectVersion"), "/an object")),
    inline="policy",
    writers=(
        PolicyWriter("aws:s3/bucketPolicy:BucketPolicy", "bucket"),
        PolicyWriter("aws-native:s3:BucketPolicy", "bucket", "policyDocument"),
    ),
)

RESOURCE_POLICIES: Final[Mapping[str, ResourcePolicy]] = MappingProxyType(
    {
        "aws:kms/key:Key": _KEY,
        "aws:kms/replicaKey:ReplicaKey": _KEY,
        "aws:kms/externalKey:ExternalKey": _KEY,
        "aws:kms/replicaExternalKey:ReplicaExternalKey": _KEY,
        "aws:backup/vault:Vault": _VAULT,
        "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": _VAULT,
        "aws:s3/bucket:Bucket": _BUCKET,
        "aws:s3/bucketV2:BucketV2": _BUCKET,
        "aws-native:s3:Bucket": replace(_BUCKET, inline=""),
        "aws-native:dynamodb:Table": ResourcePolicy(
            service="dynamodb", label="table", inline="resourcePolicy.policyDocument"
        ),
        "aws-native:efs:FileSystem": ResourcePolicy(
            service="elasticfilesystem",
            label="file system",
            inline="fileSystemPolicy",
            needs_resource=False,
        ),
        "aws:dynamodb/table:Table": ResourcePolicy(
            service="dynamodb",
            label="table",
            writers=(PolicyWriter("aws:dynamodb/resourcePolicy:ResourcePolicy", "resourceArn"),),
        ),
        "aws:efs/fileSystem:FileSystem": ResourcePolicy(
            service="elasticfilesystem",
            label="file system",
            needs_resource=False,
            writers=(PolicyWriter("aws:efs/fileSystemPolicy:FileSystemPolicy", "fileSystemId"),),
        ),
        "aws:sns/topic:Topic": ResourcePolicy(
            service="sns",
            label="topic",
            inline="policy",
            writers=(PolicyWriter("aws:sns/topicPolicy:TopicPolicy", "arn"),),
        ),
        "aws:sqs/queue:Queue": ResourcePolicy(
            service="sqs",
            label="queue",
            inline="policy",
            writers=(PolicyWriter("aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),),
        ),
        "aws:cloudwatch/eventBus:EventBus": ResourcePolicy(
            service="events",
            label="event bus",
            writers=(PolicyWriter("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "eventBusName"),),
        ),
    }
)
"""By type token. Source: pulumi_aws 7.51.1; CloudFormation template reference,
AWS::S3::BucketPolicy, AWS::DynamoDB::Table, AWS::EFS::FileSystem (read 2026-11-28); AWS KMS
developer guide, key-policy-default (read 2026-11-26).
"""

POLICY_DOCUMENT_INPUTS: Final = frozenset({"assumeRolePolicy", "policy"})
"""Wire names of the inputs that hold a policy document, on whatever type of AWS's.
Source: pulumi_aws 7.51.1 (read 2026-11-28)."""
