"""Find the row of the catalog that a resource falls under."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bamp_pulumi.catalog.conditions import holds
from bamp_pulumi.catalog.data_store import DataStore
from bamp_pulumi.catalog.stores import DATA_STORES

__all__ = ["find_data_store", "hiding_inputs", "possible_data_stores", "rows_of"]


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
        one that is, the last that may be, which promises least. None when the type is not in the
        catalog, or this resource of it certainly holds no data.
    """
    possible = possible_data_stores(type_token, inputs)
    return possible[-1] if possible else None


def possible_data_stores(type_token: str, inputs: Mapping[str, object]) -> tuple[DataStore, ...]:
    """List the rows that a resource may fall under; several where an unknown input hides which.

    Args:
        type_token: Pulumi type token.
        inputs: Its inputs by wire name, plain values, `UNKNOWN` where unknown.
    """
    possible: list[DataStore] = []
    for row in rows_of(type_token):
        answers = [holds(condition, inputs) for condition in row.when]
        if False in answers:
            continue
        possible.append(row)
        if all(answers):
            break
    return tuple(possible)


def hiding_inputs(type_token: str, inputs: Mapping[str, object]) -> tuple[str, ...]:
    """Name the unknown inputs that hide which row a resource falls under; none if it is certain."""
    if len(possible_data_stores(type_token, inputs)) < 2:  # noqa: PLR2004 - one is no choice
        return ()
    asked = {c: holds(c, inputs) for row in rows_of(type_token) for c in row.when}
    return tuple(dict.fromkeys(c.path for c, answer in asked.items() if answer is None))
