"""The tutorial, as a newcomer follows it in an empty folder: with the wheel and the page alone."""

import re
from pathlib import Path
from typing import Final

import pytest
from wheels import Desk

pytestmark = pytest.mark.xdist_group("wheel")

PAGE: Final = Path(__file__).parents[2] / "docs/tutorial/first-service.md"
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND: Final = re.compile(r"\$ (.*?)(?:  # exit status (\d))?")
DATED: Final = re.compile(r"^(bamp (?:preview|rehearse) .*)$")
"""What is judged by the day; the page is read in other years too."""


def test_each_step_of_the_tutorial_ends_as_it_says(desk: Desk) -> None:
    """Commands in order; the program is saved where the page says so."""
    for language, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if language == "python":
            desk.write("reports/__main__.py", text)
            continue
        for line in text.splitlines():
            found = COMMAND.fullmatch(line)
            assert found, line
            command = found[1].replace("ADDRESS", "oncall@acme.io")
            done = desk.shell(DATED.sub(r"\1 --today 2026-11-28", command))
            assert done.returncode == int(found[2] or 0), done.stdout + done.stderr
    desk.measured("newcomer: the whole tutorial")
    assert (desk.folder / "rehearsal.html").exists()
