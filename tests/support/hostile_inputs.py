"""Small sound inputs of every kind the tool reads, made by code: what mutations start from."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, cast

from alerted import whole
from sound_stores import with_store

from bamp_pulumi.baseline import Account, Manifest
from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.policy import default_policy

__all__ = ["ACCOUNT", "alerting_preview", "document_of", "export", "manifest", "preview"]

ACCOUNT: Final = "111122223333"
_UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
Document = dict[str, Any]  # Any: JSON


def document_of(estate: Estate) -> Document:
    """Write an estate as the document of an offline run."""
    return {
        "schema": "bamp.offline/1",
        "config": {"aws:region": "us-east-1", "aws:allowedAccountIds": f'["{ACCOUNT}"]'},
        "steps": [{"op": "create", "newState": _state(r)} for r in estate.resources],
        "stackOutputs": {},
    }


def _state(resource: Resource) -> Document:
    return {
        "urn": resource.urn,
        "type": resource.type,
        "custom": resource.custom,
        "external": resource.external,
        "id": resource.id,
        "parent": resource.parent,
        "inputs": _plain(resource.inputs),
        "outputs": _plain(resource.outputs),
        "propertyDependencies": {k: list(v) for k, v in resource.dependencies.items()},
        "secretInputs": sorted(resource.secret_inputs),
        "ignoreChanges": list(resource.ignore_changes),
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    if value is UNKNOWN:
        return _UNKNOWN
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in cast("Mapping[str, object]", value).items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in cast("list[object]", value)]
    return value


@cache
def preview() -> Document:
    """Return a document of an account and a table that it protects."""
    return document_of(with_store("DynamoDB table"))


def alerting_preview() -> Document:
    """Return a document of an account with its alerts, and stores beside it."""
    return document_of(whole())


@cache
def export() -> Document:
    """Return the same as an exported stack, deployed."""
    return {
        "version": 3,
        "deployment": {
            "manifest": {"time": "2026-11-28T00:00:00Z"},
            "resources": [step["newState"] for step in preview()["steps"]],
        },
    }


@cache
def manifest() -> str:
    """Return the manifest of an account, as its parameter holds it."""
    return Manifest.of(default_policy(), Account(ACCOUNT)).to_json()
