"""The KMS keys that the data of a store is under, before AWS Backup has touched it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bamp_pulumi.catalog import (
    INHERITED_KEY,
    DataStore,
    DefaultKey,
    holds,
    switch_of,
    value_at,
    values_at,
)
from bamp_pulumi.declared.keys import NamedKey, key_named
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.truth import Truth

__all__ = ["SourceKeys", "is_encrypted_by_account", "source_keys"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKeys:
    """What a data store is encrypted with."""

    named: tuple[NamedKey, ...] = ()
    """Keys that the program names, the service's own among them."""
    default: str = ""
    """The key where the program names none; empty for one that is not encrypted."""
    doubt: str = ""
    """Why the keys are not known; empty when they are."""
    is_inherited: bool = False
    """Whether that is because the key is one of what the data was made from."""

    @property
    def has_aws_managed(self) -> bool:
        """Return True if some of the data is certainly under a key that AWS manages."""
        return any(key.aws_managed for key in self.named) or self.default.startswith("aws/")


def source_keys(estate: Estate, store: DataStore, resource: Resource) -> SourceKeys:
    """Read the keys of a data store: on the resource itself, or on one that encrypts it."""
    written = _named(estate, resource, store.key_inputs)
    named = [key for key in written if not key.written or key.written != store.owned_key_value]
    defaults = [_default(store.default_keys, resource)]
    for companion in store.key_companions:
        for reference in estate.naming(resource, companion.link, *companion.tokens):
            named += _named(estate, reference.source, (companion.key_input,))
            defaults = [_default(companion.default_keys, reference.source)]
            if not reference.is_certain:
                doubt = f"whether {reference.source.name} encrypts it is not known"
                return SourceKeys(named=tuple(named), doubt=doubt)
    if named:
        return SourceKeys(named=tuple(named))
    (default,) = defaults
    of_account = _of_account(estate, store, resource, default)
    if of_account is not None:
        return of_account
    if default is None:
        return SourceKeys(doubt="which key it is under is known only after deployment")
    if default == INHERITED_KEY:
        return SourceKeys(doubt="it takes its key from what it is made from", is_inherited=True)
    return SourceKeys(default=default)


def is_encrypted_by_account(estate: Estate, store: DataStore, resource: Resource) -> Truth:
    """Answer whether settings of the account encrypt a resource that itself asks for none."""
    row = store.account_encryption
    said = value_at(resource.outputs, store.encryption.path) if store.encryption else None
    if row is None or said is False:
        return False
    answers = [
        None if switch.external else switch_of(switch.inputs.get(row.enabled, True))
        for switch in _here(estate, resource, row.switch)
    ]
    return answers[0] if answers and len({*answers}) == 1 else None if answers else False


def _of_account(
    estate: Estate, store: DataStore, resource: Resource, default: str | None
) -> SourceKeys | None:
    """Read the key that the account gives; None where it gives none."""
    row = store.account_encryption
    if row is None or default not in ("", row.default):
        return None
    is_encrypted = default == row.default or is_encrypted_by_account(estate, store, resource)
    if is_encrypted is None:
        return SourceKeys(doubt="whether the account encrypts by default is not known")
    if not is_encrypted:
        return None
    holders = _here(estate, resource, row.key)
    if not holders:
        return SourceKeys(default=row.default)
    if len(holders) > 1 or holders[0].external:
        return SourceKeys(doubt="the default key of the account is not known")
    return SourceKeys(named=(key_named(estate, holders[0], row.key_input),))


def _here(estate: Estate, resource: Resource, token: str) -> list[Resource]:
    """List the settings of a type in the account and Region of a resource."""
    return [one for one in estate.of_type(token) if one.shares_place(resource)]


def _named(estate: Estate, holder: Resource, paths: tuple[str, ...]) -> Iterator[NamedKey]:
    for path in paths:
        for value in values_at(holder.inputs, path):
            if value is not None and value != "":
                yield key_named(estate, holder, path, written=value)


def _default(defaults: tuple[DefaultKey, ...], resource: Resource) -> str | None:
    """Return the key where none is named: the first that fits; None when that is not known."""
    for default in defaults:
        answers = [holds(condition, resource.inputs) for condition in default.when]
        if None in answers:
            return None
        if all(answers):
            return default.key
    return ""
