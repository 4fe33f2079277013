"""Keys as programs declare them, and the policy that decides over each."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from bamp_pulumi.access import Policy, read_policy
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource

__all__ = ["find_key", "is_enabled", "policy_of_key"]

_KEY: Final = "aws:kms/key:Key"
_KEYS: Final = (_KEY, "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey")
_KEY_POLICY: Final = "aws:kms/keyPolicy:KeyPolicy"
_ALIAS: Final = "aws:kms/alias:Alias"


def find_key(estate: Estate, resource: Resource, name: str) -> Resource | None:
    """Find the key that an input of a resource names: by reference, by ARN, id or alias.

    Returns:
        The key; None when no given program declares it.
    """
    linked = estate.follow(resource, name, *_KEYS)
    if linked:
        return linked[0]
    aliases = estate.follow(resource, name, _ALIAS)
    written = resource.text(name)
    if written:
        aliases = (*aliases, *(a for a in estate.of_type(_ALIAS) if _is_called(a, written)))
    targets = (key for alias in aliases for key in estate.follow(alias, "targetKeyId", *_KEYS))
    return next(chain(_named(estate, written), targets), None)


def _named(estate: Estate, written: str) -> Iterator[Resource]:
    for key in estate.of_type(*_KEYS):
        if written and written in (key.text("arn"), key.text("keyId"), key.id):
            yield key


def _is_called(alias: Resource, written: str) -> bool:
    return written in (alias.text("name"), alias.text("arn"))


def is_enabled(key: Resource) -> bool | None:
    """Say whether a key is enabled; None when that is not known."""
    enabled = key.value("isEnabled" if key.type == _KEY else "enabled")
    return None if enabled is UNKNOWN else enabled is not False


def policy_of_key(estate: Estate, key: Resource) -> Policy:
    """Read the policy that decides: of a separate resource, which comes later, else the key's own.

    Left out, AWS lets in the account and whomever it allows. Of a key that is only looked up
    nothing is known.
    """
    name = f"the policy of key {key.name}"
    ids = {key.id, key.text("keyId"), key.text("arn")} - {""}
    separate = [
        resource
        for resource in estate.of_type(_KEY_POLICY)
        if key in estate.follow(resource, "keyId") or resource.text("keyId") in ids
    ]
    if separate:
        given = separate[0].inputs.get("policy", UNKNOWN) if len(separate) == 1 else UNKNOWN
        return read_policy(given, name=name)
    written = key.value("policy")
    if written is not None:
        return read_policy(written, name=name)
    return read_policy(UNKNOWN if key.external else _default(key), name=name)


def _default(key: Resource) -> object:
    principal = {"AWS": key.account_id or UNKNOWN}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": statement}
