"""The wheel of a commit of a repository, in an environment that holds nothing else.

Built and installed once: the tests that ask for it are one group, so they run in one process.
Needs git and the package index (or its cache) that the checkout's own environment came from.
"""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from warm_python import COLD, warm_programs
from wheels import REPOSITORY, Desk, Installed, Wheel, build, install, plain_environment


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """Give the wheel of a commit of a repository on GitHub."""
    return build(tmp_path_factory.mktemp("wheel"), remote=f"{REPOSITORY}.git")


@pytest.fixture(scope="session")
def installed(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Give an environment that the wheel was installed into."""
    return install(wheel, tmp_path_factory.mktemp("environment") / "venv")


@pytest.fixture(scope="session")
def started(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Generator[Installed]:
    """Give the same environment, with a `bamp` that has been loaded already."""
    if COLD in os.environ:
        yield installed
        return
    python = installed.programs / "python"
    with warm_programs(tmp_path_factory.mktemp("wheel-warm"), python, plain_environment()) as warm:
        yield Installed(warm, installed.seconds)


@pytest.fixture
def new_desk(installed: Installed, tmp_path: Path) -> Desk:
    """Give an empty folder with the wheel installed, where each command starts as it does."""
    return Desk(tmp_path, installed)


@pytest.fixture
def desk(started: Installed, tmp_path: Path) -> Desk:
    """Give an empty folder with the wheel installed."""
    return Desk(tmp_path, started)


@pytest.fixture(scope="session")
def sent_manifest(started: Installed, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the manifest that the platform team has sent."""
    platform = Desk(tmp_path_factory.mktemp("platform"), started)
    platform.bamp("init", "account", "acct", "--email", "oncall@acme.io")
    return platform.bamp("manifest", "acct")
