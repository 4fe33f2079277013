"""How hard properties are tried: `HYPOTHESIS_PROFILE` is `dev` (default), `ci` or `deep`.

And what of the environment reaches no test.
"""

import gc
import os
from collections.abc import Generator

import pytest
from hypothesis import settings
from warm_python import COLD, warm_interpreters

# No deadline: how long an example takes says more about the machine than about the code.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=2_000, deadline=None)
# The width of whoever runs the tests: without it what they read is as wide everywhere. Python's
# readline, which pytest loads, puts it where `os.environ` does not show it and a program that is
# started finds it.
os.environ.pop("COLUMNS", None)
os.unsetenv("COLUMNS")

# moto makes 1,300 machine images, and draws an id for each, whenever something asks for EC2.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


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
