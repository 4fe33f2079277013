"""Every way to break one input of one resource, from its schema and its value."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from pulumi_inputs import input_kinds

from bamp_pulumi.catalog import UNKNOWN, Stance, influences, service_group
from bamp_pulumi.estate import Estate, Resource

__all__ = ["Breakage", "break_it", "breakages_of", "influences_on", "twins_of"]

# Any: an input may hold whatever its schema says.
_SAMPLES: Mapping[str, Any] = {
    "bool": True,
    "int": 7,
    "float": 7.0,
    "str": "other",
    "list": ["other"],
    "map": {"other": "other"},
    "object": {"other": "other"},
}

_NAMES = ("name", "namePrefix", "alarmName")

ELSEWHERE = Resource(
    urn="urn:pulumi:s::p::aws:ssm/parameter:Parameter::elsewhere",
    type="aws:ssm/parameter:Parameter",
    name="elsewhere",
    program="",
    inputs={"name": "elsewhere", "type": "String"},
    outputs={},
)
"""A declared resource whose value is known after deployment, and has nothing to do with alerts."""


@dataclass(frozen=True, slots=True)
class Breakage:
    """One input with another value."""

    resource: Resource
    input: str
    how: str
    value: object
    """None drops the input."""
    sources: tuple[str, ...] = ()
    """URNs that it is computed from."""

    def __str__(self) -> str:
        """Name it for a message."""
        return f"{self.resource.name}.{self.input}: {self.how}"


def breakages_of(resource: Resource) -> Iterator[Breakage]:
    """List what may be changed about the inputs of a resource, one at a time."""
    for name, kind in input_kinds(resource.type).items():
        value = resource.inputs.get(name)
        if value is None:
            yield Breakage(resource, name, "set unknown", UNKNOWN)
            yield Breakage(resource, name, "set", _SAMPLES[kind])
            if kind == "bool":
                yield Breakage(resource, name, "set as text", "true")
                yield Breakage(resource, name, "set off", False)  # noqa: FBT003 - a value
                yield Breakage(resource, name, "set off as text", "false")
            continue
        if name == "code":
            yield Breakage(resource, name, "dropped", None)
            yield Breakage(resource, name, "other", "other")
            continue
        yield Breakage(resource, name, "dropped", None)
        own = resource.references(name)
        if own:
            mixed = (*own, ELSEWHERE.urn)
            yield Breakage(resource, name, "this or another", UNKNOWN, mixed)
        if value is not UNKNOWN:
            yield Breakage(resource, name, "unknown", UNKNOWN)
            yield Breakage(resource, name, "computed", UNKNOWN, (ELSEWHERE.urn,))
            yield from (Breakage(resource, name, how, v) for how, v in _others(value))
        else:
            yield Breakage(resource, name, "other", _SAMPLES[kind])


def _others(value: object, depth: int = 0) -> Iterator[tuple[str, object]]:
    if isinstance(value, bool):
        yield "flipped", not value
        yield "flipped as text", str(not value).lower()
    elif isinstance(value, int | float):
        yield from (("more", value * 1000 + 1), ("less", -1), ("nothing", 0 if value else 3))
    elif isinstance(value, str):
        yield "other", "other"
        parsed = _parsed(value)
        if isinstance(parsed, Mapping):
            yield from ((f"inside {how}", json.dumps(v)) for how, v in _inside(parsed, depth))
    elif isinstance(value, Mapping | Sequence):
        yield "emptied", {} if isinstance(value, Mapping) else []
        yield from _inside(cast("Any", value), depth)


def _inside(value: Any, depth: int) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as above
    """Break one part of a map or list; keys in order, which the SDK does not keep."""
    whole: Any = dict(cast("Mapping[str, Any]", value)) if isinstance(value, Mapping) else [*value]
    keys: list[Any] = sorted(whole) if isinstance(value, Mapping) else [*range(len(whole))]
    for key in keys:
        for how, other in _others(whole[key], depth + 1):
            changed = whole.copy()
            changed[key] = other
            yield f"{key} {how}", changed
        without = whole.copy()
        del without[key]
        yield f"{key} dropped", without


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def break_it(estate: Estate, breakage: Breakage) -> Estate:
    """Return an estate in which one input is broken: what it was computed from is another now."""
    old = breakage.resource
    inputs = {**old.inputs, breakage.input: breakage.value}
    if breakage.value is None:
        del inputs[breakage.input]
    dependencies = {k: v for k, v in old.dependencies.items() if k != breakage.input}
    if breakage.sources:
        dependencies[breakage.input] = breakage.sources
    partly_known = {k: v for k, v in old.partly_known.items() if k != breakage.input}
    outputs = {k: v for k, v in old.outputs.items() if k != breakage.input}
    region = old.region
    if breakage.input == "region" and breakage.value is not None:
        region = breakage.value if isinstance(breakage.value, str) else ""
    new = replace(
        old,
        inputs=inputs,
        dependencies=dependencies,
        partly_known=partly_known,
        outputs=outputs,
        region=region,
    )
    resources = tuple(new if one is old else one for one in estate.resources)
    others = (replace(ELSEWHERE, program=old.program),) if breakage.sources else ()
    return Estate(programs=estate.programs, resources=(*resources, *others))


def twins_of(estate: Estate, resource: Resource) -> Iterator[tuple[str, Estate]]:
    """List the inputs that name one resource, each with an estate in which it may name another.

    The other is of the same type; which of the two it is, only a deployment tells.
    """
    by_urn = {one.urn: one for one in estate.resources}
    for name, sources in sorted(resource.dependencies.items()):
        named = [by_urn[urn] for urn in sources if urn in by_urn]
        if len(named) != 1:
            continue
        (one,) = named
        own = {k: v for k, v in one.inputs.items() if k not in _NAMES}
        twin = replace(one, urn=f"{one.urn}-twin", name=f"{one.name}-twin", inputs=own, outputs={})
        either = Breakage(resource, name, "", UNKNOWN, (one.urn, twin.urn))
        broken = break_it(estate, either)
        yield name, Estate(programs=broken.programs, resources=(*broken.resources, twin))


def influences_on(resource: Resource) -> Iterator[Resource]:
    """Make one resource of each type that may change another one and is not read."""
    group = service_group(resource.type)
    for row in influences():
        if row.stance is not Stance.UNREAD or not row.links:
            continue
        if row.of and resource.type not in row.of and group not in row.of:
            continue
        link = row.links[0].partition(".")[0]
        yield Resource(
            urn=f"urn:pulumi:s::p::{row.type}::influence",
            type=row.type,
            name="influence",
            program=resource.program,
            inputs={link: UNKNOWN},
            outputs={},
            region=resource.region,
            account_id=resource.account_id,
            dependencies={link: (resource.urn,)},
        )
