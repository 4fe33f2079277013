"""Where an unknown value comes from, by the record: what else than its sources it may name.

A value that is computed from a declared resource is that resource's, or made from it: of a random
suffix, a name that no other resource has. A value that is computed from nothing declared (a
reference to a stack that was not given, a looked-up parameter, a function's result) may be the name
of anything.
"""

from collections.abc import Callable, Iterator
from typing import Final

from bamp_pulumi.catalog import influence_of, is_opaque
from bamp_pulumi.estate.resource import Resource

__all__ = [
    "configures",
    "is_from_nothing_declared",
    "may_share_place",
    "named_through",
    "takes_from_anything",
]

_STACK_REFERENCE: Final = "pulumi:pulumi:StackReference"

Find = Callable[[str, str], Resource | None]
"""Finds a resource by program and URN."""


def is_from_nothing_declared(resource: Resource, name: str, find: Find) -> bool:
    """Return True if no declared resource shows what an unknown input is made from.

    Args:
        resource: Whose input it is.
        name: Wire name of the input, on its first level.
        find: How resources are found.
    """
    sources = (find(resource.program, urn) for urn in resource.references(name))
    return all(source is None or _carries_anything(source) for source in sources)


def takes_from_anything(resource: Resource, name: str, find: Find, *tokens: str) -> bool:
    """Return True if something that an input is made from may carry the name of anything.

    A looked-up resource of one of the given types carries its own name, as a declared one does.
    """
    sources = (find(resource.program, urn) for urn in resource.references(name))
    return any(
        source is None or (_carries_anything(source) and source.type not in tokens)
        for source in sources
    )


def named_through(resource: Resource, name: str, find: Find, *tokens: str) -> Iterator[Resource]:
    """List the resources of given types that the sources of an input configure.

    `bucket=versioning.bucket` names the bucket that the versioning is of.
    """
    for urn in resource.references(name):
        source = find(resource.program, urn)
        if source is None or source.type in tokens:
            continue
        for token in tokens:
            for link in influence_of(source.type, token).links:
                linked = source.references(link.partition(".")[0])
                found = (find(source.program, each) for each in linked)
                yield from (one for one in found if one is not None and one.type == token)


def configures(source: Resource, named: Resource) -> bool:
    """Return True if a resource configures another one of its program, by the record."""
    links = influence_of(source.type, named.type).links
    return any(named.urn in source.references(link.partition(".")[0]) for link in links)


def may_share_place(one: Resource, other: Resource) -> bool:
    """Return True unless two resources certainly lie in different accounts or Regions."""
    places = ((one.account_id, other.account_id), (one.region, other.region))
    return all(here == there or "" in (here, there) for here, there in places)


def _carries_anything(source: Resource) -> bool:
    """Return True if outputs of a resource may be names of anything."""
    return source.external or source.type == _STACK_REFERENCE or is_opaque(source.type)
