"""`bamp adopt`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from bamp_pulumi import report
from bamp_pulumi.adoption import plan_adoption
from bamp_pulumi.cli.sources import SourceOptions, cover_sources, source_options
from bamp_pulumi.coverage import without_secrets

__all__ = ["adopt"]


@click.command(no_args_is_help=True)
@source_options
@click.option(
    "--state",
    "states",
    metavar="EXPORT",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What is deployed: a JSON file of `pulumi stack export`, one for each PROGRAM that is a "
    "folder. Without it the plan does not know what changes.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema bamp.adoption/1).")
def adopt(*, sources: SourceOptions, states: tuple[Path, ...], as_json: bool) -> None:
    """Show how what is deployed already comes under the policy, and in which order.

    PROGRAM is as for `bamp preview`; a program without bamp.inherit() is read with --inherit. Its
    data stores are compared with the state of its stack, as `bamp preview` compares them, and
    nothing is changed: the plan says what the first deployment changes, what it deletes or
    replaces, what has to be waited for, and what the second one creates; what of AWS Backup may
    have to be imported before; what is backed up twice; and of which data stores an exemption has
    to be decided.

    Exit status: 0 when nothing has to be decided; 1 when a data store would be unprotected, when
    whether it is protected is not verified, or when a deployment loses what was not decided; 2 when
    the input is wrong.
    """
    beside = replace(sources, states=states)
    adoption = plan_adoption(without_secrets(cover_sources(beside, assume=True)))
    if as_json:
        click.echo(report.as_json(report.adoption_document(adoption)))
    else:
        click.echo(report.adoption_in_words(adoption))
    sys.exit(0 if adoption.is_decided else 1)
