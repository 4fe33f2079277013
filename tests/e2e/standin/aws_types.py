"""What `pulumi_aws` itself says of a resource type: its inputs, and the outputs AWS computes."""

import importlib
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, get_origin

from pulumi import _types  # pyright: ignore[reportPrivateUsage] - the SDK reads its own classes so

from tests.e2e.standin.wire import Plain

__all__ = ["computed_outputs", "input_names", "optional_outputs"]


@cache
def input_names(token: str) -> frozenset[str]:
    """List the wire names of a type's inputs; empty for a type that pulumi_aws does not have."""
    # Where a nested type has taken the name, the resource's own inputs are `InitArgs`.
    found = _class(token, "InitArgs") or _class(token, "Args")
    # Any: annotations as they stand in the class.
    types: dict[str, Any] = _types.input_type_types(found) if found else {}
    return frozenset(types)


@cache
def optional_outputs(token: str) -> frozenset[str]:
    """List the wire names of a type's outputs that may be None: those that AWS does not compute."""
    found = _class(token, "")
    properties = _types._py_properties(found) if found else ()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - as above
    return frozenset(
        name
        for _, name, getter in properties
        if "Output[typing.Optional[" in str(getter.fget.__annotations__["return"])
    )


@cache
def _output_types(token: str) -> Mapping[str, Any]:  # Any: annotations as they stand in the class
    found = _class(token, "")
    return MappingProxyType(_types.resource_types(found) if found else {})


def _class(token: str, suffix: str) -> type | None:
    """Find the class of a token: `aws:rds/instance:Instance` is `pulumi_aws.rds.Instance`."""
    _, module, name = token.split(":")
    place = module.partition("/")[0]
    for path in (f"pulumi_aws.{place}", f"pulumi_aws.{place}_", "pulumi_aws"):
        try:
            # object: whatever the module holds under that name.
            found: object = getattr(importlib.import_module(path), name + suffix, None)
        except ModuleNotFoundError:
            continue
        if isinstance(found, type):
            return found
    return None


def computed_outputs(token: str, id_: str, given: Mapping[str, Plain]) -> dict[str, Plain]:
    """Make up every output of a type that is not given: a program may use any of them."""
    return {
        name: _made_up(f"{id_}.{name}", annotation)
        for name, annotation in _output_types(token).items()
        if name not in given
    }


def _made_up(value: str, annotation: object) -> Plain:
    if annotation is str:
        return value
    if annotation is bool:
        return False
    if annotation is int or annotation is float:
        return 0
    # Maps and nested types are empty maps, lists empty lists.
    return [] if get_origin(annotation) in (list, Sequence) else {}
