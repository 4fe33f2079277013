"""Programs that are not where the command line says: what was meant is looked for around them.

The file of a stack stands for its program and that stack, another file or folder of a program for
the program, and a name that is misspelt for what is called most like it.
"""

import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from bamp_pulumi.cli.corrected import corrected, given_arguments, replaced
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import AN_ADDRESS, nearest
from bamp_pulumi.texts import is_folder

__all__ = ["with_nearby_path"]

_NOT_FOUND: Final = frozenset({"BAMP-P03", "BAMP-P07"})
_PROJECT_FILES: Final = ("Pulumi.yaml", "Pulumi.yml")
_STACK_FILE: Final = re.compile(r"Pulumi\.(?P<stack>[\w.-]+)\.ya?ml")
_STACK: Final = "--stack"
_ACCOUNT: Final = "--account"
_MANIFEST: Final = "manifest"
_BEGINNING: Final = 64
"""Bytes of a file, in which a document begins."""
_MOST_FOLDERS: Final = 5
"""Programs of a folder that are named together; a repository may have hundreds."""


def with_nearby_path(error: RefusedError, context: click.Context) -> RefusedError:
    """Return a refusal with the whole command to run instead, where a program is nearby.

    Args:
        error: Any refusal; one that is not of a program that is not found stays as it is.
        context: Of the command line.
    """
    (refusal,) = error.refusals
    write = ""
    for each in given_arguments(context):
        value = each.removeprefix(f"{_ACCOUNT}=")
        if refusal.given == f"{_ACCOUNT} {value}" and os.path.lexists(value):
            # It takes a number alone.
            write = corrected(context, value, option=_ACCOUNT, added=(value,))
        elif refusal.code in _NOT_FOUND and refusal.given.startswith(f"{Path(each)}, which "):
            write = _written(context, each)
        if write:
            return RefusedError.of(replace(refusal, write=write))
    return error


def _written(context: click.Context, given: str) -> str:
    """Return the command with the program that is meant by a path; empty where nobody knows it."""
    path = Path(given)
    if not os.path.lexists(given):
        return corrected(context, given, *map(str, _nearest_to(path) or ["PROGRAM"]))
    if path.suffix == ".json":
        return ""  # it is wrong in itself
    within = None if _programs_in(path) else _program_around(path)
    if within is not None and _STACK_FILE.fullmatch(path.name):
        return _with_stacks(context)
    meant = [within] if within is not None else _programs_in(path)
    if meant:
        return corrected(context, given, *map(str, meant))
    return _as_document(context, path) if path.is_file() else _made_in(context, path)


def _with_stacks(context: click.Context) -> str:
    """Return the command with programs in the place of the files of their stacks, and the stack."""
    given = given_arguments(context)
    named = {each: _STACK_FILE.fullmatch(Path(each).name) for each in given}
    found = {
        each: stack["stack"] for each, stack in named.items() if stack and Path(each).is_file()
    }
    programs = {each: str(_program_around(Path(each)) or each) for each in found}
    is_given = any(each.partition("=")[0] == _STACK for each in given)
    added = () if is_given else (_STACK, next(iter(found.values())))
    return replaced(context, programs, added)


def _as_document(context: click.Context, path: Path) -> str:
    """Return how a document is taken for one, by its name; empty for any other file."""
    named = path.with_suffix(".json")
    if not _begins_as_json(path) or os.path.lexists(named):
        return ""
    command = corrected(context, str(path), str(named))
    moved = shlex.join(["mv", str(path), str(named)])
    return f"{moved} && {command}" if command and moved.isprintable() else ""


def _begins_as_json(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(_BEGINNING).lstrip().startswith(b"{")
    except OSError:
        return False


def _made_in(context: click.Context, folder: Path) -> str:
    """Return how a folder without a program gets one."""
    is_account = _MANIFEST in given_arguments(context)[:1]
    kind = ["account"] if is_account else ["service"]
    command = shlex.join(["bamp", "init", *kind, str(folder)])
    email = f" --email {AN_ADDRESS}" if is_account else ""
    return f"{command}{email}" if command.isprintable() else ""


def _program_around(path: Path) -> Path | None:
    """Return the folder of the program that a file or folder is a part of; None for none."""
    lexical = next((each for each in path.parents if _is_program(each)), None)
    if lexical is not None:
        return lexical
    above = next((each for each in path.resolve().parents if _is_program(each)), None)
    return None if above is None else Path(os.path.relpath(above))


def _programs_in(folder: Path) -> list[Path]:
    """List the programs in a folder; none where they are too many to be meant."""
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
