"""`bamp init`."""

import os
import re
import shlex
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Final

import click

from bamp_pulumi.baseline import CHANNELS
from bamp_pulumi.catalog import copies_between, reserved_domain_of
from bamp_pulumi.cli.checks import require_region
from bamp_pulumi.cli.new_files import NotWrittenError, write_new
from bamp_pulumi.cli.surroundings import (
    Surroundings,
    look_around,
    nearby_region,
    region_of_shell,
)
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import owner_of_project
from bamp_pulumi.published import document_url, find_source, requirement
from bamp_pulumi.report import shown
from bamp_pulumi.templates import KINDS, NewProject, project_files, workflow_text

__all__ = ["init"]

_DEFAULT_REGION: Final = "us-east-1"
_OTHER_SPELLING: Final = "Pulumi.yml"


@click.command(no_args_is_help=True)
@click.argument("kind", metavar="service|account", type=click.Choice(list(KINDS)))
@click.argument(
    "folder",
    metavar="[DIR]",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option(
    "--email",
    metavar="ADDRESS",
    help="Who is notified when a backup fails; of an account only. Default: user.email of git.",
)
@click.option(
    "--region",
    metavar="R",
    help="Region of the workload. Default: AWS_REGION, AWS_DEFAULT_REGION, else us-east-1.",
)
@click.option(
    "--recovery-region",
    metavar="R",
    help="Region that copies go to. Default: another one in the same part of the world.",
)
@click.option("--stack", metavar="S", default="prod", show_default=True, help="Name of the stack.")
def init(  # noqa: PLR0913 - one parameter an option
    *,
    kind: str,
    folder: Path,
    email: str | None,
    region: str | None,
    recovery_region: str | None,
    stack: str,
) -> None:
    """Write a new project that `bamp preview` accepts.

    A program, the configuration of its stack with comments, requirements.txt and a GitHub workflow.
    service: a program whose data stores are backed up. account: the program of a platform team,
    with the vaults, plans and alerts of one AWS account. Nothing is asked, and no file is
    overwritten.
    """
    try:
        _require_no_dangling_link(folder)
        place = look_around(folder)
    except OSError as error:
        raise _not_written(folder, error.strerror or "it cannot be read") from None
    project = _project(
        kind, folder, place, email=email, region=region, recovery=recovery_region, stack=stack
    )
    workflow = place.root / ".github" / "workflows" / f"backups-{project.name}.yml"
    texts = {folder / name: text for name, text in project_files(project).items()}
    _require_new(kind, folder, [*texts, workflow])
    at = folder.resolve()
    _write(
        place.root,
        {
            **{at / file.relative_to(folder): text for file, text in texts.items()},
            workflow: workflow_text(project),
        },
    )
    for file in (*texts, workflow):
        click.echo(f"wrote {shown(_shown(file))}")
    click.echo("\n".join(["", *_next_steps(project, folder, workflow)]))


def _project(  # noqa: PLR0913 - one parameter an option
    kind: str,
    folder: Path,
    place: Surroundings,
    *,
    email: str | None,
    region: str | None,
    recovery: str | None,
    stack: str,
) -> NewProject:
    """Decide everything before anything is written."""
    home = region or region_of_shell(os.environ) or _DEFAULT_REGION
    require_region(home)
    away = recovery or nearby_region(home)
    if away is None:
        raise _refused(
            f"--region {home}, and no --recovery-region",
            allowed="two Regions",
            why=f"house rule: AWS has no second Region near {home} that every account can use, and "
            "where copies of your data may be is your decision",
            write=f"--region {home} --recovery-region us-east-1"
            if copies_between(home, "us-east-1").can
            else "--region eu-central-1 --recovery-region eu-west-1",
        )
    require_region(away)
    if away == home:
        near = nearby_region(home) or _DEFAULT_REGION
        raise _refused(
            f"--region {home} --recovery-region {away}",
            allowed="two Regions",
            why="house rule: copies in the Region of the workload are lost with it",
            write=f"--region {home} --recovery-region {near}",
        )
    copied = copies_between(home, away)
    if copied.can is False:
        raise _refused(
            f"--region {home} --recovery-region {away}",
            allowed="two Regions between which AWS Backup copies",
            why=copied.why,
            write=f"--region {home} --recovery-region {copied.elsewhere[0]}"
            if copied.elsewhere
            else "--region eu-central-1 --recovery-region eu-west-1",
        )
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,99}", stack):
        raise _refused(
            f"--stack {stack}",
            allowed="a letter, then letters, digits, hyphens, underscores and periods",
            why="Pulumi: the name of a stack is part of a file's name and of every URN",
            write="--stack prod",
        )
    source = find_source()
    name = source.github_name if source else ""
    return NewProject(
        kind=kind,
        name=place.name,
        stack=stack,
        region=home,
        recovery_region=away,
        owner=owner_of_project(place.name) if kind == "service" else "platform",
        email=_notified(kind, folder, email, place.email),
        requirement=requirement(),
        repository=name,
        commit=source.commit if source and name else "",
        folder=place.folder,
        branch=place.branch,
    )


