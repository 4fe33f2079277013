"""The table of breakages fits the library: each can be made, and each requirement has some.

That the tests of a requirement notice them is tried by `make mutations`, which takes its time.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def tool() -> ModuleType:
    """Load the script that makes the breakages."""
    path = ROOT / "tools" / "requirement_mutations.py"
    spec = importlib.util.spec_from_file_location("requirement_mutations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TOOL = tool()


@pytest.mark.parametrize("mutation", TOOL.read_mutations(), ids=lambda one: one.breaks)
def test_a_breakage_can_be_made_in_one_place(mutation: object) -> None:
    """Its text is there once: a change of the library that moves it updates the table."""
    breaks = vars(TOOL)["Mutation"]
    assert isinstance(mutation, breaks)
    file, old, new = (getattr(mutation, name) for name in ("file", "old", "new"))

    assert (ROOT / file).read_text().count(old) == 1
    assert old != new


def test_each_requirement_that_has_a_test_has_breakages() -> None:
    """And each breakage is of requirements that have tests."""
    broken = {id_ for mutation in TOOL.read_mutations() for id_ in mutation.ids}

    assert broken == set(TOOL.tests_by_id())
