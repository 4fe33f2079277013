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
    events_without_secrets,
    rehearsal_without_secrets,
    rehearse_events,
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
from bamp_pulumi.report.terminal import open_console, print_events, print_rehearsal, print_storm

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
_OTHER = {"--events": "--storm", "--storm": "--events"}
_BESIDE = {"--events": "", "--storm": "--json, and "}
_DAY = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])


@click.command(no_args_is_help=True)
@source_options
@click.option(
    "--from",
    "start",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Day on which the plans are deployed; no recovery point exists before. "
    "Default: today, UTC.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 3_660),
    default=400,
    show_default=True,
    help="Number of days to simulate.",
)
@click.option(
    "--at",
    type=_DAY,
    metavar="DATE",
    help="Instant, UTC, at which faults occur and restores begin: YYYY-MM-DD or "
    "YYYY-MM-DDTHH:MM. Default: nine tenths into the span, so that a fault of which nobody is "
    "notified persists.",
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
@click.option("--together", is_flag=True, help="Inject all faults at the same time.")
@click.option(
    "--storm",
    type=click.IntRange(1, 5_000),
    metavar="N",
    help="Rehearse an alert storm instead: the backups of N resources fail at once, for one "
    "cause, ten times each. Reports how many messages each destination gets.",
)
@click.option(
    "--events",
    is_flag=True,
    help="Rehearse what goes well instead: who is notified of jobs that complete, wait or start.",
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
    events: bool,
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
    if events:
        _rehearse_events(sources, output)
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
            progress=lambda name: status.update(f"rehearsing {name}"),
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


def _rehearse_events(sources: SourceOptions, output: Format) -> NoReturn:
    """Rehearse what goes well, and leave: nobody has to be notified of it."""
    require_format(output, (Format.TEXT,), "--events")
    _require_no_other_option("--events")
    coverage = cover_sources(sources)
    events = events_without_secrets(rehearse_events(coverage), coverage.estate)
    print_events(events, open_console())
    sys.exit(0)


def _rehearse_storm(sources: SourceOptions, count: int, output: Format) -> NoReturn:
    """Rehearse a storm, and leave."""
    require_format(output, (Format.TEXT, Format.JSON), "--storm")
    _require_no_other_option("--storm")
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


def _require_no_other_option(of: str) -> None:
    """Refuse what storm and events have no use for, rather than leave it out of account."""
    context = click.get_current_context()
    others = {**_NOT_OF_STORMS, "storm" if of == "--events" else "events": _OTHER[of]}
    for name, option in others.items():
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise RefusedError(
                "BAMP-P10",
                given=f"{of} with {option}",
                allowed=f"{of} with {_BESIDE[of]}the options of programs and accounts",
                why="house rule: storms and events are rehearsed by themselves, for a day",
                write="--storm 500" if of == "--storm" else of,
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
            why="house rule: nothing is simulated outside the span",
            write=f"--at {end:%Y-%m-%d}",
        )


def _utc(naive: datetime) -> datetime:
    return naive.replace(tzinfo=UTC)
