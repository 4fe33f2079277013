"""What the engine says of a program beside what the offline runner says.

Both name resources by URN. They may differ only where one of them cannot know. The offline runner
must know all that the engine's preview knows, unless the program asks a function that AWS alone can
answer; what a deployment adds, neither knew. Automatic names are the provider's, and are left out;
it lists them under `__defaults`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from pulumi.runtime import rpc

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.estate import (
    Estate,
    Resource,
    estate_from_document,
    estate_from_stack_export,
)

__all__ = ["ACCOUNT", "disagreements", "inputs_by_urn"]

# Any: JSON documents of the engine.
Json = Mapping[str, Any]
Inputs = Mapping[str, object]

ACCOUNT: Final = "123456789012"
"""The stand-in's account, which offline runs must be told."""
_NOT_OF_THE_PROGRAM: Final = (
    "pulumi:pulumi:Stack",
    "pulumi:pulumi:StackReference",
    "pulumi:providers:",
)
_DEFAULTS: Final = "__defaults"
_MASK: Final = "[secret]"
_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
_COMPARED: Final = (
    "type",
    "name",
    "program",
    "custom",
    "external",
    "parent",
    "region",
    "account_id",
    "dependencies",
    "secret_inputs",
    "default_tags",
    "protect",
    "retain_on_delete",
    "ignore_changes",
    "source",
)
"""All that two readings of one program share. `delete_before_replace` stands in no document."""
_HASHED: Final = frozenset({"assets", "hash"})


def inputs_by_urn(document: Json) -> dict[str, Inputs]:
    """Read inputs from `pulumi preview --json --show-sames` or `pulumi stack export`.

    Returns:
        What the program gave, by URN, with `UNKNOWN` where a preview cannot know and `[secret]`
        where it will not say. Providers, the stack and stack references are left out.
    """
    if "deployment" in document:
        states: Sequence[Json] = document["deployment"]["resources"]
    else:
        states = [step["newState"] for step in document["steps"] if "newState" in step]
    return {
        state["urn"]: _given(state.get("inputs", {}))
        for state in states
        if not state["type"].startswith(_NOT_OF_THE_PROGRAM)
    }


def _given(inputs: Json) -> Inputs:
    automatic = [_DEFAULTS, *inputs.get(_DEFAULTS, ())]
    return {name: _plain(value) for name, value in inputs.items() if name not in automatic}


def _plain(value: object) -> object:
    if value == rpc.UNKNOWN:
        return UNKNOWN
    if isinstance(value, list):
        return [_plain(item) for item in cast("list[object]", value)]  # JSON
    if isinstance(value, dict):
        properties = cast("dict[str, object]", value)  # JSON: keys are strings
        if _SIGNATURE in properties and "plaintext" in properties:
            return _plain(json.loads(str(properties["plaintext"])))
        return {name: _plain(item) for name, item in properties.items()}
    return value


def disagreements(declared: Estate, preview: Json, export: Json) -> list[str]:
    """List every difference between an offline run, a preview and a deployment of one program.

    Inputs are compared as the engine has them; options, parents, Regions and source lines as the
    library reads them from each document; ids and ARNs that the offline run states with what it
    reads from a preview, and with what AWS made. Empty when all agree.
    """
    previewed = estate_from_document(preview, account_id=ACCOUNT)
    deployed = estate_from_stack_export(export, account_id=ACCOUNT)
    return [
        *_input_disagreements(declared, inputs_by_urn(preview), unknown=_asks_aws(declared)),
        *_input_disagreements(declared, inputs_by_urn(export), unknown=True),
        *_reading_disagreements(declared, previewed),
        *_reading_disagreements(declared, deployed),
        *_statement_disagreements(declared, previewed),
        *_statement_disagreements(declared, deployed),
    ]


def _asks_aws(declared: Estate) -> bool:
    """Say whether some input may hang on the answer of a function that AWS alone can give."""
    return any(note.code == "invoke-unknown" for p in declared.programs for note in p.notes)


