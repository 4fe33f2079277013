"""The command as somebody gave it, for a report that is to be made again."""

import shlex
from collections.abc import Iterator
from datetime import datetime, time
from typing import cast

import click
from click.core import ParameterSource

__all__ = ["given_command"]


def given_command(context: click.Context) -> str:
    """Write the command with the options that were given, ready to paste into a shell."""
    return shlex.join(["bamp", context.info_name or "", *_arguments(context)])


def _arguments(context: click.Context) -> Iterator[str]:
    given = [
        each
        for each in context.command.params
        if context.get_parameter_source(each.name) is ParameterSource.COMMANDLINE
    ]
    # Arguments first: that is how the help writes them.
    for each in sorted(given, key=lambda one: isinstance(one, click.Option)):
        value: object = context.params[each.name]
        values = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
        for one in values:
            if isinstance(each, click.Option):
                yield max(each.opts, key=len)
                if each.is_flag:
                    continue
            yield _written(one)


def _written(value: object) -> str:
    """Write a value as an option accepts it."""
    if not isinstance(value, datetime):
        return str(value)
    return f"{value:%Y-%m-%d}" if value.time() == time.min else f"{value:%Y-%m-%dT%H:%M}"
