"""Usage errors in the form of every other refusal: given, allowed, why, and what to write."""

from collections.abc import Sequence
from typing import Final

import click

from bamp_pulumi.cli.corrected import corrected, given_arguments
from bamp_pulumi.errors import RefusedError
from bamp_pulumi.policy import nearest

__all__ = ["refused_usage"]

_WHY: Final = "house rule: the command line is used as it was given or refused"


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
    near = next(iter(error.possibilities or ()), "")
    return _refused(
        f"{error.option_name}, which is no option of {_path(error.ctx)}",
        allowed=", ".join(options),
        write=(near and corrected(error.ctx, error.option_name, near)) or near or _help(error.ctx),
    )


def _no_command(error: click.exceptions.NoSuchCommand) -> RefusedError:
    context = error.ctx
    group = context.command if context is not None else None
    commands: Sequence[str] = (
        group.list_commands(context) if context and isinstance(group, click.Group) else ()
    )
    near = nearest(error.command_name, commands)
    return _refused(
        f"{_path(context)} {error.command_name}",
        allowed=", ".join(commands),
        write=(near and corrected(context, error.command_name, near)) or _help(context),
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
    whole = example and _in_place_of(given, example, parameter, error.ctx)
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
            found = f"a day that exists, as YYYY-MM-DD{minutes}", "2026-12-31"
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
