"""`bamp preview`."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console

from bamp_pulumi.cli.checks import require_account, require_region, require_writable, write_file
from bamp_pulumi.cli.policy import policy_of, read_policy_file
from bamp_pulumi.coverage import cover
from bamp_pulumi.estate import RunOptions, load_estate
from bamp_pulumi.report import preview_document, render_markdown
from bamp_pulumi.report.terminal import print_preview

__all__ = ["preview"]


@click.command(no_args_is_help=True)
@click.argument("programs", metavar="PROGRAM...", nargs=-1, required=True)
@click.option(
    "--stack",
    metavar="S",
    help="Stack whose configuration is used. Default: prod, production or dev, the first there is.",
)
@click.option(
    "--inherit",
    is_flag=True,
    help="Preview as if each program began with bamp.inherit(); nothing is changed on disk.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object (schema bamp.preview/1)."
)
@click.option(
    "--markdown",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a comment for the pull request.",
)
@click.option(
    "--policy",
    "policy_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Policy to judge by, and that --inherit inherits. Default: the one of the account's "
    "manifest, else the built-in one.",
)
@click.option(
    "--account",
    "account_id",
    metavar="ID",
    help="AWS account, 12 digits. Default: the one that the stack's configuration names.",
)
@click.option(
    "--region",
    metavar="R",
    help="Region where a stack sets no aws:region, and of explicit providers that set none. "
    "Default: us-east-1 for the first; the second are not verified.",
)
@click.option(
    "--allow-unverified", is_flag=True, help="Accept resources about which nothing can be told."
)
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which exemptions are judged. Default: today, UTC.",
)
@click.option(
    "--timeout",
    "timeout_seconds",
    default=300,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="SECONDS",
    help="Longest run of one program.",
)
@click.option(
    "-v", "--verbose", is_flag=True, help="List everything that could not be known offline."
)
def preview(  # noqa: PLR0913 - one parameter an option
    *,
    programs: tuple[str, ...],
    stack: str | None,
    inherit: bool,
    as_json: bool,
    markdown: Path | None,
    policy_file: Path | None,
    account_id: str | None,
    region: str | None,
    allow_unverified: bool,
    today: datetime | None,
    timeout_seconds: int,
    verbose: bool,
) -> None:
    """Show how every data store of PROGRAM... would be protected.

    PROGRAM is a folder with a Pulumi program in Python, run offline without credentials; or a JSON
    file: `pulumi preview --json --show-sames`, `pulumi stack export`, or a baseline manifest. Give
    the account's program (or its manifest) beside the services': plans and vaults are declared
    there.
    """
    if account_id is not None:
        require_account(account_id)
    if region is not None:
        require_region(region)
    if markdown is not None:
        require_writable(markdown)
    given_policy = None if policy_file is None else read_policy_file(policy_file)
    options = RunOptions(
        stack=stack,
        inherit=inherit,
        policy=given_policy,
        account_id=account_id,
        region=region,
        timeout_seconds=timeout_seconds,
    )
    estate = load_estate([Path(program) for program in programs], options)
    policy = given_policy or policy_of(estate)
    coverage = cover(estate, policy, today=today.date() if today is not None else _today())
    if markdown is not None:
        text = render_markdown(coverage, allow_unverified=allow_unverified)
        write_file(markdown, text)
    if as_json:
        click.echo(preview_document(coverage).model_dump_json(by_alias=True, indent=2))
    else:
        console = Console(highlight=False, soft_wrap=False)
        print_preview(coverage, console, allow_unverified=allow_unverified, verbose=verbose)
    sys.exit(0 if coverage.is_well(allow_unverified=allow_unverified) else 1)


def _today() -> date:
    return datetime.now(UTC).date()
