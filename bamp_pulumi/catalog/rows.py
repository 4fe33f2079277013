"""Every row of the catalog that says where it was read, with its name."""

import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from inspect import signature
from typing import Any, Final, cast

from bamp_pulumi.catalog.written_sources import data_file_sources, docstring_sources

__all__ = ["CatalogRow", "catalog_rows"]

_CATALOG: Final = "bamp_pulumi.catalog"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES: Final = ("token", "type", "name", "label", "id", "path", "backup_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRow:
    """Where one row of a table stands and what it rests on."""

    name: str
    """Module, table and place in it: `opt_in.OPT_IN[aws:s3/bucket:Bucket]`. Of a source in words,
    what it describes: `limits.TAGS_MOST`, `regions.txt`."""
    source: str
    """The pages it was read from, as `pages_cited` reads them."""
    read_on: str = ""
    """Day on which it was read from them, ISO 8601: the row's own, or the last one that its source
    names. Empty: it says none; it was made from a release, which has its day."""


@cache
def catalog_rows() -> tuple[CatalogRow, ...]:
    """List the rows with a source, by name, each one once.

    It reads every module of the catalog and what its tables hold, the tables that are made when
    they are first asked for, and what docstrings and data files say in words. A row whose kind may
    do without a source, and that has none, is left out.
    """
    found: dict[int, tuple[str, Any]] = {}  # Any: a dataclass of any kind
    for module in sorted(info.name for info in pkgutil.walk_packages(_path(), f"{_CATALOG}.")):
        for name, value in sorted(vars(import_module(module)).items()):
            place = f"{module.removeprefix(f'{_CATALOG}.')}.{name}"
            _look(_table(value, module), place, found)
    rows = [_row(name, value.source, value) for name, value in found.values() if _says(value)]
    in_words = {**docstring_sources(), **data_file_sources()}
    rows += [_row(name, source) for name, source in in_words.items() if source]
    return tuple(sorted(rows, key=lambda row: (row.name, row.source)))


def _path() -> Iterable[str]:
    return import_module(_CATALOG).__path__


def _table(value: Any, module: str) -> object:  # noqa: ANN401 - whatever a module holds
    """Return what a function of a module, which takes nothing and keeps its answer, gives."""
    made = callable(value) and hasattr(value, "cache_info")
    if not made or value.__module__ != module or module == __name__:
        return value
    return value() if not signature(value).parameters else None


def _row(name: str, source: str, value: object = None) -> CatalogRow:
    read_on = getattr(value, "read_on", "") or max(_DAY.findall(source), default="")
    return CatalogRow(name=name, source=source, read_on=read_on)


def _says(value: Any) -> bool:  # noqa: ANN401 - as above
    source = next(field for field in fields(value) if field.name == "source")
    return bool(value.source) or source.default is MISSING or source.default != ""


def _look(value: Any, place: str, found: dict[int, tuple[str, Any]]) -> None:  # noqa: ANN401 - as above
    if isinstance(value, str | type) or id(value) in found:
        return
    if is_dataclass(value):
        if hasattr(value, "source"):
            found[id(value)] = place, value
        for field in fields(value):
            _look(getattr(value, field.name), f"{place}.{field.name}", found)
    elif isinstance(value, Mapping):
        for key, item in cast("Mapping[object, object]", value).items():
            _look(item, f"{place}[{key}]", found)
    elif isinstance(value, tuple | list | frozenset | set):
        for name, item in _named(cast("Iterable[object]", value)):
            _look(item, f"{place}[{name}]", found)


def _named(items: Iterable[object]) -> Iterator[tuple[str, object]]:
    for index, item in enumerate(items):
        names = (getattr(item, name, None) for name in _NAMES)
        yield next((name for name in names if isinstance(name, str)), str(index)), item
