"""What an update would change, and which changes make a new resource.

Source of the table: schema.toml for the types that `inherit` writes to; for the parts of an account
the resources' pages in the Pulumi registry ("Forces new resource"). Every other change is made in
place.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pulumi.runtime.proto import provider_pb2

from tests.e2e.standin.in_force import effective
from tests.e2e.standin.naming import DEFAULTS, name_property
from tests.e2e.standin.schema import SCHEMA, schema_of
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
        "aws:efs/fileSystem:FileSystem": frozenset({"encrypted", "kmsKeyId"}),
        "aws:iam/role:Role": frozenset({"name"}),
        "aws:sns/topic:Topic": frozenset({"name"}),
        "aws:ssm/parameter:Parameter": frozenset({"name"}),
        **{token: schema.replacing for token, schema in SCHEMA.items()},
    }
)
_EVERYWHERE: Final = frozenset({"region"})


def difference(
    token: str,
    olds: Mapping[str, Plain],
    news: Mapping[str, Plain],
    deployed: Mapping[str, Plain] | None = None,
) -> provider_pb2.DiffResponse:
    """Compare earlier inputs with new ones, property by property.

    Args:
        token: The type.
        olds: Earlier inputs.
        news: New ones, defaults filled in.
        deployed: Earlier outputs. Inputs whose absence means something are compared with what is
            in force; without outputs, with what was given.
    """
    before, after = dict(olds), dict(news)
    schema = schema_of(token)
    state = {**olds, **(deployed or {})}
    for name, value in effective(schema, state, news).items():
        if name in state or name in news:
            before[name], after[name] = state.get(name), value
    names = sorted((before.keys() | after.keys()) - {DEFAULTS})
    changed = [n for n in names if opened(before.get(n)) != opened(after.get(n))]
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
