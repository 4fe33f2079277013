"""Every table of facts in the catalog names its pages: its rows do, its docstring, or its module's.

What the tests cannot prove: that what a function decides without a table was read anywhere.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from importlib import import_module
from typing import Literal, TypeVar, cast, get_origin

import pytest

from bamp_pulumi.catalog import catalog_rows, pages_cited
from bamp_pulumi.catalog.written_sources import (
    data_file_sources,
    docstring_sources,
    module_texts,
)

SOURCES = docstring_sources()
MODULES = module_texts()
MACHINERY = {
    "classification",
    "comparing",
    "deployment_rules.__init__",
    "deployment_rules.reading",
    "input_refusal",
    "input_rules",
    "outputs",
    "pages",
    "rows",
    "unknown",
    "variants",
    "written_sources",
}
"""Modules that read, hold or compare what the tables say, and have no table of facts."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _definitions(module: str) -> dict[str, set[str]]:
    """Return what each top-level definition of a module names."""
    found: dict[str, set[str]] = {}
    for statement in ast.parse(MODULES[module]).body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                pass
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                pass
            case _:
                continue
        if name == "__all__":
            continue
        found[name] = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return found


def _is_source(value: object) -> bool:
    """Return True if a text is one: what is made with it names its pages in the code."""
    try:
        return isinstance(value, str) and bool(pages_cited(value))
    except KeyError:
        return False


def _rows_say(value: object) -> bool:
    """Return True if every row that a table holds names its pages."""
    if isinstance(value, Mapping):
        return _rows_say(tuple(cast("Mapping[object, object]", value).values()))
    if isinstance(value, tuple | list | set | frozenset):
        items = [one for one in cast("Iterable[object]", value) if not isinstance(one, str)]
        return bool(items) and all(map(_rows_say, items))
    return is_dataclass(value) and bool(getattr(value, "source", ""))


def _without_source(module: str) -> set[str]:
    """Return the constants of a module for which nothing says where they were read.

    What only others are made from is as read as they are.
    """
    name = f"bamp_pulumi.catalog.{module}".removesuffix(".__init__")
    values: dict[str, object] = vars(import_module(name))
    said = {one.removeprefix(f"{module}.").partition(".")[0] for one in SOURCES}
    definitions = _definitions(module)
    sources = {one for one in definitions if _is_source(values.get(one))}
    covered = sources | {
        one
        for one, parts in definitions.items()
        if one in said or parts & sources or _rows_say(values.get(one))
    }
    waiting = list(covered)
    while waiting:
        parts = definitions[waiting.pop()] & definitions.keys() - covered
        covered |= parts
        waiting += parts
    return {one for one in definitions.keys() - covered if _is_fact(values.get(one))}


def _is_fact(value: object) -> bool:
    """Return False for what holds none: a function, a kind of row, a pattern, a day, nothing."""
    if value is None or callable(value) or isinstance(value, re.Pattern | TypeVar):
        return False
    if get_origin(value) is Literal:
        return False
    return not (isinstance(value, str) and _DAY.fullmatch(value))


@pytest.mark.parametrize("module", sorted(MODULES.keys() - SOURCES.keys() - MACHINERY))
def test_a_table_names_its_source(module: str) -> None:
    """In its rows, in its own docstring, or, for all that a module holds, in the module's."""
    assert _without_source(module) == set()


def test_machinery_exists_and_has_no_source() -> None:
    """One that gets a table leaves the list."""
    assert MODULES.keys() >= MACHINERY
    assert not MACHINERY & SOURCES.keys()


def test_a_data_file_names_its_source() -> None:
    """Over its rows."""
    found = data_file_sources()

    assert "region_abilities.txt" in found
    assert [path for path, source in found.items() if not source] == []


def test_what_stands_in_words_is_walked_with_the_rows() -> None:
    """One check holds for both."""
    walked = {row.name for row in catalog_rows()}

    assert {"abilities", "opt_in.OPT_IN_TYPES", "limits.RETENTION_MAX_DAYS"} <= walked
    assert {"regions.txt", "region_abilities.txt", "abilities.Abilities.reports_objects"} <= walked
