"""The plugin's schema: what other languages see. `BAMP_WRITE_SNAPSHOTS=1` writes it anew.

Not proved: that code generated from it compiles in every language.
"""

import json
import os
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pulumi
import pytest
import yaml

import bamp_pulumi.components
from bamp_pulumi import __version__
from bamp_pulumi.components import PluginProvider
from bamp_pulumi.testing import declare

PLUGIN = Path(__file__).parents[2] / "components"
SNAPSHOT = Path(__file__).parent / "snapshots" / "plugin_schema.json"

KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd"

# Any: a schema is JSON.
Json = Mapping[str, Any]


@pytest.fixture(name="hosted")
def _hosted(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the plugin's program hosts."""
    hosted: dict[str, Any] = {}

    def host(**given: object) -> None:
        hosted.update(given)

    monkeypatch.setattr(bamp_pulumi.components, "host_plugin", host)
    runpy.run_path(str(PLUGIN / "__main__.py"), run_name="__main__")
    return hosted


@pytest.fixture(name="schema")
def _schema(hosted: dict[str, Any]) -> Json:
    provider = PluginProvider(hosted["components"], hosted["name"], version=hosted["version"])
    return json.loads(str(provider.schema))


def descriptions(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """List the descriptions of everything that is written by hand, with their paths."""
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)  # JSON: keys are strings
        for key in ("inputProperties", "properties"):
            for name, property_ in cast("Json", entries.get(key, {})).items():
                yield f"{path}.{name}", str(property_.get("description", ""))
        if entries.get("isComponent") or entries.get("type") == "object":
            yield path, str(entries.get("description", ""))


def test_it_offers_every_component_of_the_library(hosted: dict[str, Any]) -> None:
    """A component that is missing here exists only in Python."""
    exported = {
        name
        for name in bamp_pulumi.components.__all__
        if isinstance(found := getattr(bamp_pulumi.components, name), type)
        and issubclass(found, pulumi.ComponentResource)
    }

    assert {component.__name__ for component in hosted["components"]} == exported
    assert (hosted["name"], hosted["version"]) == ("bamp", __version__)


def test_the_schema_is_the_one_that_was_reviewed(schema: Json) -> None:
    """A change of it is a change for every language."""
    written = json.dumps({**schema, "version": ""}, indent=2, sort_keys=True) + "\n"
    if os.environ.get("BAMP_WRITE_SNAPSHOTS"):
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(written, encoding="utf-8")

    assert written == SNAPSHOT.read_text(encoding="utf-8")


def test_nothing_in_the_schema_is_left_unexplained(schema: Json) -> None:
    """Components, their inputs and outputs, and the fields of nested types."""
    parts = {**schema["resources"], **schema["types"]}
    found = [d for token, part in parts.items() for d in descriptions(part, token)]

    assert len(found) > 50
    assert [path for path, text in found if not text.strip()] == []


def test_every_input_that_may_be_left_out_says_what_then_happens(schema: Json) -> None:
    """`Default:` in its description."""
    silent = [
        f"{token}.{name}"
        for token, part in {**schema["resources"], **schema["types"]}.items()
        for name, property_ in part.get("inputProperties", part.get("properties", {})).items()
        if name not in part.get("requiredInputs", part.get("required", []))
        and "Default:" not in property_["description"]
    ]

    assert silent == []


def test_pulumi_starts_it_with_the_python_of_the_checkout() -> None:
    """Where `make` installs the library; the folder itself has no environment."""
    plugin: Json = yaml.safe_load((PLUGIN / "PulumiPlugin.yaml").read_text(encoding="utf-8"))

    assert plugin["runtime"] == {"name": "python", "options": {"virtualenv": "../.venv"}}


def test_inputs_arrive_as_other_languages_send_them(hosted: dict[str, Any]) -> None:
    """In camelCase, and every number a float; the policy keeps its own names."""
    provider = PluginProvider(hosted["components"], hosted["name"])
    lock = {"mode": "governance", "minRetentionDays": 7.0, "maxRetentionDays": 9.0}
    policy = {"extends": "default", "key_rotation_days": 180.0}

    def program() -> None:
        vault: Any = {"kmsKeyArn": KEY, "lock": lock, "access": {"breakGlass": ["user/alice"]}}
        provider.construct("it", "bamp:index:BackupVault", vault)
        provider.construct("bamp", "bamp:index:Baseline", {"policy": policy})

    estate = declare(program)

    assert estate.named("it-lock").inputs["maxRetentionDays"] == 9
    assert "user/alice" in str(estate.named("it-access-policy").inputs["policy"])
    assert estate.named("bamp-primary-key").inputs["rotationPeriodInDays"] == 180


def test_what_is_refused_names_the_input_in_the_callers_words(hosted: dict[str, Any]) -> None:
    """Of another error Pulumi shows a traceback; a policy document keeps its own names."""
    provider = PluginProvider(hosted["components"], hosted["name"])
    policy = {"extends": "default", "tiers": {"standard": {"rpo_minutes": "24h"}}}
    alerts = {"to": [{"mail": "a@bamp-ops.io"}], "escalateAfterMinutes": 5.0}
    found: list[pulumi.InputPropertiesError] = []

    def program() -> None:
        try:
            provider.construct("it", "bamp:index:Baseline", {"policy": policy, "alerts": alerts})
        except pulumi.InputPropertiesError as error:
            found.append(error)

    declare(program)

    (error,) = found
    errors = error.errors or []
    assert {one["property_path"]: one["reason"].rpartition("write:   ")[2] for one in errors} == {
        "policy.tiers.standard.rpo_minutes": "rpo_minutes: 1440",
        "alerts.to[0].mail": 'email: "a@bamp-ops.io"',
        "alerts.escalateAfterMinutes": "escalateAfterMinutes: 10",
    }


@pytest.mark.parametrize(
    ("inputs", "place", "write"),
    [
        ({"alerts": {"to": "ops@bamp-ops.io"}}, "alerts.to", 'to: [{email: "ops@bamp-ops.io"}]'),
        (
            {"alerts": {"to": [{"email": "a@bamp-ops.io", "severities": "critical"}]}},
            "alerts.to[0].severities",
            ('to: [{email: "a@bamp-ops.io", severities: ["critical"]}, {email: "ADDRESS"}]'),
        ),
        (
            {"resourceTypesNotOffered": ["EFS"]},
            "resourceTypesNotOffered",
            'resourceTypesNotOffered: {"us-east-1": ["EFS"], "us-west-2": ["EFS"]}',
        ),
        (
            {"policy": {"extends": "default", "vault_lock": "governance"}},
            "policy.vault_lock",
            'vault_lock: {mode: "governance", min_retention_days: 7, max_retention_days: 2557}',
        ),
        (
            {"copySourceAccountIds": [111122223333.0]},
            "copySourceAccountIds[0]",
            'copySourceAccountIds: ["111122223333"]',
        ),
        (
            {"access": {"breakGlass": "role/admin"}},
            "access.breakGlass",
            'breakGlass: ["role/admin"]',
        ),
    ],
)
def test_mistakes_of_a_configuration_are_refused_in_the_callers_words(
    hosted: dict[str, Any], inputs: dict[str, Any], place: str, write: str
) -> None:
    """The place of the input, and what to write there instead: what TypeScript and YAML take."""
    provider = PluginProvider(hosted["components"], hosted["name"])
    found: list[pulumi.InputPropertiesError] = []

    def program() -> None:
        try:
            provider.construct("it", "bamp:index:Baseline", inputs)
        except pulumi.InputPropertiesError as error:
            found.append(error)

    declare(program)

    (error,) = found
    (one,) = error.errors or []
    assert one["property_path"] == place
    assert one["reason"].rpartition("write:   ")[2] == write
    assert "Traceback" not in str(error)


def test_the_readme_of_the_plugin_is_short() -> None:
    """At most 60 lines."""
    assert len((PLUGIN / "README.md").read_text(encoding="utf-8").splitlines()) <= 60
