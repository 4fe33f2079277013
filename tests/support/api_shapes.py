"""Does a value have the shape that a service's own model gives it? Stricter than botocore's check.

botocore checks what is sent for names, types and lower bounds, and what comes back not at all. Here
both are held to required members, unknown members, types, both bounds and enums.
"""

# ruff: noqa: ANN401 - botocore's models are typed loosely, and values are what is to be checked

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

import botocore.session
from botocore.exceptions import UnknownServiceError

__all__ = ["operations_of", "paging_of", "shape_errors"]

# Any: see above.
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "long": (int,),
    "boolean": (bool,),
    "float": (float, int),
    "double": (float, int),
    "timestamp": (datetime,),
    "blob": (bytes,),
}


@cache
def _session() -> Any:
    return botocore.session.get_session()


@cache
def operations_of(service: str) -> Any:
    """Return the model of a service."""
    return _session().get_service_model(service)


@cache
def paging_of(service: str) -> Mapping[str, Mapping[str, Any]]:
    """Return how botocore pages through the lists of a service, by operation."""
    try:
        model = _session().get_paginator_model(service)
    except UnknownServiceError:  # it has no lists that botocore pages through
        return {}
    return model._paginator_config  # noqa: SLF001 - botocore offers it by no other name


def shape_errors(value: Any, shape: Any, path: str = "") -> Iterator[str]:
    """Give each way in which a value does not have a shape."""
    kind = shape.type_name
    if kind == "structure":
        yield from _structure_errors(value, shape, path)
    elif kind == "list":
        if not isinstance(value, list | tuple):
            yield f"{path}: {type(value).__name__} for a list"
            return
        for number, one in enumerate(cast("Sequence[Any]", value)):
            yield from shape_errors(one, shape.member, f"{path}[{number}]")
    elif kind == "map":
        for name, one in value.items():
            yield from shape_errors(one, shape.value, f"{path}.{name}")
    else:
        yield from _scalar_errors(value, shape, path)


def _structure_errors(value: Any, shape: Any, path: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{path}: {type(value).__name__} for a structure"
        return
    fields = cast("Mapping[str, Any]", value)
    for name in set(shape.required_members) - set(fields):
        yield f"{path}.{name}: required"
    for name, one in fields.items():
        if name not in shape.members:
            yield f"{path}.{name}: unknown"
        else:
            yield from shape_errors(one, shape.members[name], f"{path}.{name}")


def _scalar_errors(value: Any, shape: Any, path: str) -> Iterator[str]:
    allowed = _TYPES[shape.type_name]
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        yield f"{path}: {type(value).__name__} for {shape.type_name}"
        return
    if isinstance(value, datetime) and value.tzinfo is None:
        yield f"{path}: a time without a zone"
    enum = getattr(shape, "enum", None)
    if enum and value not in enum:
        yield f"{path}: {value} is none of {', '.join(enum)}"
    size = len(value) if isinstance(value, str) else value
    if isinstance(size, int):
        if size < shape.metadata.get("min", size):
            yield f"{path}: {value} is less than {shape.metadata['min']}"
        if size > shape.metadata.get("max", size):
            yield f"{path}: {value} is more than {shape.metadata['max']}"
