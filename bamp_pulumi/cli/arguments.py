"""Where the context of a command line keeps its arguments as they were given.

A module of its own: every command is started with it, and hardly one needs to be corrected.
"""

from typing import Final

__all__ = ["ARGUMENTS"]

ARGUMENTS: Final = "bamp_pulumi.cli.arguments"
"""Key in `click.Context.meta`: all arguments, a tuple, before any is read."""