def _input_disagreements(
    declared: Estate, engine: Mapping[str, Inputs], *, unknown: bool
) -> list[str]:
    """Compare inputs; `unknown` lets the offline run know less."""
    offline = {resource.urn: resource for resource in declared.resources}
    found = [f"only the engine knows {urn}" for urn in sorted(engine.keys() - offline.keys())]
    found += [f"only offline knows {urn}" for urn in sorted(offline.keys() - engine.keys())]
    for urn in sorted(offline.keys() & engine.keys()):
        found += [
            f"{urn} {line}" for line in _differences(offline[urn], engine[urn], unknown=unknown)
        ]
    return found


def _reading_disagreements(declared: Estate, read: Estate) -> list[str]:
    by_urn = {resource.urn: resource for resource in read.resources}
    return [
        f"{resource.urn} {name}: offline {ours!r}, engine {theirs!r}"
        for resource in declared.resources
        if (found := by_urn.get(resource.urn)) is not None
        for name in _COMPARED
        if (ours := _fact(resource, name, found)) != (theirs := getattr(found, name))
    ]


def _fact(resource: Resource, name: str, found: Resource) -> object:
    """Read one thing said of a resource."""
    if name == "source" and resource.source.startswith("Pulumi."):
        return found.source  # the line of the configuration, which no engine knows
    if name != "dependencies":
        return getattr(resource, name)
    # What a deployment decides may come to nothing: an input unknown offline, and then absent.
    return {
        key: urns
        for key, urns in resource.dependencies.items()
        if resource.inputs.get(key) is not UNKNOWN or key in found.inputs
    }


def _statement_disagreements(declared: Estate, deployed: Estate) -> list[str]:
    by_urn = {resource.urn: resource for resource in deployed.resources}
    return [
        f"{resource.urn} {name}: offline {value!r}, engine {found!r}"
        for resource in declared.resources
        if resource.urn in by_urn
        for name, value in resource.outputs.items()
        if (found := by_urn[resource.urn].outputs.get(name)) != value
        # A preview that hides a name, or does not know it, cannot state what follows from it.
        and not (found is None and UNKNOWN in by_urn[resource.urn].inputs.values())
    ]


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What counts as agreement."""

    mask: bool
    """`[secret]` on the engine's side stands for any value."""
    unknown: bool
    """`UNKNOWN` on the offline side stands for any value."""


def _differences(resource: Resource, engine: Inputs, *, unknown: bool) -> Iterator[str]:
    # What is looked up has no inputs: those that the library reads are outputs.
    read = resource.outputs.keys() if resource.external else set[str]()
    for name in sorted((resource.inputs.keys() - read) | engine.keys()):
        ours, theirs = resource.inputs.get(name), engine.get(name)
        if name == "tags" and resource.default_tags and (ours is None or isinstance(ours, Mapping)):
            # The provider merges its default tags into what the engine keeps as inputs.
            ours = {**resource.default_tags, **cast("Mapping[str, object]", ours or {})}
        allowed = _Allowed(mask=name in resource.secret_inputs, unknown=unknown)
        yield from (f"{name}{difference}" for difference in _apart("", ours, theirs, allowed))


def _apart(path: str, ours: object, theirs: object, allowed: _Allowed) -> Iterator[str]:
    """Walk both values down; None and absent are the same."""
    if theirs is UNKNOWN or (allowed.mask and theirs == _MASK):
        return
    if (allowed.unknown and ours is UNKNOWN) or _parsed(ours) == _parsed(theirs):
        return
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        left = cast("Mapping[str, object]", ours)  # properties: keys are strings
        right = cast("Mapping[str, object]", theirs)
        for name in sorted(left.keys() | right.keys()):
            # What an archive or asset holds is hashed by the engine alone.
            if not (_SIGNATURE in left and name in _HASHED):
                yield from _apart(f"{path}.{name}", left.get(name), right.get(name), allowed)
    elif isinstance(ours, list | tuple) and isinstance(theirs, list):
        mine, other = cast("Sequence[object]", ours), cast("Sequence[object]", theirs)
        if len(mine) != len(other):
            yield f"{path}: offline {len(mine)} items, engine {len(other)}"
        for number, (a, b) in enumerate(zip(mine, other, strict=False)):
            yield from _apart(f"{path}.{number}", a, b, allowed)
    else:
        yield f"{path}: offline {ours!r}, engine {theirs!r}"


def _parsed(value: object) -> object:
    """Read JSON text, such as a policy, so that its layout does not count."""
    if not isinstance(value, str) or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
