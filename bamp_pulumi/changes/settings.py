"""What of a resource's inputs is compared where no reading of them is: a hash of each.

A hash shows whether a value changed and not what it is. Of secrets there is none: of a short one
it would give the value away; within one process they are compared by a key that ends with it.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Final, cast

from bamp_pulumi.baseline import MANIFEST_SCHEMA, Manifest
from bamp_pulumi.catalog import (
    DELETION_GUARDS,
    STORE_GUARDS,
    UNKNOWN,
    Condition,
    compared_inputs,
    holds,
)
from bamp_pulumi.declared import PLAN, items, mapping
from bamp_pulumi.errors import BampError
from bamp_pulumi.estate import Resource
from bamp_pulumi.lambdas.health import EXPECTED_FILE
from bamp_pulumi.texts import leaves_of

__all__ = ["guards_of", "hash_if_known", "hash_of", "is_marked", "secrets_of", "settings_of"]

_CHARACTERS: Final = 12
"""48 bits of a hash: enough to distinguish two values of one input."""
_UNKNOWN: Final = "\0unknown"
_MANIFEST: Final = "manifest"
_CODE: Final = "code"
_PROMISE: Final = f"bamp_pulumi/lambdas/health/{EXPECTED_FILE}"
"""Path of what is promised, in the archive of the health check."""
_PARTLY: Final = "~"
"""Begins the hash of a document of which a part is known, with a hash of that part."""
_SCALAR: Final = (str, bool, int, float, type(None))
_KEY_OF_PROCESS: Final = secrets.token_bytes(32)
_READ_OF_RULE: Final = frozenset(
    {
        "ruleName",
        "targetVaultName",
        "schedule",
        "scheduleExpressionTimezone",
        "startWindow",
        "completionWindow",
        "lifecycle",
        "copyActions",
        "enableContinuousBackup",
        "targetLogicallyAirGappedBackupVaultArn",
    }
)
"""Parts of a rule that measures are read from."""


def settings_of(resource: Resource) -> dict[str, str]:
    """Hash each input, with what it is made from where its value is not known.

    Of the rules of a plan, and of inputs of several parts, only the parts that nothing reads; of a
    manifest nothing, nor of what is promised in the archive of the health check.
    """
    return {
        name: _MANIFEST
        if _is_manifest(value)
        else _hash([_plain(value)])
        if not _is_open(value)
        else _begin(resource, name) + _hash([_plain(value), *resource.references(name)])
        for name, value in sorted(_unread(resource).items())
        if name not in resource.secret_inputs
    }


def _begin(resource: Resource, name: str) -> str:
    """Return what the hash of a value that is not known as a whole begins with."""
    document = resource.document(name) if name in resource.partly_known else UNKNOWN
    return "" if document is UNKNOWN else f"{_PARTLY}{_hash(document)}"


def is_marked(setting: str) -> bool:
    """Return True for what `settings_of` has for a document of which a part is known."""
    return setting.startswith(_PARTLY)


def secrets_of(resource: Resource) -> dict[str, str]:
    """Hash each secret input by a key that no other process has: it shows a change, and no value.

    What is written never holds it.
    """
    return {
        name: _MANIFEST if _is_manifest(value) else _keyed_hash(value)
        for name, value in sorted(resource.inputs.items())
        if name in resource.secret_inputs
    }


def _keyed_hash(value: object) -> str:
    return hmac.new(_KEY_OF_PROCESS, _as_text(value), hashlib.sha256).hexdigest()[:_CHARACTERS]


def _is_manifest(value: object) -> bool:
    """Return True for a manifest of a baseline: what it says of the account is compared itself."""
    if not isinstance(value, str) or MANIFEST_SCHEMA not in value:
        return False
    try:
        _ = Manifest.parse(value)
    except BampError:
        return False
    return True


def _without_promise(code: object) -> object:
    """Return an archive without what the health check looks for: that is the policy, as a manifest.

    What the policy promises is compared itself.
    """
    packed = mapping(mapping(code).get("assets"))
    if _PROMISE not in packed:
        return code
    return {name: asset for name, asset in packed.items() if name != _PROMISE}


def _unread(resource: Resource) -> Mapping[str, object]:
    inputs = dict(resource.inputs)
    if _CODE in inputs:
        inputs[_CODE] = _without_promise(inputs[_CODE])
    for path in compared_inputs(resource.type):
        name, _, part = path.partition(".")
        given = inputs.get(name)
        if not part or not isinstance(given, Mapping):
            continue
        fields = mapping(cast("object", given))
        if part in fields and not _is_open(fields[part]):
            inputs[name] = {each: value for each, value in fields.items() if each != part}
            if not inputs[name]:
                del inputs[name]
    rules = inputs.get("rules")
    if resource.type != PLAN or not isinstance(rules, list | tuple):
        return inputs
    parts = [
        {
            name: part
            for name, part in mapping(cast("object", rule)).items()
            if name not in _READ_OF_RULE
        }
        if isinstance(rule, Mapping)
        else rule
        for rule in items(cast("object", rules))
    ]
    unread = sorted((part for part in parts if part), key=_as_text)
    return {**inputs, "rules": unread}


def guards_of(resource: Resource) -> dict[str, bool | None]:
    """Return for each switch against deletion that is set whether it guards."""
    row = STORE_GUARDS.get(resource.type)
    names: Collection[str] = () if row is None else row.guards
    idle: Mapping[str, Condition] = {} if row is None else row.idle
    found: dict[str, bool | None] = {}
    for name, guard in DELETION_GUARDS.items():
        value = resource.inputs.get(name)
        if value is None or (guard.is_given and name not in names):
            continue
        found[name] = guard.guards(value)
        is_idle = holds(idle[name], resource.inputs) if name in idle else False
        if is_idle is not False and found[name] is not False:
            found[name] = False if is_idle else None
    options = {"protect": resource.protect, "retainOnDelete": resource.retain_on_delete}
    return {**found, **{name: True for name, is_set in options.items() if is_set}}


def hash_of(value: object) -> str:
    """Return the hash that `settings_of` has for a known value."""
    return _hash([_plain(value)])


def hash_if_known(value: object) -> str | None:
    """Return the hash of a value; None while a part of it is not known."""
    return None if _is_open(value) else hash_of(value)


def _hash(value: object) -> str:
    return hashlib.sha256(_as_text(value)).hexdigest()[:_CHARACTERS]


def _as_text(value: object) -> bytes:
    text = json.dumps(_plain(value), sort_keys=True, default=str)
    return text.encode("utf-8", "backslashreplace")


def _is_open(value: object) -> bool:
    return _UNKNOWN in leaves_of(_plain(value))


def _plain(value: object) -> object:
    """Return a value as JSON has it, with a mark in the place of what is not known."""
    if value is UNKNOWN:
        return _UNKNOWN
    if isinstance(value, _SCALAR):
        return value
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)  # as above
        return {str(name): _plain(item) for name, item in fields.items()}
    if isinstance(value, Sequence):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    return value
