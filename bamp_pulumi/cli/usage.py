"""Usage errors in the form of every other refusal: given, allowed, why, and what to write."""

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import click

from bamp_pulumi.cli.corrected import corrected, given_arguments, replaced
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import A_DAY, meant_day, nearest

__all__ = ["refused_usage"]

_WHY: Final = "house rule: the command line is used as it was given or refused"
_OF_PULUMI: Final[Mapping[str, str]] = MappingProxyType({"-s": "--stack", "-j": "--json"})
"""Options of `pulumi preview`, and what they are called here."""
_FOLDERS_OF_PULUMI: Final = ("-C", "--cwd")
"""Options by which `pulumi` is given the folder of a program: here it is an argument."""


def refused_usage(error: click.UsageError, within: click.Context) -> RefusedError:
    """Return the refusal (`BAMP-P10`) of a command line that cannot be read.

    Args:
        error: What click says.
        within: Context of the group; click does not always say which command it read.
    """
    match error:
        case click.NoSuchOption():
            return _no_option(error)
        case click.exceptions.NoSuchCommand():
            return _no_command(error)
        case click.MissingParameter():
            return _missing(error)
        case click.BadOptionUsage():
            return _no_value(error, within)
        case click.BadParameter():
            return _bad_value(error)
        case _:
            name = within.invoked_subcommand
            path = " ".join(filter(None, (within.command_path, name)))
            return _refused(
                _sentence(error.format_message()),
                allowed=_usage(error.ctx) or f"what {path} --help lists",
                write=_help(error.ctx) if error.ctx else f"{path} --help",
            )


def _no_option(error: click.NoSuchOption) -> RefusedError:
    options = [
        max(each.opts, key=len)
        for each in (error.ctx.command.get_params(error.ctx) if error.ctx else ())
        if isinstance(each, click.Option)
    ]
    name = error.option_name
    near = next(iter(error.possibilities or ()), "") or _OF_PULUMI.get(name, "")
    near = near if near in options else ""
    write = corrected(error.ctx, name, near) if near else ""
    if name in _FOLDERS_OF_PULUMI:
        write = corrected(error.ctx, name)
    return _refused(
        f"{name}, which is no option of {_path(error.ctx)}",
        allowed=", ".join(options),
        write=write or near or _help(error.ctx),
    )


def _no_value(error: click.BadOptionUsage, within: click.Context) -> RefusedError:
    """Refuse an option without its value; click does not say of which command."""
    group, name = within.command, within.invoked_subcommand or ""
    command = group.get_command(within, name) if isinstance(group, click.Group) else None
    options = command.get_params(within) if command is not None else ()
    wanted = (each.make_metavar(within) for each in options if error.option_name in each.opts)
    path = f"{within.command_path} {name}".strip()
    return _refused(
        _sentence(error.format_message()),
        allowed=f"{error.option_name} {next(wanted, 'VALUE')}",
        write=f"{path} --help",
    )


def _no_command(error: click.exceptions.NoSuchCommand) -> RefusedError:
    context = error.ctx
    group = context.command if context is not None else None
    commands: Sequence[str] = (
        group.list_commands(context) if context and isinstance(group, click.Group) else ()
    )
    name = error.command_name
    near = [nearest(name, commands)]
    if os.path.lexists(name):  # a program, and no command before it
        near = ["preview", name]
    meant = [each for each in near if each]
    return _refused(
        f"{_path(context)} {name}",
        allowed=", ".join(commands),
        write=(corrected(context, name, *meant) if meant else "") or _help(context),
    )


def _missing(error: click.MissingParameter) -> RefusedError:
    parameter = error.param
    name = parameter.make_metavar(error.ctx) if parameter and error.ctx else "an argument"
    return _refused(
        f"{_path(error.ctx)} without {name}", allowed=_usage(error.ctx), write=_help(error.ctx)
    )


