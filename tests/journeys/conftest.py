"""The wheel of a commit of a repository, in an environment that holds nothing else.

Built and installed once: the tests that ask for it are one group, so they run in one process.
Needs git and the package index (or its cache) that the checkout's own environment came from.
"""

from pathlib import Path

import pytest
from wheels import REPOSITORY, Desk, Installed, Wheel, build, install


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """Give the wheel of a commit of a repository on GitHub."""
    return build(tmp_path_factory.mktemp("wheel"), remote=f"{REPOSITORY}.git")


@pytest.fixture(scope="session")
def installed(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Give an environment that the wheel was installed into."""
    return install(wheel, tmp_path_factory.mktemp("environment") / "venv")


@pytest.fixture
def desk(installed: Installed, tmp_path: Path) -> Desk:
    """Give an empty folder with the wheel installed."""
    return Desk(tmp_path, installed)


@pytest.fixture(scope="session")
def sent_manifest(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the manifest that the platform team has sent."""
    platform = Desk(tmp_path_factory.mktemp("platform"), installed)
    platform.bamp("init", "account", "acct", "--email", "oncall@acme.io")
    return platform.bamp("manifest", "acct")
