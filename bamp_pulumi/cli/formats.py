"""The form of the output: the option `--format`, and `--json` for short."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from typing import Any

import click

from bamp_pulumi.errors import RefusedError

__all__ = ["Format", "explain_option", "format_options", "require_format"]

# Any, from here on: click's commands take whatever its options give.
_Command = Callable[..., Any]


class Format(StrEnum):
    """Forms of the output."""

    TEXT = "text"
    """For a terminal."""
    JSON = "json"
    """One JSON object, by a schema of ours."""
    SARIF = "sarif"
    """SARIF 2.1.0, for code scanning."""
    JUNIT = "junit"
    """JUnit XML, for build servers."""
    MARKDOWN = "markdown"
    """For a comment on a pull request."""


def format_options(schema: str) -> Callable[[_Command], _Command]:
    """Give a command `--format` and `--json`; they come as one `output`.

    Args:
        schema: Name of the schema of its JSON.

    Raises:
        RefusedError: `BAMP-P10`, when the two contradict each other.
    """

    def decorate(command: _Command) -> _Command:
        @wraps(command)
        def with_format(*, format_name: str | None, as_json: bool, **given: Any) -> Any:  # noqa: ANN401
            return command(output=_chosen(format_name, as_json=as_json), **given)

        wrapped: _Command = click.option(
            "--json", "as_json", is_flag=True, help="The same as --format json."
        )(with_format)
        return click.option(
            "--format",
            "format_name",
            type=click.Choice([str(each) for each in Format]),
            help=f"Form of the output: text, json (schema {schema}), sarif (2.1.0), junit, "
            "markdown. Default: text.",
        )(wrapped)

    return decorate


def explain_option(command: _Command) -> _Command:
    """Give a command `--explain`: machines get explanations in their forms anyway."""
    explained: _Command = click.option(
        "--explain",
        "explained",
        is_flag=True,
        help="Explain each code that stands against the programs, as `bamp explain` does.",
    )(command)
    return explained


def require_format(output: Format, allowed: Sequence[Format], what: str) -> None:
    """Refuse a form that something has not (`BAMP-P10`)."""
    if output in allowed:
        return
    raise RefusedError(
        "BAMP-P10",
        given=f"{what} with --format {output}",
        allowed=" or ".join(f"--format {each}" for each in allowed),
        why="house rule: what is asked for is printed in that form or refused",
        write=f"--format {allowed[-1]}",
    )


def _chosen(name: str | None, *, as_json: bool) -> Format:
    if name is not None and as_json and name != Format.JSON:
        raise RefusedError(
            "BAMP-P10",
            given=f"--format {name} with --json",
            allowed="one of the two",
            why="house rule: a command prints one form",
            write=f"--format {name}",
        )
    return Format.JSON if as_json else Format(name or Format.TEXT)
