"""How hard properties are tried: `HYPOTHESIS_PROFILE` is `dev` (default), `ci` or `deep`.

What of the environment reaches no test, and what is said at the end of what was left out.
"""

import gc
import os
from collections.abc import Generator
from typing import Any, Final

import pytest
from hypothesis import settings
from sweeps import Effort, effort, tally
from warm_python import COLD, warm_interpreters

# No deadline: how long an example takes says more about the machine than about the code.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("all", max_examples=300, deadline=None)
settings.register_profile("deep", max_examples=2_000, deadline=None)
# The width of whoever runs the tests: without it what they read is as wide everywhere. Python's
# readline, which pytest loads, puts it where `os.environ` does not show it and a program that is
# started finds it.
os.environ.pop("COLUMNS", None)
os.unsetenv("COLUMNS")

# moto makes 1,300 machine images, and draws an id for each, whenever something asks for EC2.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"

settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "dev" if effort() is Effort.SAMPLE else "all")
)


_TALLIES: Final[dict[str, tuple[int, int]]] = {}
"""Of each sweep the cases that were tried, in any process, and all there are."""


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - a process of xdist, which has no types
    """Take over what a process that ends has tried."""
    _TALLIES.update(getattr(node, "workeroutput", {}).get("sweeps", {}))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on what this process has tried."""
    getattr(session.config, "workeroutput", {})["sweeps"] = dict(tally())
    _TALLIES.update(tally())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, so that nobody takes a sample for all of it."""
    left_out = {sweep: counts for sweep, counts in _TALLIES.items() if counts[0] < counts[1]}
    if left_out and effort() is Effort.SAMPLE:
        tried, of = (sum(column) for column in zip(*left_out.values(), strict=True))
        terminalreporter.write_line(
            f"sampled: {tried:,} of {of:,} cases of {len(left_out)} sweeps; "
            "`make exhaustive` runs all"
        )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of a file in one process, so that what they share is worked out once.

    Unless a test is of a group by a mark of its own.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what the tests have loaded: most of the heap."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def warm_python(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Start `bamp` and the programs it runs without loading everything anew each time."""
    if COLD in os.environ:
        yield
        return
    with warm_interpreters(tmp_path_factory.mktemp("warm")):
        yield


@pytest.fixture
def cold_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start every interpreter anew: for tests about starting, and about processes."""
    monkeypatch.setenv(COLD, "1")
