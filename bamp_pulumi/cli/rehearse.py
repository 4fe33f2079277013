"""`bamp rehearse`."""

import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import NoReturn

import click
from click.core import ParameterSource

from bamp_pulumi import __version__
from bamp_pulumi.cli.checks import require_writable, write_file
from bamp_pulumi.cli.formats import Format, explain_option, format_options, require_format
from bamp_pulumi.cli.given import given_command
from bamp_pulumi.cli.repository import checkout_of
from bamp_pulumi.cli.revision import read_revision
from bamp_pulumi.cli.sources import SourceOptions, cover_sources, source_options, today_utc
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import nearest
from bamp_pulumi.rehearsal import (
    FAULTS,
    Rehearsal,
    rehearsal_without_secrets,
    rehearse_storm,
    storm_without_secrets,
)
from bamp_pulumi.rehearsal import rehearse as rehearse_estate
from bamp_pulumi.report import (
    Provenance,
    issues_of_rehearsal,
    junit_of_rehearsal,
    rehearsal_document,
    render_rehearsal_markdown,
    render_rehearsal_page,
    sarif_of,
    storm_document,
    verdict_of_rehearsal,
)
from bamp_pulumi.report import as_json as document_as_json
from bamp_pulumi.report.terminal import open_console, print_rehearsal, print_storm

__all__ = ["rehearse"]

_ALL = "all"
_TENTH = 10
_NOT_OF_STORMS = {
    "start": "--from",
    "days": "--days",
    "at": "--at",
    "faults": "--fault",
    "together": "--together",
    "html": "--html",
    "explained": "--explain",
}
_DAY = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])


@click.command(no_args_is_help=True)
@source_options
@click.option(
    "--from",
    "start",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Day on which the plans are deployed: nothing is there before. Default: today, UTC.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 3_660),
    default=400,
    show_default=True,
    help="How long it goes on.",
)
@click.option(
    "--at",
    type=_DAY,
    metavar="DATE",
    help="Instant, UTC, at which faults strike and restores begin: YYYY-MM-DD or "
    "YYYY-MM-DDTHH:MM. Default: nine tenths into the span, so that a fault of which nobody is "
    "notified goes on.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="ID",
    default=(_ALL,),
    show_default=True,
    help="A fault to rehearse; may be given several times.",
)
@click.option("--together", is_flag=True, help="Let the faults strike all at once.")
@click.option(
    "--storm",
    type=click.IntRange(1, 5_000),
    metavar="N",
    help="Rehearse a storm in place of all this: the backups of N resources fail at once, for one "
    "cause, ten times each. Says how many messages each destination gets.",
)
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a self-contained page.",
)
@explain_option
@format_options("bamp.rehearsal/1; bamp.storm/1 of a storm")
def rehearse(  # noqa: PLR0913 - one parameter an option
    *,
    sources: SourceOptions,
    start: datetime | None,
    days: int,
    at: datetime | None,
    faults: tuple[str, ...],
    together: bool,
    storm: int | None,
    html: Path | None,
    explained: bool,
    output: Format,
) -> None:
    """Simulate what PROGRAM... would keep over a year, and what each fault would do.

    Takes the same PROGRAM arguments as `bamp preview`. Nothing is deployed and no account is
    asked: schedules, copies and alerts are followed as AWS documents them.

    Exit status: 0 when all is well; 1 when nobody is certainly notified of a fault that the policy
    does not acknowledge (`faults`), when something could not be restored, or when a schedule or an
    alerting path is wrong; of a storm, when a message is lost, or a person gets more than 12 in an
    hour; 2 when the input is wrong. The last line says which, and why.
    """
    if explained:
        require_format(output, (Format.TEXT,), "--explain")
    if storm is not None:
        _rehearse_storm(sources, storm, output)
    chosen = _chosen(faults)
    if html is not None:
        require_writable(html, option="--html")
    begin = _utc(start or datetime.combine(today_utc(), time.min))
    end = begin + timedelta(days=days)
    instant = _utc(at) if at is not None else end - timedelta(days=days) / _TENTH
    _require_within(instant, begin, end)
    coverage = cover_sources(sources)
    console = open_console(stderr=True)
    with console.status("rehearsing") as status:
        rehearsal = rehearse_estate(
            coverage,
            start=begin,
            days=days,
            at=instant,
            faults=chosen,
            together=together,
            tell=lambda name: status.update(f"rehearsing {name}"),
        )
    rehearsal = rehearsal_without_secrets(rehearsal)
    if html is not None:
        page = render_rehearsal_page(rehearsal, _provenance(sources))
        write_file(html, page, option="--html")
    if output is Format.TEXT:
        print_rehearsal(rehearsal, open_console(), explained=explained)
    else:
        click.echo(_render(output, rehearsal))
    sys.exit(0 if rehearsal.is_well else 1)


