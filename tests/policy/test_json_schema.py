"""The JSON Schema of policy documents: complete, in plain words, and changed on purpose only.

`BAMP_WRITE_SNAPSHOTS=1` rewrites the snapshot. The schema is not run here; that a document it
accepts is accepted by `load_policy` holds only as far as lint goes no further.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import pytest

from bamp_pulumi.policy import (
    BackupPolicy,
    CopyRule,
    Lifecycle,
    Promise,
    Rule,
    Schedule,
    Tier,
    default_policy,
    policy_json_schema,
)

SNAPSHOT = Path(__file__).parent / "snapshots" / "policy.schema.json"
SCHEMA = policy_json_schema()


def parts(schema: object, path: str = "") -> Iterator[tuple[str, Mapping[str, object]]]:
    """List every mapping in a schema with its path."""
    if isinstance(schema, Mapping):
        by_key = cast("Mapping[str, object]", schema)
        yield path, by_key
        for key, value in by_key.items():
            yield from parts(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(cast("list[object]", schema)):
            yield from parts(value, f"{path}/{index}")


def fields() -> dict[str, Mapping[str, object]]:
    """Return every field of every definition by its path."""
    return {
        f"{path}/{name}": cast("Mapping[str, object]", field)
        for path, part in parts(SCHEMA["$defs"])
        if path.endswith("/properties")
        for name, field in part.items()
    }


def test_the_schema_is_the_one_that_was_released() -> None:
    """Editors and other languages hold it: a change is seen in review."""
    text = json.dumps(SCHEMA, indent=2) + "\n"
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        SNAPSHOT.write_text(text)

    assert SNAPSHOT.read_text() == text


def test_the_schema_is_built_alike_each_time() -> None:
    """Nothing of one call is left in the next."""
    assert policy_json_schema() == SCHEMA
    assert policy_json_schema() is not SCHEMA


@pytest.mark.parametrize("path", fields())
def test_every_field_says_what_it_means(path: str) -> None:
    """In a sentence or more, on one line."""
    description = fields()[path].get("description")

    assert isinstance(description, str)
    assert len(description) > 10
    assert description.endswith(".")
    assert "\n" not in description


@pytest.mark.parametrize("name", SCHEMA["$defs"])
def test_every_definition_says_what_it_is(name: str) -> None:
    """Also those of changes."""
    assert SCHEMA["$defs"][name]["description"].strip()


@pytest.mark.parametrize(
    "path", [path for path in fields() if path.endswith(("_days", "_hours", "_minutes"))]
)
def test_every_number_says_its_unit_and_bounds(path: str) -> None:
    """In words and for machines."""
    field = fields()[path]
    unit = path.rpartition("_")[2]

    assert unit.rstrip("s") in str(field["description"]).lower()
    bounded = [part for _, part in parts(dict(field)) if part.get("type") == "integer"]
    assert bounded
    assert all("minimum" in part and "maximum" in part for part in bounded)


@pytest.mark.parametrize("path", fields())
def test_every_field_that_may_be_left_out_says_what_then_holds(path: str) -> None:
    """A default that is not said is a surprise."""
    owner, _, name = path.removeprefix("/").replace("/properties/", "/").partition("/")
    if owner.endswith("Changes") or name in SCHEMA["$defs"][owner].get("required", ()):
        return

    assert "Default:" in str(fields()[path]["description"])


@pytest.mark.parametrize(
    ("definition", "model"),
    [
        ("BackupPolicy", BackupPolicy),
        ("Tier", Tier),
        ("Rule", Rule),
        ("Schedule", Schedule),
        ("Lifecycle", Lifecycle),
        ("CopyRule", CopyRule),
    ],
)
def test_a_definition_has_the_fields_of_its_model(definition: str, model: type[Promise]) -> None:
    """But for the name of a rule, which is its key."""
    named = {"name"} if model is Rule else set[str]()

    assert set(SCHEMA["$defs"][definition]["properties"]) == set(model.model_fields) - named


def test_a_document_that_extends_may_leave_out_what_the_preset_says() -> None:
    """One that does not says it all."""
    assert SCHEMA["if"] == {"required": ["extends"]}
    changes = SCHEMA["$defs"]["BackupPolicyChanges"]
    assert changes["required"] == ["extends"]
    assert changes["properties"]["extends"]["enum"] == ["default"]
    partly = [name for name in SCHEMA["$defs"] if name.endswith("Changes")]
    assert len(partly) == 5
    assert not any("required" in SCHEMA["$defs"][name] for name in partly[1:])


@pytest.mark.parametrize(
    ("definition", "field"), [("BackupPolicyChanges", "tiers"), ("TierChanges", "rules")]
)
def test_null_may_stand_for_a_tier_or_rule_that_is_left_out(definition: str, field: str) -> None:
    """And only in a document that changes a preset."""
    (part,) = SCHEMA["$defs"][definition]["properties"][field]["patternProperties"].values()
    whole = definition.removesuffix("Changes")
    (kept,) = SCHEMA["$defs"][whole]["properties"][field]["patternProperties"].values()

    assert part["anyOf"][1] == {"type": "null"}
    assert set(kept) == {"$ref"}


def test_every_reference_leads_somewhere() -> None:
    """A schema with a loose end is refused by every validator."""
    references = {part["$ref"] for _, part in parts(SCHEMA) if "$ref" in part}

    assert references <= {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_no_field_but_those_there_are() -> None:
    """An editor underlines a misspelt field."""
    objects = [p for _, p in parts(SCHEMA["$defs"]) if p.get("type") == "object"]

    assert objects
    assert all(part["additionalProperties"] is False for part in objects)


def test_defaults_of_the_schema_are_those_of_the_models() -> None:
    """Both are said once, in the model."""
    assert SCHEMA["$defs"]["BackupPolicy"]["properties"]["key_rotation_days"]["default"] == 90
    assert default_policy().key_rotation_days == 90
