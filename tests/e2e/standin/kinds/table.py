"""Which types are kept in moto. Every other type is kept by the stand-in alone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tests.e2e.standin.kinds.backup import Lock, Plan, Vault
from tests.e2e.standin.kinds.dynamodb import Table
from tests.e2e.standin.kinds.iam import Role
from tests.e2e.standin.kinds.kind import Kind
from tests.e2e.standin.kinds.kms import Alias, Key
from tests.e2e.standin.kinds.messages import Parameter, Topic
from tests.e2e.standin.kinds.s3 import Bucket, Versioning

__all__ = ["KINDS"]

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "aws:backup/plan:Plan": Plan(),
        "aws:backup/vault:Vault": Vault(),
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration": Lock(),
        "aws:dynamodb/table:Table": Table(),
        "aws:iam/role:Role": Role(),
        "aws:kms/alias:Alias": Alias(),
        "aws:kms/key:Key": Key(),
        "aws:s3/bucket:Bucket": Bucket(),
        "aws:s3/bucketV2:BucketV2": Bucket(),
        "aws:s3/bucketVersioning:BucketVersioning": Versioning(),
        "aws:sns/topic:Topic": Topic(),
        "aws:ssm/parameter:Parameter": Parameter(),
    }
)
