"""What was read, as JSON and back: a record at a time, so that many take no memory."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final, cast, get_type_hints

from bamp_pulumi.lambdas.health.records import (
    AccessPoint,
    Job,
    JobKind,
    Key,
    Point,
    Replica,
    Store,
    Unseen,
    Vault,
)

__all__ = ["OptedIn", "Record", "Tagged", "as_json", "from_json"]

# Any: values as JSON has them.


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """Tags of something, as the tagging API gives them."""

    arn: str
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptedIn:
    """What AWS Backup is opted in for in a Region."""

    region: str
    types: Mapping[str, bool]


Record = AccessPoint | Job | Key | OptedIn | Point | Replica | Store | Tagged | Vault
"""What a page gives."""
_CLASSES: Final[Mapping[str, type[Record | Unseen]]] = MappingProxyType(
    {
        of.__name__: of
        for of in (AccessPoint, Job, Key, OptedIn, Point, Replica, Store, Tagged, Unseen, Vault)
    }
)


def as_json(record: Record | Unseen) -> dict[str, Any]:
    """Return a record as JSON has it; `from_json` reads it back."""
    written: dict[str, Any] = {"is": type(record).__name__}
    for entry in fields(record):
        value = getattr(record, entry.name)
        if value != entry.default:
            written[entry.name] = (
                value.isoformat() if isinstance(value, datetime) else _plain(value)
            )
    return written


def from_json(written: Mapping[str, Any]) -> Record | Unseen:
    """Return the record that `as_json` wrote. Raises KeyError for what is no record."""
    of = _CLASSES[written["is"]]
    times, tuples = _kinds(of)
    values: dict[str, Any] = {name: value for name, value in written.items() if name != "is"}
    for name in values.keys() & times:
        values[name] = datetime.fromisoformat(values[name])
    for name in values.keys() & tuples:
        values[name] = tuple(values[name])
    if of is Job:
        values["kind"] = JobKind(values["kind"])
    return of(**values)


@cache
def _kinds(of: type[Record | Unseen]) -> tuple[frozenset[str], frozenset[str]]:
    """Return which fields of a record are times, and which hold several values."""
    hints = get_type_hints(of)
    return (
        frozenset(name for name, hint in hints.items() if "datetime" in str(hint)),
        frozenset(name for name, hint in hints.items() if str(hint).startswith("tuple[")),
    )


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(cast("tuple[object, ...]", value))
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    return value
