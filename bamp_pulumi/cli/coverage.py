"""`bamp coverage`."""

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Final

import click

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.cli.checks import require_region, require_writable, write_file
from bamp_pulumi.cli.compared import compare as compare_with
from bamp_pulumi.cli.compared import rehearsed_times
from bamp_pulumi.cli.compared import write_measured as measured_to
from bamp_pulumi.cli.resumed import resumed
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.measured import Deviation
from bamp_pulumi.observed import (
    Budget,
    Observation,
    Progress,
    SignIn,
    enabled_regions,
    look,
    manifest_in,
    promised_regions,
    read_policy,
    require_account_of,
    sign_in,
)
from bamp_pulumi.report import LiveAccount, NotAnswered, coverage_document, render_live_markdown
from bamp_pulumi.report import as_json as document_as_json
from bamp_pulumi.report.terminal import open_console, print_live
from bamp_pulumi.texts import read_text_file

__all__ = ["coverage"]

_CALLS: Final = 100_000
"""House rule: no account needs so many; a fault that asks without end stops there."""
_PARAMETER: Final = "/bamp/baseline"
_EVERY_SECONDS: Final = 0.5


@click.command()
@click.option(
    "--account-manifest",
    "manifest_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The account's manifest, as `bamp manifest` prints it. Default: the one that the account "
    "publishes, see --parameter.",
)
@click.option(
    "--parameter",
    metavar="NAME",
    default=_PARAMETER,
    show_default=True,
    help="SSM parameter in which the account publishes its manifest.",
)
@click.option("--profile", metavar="NAME", help="Profile of the AWS configuration.")
@click.option(
    "--region",
    "regions",
    metavar="R",
    multiple=True,
    help="Region to read; may be given several times. Default: those that the policy makes "
    "recovery points in.",
)
@click.option("--all-regions", is_flag=True, help="Read every Region that the account has enabled.")
@click.option("--role-arn", metavar="ARN", help="Role to assume with these credentials.")
@click.option("--external-id", metavar="ID", help="External ID for --role-arn.")
@click.option(
    "--max-attempts",
    metavar="N",
    default=8,
    show_default=True,
    type=click.IntRange(1, 20),
    help="How often one request is sent that AWS throttles or fails.",
)
@click.option(
    "--budget",
    "budget_seconds",
    metavar="SECONDS",
    default=900,
    show_default=True,
    type=click.IntRange(1, 86_400),
    help="After so long no request is begun; what was not read then could not be seen.",
)
@click.option(
    "--resume",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where a reading is kept that was interrupted or not answered whole, and gone on with. "
    "Once all was answered, the file is removed.",
)
@click.option(
    "--each-bucket",
    is_flag=True,
    help="Ask each bucket of a continuous backup whether it goes on: two calls a bucket. No list "
    "says it, so it could not be seen otherwise.",
)
@click.option(
    "--compare",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare with what `bamp rehearse --json` printed: when jobs ran, how long they waited "
    "and took, and what can be lost.",
)
@click.option(
    "--write-measured",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write how long the jobs of each type waited and took, for --measured of bamp preview and "
    "bamp rehearse.",
)
@click.option("--all", "all_of_it", is_flag=True, help="List what stands well, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema bamp.coverage/1).")
@click.option(
    "--markdown",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write it as Markdown, for the summary of a pipeline.",
)
@click.option(
    "--print-policy",
    is_flag=True,
    help="Print the IAM policy that is enough for this command, and look at nothing.",
)
def coverage(  # noqa: PLR0913 - one parameter an option
    *,
    manifest_file: Path | None,
    parameter: str,
    profile: str | None,
    regions: tuple[str, ...],
    all_regions: bool,
    role_arn: str | None,
    external_id: str | None,
    max_attempts: int,
    budget_seconds: int,
    resume: Path | None,
    each_bucket: bool,
    compare: Path | None,
    write_measured: Path | None,
    all_of_it: bool,
    as_json: bool,
    markdown: Path | None,
    print_policy: bool,
) -> None:
    """Show how every data store of a running account is backed up now.

    Reads the account with your AWS credentials, and judges it by the policy in its manifest: for
    each data store the newest recovery point and the newest copy against schedule, retention, key
    and lock. Only list calls are made, and nothing is written. Needs boto3 (extra `live`).

    Exit status: 0 when everything was seen, and every data store is protected, backed up by its own
    service, or exempt; 1 when one is not, when something could not be seen, or when with --compare
    something happened otherwise than it was rehearsed; 2 when the account could not be looked at.
    """
    if print_policy:
        click.echo(json.dumps(read_policy(parameter), indent=2))
        return
    for region in regions:
        require_region(region)
    if markdown is not None:
        require_writable(markdown)
    if external_id is not None and role_arn is None:
        given = "--external-id without --role-arn"
        raise _refused(given, "both or none", "--role-arn ARN --external-id ID")
    if regions and all_regions:
        raise _refused("--region with --all-regions", "one of the two", "--all-regions")
    rehearsed = None if compare is None else rehearsed_times(compare)
    if write_measured is not None:
        require_writable(write_measured, option="--write-measured")
    known = None if manifest_file is None else _read_manifest(manifest_file)
    budget = Budget(calls=_CALLS, seconds=budget_seconds, tries=max_attempts)
    account = sign_in(
        SignIn(profile=profile, role_arn=role_arn, external_id=external_id),
        next(iter(regions), None if known is None else known.primary_region),
        budget=budget,
        now=_now,
    )
    manifest = known or manifest_in(account, account.region, parameter)
    require_account_of(manifest, account)
    with resumed(resume, account.account_id, _now()) as progress, _shown(progress):
        where = enabled_regions(account) if all_regions else regions or promised_regions(manifest)
        observation = look(account, manifest, where, progress, each_bucket=each_bucket)
    observation, deviations = compare_with(observation, rehearsed)
    if write_measured is not None:
        measured_to(observation, write_measured)
    live = _live(observation, deviations)
    if markdown is not None:
        write_file(markdown, render_live_markdown(live))
    if as_json:
        click.echo(document_as_json(coverage_document(live)))
    else:
        print_live(live, open_console(), all_of_it=all_of_it)
    sys.exit(live.exit_status)


