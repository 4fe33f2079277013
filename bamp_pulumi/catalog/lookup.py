"""Find the row of the catalog that a resource falls under."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.conditions import holds
from bamp_pulumi.catalog.data_store import DataStore
from bamp_pulumi.catalog.stores import DATA_STORES

__all__ = ["find_data_store", "rows_of"]


def _rows_by_type() -> Mapping[str, tuple[DataStore, ...]]:
    rows: dict[str, tuple[DataStore, ...]] = {}
    for row in DATA_STORES:
        rows[row.type] = (*rows.get(row.type, ()), row)
    return MappingProxyType(rows)


_ROWS: Final = _rows_by_type()


def rows_of(type_token: str) -> tuple[DataStore, ...]:
    """List the rows of a type, the most promising first; empty when it holds no data."""
    return _ROWS.get(type_token, ())


def find_data_store(type_token: str, inputs: Mapping[str, object]) -> DataStore | None:
    """Find what AWS can do for a resource.

    Args:
        type_token: Pulumi type token, such as `aws:rds/instance:Instance`.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.

    Returns:
        The first row of the type whose conditions all hold. Where an unknown input hides which
        one that is, the last row, which promises least. None when the type is not in the catalog.
    """
    rows = rows_of(type_token)
    for row in rows:
        answers = [holds(condition, inputs) for condition in row.when]
        if all(answers):
            return row
        if False not in answers:
            return rows[-1]
    return None
