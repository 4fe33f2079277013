"""The JSON Schema of a policy document, for editors and for other languages.

It is made from the models, so it says what they say: every field with its meaning, unit, bounds and
default. What only lint can check (schedules, start windows, locks) is not in it.
"""

from collections.abc import Mapping
from typing import Any, Final, cast

from bamp_pulumi.catalog import RULES_PER_PLAN
from bamp_pulumi.policy.backup_policy import BackupPolicy
from bamp_pulumi.policy.extending import PRESETS

__all__ = ["policy_json_schema"]

_Schema = dict[str, Any]  # a JSON Schema has no narrower type

_MERGED: Final = ("BackupPolicy", "Tier", "Rule", "Schedule", "Lifecycle")
"""Models whose fields a document may say in part when it extends a preset."""


def policy_json_schema() -> _Schema:
    """Return the JSON Schema (2020-12) of what `load_policy` reads.

    A document with `extends` may leave out whatever the preset states; one without states it all.
    Rules are keyed by their names.

    Returns:
        A new, JSON-serialisable mapping; the same on every machine.
    """
    policy = BackupPolicy.model_json_schema()
    definitions: _Schema = {**policy.pop("$defs"), "BackupPolicy": policy}
    _key_by_name(definitions)
    changes = {f"{name}Changes": _changes(definitions[name]) for name in _MERGED}
    _allow_leaving_out(changes)
    return _tidy(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Backup policy of bamp",
            "description": "What an account promises about its backups, whole or as changes to a "
            "preset.",
            "if": {"required": ["extends"]},
            "then": {"$ref": "#/$defs/BackupPolicyChanges"},
            "else": {"$ref": "#/$defs/BackupPolicy"},
            "$defs": definitions | changes,
        }
    )


def _key_by_name(definitions: _Schema) -> None:
    """Describe tiers and rules as documents write them: mappings whose keys are the names."""
    rule = definitions["Rule"]
    name = rule["properties"].pop("name")
    rule["required"].remove("name")
    rules = definitions["Tier"]["properties"]["rules"]
    definitions["Tier"]["properties"]["rules"] = {
        "type": "object",
        "description": rules["description"],
        "examples": rules["examples"],
        "minProperties": rules["minItems"],
        "maxProperties": RULES_PER_PLAN,
        "patternProperties": {name["pattern"]: rules["items"]},
        "additionalProperties": False,
    }
    definitions["BackupPolicy"]["properties"]["tiers"]["additionalProperties"] = False


def _changes(schema: _Schema) -> _Schema:
    """Return the schema of changes to a model: nothing is required, parts are changes too."""
    changed = _renamed(schema)
    changed.pop("required", None)
    changed["description"] = f"Changes to a preset. {schema['description']}"
    return changed


def _renamed(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Point references to models that are merged at their changes."""
    if isinstance(part, list):
        return [_renamed(item) for item in cast("list[object]", part)]
    if not isinstance(part, Mapping):
        return part
    by_key = cast("Mapping[str, object]", part)
    return {
        key: f"{value}Changes"
        if key == "$ref" and str(value).rpartition("/")[2] in _MERGED
        else _renamed(value)
        for key, value in by_key.items()
    }


def _allow_leaving_out(changes: _Schema) -> None:
    """Allow `extends`, and null to leave out a tier or a rule."""
    policy = changes["BackupPolicyChanges"]
    extends = {"enum": sorted(PRESETS), "description": "Preset that the document changes."}
    policy["properties"] = {"extends": extends, **policy["properties"]}
    policy["required"] = ["extends"]
    for parts in (
        policy["properties"]["tiers"],
        changes["TierChanges"]["properties"]["rules"],
    ):
        parts.pop("minProperties")
        parts["patternProperties"] = {
            pattern: {"anyOf": [part, {"type": "null"}]}
            for pattern, part in parts["patternProperties"].items()
        }


def _tidy(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Leave out titles that repeat a field's name, and unwrap the lines of descriptions."""
    if isinstance(part, list):
        return [_tidy(item) for item in cast("list[object]", part)]
    if not isinstance(part, Mapping):
        return part
    by_key = cast("Mapping[str, object]", part)
    return {
        key: " ".join(value.split())
        if key == "description" and isinstance(value, str)
        else _tidy(value)
        for key, value in by_key.items()
        if key != "title" or "$schema" in by_key
    }
