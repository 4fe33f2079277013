"""`bamp explain`."""

import click

from bamp_pulumi.explained import all_explanations, require_explanation
from bamp_pulumi.report import as_json as document_as_json
from bamp_pulumi.report import explanations_document
from bamp_pulumi.report.terminal import open_console, print_explanations, print_names

__all__ = ["explain"]


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object (schema bamp.explanations/1)."
)
def explain(*, names: tuple[str, ...], as_json: bool) -> None:
    """Explain codes and faults: what each means, why, and how to fix it.

    NAME is a code, such as BAMP-V07 or V07, or the id of a fault, such as tag-lost. Without a NAME
    everything that has one is listed.
    """
    found = [require_explanation(name) for name in names] or list(all_explanations())
    if as_json:
        click.echo(document_as_json(explanations_document(found)))
    elif names:
        print_explanations(found, open_console())
    else:
        print_names(found, open_console())
