"""Payloads of the alert function of which one value is another, or is not there."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from alert_events import payload_of

__all__ = ["OUT", "Payload", "Place", "Places", "at", "mutants", "places", "replaced", "shown"]

# Any, from here on: what the function is called with.
Payload = Mapping[str, Any]
Place = tuple[str | int, ...]
Places = set[Place]
LONG = "é" * 300_000
FLAMES = "\U0001f525" * 300_000
VALUES: tuple[object, ...] = (
    None,
    "",
    0,
    1e400,
    True,
    [],
    {},
    [[[["x"]]]],
    {"a": {"b": []}},
    LONG,
    FLAMES,
    "x",
    7,
    "DELETED",
    "COMPLETED",
    "FAILED",
    "RUNNING",
    "PENDING",
    "OK",
    "EnableKey",
    "DisableKey",
    "job-nothing",
    "job-done",
    "plan-changed",
    "tier-back",
    "2026-13-45T99:00:00Z",
    "\x00\x1b[2J\u202e",
    "\ud800",
)
OUT = object()
"""Stands for: take it out."""


def places(given: Any, path: Place = ()) -> Iterator[Place]:  # noqa: ANN401
    """List the place of each value of a payload, its own included."""
    yield path
    inner: list[tuple[str | int, Any]] = []
    if isinstance(given, dict):
        inner = [*cast("dict[str, Any]", given).items()]
    elif isinstance(given, list):
        inner = [*enumerate(cast("list[Any]", given))]
    elif isinstance(given, str) and given.startswith("{"):
        inner = [*json.loads(given).items()]
    for name, value in inner:
        yield from places(value, (*path, name))


def replaced(given: Any, path: Place, value: object) -> Any:  # noqa: ANN401
    """Return a payload with another value at a place."""
    if not path:
        return value
    if isinstance(given, str):
        return json.dumps(replaced(json.loads(given), path, value))
    copy = given.copy()
    if len(path) == 1 and value is OUT:
        del copy[path[0]]
    else:
        copy[path[0]] = replaced(given[path[0]], path[1:], value)
    return copy


def mutants(name: str) -> Iterator[tuple[Place, object, Payload]]:
    """Every change of a payload."""
    given = payload_of(name)
    for path in places(given):
        for value in (OUT, *VALUES):
            is_lambdas = not path and not shown((), value).startswith(
                " = {"
            )  # Lambda calls it with a map
            if not is_lambdas and (value is OUT or value != at(given, path)):
                yield path, value, replaced(given, path, value)


def shown(path: Place, value: object) -> str:
    """Name a change in a message of a test."""
    return f"{'.'.join(map(str, path))} = {'(out)' if value is OUT else repr(value)[:60]}"


def at(given: Any, path: Place) -> object:  # noqa: ANN401
    """Return the value at a place."""
    for name in path:
        given = json.loads(given)[name] if isinstance(given, str) else given[name]
    return given
