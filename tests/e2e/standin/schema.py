"""What the real provider's schema says of the types that `inherit` writes to (schema.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from tests.e2e.standin.wire import Plain

__all__ = ["SCHEMA", "Kept", "TypeSchema", "schema_of"]

_FILE: Final = Path(__file__).with_name("schema.toml")


@dataclass(frozen=True, slots=True)
class Kept:
    """How the inputs of a type say what AWS keeps of it; paths have dots between levels."""

    days: str = ""
    """Path of the number of days; empty where the switch alone says it."""
    switch: str = ""
    """Path of what switches it on; empty where 0 days is off."""
    on: Plain = None
    """The value of the switch that is on."""
    for_days: int = 0
    """Days that are kept while the switch is on; 0: as long as the resource exists."""


@dataclass(frozen=True, slots=True)
class TypeSchema:
    """One type. Names are those on the wire."""

    token: str
    source: str
    """File in terraform-provider-aws."""
    commit: str
    """The version of the file that was read."""
    defaults: Mapping[str, Plain] = field(default_factory=dict[str, Plain])
    """Filled in by the provider where the program is silent."""
    absent: Mapping[str, Plain] = field(default_factory=dict[str, Plain])
    """Sent by the provider where the program is silent."""
    computed: Mapping[str, Plain] = field(default_factory=dict[str, Plain])
    """Kept as deployed where the program is silent; the value is that of a new resource."""
    inside: Mapping[str, Mapping[str, Plain]] = field(
        default_factory=dict[str, Mapping[str, Plain]]
    )
    """Defaults of a block, by its name; a block that is not written gets none."""
    replacing: frozenset[str] = frozenset()
    """A change of these makes a new resource."""
    kept: Kept | None = None
    """None where AWS keeps nothing by it."""
    waits: str = ""
    """The input that is switched on or off in the maintenance window only; empty for none."""
    deleted: str = ""
    """What remains when the resource is deleted."""
    deleted_source: str = ""
    """The page that says so."""
    waits_source: str = ""
    """The page that says so; empty where nothing waits."""


# Any: a TOML table; the shapes are checked by the dataclass and by test_schema.py.
def _read(row: Mapping[str, Any]) -> TypeSchema:
    fields = dict(row)
    fields["replacing"] = frozenset(row.get("replacing", ()))
    fields["kept"] = Kept(**row["kept"]) if "kept" in row else None
    return TypeSchema(**fields)


def _all() -> Mapping[str, TypeSchema]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["type"]
    return MappingProxyType({row["token"]: _read(row) for row in rows})


SCHEMA: Final = _all()
"""By type token."""


@cache
def schema_of(token: str) -> TypeSchema:
    """Return what is known of a type; nothing, for one that `inherit` does not write to."""
    return SCHEMA.get(token, TypeSchema(token=token, source="", commit=""))