def _now() -> datetime:
    return datetime.now(UTC)


def _read_manifest(file: Path) -> Manifest:
    def refused(what: str) -> RefusedError:
        return RefusedError(
            "BAMP-P07",
            given=f"{file}, which {what}",
            allowed="a manifest, as `bamp manifest` prints it",
            why="house rule: an account is judged by a policy that can be read",
            write="bamp manifest account > account-manifest.json",
        )

    return Manifest.parse(read_text_file(file, "json-bytes", refused))


@contextmanager
def _shown(progress: Progress) -> Generator[None]:
    """Show on the standard error how far a reading has got."""
    done = Event()
    with open_console(stderr=True).status("reading the account") as status:

        def update() -> None:
            while not done.wait(_EVERY_SECONDS):
                stands = [*progress.stands.values()]
                read = sum(stand.whole for stand in stands)
                records = sum(len(stand.records) for stand in stands)
                status.update(f"read {read} of {len(stands)} lists, {records} entries")

        shows = Thread(target=update, daemon=True)
        shows.start()
        try:
            yield
        finally:
            done.set()
            shows.join()


def _live(observation: Observation, deviations: tuple[Deviation, ...] | None) -> LiveAccount:
    """Return what is reported of an account; no deviations where nothing was compared."""
    seen, scope = observation.seen, observation.scope
    return LiveAccount(
        account_id=seen.account_id,
        is_known=observation.manifest.account_id is not None,
        at=seen.at,
        standings=observation.standings,
        not_answered=tuple(
            NotAnswered(
                region=unseen.region,
                what=unseen.what,
                of=unseen.of,
                why=unseen.why,
                message=unseen.message,
                actions=observation.actions_for(unseen),
            )
            for unseen in seen.unseen
        ),
        types={region: scope.types_in(region) for region in scope.regions},
        left_out=scope.left_out,
        deviations=deviations,
    )


def _refused(given: str, allowed: str, write: str) -> RefusedError:
    return RefusedError(
        "BAMP-P10",
        given=given,
        allowed=allowed,
        why="house rule: an option is used as it was given or refused",
        write=write,
    )