def _notified(kind: str, folder: Path, given: str | None, of_git: str) -> str:
    """Return the address that is notified: one that a person reads.

    Raises:
        RefusedError: `BAMP-P10`, for an address at which nobody reads mail, and for none.
    """
    if kind != "account":
        if given is None:
            return ""
        raise _refused(
            f"--email {given} of a service",
            allowed="--email with account",
            why="house rule: the alerts of a service are sent by its account",
            write="bamp init account DIR --email ADDRESS",
        )
    address = given or of_git
    wrong = _wrong_with(address)
    if wrong:
        what = f"--email {given}" if given else f"no --email; user.email of git is {address}"
        where = shlex.quote(shown(_shown(folder)))
        raise _refused(
            f"{what}: {wrong}" if address else f"no --email, and {wrong}",
            allowed="the address of a mailbox or list that whoever is on call for backups reads, "
            "such as oncall@ at a domain of yours",
            why="house rule: an alert that nobody reads would count as one that notifies somebody",
            write=f"bamp init account {where} --email ADDRESS",
        )
    return address


def _wrong_with(address: str) -> str:
    """Return why nobody is notified at an address; empty where somebody may be."""
    if not address:
        return "user.email of git is empty"
    if not re.fullmatch(CHANNELS["email"].address_pattern, address):
        return "no e-mail address (one name, @, and a domain with a period)"
    if reserved_domain_of(address):
        return f"nobody reads mail at {address.rpartition('@')[2]}, which is reserved or only sends"
    return ""


def _require_no_dangling_link(folder: Path) -> None:
    """Refuse a folder behind a link that leads nowhere: the folder would be made elsewhere.

    A link to a folder that is there is the folder: whoever names it means it.
    """
    for each in (folder, *folder.parents):
        if each.is_symlink() and not each.exists():
            raise _behind_link(_shown(each))


def _behind_link(path: str) -> RefusedError:
    return _refused(
        f"{path}, which is a link",
        allowed=f"files and folders that are there themselves: a folder in the place of {path}, or "
        "another folder",
        why="house rule: nothing is written through a link, which may lead anywhere; nothing has "
        "been written",
        write="bamp init --help",
    )


def _require_new(kind: str, folder: Path, files: list[Path]) -> None:
    """Refuse a folder that holds a project, before anything is written.

    Files that are missing are not added to those that are there: what is there may be another
    program, which the new files would change or contradict.

    Raises:
        RefusedError: `BAMP-P21`.
    """
    there = [file for file in (*files, folder / _OTHER_SPELLING) if os.path.lexists(file)]
    if there:
        raise RefusedError(
            "BAMP-P21",
            given=", ".join(_shown(file) for file in there)
            + (", which exist already" if len(there) > 1 else ", which exists already"),
            allowed=f"a folder without a project{_in_place(kind)}",
            why="house rule: nothing of yours is overwritten; nothing has been written",
            write=f"bamp init {kind} {shlex.quote(_shown(_free_beside(folder)))}",
        )


def _in_place(kind: str) -> str:
    if kind != "service":
        return ""
    return (
        '; a program that is there already needs one line, bamp.inherit(owner="..."), before '
        "its first resource"
    )


def _free_beside(folder: Path) -> Path:
    """Return a folder beside one, of which nothing is there yet."""
    taken = folder.resolve()
    found = (taken.with_name(f"{taken.name}-{number}") for number in count(2))
    return next(each for each in found if not os.path.lexists(each))


def _write(root: Path, texts: Mapping[Path, str]) -> None:
    """Write all files, or none, and nothing through a link.

    Raises:
        RefusedError: `BAMP-P10`, when one of them cannot be written.
    """
    try:
        write_new(root, {file.relative_to(root): text for file, text in texts.items()})
    except NotWrittenError as error:
        if error.is_link:
            raise _behind_link(_shown(error.path)) from None
        raise _not_written(error.path, error.reason) from None


def _not_written(path: Path, reason: str) -> RefusedError:
    return _refused(
        f"{_shown(path)}, which cannot be written: {reason}",
        allowed="another folder, in which files can be made",
        why="house rule: a project is written as a whole; nothing has been written",
        write="bamp init --help",
    )


def _next_steps(project: NewProject, folder: Path, workflow: Path) -> list[str]:
    """Return what to run next, and what only a person can do."""
    here, manifest = shown(_shown(folder)), shown(_shown(folder / "account-manifest.json"))
    steps = ["Next, without an AWS account:"]
    if project.kind == "account":
        steps.append(f"  bamp preview {here}")
        steps.append(f"  bamp manifest {here} > account-manifest.json    for service teams")
        by_hand = [f"{shown(project.email)} confirms two messages of AWS after the deployment"]
    else:
        steps.append(f"  bamp preview {here} ACCOUNT    its account's program or manifest")
        by_hand = [f"{manifest}: the platform team makes it with bamp manifest"]
    if not project.repository:
        by_hand.append(f"{shown(_shown(workflow))}: <owner> and <commit> of bamp_pulumi")
    if project.requirement is None:
        by_hand.append(f"{shown(_shown(folder / 'requirements.txt'))}: the source of bamp-pulumi")
    steps += ["What you still have to set up:", *(f"  {each}" for each in by_hand)]
    page = document_url("docs/how-to/pipelines.md")
    return [*steps, f"The workflow is described in {page}"] if page else steps


def _shown(path: Path) -> str:
    """Return a path as a person would type it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)


def _refused(given: str, *, allowed: str, why: str, write: str) -> RefusedError:
    return RefusedError("BAMP-P10", given=given, allowed=allowed, why=why, write=write)