def _provenance(sources: SourceOptions) -> Provenance:
    """Return what a page is made from, before the page itself is one file more that is changed."""
    judged_on = sources.today.date() if sources.today is not None else today_utc()
    return Provenance(
        made_on=today_utc(),
        judged_on=judged_on,
        version=__version__,
        command=given_command(click.get_current_context()),
        revisions=tuple(map(read_revision, sources.programs)),
    )


def _render(output: Format, rehearsal: Rehearsal) -> str:
    """Return a rehearsal in a form that is no terminal's."""
    checkout = checkout_of(rehearsal.coverage.estate)
    match output:
        case Format.SARIF:
            verdict, issues = verdict_of_rehearsal(rehearsal), issues_of_rehearsal(rehearsal)
            return sarif_of(issues, verdict, checkout, command="rehearse")
        case Format.JUNIT:
            return junit_of_rehearsal(rehearsal, checkout)
        case Format.MARKDOWN:
            return render_rehearsal_markdown(rehearsal, checkout)
        case _:
            return document_as_json(rehearsal_document(rehearsal))


def _rehearse_storm(sources: SourceOptions, count: int, output: Format) -> NoReturn:
    """Rehearse a storm, and leave."""
    require_format(output, (Format.TEXT, Format.JSON), "--storm")
    _require_no_other_option()
    coverage = cover_sources(sources)
    if not any(one.rules for one in coverage.resources):
        raise RefusedError(
            "BAMP-P10",
            given=f"--storm {count}",
            allowed="programs in which a plan backs something up",
            why="house rule: what fails is of the types and tiers that the programs declare",
            write="bamp rehearse PROGRAM ACCOUNT --storm 500",
        )
    with open_console(stderr=True).status("rehearsing a storm"):
        storm = rehearse_storm(coverage, count, _utc(datetime.combine(today_utc(), time.min)))
    storm = storm_without_secrets(storm, coverage.estate)
    if output is Format.JSON:
        click.echo(document_as_json(storm_document(storm)))
    else:
        print_storm(storm, open_console())
    sys.exit(0 if storm.is_well else 1)


def _require_no_other_option() -> None:
    """Refuse what a storm has no use for, rather than leave it out of account."""
    context = click.get_current_context()
    for name, option in _NOT_OF_STORMS.items():
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise RefusedError(
                "BAMP-P10",
                given=f"--storm with {option}",
                allowed="--storm with --json, and the options of programs and accounts",
                why="house rule: a storm is rehearsed by itself, for a day",
                write="--storm 500",
            )


def _chosen(faults: tuple[str, ...]) -> tuple[str, ...]:
    if _ALL in faults:
        return tuple(FAULTS)
    unknown = next((fault for fault in faults if fault not in FAULTS), None)
    if unknown is not None:
        raise RefusedError(
            "BAMP-P10",
            given=f"--fault {unknown}",
            allowed=f"{_ALL}, {', '.join(FAULTS)}",
            why="house rule: only faults that are described can be rehearsed",
            write=f"--fault {nearest(unknown, FAULTS) or _ALL}",
        )
    return faults


def _require_within(at: datetime, start: datetime, end: datetime) -> None:
    if not start <= at <= end:
        raise RefusedError(
            "BAMP-P10",
            given=f"--at {at:%Y-%m-%dT%H:%M}",
            allowed=f"{start:%Y-%m-%d} to {end:%Y-%m-%d}",
            why="house rule: nothing is known of what lies outside the span",
            write=f"--at {end:%Y-%m-%d}",
        )


def _utc(naive: datetime) -> datetime:
    return naive.replace(tzinfo=UTC)
