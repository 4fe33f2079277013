"""`.ci/run`, with a stand-in for `make`: what the gate itself finds is the gate's business."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / ".ci" / "run"


@pytest.mark.parametrize("status", [0, 2])
def test_ci_runs_the_tests_in_the_clone_and_ends_as_they_do(
    tmp_path: Path, stand_in: Callable[[str, str], None], status: int
) -> None:
    """From any folder, with nothing to read, and marked as CI."""
    stand_in("make", f'echo "$* in $PWD CI=$CI"; read -r && exit 9; exit {status}')
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"

    done = subprocess.run(  # noqa: S603 - a script of this repository
        [str(RUN)],
        env={"PATH": path},
        cwd=tmp_path,
        input="an answer that nobody may ask for\n",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == status
    assert done.stdout == f"test in {RUN.parents[1]} CI=true\n"


def test_it_can_be_started_by_name() -> None:
    """The file mode is part of the clone."""
    assert os.access(RUN, os.X_OK)
