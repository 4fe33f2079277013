"""The command `bamp`. Needs the extra `cli`: `pip install "bamp-pulumi[cli]"`."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; the entry point of the package."""
    try:
        from bamp_pulumi.cli.commands import bamp  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.exit(
            f"bamp: {error.name} is not installed; "
            'the command line needs the extra `cli`: pip install "bamp-pulumi[cli]"'
        )
    bamp()
