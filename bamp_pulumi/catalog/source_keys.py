"""Where the KMS key of a data store is named, and which key it is under where none is named.

Recovery points of types that AWS Backup does not fully manage stay under this key; of the others
it decides whether AWS Backup can read the source at all.

Source: AWS KMS developer guide, concepts (AWS managed keys), kms-alias; AWS KMS API, CreateAlias
(the prefix `alias/aws/` is reserved); AWS Backup developer guide, encryption (read 2026-11-28); our
inference: the other services name theirs as these two do (their pages on encryption at rest were
read too, and their names not written down).
"""

from dataclasses import dataclass
from typing import Final

from bamp_pulumi.catalog.conditions import Condition

__all__ = [
    "AWS_MANAGED_KEYS",
    "AWS_OWNED_KEY",
    "INHERITED_KEY",
    "AccountEncryption",
    "DefaultKey",
    "KeyCompanion",
]

AWS_MANAGED_KEYS: Final = frozenset(
    {
        "aws/backup",
        "aws/dynamodb",
        "aws/ebs",
        "aws/elasticfilesystem",
        "aws/fsx",
        "aws/lambda",
        "aws/rds",
        "aws/redshift",
        "aws/s3",
        "aws/secretsmanager",
        "aws/sns",
        "aws/sqs",
        "aws/ssm",
        "aws/timestream",
    }
)
"""Aliases of the keys that AWS makes in an account, without `alias/`; nobody else can make one.

Of the services whose resources are read here.
"""

AWS_OWNED_KEY: Final = "aws-owned"
"""Encrypted with a key that AWS owns (DynamoDB) or that the service manages (SSE-S3): no policy to
read, nothing to ask of the role, and nothing that keeps a copy back."""

INHERITED_KEY: Final = "inherited"
"""The key of what the resource was made from (a snapshot, a source database), or one that its
parent names (an FSx for ONTAP volume, a Timestream table): not known from its own inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultKey:
    """The key that a data store is under where its inputs name none."""

    key: str
    """Alias of an AWS managed key without `alias/`, such as `aws/rds`; or `AWS_OWNED_KEY`; or
    `INHERITED_KEY`."""
    when: tuple[Condition, ...] = ()
    """Inputs for which it is so, all of them."""

    @property
    def is_aws_managed(self) -> bool:
        """Return True if it is an AWS managed key, whose policy nobody can change."""
        return self.key.startswith("aws/")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEncryption:
    """Settings of an account and Region that encrypt what is created there."""

    switch: str
    """Type token of the resource that switches it on or off."""
    enabled: str
    """Wire name of its input that says so; on where the input is absent."""
    key: str
    """Type token of the resource that names the key of what names none."""
    key_input: str
    """Wire name of its input that names it."""
    default: str
    """The key while no such resource is declared, as in `DefaultKey.key`."""
    source: str
    read_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCompanion:
    """Another resource that names the key of a data store."""

    tokens: tuple[str, ...]
    """Type tokens of it."""
    link: str
    """Wire name of its input that names the data store."""
    key_input: str
    """Wire path of its input that names the key; `*` stands for every item."""
    default_keys: tuple[DefaultKey, ...] = ()
    """The key where that input is absent, asked of the companion's own inputs."""
