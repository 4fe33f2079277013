"""The command line as it was given, with a mistake corrected: ready to paste into a shell."""

import shlex
from collections.abc import Sequence

import click

from bamp_pulumi.cli.arguments import ARGUMENTS

__all__ = ["corrected", "given_arguments"]


def given_arguments(context: click.Context | None) -> tuple[str, ...]:
    """Return the arguments as they were given; none where nobody has kept them."""
    return context.meta.get(ARGUMENTS, ()) if context is not None else ()


def corrected(context: click.Context | None, wrong: str, *meant: str, option: str = "") -> str:
    """Return the whole command with one argument corrected; the others stay as they were given.

    Args:
        context: Of the command line.
        wrong: The argument as it was given.
        meant: What stands in its place.
        option: Option whose value it is. Default: it is an argument, or an option itself.

    Returns:
        Empty where it is not found among the arguments, or where they hold hidden characters.
    """
    given = given_arguments(context)
    for number, each in enumerate(given):
        before = given[number - 1] if number else ""
        if each == wrong and (not option or before == option):
            found = [*meant]
        elif option and each == f"{option}={wrong}":
            found = [f"{option}={one}" for one in meant]
        elif not option and wrong.startswith("-") and each.startswith(f"{wrong}="):
            found = [f"{one}{each.removeprefix(wrong)}" for one in meant]
        else:
            continue
        return _command(context, [*given[:number], *found, *given[number + 1 :]])
    return ""


def _command(context: click.Context | None, arguments: Sequence[str]) -> str:
    name = context.find_root().info_name if context is not None else None
    command = shlex.join([name or "bamp", *arguments])
    # Hidden characters are shown in another form, which would be another command.
    return command if command.isprintable() else ""
