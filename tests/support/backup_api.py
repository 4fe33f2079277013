"""AWS Backup's own requests, from the wire inputs of a declared resource.

The names come from this table, not from the library, so a test compares two readings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

import botocore.session
from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.validate import ParamValidator

__all__ = ["Request", "faults", "request_of"]

# Any: the parameters of a request are whatever shape its operation has.
Request = dict[str, Any]

_MODEL: Final = botocore.session.get_session().get_service_model("backup")

_PLAN_NAMES: Final = {
    "targetVaultName": "TargetBackupVaultName",
    "schedule": "ScheduleExpression",
    "startWindow": "StartWindowMinutes",
    "completionWindow": "CompletionWindowMinutes",
    "coldStorageAfter": "MoveToColdStorageAfterDays",
    "deleteAfter": "DeleteAfterDays",
    "destinationVaultArn": "DestinationBackupVaultArn",
    "stringEquals": "StringEquals",
    "key": "ConditionKey",
    "value": "ConditionValue",
}
"""Where the provider's name of a property is not the API's with a small first letter."""

_KEPT: Final = ("recoveryPointTags",)
"""Maps whose keys are data."""


def request_of(type_: str, inputs: Mapping[str, object]) -> tuple[str, Request]:
    """Return the operation that creates a resource, and its parameters."""
    given = dict(inputs)
    given.pop("region", None)
    tags = given.pop("tags", {})
    match type_.rsplit(":", maxsplit=1)[-1]:
        case "Vault":
            key = given["kmsKeyArn"]
            known = key if isinstance(key, str) else "arn:aws:kms:us-east-1:111122223333:key/k"
            return "CreateBackupVault", {
                "BackupVaultName": given["name"],
                "EncryptionKeyArn": known,
                "BackupVaultTags": tags,
            }
        case "VaultPolicy":
            return "PutBackupVaultAccessPolicy", _renamed(given)
        case "VaultLockConfiguration":
            return "PutBackupVaultLockConfiguration", _renamed(given)
        case "RegionSettings":
            return "UpdateRegionSettings", {_capital(name): value for name, value in given.items()}
        case "Plan":
            rules = cast("Sequence[Mapping[str, object]]", given["rules"])
            plan = {"BackupPlanName": given["name"], "Rules": [_renamed(rule) for rule in rules]}
            return "CreateBackupPlan", {"BackupPlan": plan, "BackupPlanTags": tags}
        case "Selection":
            (condition,) = cast("Sequence[Mapping[str, object]]", given["conditions"])
            selection = {
                "SelectionName": given["name"],
                "IamRoleArn": given["iamRoleArn"],
                "Resources": given["resources"],
                "Conditions": _renamed(condition),
            }
            return "CreateBackupSelection", {"BackupPlanId": "p", "BackupSelection": selection}
        case other:
            raise NotImplementedError(other)


def faults(operation: str, request: Request) -> list[str]:
    """List what AWS's service model has against a request: shapes, bounds and patterns."""
    shape = _MODEL.operation_model(operation).input_shape
    assert shape is not None
    report: str = ParamValidator().validate(request, shape).generate_report()
    # A request of another shape has no patterns to walk along.
    return report.splitlines() or list(_patterns(shape, request, operation))


def _patterns(shape: Shape, value: object, path: str) -> Iterator[str]:
    """Walk down: botocore checks no pattern."""
    if isinstance(shape, StructureShape):
        for name, item in cast("Mapping[str, object]", value).items():
            yield from _patterns(shape.members[name], item, f"{path}.{name}")
    elif isinstance(shape, ListShape):
        for item in cast("Sequence[object]", value):
            yield from _patterns(shape.member, item, path)
    elif isinstance(shape, MapShape):
        # Not the keys: the model's pattern refuses the space in AWS's own "Storage Gateway".
        for name, item in cast("Mapping[str, object]", value).items():
            yield from _patterns(shape.value, item, f"{path}.{name}")
    elif (pattern := shape.metadata.get("pattern")) and not re.search(pattern, str(value)):
        yield f"{path}: {value!r} does not match {pattern}"


def _renamed(properties: Mapping[str, object]) -> Request:
    renamed: Request = {}
    for name, value in properties.items():
        put: object = value
        if isinstance(value, Mapping) and name not in _KEPT:
            put = _renamed(cast("Mapping[str, object]", value))
        elif isinstance(value, list):
            put = [_renamed(item) for item in cast("list[Mapping[str, object]]", value)]
        renamed[_PLAN_NAMES.get(name, _capital(name))] = put
    return renamed


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
