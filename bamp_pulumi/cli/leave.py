"""`bamp leave`."""

import sys

import click

from bamp_pulumi.cli.sources import SourceOptions, cover_sources, day_of, source_options
from bamp_pulumi.coverage import without_secrets
from bamp_pulumi.leaving import leave as leave_estate
from bamp_pulumi.report import as_json as document_as_json
from bamp_pulumi.report import leaving_document
from bamp_pulumi.report.terminal import open_console, print_leaving

__all__ = ["leave"]


@click.command(no_args_is_help=True)
@source_options
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object (schema bamp.leaving/1)."
)
def leave(*, sources: SourceOptions, as_json: bool) -> None:
    """Show what removing inherit() from PROGRAM... would change, and how to keep it.

    Takes the same PROGRAM arguments as `bamp preview`; run it before the line is removed. Lists
    each input that would return to a default of the provider, each companion that would be
    deleted, and until when recovery points stay; prints the code that keeps everything as it is.
    Add the account's program or manifest: without it the built-in account is assumed. A JSON
    document does not say which of its inputs inherit() wrote.

    Exit status: 0 when nothing would become shorter or weaker; 1 when something would, when a
    companion would be deleted, when a data store would no longer be backed up, or when that is not
    known; 2 when the input is wrong.
    """
    coverage = without_secrets(cover_sources(sources, assume=True))
    leaving = leave_estate(coverage, day_of(sources))
    if as_json:
        click.echo(document_as_json(leaving_document(leaving)))
    else:
        print_leaving(leaving, open_console())
    sys.exit(0 if leaving.is_harmless else 1)
