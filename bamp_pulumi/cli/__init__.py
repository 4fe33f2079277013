"""The command `bamp`. Needs the extra `cli`: `pip install "bamp-pulumi[cli]"`."""

import sys

from bamp_pulumi.cli.entry import run_and_exit

__all__ = ["main"]


def main() -> None:
    """Run the command line; the entry point of the package."""
    run_and_exit(_run)


def _run() -> None:
    try:
        from bamp_pulumi.cli.commands import bamp  # noqa: PLC0415 - the extra may be missing

        bamp()
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.stderr.write(
            f"bamp: {error.name} is not installed; "
            'the command line needs the extra `cli`: pip install "bamp-pulumi[cli]"\n'
        )
        sys.exit(2)
