"""Run a step of a workflow as GitHub's runner would, with stand-ins for what it calls."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
import yaml
from pydantic import BaseModel

WORKFLOWS: Final = Path(__file__).parents[2] / ".github" / "workflows"
# Source: GitHub's workflow syntax, jobs.<job_id>.steps[*].shell.
SHELLS: Final = {
    "bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail"),
    "python": (sys.executable,),
}


class _Step(BaseModel):
    id: str = ""
    run: str = ""
    shell: str = "bash"


class _Job(BaseModel):
    steps: list[_Step] = []


class _Workflow(BaseModel):
    jobs: dict[str, _Job]


@pytest.fixture
def runner_temp(tmp_path: Path) -> Path:
    """Give the folder that GitHub hands to each job."""
    folder = tmp_path / "runner"
    folder.mkdir()
    return folder


@pytest.fixture
def stand_in(tmp_path: Path) -> Callable[[str, str], None]:
    """Give a function that puts a bash program of a name and a body first on the steps' PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def write(name: str, body: str) -> None:
        program = folder / name
        program.write_text(f"#!/usr/bin/env bash\n{body}\n", encoding="utf-8")
        program.chmod(0o755)

    return write


@pytest.fixture
def run_step(tmp_path: Path, runner_temp: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Give a function that runs a step: workflow file, step id, and variables by keyword."""

    def run(file: str, step_id: str, **variables: str) -> subprocess.CompletedProcess[str]:
        workflow = _Workflow.model_validate(yaml.safe_load((WORKFLOWS / file).read_text("utf-8")))
        steps = [s for job in workflow.jobs.values() for s in job.steps if s.id == step_id]
        assert len(steps) == 1, f"{file} has {len(steps)} steps with the id {step_id}"
        script = tmp_path / "script"
        script.write_text(steps[0].run, encoding="utf-8")
        return subprocess.run(  # noqa: S603 - a script of this repository
            [*SHELLS[steps[0].shell], str(script)],
            env={
                "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "RUNNER_TEMP": str(runner_temp),
                "GITHUB_STEP_SUMMARY": str(runner_temp / "summary.md"),
                **variables,
            },
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run
