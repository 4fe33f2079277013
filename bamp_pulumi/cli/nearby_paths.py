"""Programs that are not where the command line says: what was meant is looked for beside them."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from bamp_pulumi.cli.corrected import corrected, given_arguments
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import nearest
from bamp_pulumi.texts import is_folder

__all__ = ["with_nearby_path"]

_NOT_FOUND: Final = frozenset({"BAMP-P03", "BAMP-P07"})
_PROJECT_FILES: Final = ("Pulumi.yaml", "Pulumi.yml")
_MOST_FOLDERS: Final = 5
"""Programs of a folder that are named together; a repository may have hundreds."""


def with_nearby_path(error: RefusedError, context: click.Context) -> RefusedError:
    """Return a refusal with the whole command to run instead, where a program is nearby.

    Args:
        error: Any refusal; one that is not of a program that is not found stays as it is.
        context: Of the command line.
    """
    (refusal,) = error.refusals
    if refusal.code not in _NOT_FOUND:
        return error
    for each in given_arguments(context):
        is_named = refusal.given.startswith(f"{Path(each)}, which ")
        if not is_named or (os.path.lexists(each) and not is_folder(Path(each))):
            continue
        meant = _programs_in(Path(each)) if is_folder(Path(each)) else _nearest_to(Path(each))
        write = corrected(context, each, *map(str, meant)) if meant else ""
        if write:
            return RefusedError.of(replace(refusal, write=write))
    return error


def _programs_in(folder: Path) -> list[Path]:
    """List the programs of a folder that is none; none where they are too many to be meant."""
    found = [each for each in _entries(folder) if _is_program(each)]
    return found if len(found) <= _MOST_FOLDERS else []


def _nearest_to(path: Path) -> list[Path]:
    """Return what is there and is called most like a path that is not there."""
    here = Path(path.anchor)
    *parents, last = path.relative_to(here).parts or ("",)
    for name in parents:
        if not is_folder(here / name):
            folders = [each.name for each in _entries(here) if each.is_dir()]
            name = nearest(name, folders) or name  # noqa: PLW2901 - what was meant by it
        here /= name
    sources = [one.name for one in _entries(here) if _is_program(one) or one.suffix == ".json"]
    near = nearest(last, sources)
    return [here / near] if near else []


def _entries(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return


def _is_program(path: Path) -> bool:
    return any((path / name).is_file() for name in _PROJECT_FILES)
