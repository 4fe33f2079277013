"""The options by which every command reads programs, and what they read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from bamp_pulumi.cli.checks import require_account, require_policy_regions, require_region
from bamp_pulumi.cli.policy import policy_of, read_policy_file, require_built
from bamp_pulumi.coverage import Coverage, JobTimes, assume_account, cover
from bamp_pulumi.estate import RUN_SECONDS, RunOptions, load_estate
from bamp_pulumi.rehearsal import judge_alerting

__all__ = [
    "SourceOptions",
    "cover_sources",
    "day_of",
    "source_options",
    "timeout_option",
    "today_utc",
]

# Any, from here on: click's commands take whatever its options give.
_Command = Callable[..., Any]
_STATES: Final = "states"
"""Given to some commands only, which hand it on by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """What is read, and how."""

    programs: Sequence[str]
    stack: str | None
    inherit: bool
    policy_file: Path | None
    account_id: str | None
    region: str | None
    timeout_seconds: int
    today: datetime | None
    measured: Path | None = None
    states: Sequence[Path] = ()


def source_options(command: _Command) -> _Command:
    """Give a command the options that say what is read; they come as one `sources`."""

    @wraps(command)
    def with_sources(**given: Any) -> Any:  # noqa: ANN401 - as above
        names = SourceOptions.__dataclass_fields__.keys() - {_STATES}
        sources = SourceOptions(**{name: given.pop(name) for name in names})
        return command(sources=sources, **given)

    wrapped: _Command = with_sources
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def timeout_option(text: str) -> Callable[[_Command], _Command]:
    """Make `--timeout`, as `timeout_seconds`.

    Args:
        text: Its help.
    """
    return click.option(
        "--timeout",
        "timeout_seconds",
        default=RUN_SECONDS.value,
        show_default=True,
        envvar="BAMP_TIMEOUT",
        show_envvar=True,
        type=click.IntRange(min=1),
        metavar="SECONDS",
        help=text,
    )


_OPTIONS = (
    click.argument("programs", metavar="PROGRAM...", nargs=-1, required=True),
    click.option(
        "--stack",
        metavar="S",
        help="Stack whose configuration is used. Default: prod, production or dev, the first there "
        "is.",
    ),
    click.option(
        "--inherit",
        is_flag=True,
        help="Read each Python program as if it began with bamp.inherit(); nothing is changed on "
        "disk. JSON files are read as they are.",
    ),
    click.option(
        "--policy",
        "policy_file",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Policy to judge by, in the place of bamp:policy of every stack: the account's "
        "program builds it, and the others inherit it. Default: the one of the account's manifest, "
        "else the built-in one.",
    ),
    click.option(
        "--account",
        "account_id",
        metavar="ID",
        help="AWS account, 12 digits. Default: the one that the stack's configuration names.",
    ),
    click.option(
        "--region",
        metavar="R",
        help="Region where a stack sets no aws:region, and of explicit providers that set none. "
        "Default: us-east-1 for the first; the second are not verified.",
    ),
    click.option(
        "--today",
        metavar="DATE",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Day on which exemptions and imported key material are judged. Default: today, UTC.",
    ),
    click.option(
        "--measured",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Times of jobs as bamp coverage has measured them in the account, by type. Default: "
        "what bamp_pulumi takes for granted.",
    ),
    timeout_option("Timeout of one program."),
)


def cover_sources(sources: SourceOptions, *, assume: bool = False) -> Coverage:
    """Read what is given and judge it; bad options are refused before anything is run.

    Args:
        sources: What is read, and how.
        assume: Whether programs that come without an account are judged by the built-in one.
            Default: no; then nothing is known of their plans.
    """
    if sources.account_id is not None:
        require_account(sources.account_id)
    if sources.region is not None:
        require_region(sources.region)
    given = None if sources.policy_file is None else read_policy_file(sources.policy_file)
    if given is not None:
        require_policy_regions(given)
    times = None if sources.measured is None else _times_in(sources.measured)
    options = RunOptions(
        stack=sources.stack,
        inherit=sources.inherit,
        policy=given,
        account_id=sources.account_id,
        region=sources.region,
        timeout_seconds=sources.timeout_seconds,
        states=tuple(sources.states),
    )
    estate = load_estate([Path(program) for program in sources.programs], options)
    if given is not None:
        require_built(estate, given)
    today = day_of(sources)
    policy = given or policy_of(estate)
    assumed = assume_account(estate, given, today=today, times=times) if assume else None
    if assumed is not None:
        return _with_operations(assumed, today)
    covered = cover(estate, policy, today=today, times=times)
    return _with_operations(judge_alerting(covered), today)


def _times_in(measured: Path) -> JobTimes:
    from bamp_pulumi.measured import read_measured, times_of  # noqa: PLC0415 - of that option only

    return times_of(read_measured(measured).measured())


def _with_operations(coverage: Coverage, today: date) -> Coverage:
    """Add what deployments lose, where a preview says what there was before."""
    if not coverage.estate.operations:
        return coverage
    from bamp_pulumi.changes import judge_transition  # noqa: PLC0415 - of documents only

    return judge_transition(coverage, today=today)


def day_of(sources: SourceOptions) -> date:
    """Return the day on which programs are judged: the one given, else today."""
    return sources.today.date() if sources.today is not None else today_utc()


def today_utc() -> date:
    """Return the day it is; only the command line asks the clock."""
    return datetime.now(UTC).date()
