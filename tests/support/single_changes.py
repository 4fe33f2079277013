"""Every single change of a declared resource: taken away, one input changed, only looked up.

The inputs are those of the installed pulumi_aws, nested ones too, whether the resource writes them
or not: a test then misses none.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from bamp_pulumi.catalog import UNKNOWN, identity_inputs, value_at
from bamp_pulumi.estate import Estate, Resource
from bamp_pulumi.estate.looked_up import UnreadInputs
from tests.catalog.installed_types import input_kinds

__all__ = ["ANOTHER", "Change", "changes_of", "put_at", "with_resource", "with_resources"]

ANOTHER: Final = "another"
"""A text in place of another."""
_DENY_ALL: Final = json.dumps(
    {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]}
)
_MANY: Final = 100_000
_HOME: Final = "us-east-1"
_AWAY: Final = "eu-west-1"
Inputs = dict[str, Any]  # Any: inputs of any resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one resource."""

    resource: Resource
    """As it was."""
    path: str
    """Wire path of the input; `-` for the whole resource."""
    what: str
    """`removed`, `looked up`, `unknown`, `dropped`, `emptied`, `redirected`, or the new value."""
    estate: Estate


def changes_of(estate: Estate, resource: Resource, *, is_store: bool) -> Iterator[Change]:
    """List every single change of a resource."""

    def changed(path: str, what: str, *others: Resource) -> Change:
        return Change(
            resource=resource, path=path, what=what, estate=with_resources(estate, resource, others)
        )

    if not is_store:
        yield changed("-", "removed")
        yield changed("-", "looked up", _looked_up(estate, resource))
    for path, kind in input_kinds(resource.type).items():
        top = path.partition(".")[0]
        own = {k: v for k, v in resource.dependencies.items() if k != top}
        for what, inputs in _values(resource, path, kind):
            keeps = what not in ("unknown", "dropped")
            new = replace(
                resource,
                inputs=inputs,
                dependencies=resource.dependencies if keeps else own,
                region=_region(resource, inputs),
            )
            yield changed(path, what, _renamed(new) if top in _names(resource) else new)
    for name in sorted(resource.inputs.keys() - {"region", *_names(resource)}):
        # In an order of their own: that of the record differs from run to run.
        for target in sorted(estate.resolve(resource, name).certain, key=lambda one: one.name):
            pointed = _redirected(resource, name, target, _decoy(target))
            yield changed(name, f"redirected from {target.name}", *pointed)


def with_resources(estate: Estate, old: Resource | None, new: Sequence[Resource]) -> Estate:
    """Put resources in the place of one."""
    kept = [each for each in estate.resources if each is not old]
    return Estate(programs=estate.programs, resources=(*kept, *new))


def with_resource(estate: Estate, new: Resource) -> Estate:
    """Add a resource."""
    return with_resources(estate, None, (new,))


def put_at(given: object, path: str, value: object) -> Any:  # noqa: ANN401 - inputs of any shape
    """Set a value at a path of inputs, in each item of a list; what is missing on the way is made.

    The value `None` takes it away.
    """
    step, _, rest = path.partition(".")
    if step == "*":
        items = cast("Sequence[object]", given) if isinstance(given, (list, tuple)) else ()
        return [put_at(item, rest, value) if rest else value for item in items or (None,)]
    held = dict(cast("Mapping[str, object]", given)) if isinstance(given, Mapping) else {}
    made = put_at(held.get(step), rest, value) if rest else value
    if made is None:
        held.pop(step, None)
    else:
        held[step] = made
    return held


def _looked_up(estate: Estate, resource: Resource) -> Resource:
    """Make what a program has of a resource that it only looks up: its id.

    The id of what configures another resource is that resource's.
    """
    own = [resource.text(name) for name in _names(resource)]
    links = [name for name in identity_inputs(resource.type) if resource.references(name)]
    links += ["bucket", "backupVaultName", "fileSystemId"]
    configured = [estate.resolve(resource, name).only for name in links]
    ids = [*own, *(one.text("name") or one.text("bucket") or one.id for one in configured if one)]
    known = next((each for each in ids if each), resource.id)
    return replace(
        resource, external=True, inputs=UnreadInputs({}), outputs={}, id=known, dependencies={}
    )


def _names(resource: Resource) -> tuple[str, ...]:
    """List the inputs that are the resource's own names; links by which it is known are none."""
    return tuple(n for n in identity_inputs(resource.type) if not resource.references(n))


