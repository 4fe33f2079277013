"""The command line as it was given, with a mistake corrected: ready to paste into a shell."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace

import click

from bamp_pulumi.cli.arguments import ARGUMENTS
from bamp_pulumi.errors import RefusedError

__all__ = ["corrected", "given_arguments", "replaced", "with_whole_command"]


def given_arguments(context: click.Context | None) -> tuple[str, ...]:
    """Return the arguments as they were given; none where nobody has kept them."""
    return context.meta.get(ARGUMENTS, ()) if context is not None else ()


def corrected(
    context: click.Context | None,
    wrong: str,
    *meant: str,
    option: str = "",
    added: Sequence[str] = (),
) -> str:
    """Return the whole command with one argument corrected; the others stay as they were given.

    Args:
        context: Of the command line.
        wrong: The argument as it was given.
        meant: What stands in its place. Default: nothing, and an option whose value it is goes too.
        option: Option whose value it is. Default: it is an argument, or an option itself.
        added: What else is given. Default: nothing.

    Returns:
        Empty where it is not found among the arguments, or where they hold hidden characters.
    """
    given = given_arguments(context)
    for number, each in enumerate(given):
        before = given[number - 1] if number else ""
        start = number
        if each == wrong and (not option or before == option):
            found = [*meant]
            start -= bool(option and not meant)
        elif option and each == f"{option}={wrong}":
            found = [f"{option}={one}" for one in meant]
        elif not option and wrong.startswith("-") and each.startswith(f"{wrong}="):
            found = [f"{one}{each.removeprefix(wrong)}" for one in meant]
        else:
            continue
        return _command(context, [*given[:start], *found, *given[number + 1 :], *added])
    return ""


def replaced(
    context: click.Context | None, meant: Mapping[str, str], added: Sequence[str] = ()
) -> str:
    """Return the whole command with several arguments corrected; as `corrected` does with one."""
    given = [meant.get(each, each) for each in given_arguments(context)]
    return _command(context, [*given, *added])


def with_whole_command(error: RefusedError, context: click.Context) -> RefusedError:
    """Return a refusal of an option's value with the whole command, the other arguments as given.

    Args:
        error: Any refusal; one that says no other value of the same option stays as it is.
        context: Of the command line.
    """
    (refusal,) = error.refusals
    meant = re.fullmatch(r"(--[a-z-]+) (\S+)", refusal.write)
    if meant is None or not refusal.given.startswith(f"{meant[1]} "):
        return error
    for each in given_arguments(context):
        value = each.partition("=")[2] if each.startswith(f"{meant[1]}=") else each
        if value and refusal.given.removeprefix(f"{meant[1]} ").startswith(value):
            write = corrected(context, value, meant[2], option=meant[1])
            if write:
                return RefusedError.of(replace(refusal, write=write))
    return error


def _command(context: click.Context | None, arguments: Sequence[str]) -> str:
    name = context.find_root().info_name if context is not None else None
    command = shlex.join([name or "bamp", *arguments])
    # Hidden characters are shown in another form, which would be another command.
    return command if command.isprintable() else ""
