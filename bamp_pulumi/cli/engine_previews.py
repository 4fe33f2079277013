"""Programs that only the engine can run: what previews them, with all that was given."""

import shlex
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import click

from bamp_pulumi.cli.corrected import corrected, given_arguments
from bamp_pulumi.errors import RefusedError

__all__ = ["with_engine_preview"]

_NOT_PYTHON: Final = "BAMP-P05"


def with_engine_preview(error: RefusedError, context: click.Context) -> RefusedError:
    """Return a refusal with the whole commands to run instead, the other arguments as given.

    Args:
        error: Any refusal; one that is not of a program in another language stays as it is.
        context: Of the command line.
    """
    (refusal,) = error.refusals
    if refusal.code != _NOT_PYTHON:
        return error
    given = given_arguments(context)
    for each in given:
        root = Path(each).resolve()
        if not refusal.given.startswith(f"{root}: "):
            continue
        document = f"{root.name}-preview.json"
        command = corrected(context, each, document)
        if command and document.isprintable():
            engine = ["pulumi", "preview", "--json", "--show-sames", *_place(each, given)]
            write = f"{shlex.join(engine)} > {shlex.quote(document)} && {command}"
            return RefusedError.of(replace(refusal, write=write))
    return error


def _place(program: str, given: tuple[str, ...]) -> list[str]:
    """Return the options of `pulumi` that name a program and its stack."""
    folder = ["--cwd", program] if Path(program).resolve() != Path.cwd() else []
    stack = next((b for a, b in pairwise(given) if a == "--stack"), "")
    stack = stack or next((a[8:] for a in given if a.startswith("--stack=")), "")
    return [*folder, *(["--stack", stack] if stack else [])]
