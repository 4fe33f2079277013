"""The command that a page names: pasted, it asks the same."""

import click
import pytest
from click.testing import CliRunner

from bamp_pulumi.cli.given import given_command
from bamp_pulumi.cli.rehearse import rehearse


def written(*arguments: str) -> str:
    """Parse a command, and write it again."""
    context = rehearse.make_context("rehearse", list(arguments))
    return given_command(context)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["shop", "account"], "bamp rehearse shop account"),
        (["--together", "shop"], "bamp rehearse shop --together"),
        (
            ["shop", "--from", "2027-01-01", "--at", "2027-02-03T04:05", "--days", "60"],
            "bamp rehearse shop --from 2027-01-01 --days 60 --at 2027-02-03T04:05",
        ),
        (
            ["shop", "--fault", "plan-deleted", "--fault", "copy-missing", "--html", "x.html"],
            "bamp rehearse shop --fault plan-deleted --fault copy-missing --html x.html",
        ),
        (["a b;c", "--today", "2026-12-31"], "bamp rehearse 'a b;c' --today 2026-12-31"),
    ],
)
def test_what_was_given_is_written_and_nothing_else(arguments: list[str], said: str) -> None:
    """Defaults are left out; a shell reads each as one word."""
    assert written(*arguments) == said


def test_what_comes_from_the_environment_is_not_written() -> None:
    """It is a setting of the machine."""

    @click.command()
    @click.option("--timeout", envvar="X_TIMEOUT")
    @click.pass_context
    def command(context: click.Context, timeout: str) -> None:
        """Print it."""
        click.echo(f"{timeout}: {given_command(context)}")

    done = CliRunner().invoke(command, env={"X_TIMEOUT": "9"})

    assert done.output == "9: bamp command\n"
