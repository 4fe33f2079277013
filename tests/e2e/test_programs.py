"""The project's own programs on a real engine: previewed, applied, previewed again, destroyed.

Every program under `stacks/` and `examples/` is found by itself. What these tests cannot prove:
that AWS accepts what the stand-in accepts.
"""

from pathlib import Path

import pytest

from bamp_pulumi.estate import RunOptions, find_project, run_programs
from tests.e2e.engine import NewStack
from tests.e2e.parity import ACCOUNT, disagreements

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]


def programs(room: str) -> list[tuple[Path, str]]:
    """List the programs of a folder, each with the stack that a preview takes by itself."""
    folders = [file.parent for file in sorted((ROOT / room).glob("*/__main__.py"))]
    return [(folder, find_project(folder).config(None).stack) for folder in folders]


def label(value: object) -> str:
    """Name a case after its folder and stack."""
    return value.name if isinstance(value, Path) else str(value)


def applies_as_previewed(program: Path, name: str, new_stack: NewStack) -> None:
    """Hold an offline run against the engine; then nothing is left to do, and all can go."""
    options = RunOptions(stack=name, account_id=ACCOUNT)
    declared = run_programs([find_project(program)], options)
    stack = new_stack(program, name)

    assert disagreements(declared, stack.preview(), stack.up()) == []
    assert set(stack.preview()["changeSummary"]) == {"same"}
    stack.destroy()


@pytest.mark.usefixtures("alert_secrets")
@pytest.mark.parametrize(("program", "name"), programs("stacks"), ids=label)
def test_a_stack_applies_as_it_previews_offline(
    program: Path, name: str, new_stack: NewStack
) -> None:
    """Offline run, engine preview and deployment agree; a second preview has nothing to do."""
    applies_as_previewed(program, name, new_stack)


@pytest.mark.usefixtures("baseline_key")
@pytest.mark.parametrize(("program", "name"), programs("examples"), ids=label)
def test_an_example_applies_as_it_previews_offline(
    program: Path, name: str, new_stack: NewStack
) -> None:
    """The same, in an account that has the key of a baseline."""
    applies_as_previewed(program, name, new_stack)