def _renamed(resource: Resource) -> Resource:
    """Forget what follows from a name."""
    outputs = {k: v for k, v in resource.outputs.items() if k not in ("arn", "id")}
    return replace(resource, id="", outputs=outputs)


def _region(resource: Resource, inputs: Mapping[str, object]) -> str:
    """Say where a resource lies once its `region` reads as in `inputs`."""
    if inputs.get("region") == resource.inputs.get("region"):
        return resource.region
    given = inputs.get("region", _HOME)
    return given if isinstance(given, str) else ""


def _values(resource: Resource, path: str, kind: str) -> Iterator[tuple[str, Inputs]]:
    inputs = dict(resource.inputs)
    before = list(_written(inputs, path))
    tried: list[tuple[str, object]] = [("unknown", UNKNOWN)]
    if before:
        tried.append(("dropped", None))
    tried += _others(path, kind, before)
    for what, value in tried:
        if before != [value]:
            yield what, put_at(inputs, path, value)


def _others(path: str, kind: str, before: Sequence[object]) -> Iterator[tuple[str, object]]:
    """List other values of the type of an input."""
    if "Mapping[" in kind:
        yield from _maps(before)
    elif "Sequence[" in kind:
        yield "emptied", []
        if "Args" not in kind:
            yield from (("item unknown", [UNKNOWN]), (ANOTHER, [ANOTHER]))
    elif "Args" in kind:
        yield "emptied", {}
    elif "bool" in kind:
        yield from (("true", True), ("false", False))
    elif "int" in kind or "float" in kind:
        yield from (("1", 1), ("many", _MANY))
    elif any(isinstance(value, str) and value.startswith("{") for value in before):
        yield from (("deny all", _DENY_ALL), ("no statement", "{}"), ("no JSON", ANOTHER))
    elif path == "region":
        yield _AWAY, _AWAY
    else:
        yield ANOTHER, ANOTHER


def _maps(before: Sequence[object]) -> Iterator[tuple[str, object]]:
    yield "emptied", {}
    yield "another entry", {**(cast("Inputs", before[0]) if before else {}), ANOTHER: ANOTHER}
    for held in before:
        if not isinstance(held, Mapping):
            continue
        entries = dict(cast("Mapping[str, object]", held))
        for key, value in sorted(entries.items()):  # the wire keeps no order
            yield f"without {key}", {k: v for k, v in entries.items() if k != key}
            yield f"unknown {key}", {**entries, key: UNKNOWN}
            other = not value if isinstance(value, bool) else ANOTHER
            yield f"other {key}", {**entries, key: other}


def _written(given: object, path: str) -> Iterator[object]:
    """List what is written at a path."""
    step, _, rest = path.partition(".")
    if step == "*":
        items = cast("Sequence[object]", given) if isinstance(given, (list, tuple)) else ()
    else:
        held = value_at(cast("Inputs", given), step) if isinstance(given, Mapping) else None
        items = () if held is None else (held,)
    for item in items:
        if rest:
            yield from _written(item, rest)
        else:
            yield item


def _decoy(target: Resource) -> Resource:
    """Make a resource of the same type and place that says nothing of itself."""
    names = dict.fromkeys(identity_inputs(target.type), "decoy")
    arn = target.text("arn")
    outputs = {k: v for k, v in {"arn": arn and f"{arn}-decoy", "id": "decoy-id"}.items() if v}
    return replace(
        target,
        urn=f"{target.urn}-decoy",
        name="decoy",
        inputs=names,
        outputs=outputs,
        id="decoy-id",
        dependencies={},
    )


def _redirected(
    resource: Resource, name: str, target: Resource, decoy: Resource
) -> tuple[Resource, Resource]:
    """Point an input at a decoy in place of what it names."""
    texts = {
        target.text("arn"): decoy.text("arn"),
        target.id: "decoy-id",
        target.text("id"): "decoy-id",
        **{target.text(n): "decoy" for n in identity_inputs(target.type)},
    }
    texts.pop("", None)

    def told(value: object) -> object:
        if isinstance(value, str):
            return texts.get(value, value)
        if isinstance(value, Mapping):
            return {k: told(v) for k, v in cast("Inputs", value).items()}
        if isinstance(value, (list, tuple)):
            return [told(item) for item in cast("Sequence[object]", value)]
        return value

    urns = tuple(decoy.urn if u == target.urn else u for u in resource.references(name))
    pointed = replace(
        resource,
        inputs={**resource.inputs, name: told(resource.inputs[name])},
        dependencies={**resource.dependencies, name: urns},
    )
    return pointed, decoy
