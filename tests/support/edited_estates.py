"""An estate with a resource written otherwise, taken away or added: a test changes one thing."""

from dataclasses import replace
from typing import Any

from bamp_pulumi.estate import Estate, Resource

__all__ = ["beside", "changed", "exchanged", "moved", "without"]


def changed(estate: Estate, of: str, /, **inputs: object) -> Estate:
    """Rewrite inputs of the resource of a name, by their wire names; None takes one away.

    What a rewritten input was computed from is forgotten.
    """
    one = estate.named(of)
    merged = {**one.inputs, **inputs}
    known = {name: value for name, value in merged.items() if value is not None}
    taken = {name: urns for name, urns in one.dependencies.items() if name not in inputs}
    return exchanged(estate, one, replace(one, inputs=known, dependencies=taken))


def moved(estate: Estate, of: str, /, **fields: Any) -> Estate:  # noqa: ANN401 - fields of a resource
    """Change what an estate knows of the resource of a name beside its inputs."""
    one = estate.named(of)
    return exchanged(estate, one, replace(one, **fields))


def exchanged(estate: Estate, one: Resource, other: Resource) -> Estate:
    """Put another resource in the place of a declared one."""
    resources = (other if each is one else each for each in estate.resources)
    return Estate(estate.programs, tuple(resources))


def without(estate: Estate, *names: str) -> Estate:
    """Take the resources of some names away."""
    return Estate(estate.programs, tuple(r for r in estate.resources if r.name not in names))


def beside(estate: Estate, *resources: Resource) -> Estate:
    """Declare more resources."""
    return Estate(estate.programs, (*estate.resources, *resources))
