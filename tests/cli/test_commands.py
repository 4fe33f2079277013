"""What `bamp` says of its commands before it has loaded any."""

import subprocess
import sys

from click import Context, Group

from bamp_pulumi.cli.commands import COMMANDS, bamp

LOADED = """
import sys
from click.testing import CliRunner
from bamp_pulumi.cli.commands import bamp
done = CliRunner().invoke(bamp, ["--help"])
print(done.exit_code, sorted({"pulumi", "pydantic", "rich", "yaml"} & sys.modules.keys()))
"""


def test_the_list_of_commands_says_of_each_what_its_own_help_begins_with() -> None:
    """The list is written beside them, so that help needs none of them."""
    assert isinstance(bamp, Group)
    for name, text in COMMANDS.items():
        command = bamp.get_command(Context(bamp), name)
        assert command is not None
        assert " ".join((command.help or "").split()).startswith(text)


def test_help_loads_neither_pulumi_nor_what_judges() -> None:
    """A start of nearly a second for a screen of text is read as a slow tool."""
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own text
    assert done.stdout == "0 []\n"
