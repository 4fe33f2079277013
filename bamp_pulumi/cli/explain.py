"""`bamp explain`."""

from pathlib import Path
from typing import Final

import click

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import find_project
from bamp_pulumi.explained import Language, all_explanations, require_explanation
from bamp_pulumi.report import as_json as document_as_json
from bamp_pulumi.report import explanations_document
from bamp_pulumi.report.terminal import open_console, print_explanations, print_names

__all__ = ["explain"]

_OF_RUNTIMES: Final = {"nodejs": Language.TYPESCRIPT, "yaml": Language.YAML}
"""Runtimes of Pulumi whose programs are written in no Python, and in what their fixes are."""


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option(
    "--language",
    type=click.Choice([str(each) for each in Language]),
    help="Language of fixes that are code. Default: that of the Pulumi program in this folder, "
    "else python.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object (schema bamp.explanations/1)."
)
def explain(*, names: tuple[str, ...], language: str | None, as_json: bool) -> None:
    """Explain codes and faults: what each means, why, and how to fix it.

    NAME is a code, such as BAMP-V07 or V07, or the id of a fault, such as tag-lost. Without a NAME
    everything that has one is listed.
    """
    found = [require_explanation(name) for name in names] or list(all_explanations())
    if as_json:
        click.echo(document_as_json(explanations_document(found)))
    elif names:
        spoken = Language(language) if language else _language_here()
        print_explanations(found, open_console(), spoken)
    else:
        print_names(found, open_console())


def _language_here() -> Language:
    """Return the language of the program in the current folder; Python where there is none."""
    try:
        return _OF_RUNTIMES.get(find_project(Path()).runtime, Language.PYTHON)
    except RefusedError:
        return Language.PYTHON  # no program, or one that another command refuses
