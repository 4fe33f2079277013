"""`bamp preview`."""

import sys
from pathlib import Path

import click

from bamp_pulumi.cli.checks import require_writable, write_file
from bamp_pulumi.cli.formats import Format, format_options
from bamp_pulumi.cli.repository import checkout_of
from bamp_pulumi.cli.sources import SourceOptions, cover_sources, source_options
from bamp_pulumi.coverage import Coverage, without_secrets
from bamp_pulumi.report import as_json as document_as_json
from bamp_pulumi.report import (
    issues_of_preview,
    junit_of_preview,
    preview_document,
    render_markdown,
    sarif_of,
    verdict_of_preview,
)
from bamp_pulumi.report.terminal import open_console, print_preview

__all__ = ["preview"]


@click.command(no_args_is_help=True)
@source_options
@format_options("bamp.preview/1")
@click.option(
    "--markdown",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a comment for the pull request.",
)
@click.option("--allow-unverified", is_flag=True, help="Accept resources that are unverified.")
@click.option(
    "-v", "--verbose", is_flag=True, help="List everything that could not be known offline."
)
def preview(
    *,
    sources: SourceOptions,
    output: Format,
    markdown: Path | None,
    allow_unverified: bool,
    verbose: bool,
) -> None:
    """Show how every data store of PROGRAM... would be protected.

    PROGRAM is a folder with a Pulumi program in Python, run offline without credentials; or a JSON
    file: `pulumi preview --json --show-sames`, `pulumi stack export`, or a baseline manifest. Give
    the account's program (or its manifest) beside the services': plans and vaults are declared
    there.
    """
    if markdown is not None:
        require_writable(markdown)
    coverage = without_secrets(cover_sources(sources))
    if markdown is not None:
        write_file(markdown, _render(Format.MARKDOWN, coverage, allow_unverified=allow_unverified))
    if output is Format.TEXT:
        console = open_console()
        print_preview(coverage, console, allow_unverified=allow_unverified, verbose=verbose)
    else:
        click.echo(_render(output, coverage, allow_unverified=allow_unverified))
    sys.exit(0 if coverage.is_well(allow_unverified=allow_unverified) else 1)


def _render(output: Format, coverage: Coverage, *, allow_unverified: bool) -> str:
    """Return a preview in a form that is no terminal's."""
    checkout = checkout_of(coverage.estate)
    match output:
        case Format.SARIF:
            verdict = verdict_of_preview(coverage, allow_unverified=allow_unverified)
            return sarif_of(issues_of_preview(coverage), verdict, checkout, command="preview")
        case Format.JUNIT:
            return junit_of_preview(coverage, checkout)
        case Format.MARKDOWN:
            return render_markdown(coverage, checkout, allow_unverified=allow_unverified)
        case _:
            document = preview_document(coverage, allow_unverified=allow_unverified)
            return document_as_json(document)
