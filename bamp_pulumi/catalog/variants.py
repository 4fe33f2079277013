"""What `inherit` writes to each kind of data store, variant by variant, under the default policy.

One table, read against the API models, the provider and each service's guide. A test asks the rule
about every row, and the models whether they take what is written; the reference page shows it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from bamp_pulumi.catalog.unknown import UNKNOWN

__all__ = ["InheritVariant", "inherit_variants"]

_TABLES: Final = (
    "relational",
    "tables_and_documents",
    "storage",
    "caches_and_applications",
)
_UNKNOWN_IN_TABLES: Final = "<unknown>"


@dataclass(frozen=True, slots=True, kw_only=True)
class InheritVariant:
    """One variant of a data store: what its program says, and what is added to that."""

    type: str
    """Pulumi type token."""
    name: str
    """What is special about it, in a few words."""
    tier: str
    """Its tier, of the default policy."""
    region: str
    """Region that it is declared in; the recovery Region is us-west-2."""
    inputs: Mapping[str, object]
    """What decides, by wire name, `UNKNOWN` where known after deployment. Not a whole program: what
    the service requires besides is left out."""
    writes: Mapping[str, object]
    """What is written besides the tags, by wire path, with the value that is there then."""
    makes: tuple[str, ...]
    """Kinds of the companions that are made beside it."""
    apart: tuple[str, ...]
    """Types of resources that would prevent its backups, and are warned of."""
    namesake: bool
    """The program declares another of its name in the recovery Region."""
    codes: tuple[str, ...]
    """What is said, besides that its type is not one of AWS Backup's."""
    why: str
    """Why something is left out, or what is open; empty where the row says it all."""
    source: str
    read_on: str
    """Date of that reading, ISO 8601."""

    @property
    def is_left_out(self) -> bool:
        """Return True if something that the tier requires is not written, or cannot help."""
        return bool({"BAMP-I28", "BAMP-I29", "BAMP-I30"} & {*self.codes})


@cache
def inherit_variants() -> tuple[InheritVariant, ...]:
    """List all variants, those of one type together."""
    return tuple(variant for name in _TABLES for variant in _read(name))


def _read(name: str) -> Iterator[InheritVariant]:
    file = files("bamp_pulumi.catalog").joinpath("variant_tables", f"{name}.toml")
    # Any: a table of TOML; a test reads every row.
    tables: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    for token, section in tables.items():
        for row in section["variants"]:
            yield InheritVariant(
                type=token,
                name=row["name"],
                tier=row.get("tier", "standard"),
                region=row.get("region", "us-east-1"),
                inputs=cast("Mapping[str, object]", _known(row["inputs"])),
                writes=row["writes"],
                makes=tuple(row.get("makes", ())),
                apart=tuple(row.get("apart", ())),
                namesake=row.get("namesake", False),
                codes=tuple(row.get("codes", ())),
                why=row.get("why", ""),
                source=row.get("source", section["source"]),
                read_on=row.get("read_on", section["read_on"]),
            )


def _known(value: Any) -> object:  # noqa: ANN401 - any value of TOML
    """Write what a table calls unknown as the rest of the library does."""
    if isinstance(value, dict):
        return {key: _known(item) for key, item in cast("dict[str, Any]", value).items()}
    return UNKNOWN if value == _UNKNOWN_IN_TABLES else value
