"""What an update would change, and which changes make a new resource.

Source of the table: the resources' pages in the Pulumi registry ("Forces new resource"), for the
types whose replacement endangers backups; every other change is made in place.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pulumi.runtime.proto import provider_pb2

from tests.e2e.standin.naming import DEFAULTS, name_property
from tests.e2e.standin.wire import Plain, opened

__all__ = ["difference"]

_Kind = provider_pb2.PropertyDiff

_REPLACING: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "aws:backup/vault:Vault": frozenset({"name", "kmsKeyArn"}),
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration": frozenset(
            {"backupVaultName", "changeableForDays", "minRetentionDays", "maxRetentionDays"}
        ),
        "aws:backup/vaultNotifications:VaultNotifications": frozenset(
            {"backupVaultName", "backupVaultEvents", "snsTopicArn"}
        ),
        "aws:backup/selection:Selection": frozenset(
            {"name", "planId", "iamRoleArn", "resources", "selectionTags", "conditions"}
        ),
        "aws:s3/bucket:Bucket": frozenset({"bucket"}),
        "aws:s3/bucketVersioning:BucketVersioning": frozenset({"bucket"}),
        "aws:dynamodb/table:Table": frozenset({"name", "hashKey", "rangeKey"}),
        "aws:rds/instance:Instance": frozenset({"engine", "username", "storageEncrypted"}),
        "aws:efs/fileSystem:FileSystem": frozenset({"encrypted", "kmsKeyId"}),
        "aws:iam/role:Role": frozenset({"name"}),
        "aws:sns/topic:Topic": frozenset({"name"}),
        "aws:ssm/parameter:Parameter": frozenset({"name"}),
    }
)
_EVERYWHERE: Final = frozenset({"region"})


def difference(
    token: str, olds: Mapping[str, Plain], news: Mapping[str, Plain]
) -> provider_pb2.DiffResponse:
    """Compare earlier inputs with new ones, property by property."""
    names = sorted((olds.keys() | news.keys()) - {DEFAULTS})
    changed = [n for n in names if opened(olds.get(n)) != opened(news.get(n))]
    replacing = _REPLACING.get(token, frozenset()) | _EVERYWHERE
    replaces = [name for name in changed if name in replacing]
    automatic = news.get(DEFAULTS)
    name = name_property(token)
    # Two resources of one given name cannot stand side by side.
    by_hand = name is not None and not (isinstance(automatic, list) and name in automatic)
    return provider_pb2.DiffResponse(
        changes=provider_pb2.DiffResponse.DIFF_SOME
        if changed
        else provider_pb2.DiffResponse.DIFF_NONE,
        diffs=changed,
        replaces=replaces,
        deleteBeforeReplace=bool(replaces) and by_hand,
        hasDetailedDiff=True,
        detailedDiff={
            name: provider_pb2.PropertyDiff(
                kind=_kind(name not in olds, name not in news, name in replaces), inputDiff=True
            )
            for name in changed
        },
    )


def _kind(added: bool, removed: bool, replaces: bool) -> _Kind.Kind.ValueType:  # noqa: FBT001 - three facts of one row
    if added:
        return _Kind.ADD_REPLACE if replaces else _Kind.ADD
    if removed:
        return _Kind.DELETE_REPLACE if replaces else _Kind.DELETE
    return _Kind.UPDATE_REPLACE if replaces else _Kind.UPDATE
