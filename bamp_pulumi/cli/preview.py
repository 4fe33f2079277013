"""`bamp preview`."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bamp_pulumi import report
from bamp_pulumi.cli.checks import require_writable, write_file
from bamp_pulumi.cli.formats import Format, explain_option, format_options, require_format
from bamp_pulumi.cli.repository import checkout_of
from bamp_pulumi.cli.sources import SourceOptions, cover_sources, source_options
from bamp_pulumi.coverage import Coverage, judge_first_deployment, without_secrets
from bamp_pulumi.rehearsal import AccountSummary, sum_up_account
from bamp_pulumi.report import terminal

if TYPE_CHECKING:
    from bamp_pulumi.changes import Comparison

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
@click.option(
    "--require-account",
    is_flag=True,
    help="Assume no account: resources are unverified where no plan is given. For pipelines.",
)
@click.option(
    "--base",
    metavar="REF|FILE",
    help="Also show what changed since a git ref (a branch, tag or commit: the programs are run as "
    "of the commit where this branch started), or since the preview in FILE.json (of --json).",
)
@explain_option
@click.option(
    "--state",
    "states",
    metavar="EXPORT",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What is deployed: a JSON file of `pulumi stack export`, one for each PROGRAM that is a "
    "folder. The program is then judged as its deployment, as a preview document is. Default: "
    "what is deployed is not known, and PROGRAM is judged as of a first deployment.",
)
@click.option("--allow-unverified", is_flag=True, help="Accept resources that are unverified.")
@click.option(
    "-v", "--verbose", is_flag=True, help="List everything that could not be known offline."
)
def preview(  # noqa: PLR0913 - one parameter an option
    *,
    sources: SourceOptions,
    output: Format,
    markdown: Path | None,
    require_account: bool,
    base: str | None,
    states: tuple[Path, ...],
    explained: bool,
    allow_unverified: bool,
    verbose: bool,
) -> None:
    """Show how every data store of PROGRAM... would be protected.

    PROGRAM is a folder with a Pulumi program in Python, run offline without credentials; or a JSON
    file: `pulumi preview --json --show-sames`, `pulumi stack export`, or an account's manifest, as
    `bamp manifest` prints it. Add the account's program (or its manifest) to those of the services:
    it declares the plans and vaults. Without it the built-in account is assumed, and the answer
    says so: it proves nothing. The account's program alone is summarized.

    Exit status: 0 when every data store is protected, protected by its own service, or exempt (by
    the assumed account, where none is given); 1 when one is not, when that is not verified, or when
    a finding is an error; 2 when the input is wrong. The last line says which, and why.
    """
    if explained:
        require_format(output, (Format.TEXT,), "--explain")
    if markdown is not None:
        require_writable(markdown)
    found = None
    if base is not None:
        from bamp_pulumi.cli.preview_base import find_base  # noqa: PLC0415 - seldom needed

        found = find_base(base, sources)
    # The base is what the programs were: what is deployed belongs to what they are.
    beside = replace(sources, states=states)
    covered = cover_sources(beside, assume=not require_account)
    coverage = without_secrets(judge_first_deployment(covered))
    compared = found.compare(coverage, sources) if found is not None else None
    summary = sum_up_account(coverage)
    if markdown is not None:
        text = _render(Format.MARKDOWN, coverage, summary, compared, allowed=allow_unverified)
        write_file(markdown, text)
    if output is not Format.TEXT:
        click.echo(_render(output, coverage, summary, compared, allowed=allow_unverified))
    else:
        console = terminal.open_console()
        if compared is not None:
            terminal.print_changes(compared, console, verbose=verbose)
            terminal.print_comparison(compared, console)
        terminal.print_preview(
            coverage,
            console,
            allow_unverified=allow_unverified,
            verbose=verbose,
            explained=explained,
            summary=summary,
        )
    sys.exit(0 if coverage.is_well(allow_unverified=allow_unverified) else 1)


def _render(
    output: Format,
    coverage: Coverage,
    summary: AccountSummary | None,
    compared: "Comparison | None",
    *,
    allowed: bool,
) -> str:
    """Return a preview in a form that is no terminal's."""
    checkout = checkout_of(coverage.estate)
    match output:
        case Format.SARIF:
            verdict = report.verdict_of_preview(coverage, allow_unverified=allowed)
            issues = report.issues_of_preview(coverage, allow_unverified=allowed)
            return report.sarif_of(issues, verdict, checkout, command="preview")
        case Format.JUNIT:
            return report.junit_of_preview(coverage, checkout, allow_unverified=allowed)
        case Format.MARKDOWN:
            whole = report.render_markdown(
                coverage, checkout, allow_unverified=allowed, summary=summary
            )
            if compared is None:
                return whole
            is_well = coverage.is_well(allow_unverified=allowed)
            return report.render_compared_markdown(whole, compared, is_well=is_well)
        case _:
            document = report.preview_document(
                coverage, summary=summary, compared=compared, allow_unverified=allowed
            )
            return report.as_json(document)
