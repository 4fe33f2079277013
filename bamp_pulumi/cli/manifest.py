"""`bamp manifest`."""

import json
from pathlib import Path
from typing import Final

import click

from bamp_pulumi.baseline import Manifest
from bamp_pulumi.cli.checks import require_account, require_region
from bamp_pulumi.cli.manifests import published_manifests
from bamp_pulumi.cli.sources import timeout_option
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate import Estate, RunOptions, load_estate

__all__ = ["manifest"]

_ONE_ACCOUNT: Final = "bamp manifest account > account-manifest.json"
_NEW_ACCOUNT: Final = "bamp init account account --email ADDRESS"


@click.command(no_args_is_help=True)
@click.argument("program", metavar="PROGRAM")
@click.option(
    "--stack",
    metavar="S",
    help="Stack whose configuration is used. Default: prod, production or dev, the first there is.",
)
@click.option(
    "--account",
    "account_id",
    metavar="ID",
    help="AWS account, 12 digits. Default: the one that the stack's configuration names; else the "
    "manifest names none, and a preview takes it for that of the account of its programs.",
)
@click.option(
    "--region",
    metavar="R",
    help="Region where the stack sets no aws:region. Default: us-east-1.",
)
@timeout_option("Timeout of the program.")
def manifest(
    *,
    program: str,
    stack: str | None,
    account_id: str | None,
    region: str | None,
    timeout_seconds: int,
) -> None:
    """Print an account's manifest, without a deployment.

    PROGRAM declares the account; it is run offline without credentials. Service teams preview
    against its manifest where they cannot read it: save what is printed as account-manifest.json,
    and give that to `bamp preview` after the service's program. Nothing in a manifest is known only
    after deployment but the number of the account; see --account.
    """
    if account_id is not None:
        require_account(account_id)
    if region is not None:
        require_region(region)
    options = RunOptions(
        stack=stack, account_id=account_id, region=region, timeout_seconds=timeout_seconds
    )
    found = _manifest_of(load_estate([Path(program)], options), program)
    document: object = json.loads(found.to_json())
    click.echo(json.dumps(document, indent=2, sort_keys=True))


def _manifest_of(estate: Estate, program: str) -> Manifest:
    """Return the one manifest of an estate, without an account that nobody named.

    Raises:
        RefusedError: `BAMP-P20`, when there is none or several that differ.
    """
    assumed = {one.account_id for one in estate.programs if one.account_assumed}
    found = {
        (known if known.account_id not in assumed else known.without_account()).to_json(): known
        for _, known in published_manifests(estate)
    }
    if len(found) != 1:
        raise RefusedError(
            "BAMP-P20",
            given=f"{program}, which declares {len(found) or 'no'} "
            f"baseline{'s of different accounts or policies' if found else ''}",
            allowed="the program of one account: one that declares a Baseline",
            why="house rule: a manifest describes one account",
            write=_ONE_ACCOUNT if found else f"{_NEW_ACCOUNT} && {_ONE_ACCOUNT}",
        )
    return Manifest.parse(next(iter(found)))
