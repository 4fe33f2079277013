"""The step that installs what a workflow runs, in bash with a stand-in for `python`.

It cannot prove that GitHub tells a called workflow its own commit: GitHub Docs, Contexts reference,
`job.workflow_sha` (read 2026-11-28).
"""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Final

import pytest

RunStep = Callable[..., CompletedProcess[str]]
StandIn = Callable[[str, str], None]

FILES: Final = ("offline-preview.yml", "pulumi-preview.yml", "pulumi-up.yml")
COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
OURS: Final = f"bamp-pulumi[cli] @ git+https://github.example/acme/bamp_pulumi@{COMMIT}"


@pytest.fixture
def install(run_step: RunStep, stand_in: StandIn) -> RunStep:
    """Run the step of a file as a caller of a commit would."""
    stand_in("python", 'printf "%s|" python "$@"; echo')

    def run(file: str, command: str = "", commit: str = COMMIT) -> CompletedProcess[str]:
        return run_step(
            file,
            "install",
            INSTALL=command,
            REPOSITORY="acme/bamp_pulumi",
            COMMIT=commit,
            GITHUB_SERVER_URL="https://github.example",
        )

    return run


@pytest.mark.parametrize("file", FILES)
def test_by_default_it_installs_the_commit_that_the_caller_names(
    install: RunStep, file: str
) -> None:
    """A name on an index could be registered by anybody, and would run with the caller's roles."""
    done = install(file)

    assert done.returncode == 0, done.stderr
    assert done.stdout == f"python|-m|pip|install|--quiet|{OURS}|\n"


@pytest.mark.parametrize("file", FILES)
def test_what_the_project_lists_is_installed_first(
    install: RunStep, tmp_path: Path, file: str
) -> None:
    """So that the commit of the workflow and that of the library are one, whatever it lists."""
    (tmp_path / "requirements.txt").write_text("pulumi-github\n")

    first, second = install(file).stdout.splitlines()

    assert first == "python|-m|pip|install|--quiet|-r|requirements.txt|"
    assert second.endswith(f"{OURS}|")


@pytest.mark.parametrize("file", FILES)
def test_a_command_of_the_callers_takes_its_place(install: RunStep, file: str) -> None:
    """Whole, and its failure is the step's."""
    assert install(file, command="echo mine").stdout == "mine\n"
    assert install(file, command="false; echo not reached").returncode == 1


@pytest.mark.parametrize("file", FILES)
def test_a_server_that_tells_no_commit_is_refused(install: RunStep, file: str) -> None:
    """GitHub Enterprise Server leaves it empty; a branch or `HEAD` would be anybody's guess."""
    done = install(file, commit="")

    assert done.returncode == 2
    assert "Give `install`" in done.stdout
    assert "pip" not in done.stdout