def _bad_value(error: click.BadParameter) -> RefusedError:
    parameter = error.param
    if parameter is None:
        return _refused(_sentence(error.message), allowed=_usage(error.ctx), write=_help(error.ctx))
    is_option = isinstance(parameter, click.Option)
    name = max(parameter.opts, key=len) if is_option else parameter.human_readable_name
    given = _given(parameter, error.ctx)
    allowed, example = _allowed(parameter, given)
    whole = example and (
        _with_a_kind(given, example, parameter, error.ctx)
        or _in_place_of(given, example, parameter, error.ctx)
    )
    before = name if is_option else _path(error.ctx)
    return _refused(
        f"{name}: {_sentence(error.message)}",
        allowed=allowed,
        write=whole or (f"{before} {example}" if example else _help(error.ctx)),
    )


def _given(parameter: click.Parameter, context: click.Context | None) -> str:
    """Return what was given for a parameter; empty for none, and for several."""
    if context is None:
        return ""
    # The first of the arguments is the command, which is no part of its own arguments.
    _, *arguments = given_arguments(context) or ("",)
    try:
        values, _, _ = context.command.make_parser(context).parse_args([*arguments])
    except click.UsageError:
        return ""
    value: object = values.get(parameter.name)
    return value if isinstance(value, str) else ""


def _with_a_kind(
    given: str, meant: str, parameter: click.Parameter, context: click.Context | None
) -> str:
    """Return the command with a choice before an argument that stands where one is to stand.

    Empty where the argument is a choice, misspelt; or the value of an option.
    """
    kind = parameter.type
    if not isinstance(kind, click.Choice) or isinstance(parameter, click.Option):
        return ""
    choices = [str(each) for each in kind.choices]
    if nearest(given, choices):
        return ""
    later = next((each for each in given_arguments(context) if each in choices), "")
    if later:
        return replaced(context, {given: later, later: given})
    return corrected(context, given, meant, given)


def _in_place_of(
    given: str, meant: str, parameter: click.Parameter, context: click.Context | None
) -> str:
    """Return the whole command with another value of a parameter; empty where it is not found."""
    names = parameter.opts if isinstance(parameter, click.Option) else [""]
    found = (corrected(context, given, meant, option=name) for name in names)
    return next(filter(None, found), "")


def _allowed(parameter: click.Parameter, given: str) -> tuple[str, str]:
    """Return what a parameter takes, and an example; empty where none can be made up."""
    kind = parameter.type
    match kind:
        case click.Choice():
            choices = [str(each) for each in kind.choices]
            found = ", ".join(choices), nearest(given, choices) or choices[0]
        case click.IntRange():
            most = f" to {kind.max}" if kind.max is not None else " or more"
            example = parameter.default if isinstance(parameter.default, int) else kind.min
            found = f"a whole number, {kind.min}{most}", str(example)
        case click.DateTime():
            minutes = " or YYYY-MM-DDTHH:MM" if any("%H" in each for each in kind.formats) else ""
            found = f"a day that exists, as {A_DAY}{minutes}", meant_day(given) or A_DAY
        case click.Path():
            there = " that exists and can be read" if kind.exists else " that can be written"
            found = f"a {'file' if kind.file_okay else 'folder'}{there}", ""
        case _:
            found = str(parameter.metavar or kind.name), ""
    return found


def _path(context: click.Context | None) -> str:
    return context.command_path if context is not None else "bamp"


def _usage(context: click.Context | None) -> str:
    if context is None:
        return ""
    return " ".join([context.command_path, *context.command.collect_usage_pieces(context)])


def _help(context: click.Context | None) -> str:
    return f"{_path(context)} --help"


def _sentence(text: str) -> str:
    """Return what click says, without its full stop: a code follows."""
    return text.strip().removesuffix(".")


def _refused(given: str, *, allowed: str, write: str) -> RefusedError:
    return RefusedError("BAMP-P10", given=given, allowed=allowed, why=_WHY, write=write)
