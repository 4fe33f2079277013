"""KMS keys as programs declare them: which one an input names, and whether it can encrypt at all.

Source: AWS KMS developer guide, concepts (key spec and usage), key-state (a disabled key, and one
without material, fail every cryptographic operation), importing-keys, grants; AWS KMS API,
ImportKeyMaterial (AWS KMS deletes material that expires, within a year at most); AWS Backup
developer guide, create-a-vault (a vault takes a symmetric encryption key) (read 2026-11-28).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bamp_pulumi.access import ALLOWED, Answer, in_doubt, refused
from bamp_pulumi.catalog import AWS_MANAGED_KEYS, EXTERNAL_KEYS, UNKNOWN, switch_of
from bamp_pulumi.declared.values import items
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.truth import Truth

__all__ = ["KEYS", "NamedKey", "can_encrypt", "grant_of", "key_named"]

_KEY: Final = "aws:kms/key:Key"
KEYS: Final = (_KEY, "aws:kms/replicaKey:ReplicaKey", *EXTERNAL_KEYS)
"""Types of keys."""
_ALIAS: Final = "aws:kms/alias:Alias"
_GRANT: Final = "aws:kms/grant:Grant"
_MANAGED_ALIAS: Final = re.compile(
    r"(?:arn:[\w-]+:kms:(?P<region>[\w-]+):(?P<account>\d{12}):)?alias/(?P<name>aws/.+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedKey:
    """What an input that takes a key names."""

    resource: Resource | None = None
    """The declared key; None when the input names another, or none."""
    aws_managed: str = ""
    """Name of AWS's own key, such as `aws/rds`; empty when it names none of these."""
    is_given: bool = True
    """False when nothing is written: then the service's default holds."""
    written: str = ""
    """What is written, where it is known."""

    @property
    def is_undeclared(self) -> bool:
        """Return True if a key is named that no given program declares."""
        return self.is_given and self.resource is None and not self.aws_managed


def key_named(estate: Estate, resource: Resource, path: str, *, written: object = None) -> NamedKey:
    """Find the key that an input names: by reference, ARN, id or alias.

    Args:
        estate: Where keys are declared.
        resource: Whose input it is.
        path: Wire name of the input, dots between levels.
        written: The value to read. Default: that of the input.
    """
    value = resource.value(path) if written is None else written
    if value is None:
        return NamedKey(is_given=False)
    text = value if isinstance(value, str) else resource.key_aliases.get(path, "")
    managed = _aws_managed(resource, text)
    if managed:
        return NamedKey(aws_managed=managed, written=text)
    key = estate.resolve(resource, path, *KEYS, written=value).only
    if key is None:
        alias = estate.resolve(resource, path, _ALIAS, written=value).only
        key = estate.resolve(alias, "targetKeyId", *KEYS).only if alias is not None else None
    return NamedKey(resource=key, written=text)


def _aws_managed(resource: Resource, text: str) -> str:
    """Return which of AWS's own keys a text names for a resource; empty when it names none.

    A service has one in each Region of an account, and no other Region or account can use it.
    """
    found = _MANAGED_ALIAS.fullmatch(text)
    if found is None or found["name"] not in AWS_MANAGED_KEYS:
        return ""
    places = ((found["region"], resource.region), (found["account"], resource.account_id))
    is_elsewhere = any(own and here and own != here for own, here in places)
    return "" if is_elsewhere else found["name"]


def grant_of(
    estate: Estate, key: Resource, role: Resource | None, arn: str, actions: Sequence[str]
) -> Resource | None:
    """Find a grant that lets a role do something with a key that the key's policy does not.

    It may, and it is never certain: a denial outweighs it, and constraints narrow it.

    Args:
        estate: Where grants are declared.
        key: The key.
        role: The role, where it is declared.
        arn: Its ARN; empty while unknown.
        actions: What it has to do, such as `kms:Decrypt`; all of it.
    """
    needed = {action.removeprefix("kms:") for action in actions}
    for reference in estate.naming(key, "keyId", _GRANT):
        grant = reference.source
        operations = items(grant.value("operations"))
        is_enough = not operations or UNKNOWN in operations or needed <= {*operations}
        grantee = estate.resolve(grant, "granteePrincipal")
        is_role = role is not None and grantee.names(role) is not False
        if is_enough and (is_role or grantee.is_open or (arn and arn in grantee.elsewhere)):
            return grant
    return None


def can_encrypt(key: Resource) -> Answer:
    """Answer whether a declared key can encrypt data for a vault, topic or data store at all."""
    name = f"key {key.name}"
    for why in _certainly_not(key):
        return refused(f"{name} {why}")
    for why in _perhaps_not(key):
        return in_doubt(f"{name}: {why}")
    return ALLOWED


def _certainly_not(key: Resource) -> Iterator[str]:
    if _enabled(key) is False:
        yield "is disabled"
    spec = key.text("customerMasterKeySpec") or "SYMMETRIC_DEFAULT"
    usage = key.text("keyUsage") or "ENCRYPT_DECRYPT"
    if spec != "SYMMETRIC_DEFAULT" or usage != "ENCRYPT_DECRYPT":
        yield f"is not a symmetric encryption key (its spec is {spec}, its usage {usage})"
    if key.type in EXTERNAL_KEYS and not key.external and _material(key) in (None, ""):
        yield "has no key material: it is pending import"


def _perhaps_not(key: Resource) -> Iterator[str]:
    if key.external:
        yield "it is only looked up: its state and its policy are not known"
    if _enabled(key) is None:
        yield "whether it is enabled is not known"
    if UNKNOWN in (key.value("customerMasterKeySpec"), key.value("keyUsage")):
        yield "whether it is a symmetric encryption key is not known"
    until = key.value("validTo") if key.type in EXTERNAL_KEYS else None
    if until is UNKNOWN or until:
        when = "at a time that is not known" if until is UNKNOWN else f"on {until}"
        yield f"its material expires {when}; AWS KMS deletes it then, and nothing can use the key"


def _enabled(key: Resource) -> Truth:
    return switch_of(key.value("isEnabled" if key.type == _KEY else "enabled"), absent=True)


def _material(key: Resource) -> object:
    return key.inputs.get("keyMaterialBase64")
