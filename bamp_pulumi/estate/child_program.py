"""One program, run offline in a process of its own."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.child_answer import document_of
from bamp_pulumi.estate.child_environment import environment_of
from bamp_pulumi.estate.child_process import ChildProcesses, Stopped
from bamp_pulumi.estate.deployed_states import DeployedState
from bamp_pulumi.estate.failures import program_failed, program_hangs, program_missing
from bamp_pulumi.estate.options import RunOptions
from bamp_pulumi.estate.program_places import ASSUMED_REGION, ProgramPlace
from bamp_pulumi.estate.project import Project
from bamp_pulumi.estate.published_values import PublishedValues
from bamp_pulumi.estate.run_limits import MEMORY_BYTES
from bamp_pulumi.estate.secret_values import SecretValues
from bamp_pulumi.policy import owner_of_project

__all__ = ["run_program"]

_POLICY: Final = "bamp:policy"
_TWICE: Final = "BAMP-I02"

# Any, from here on: requests and documents of offline runs, as JSON.


def run_program(  # noqa: PLR0913 - a program, and all that is around it
    home: ProgramPlace,
    options: RunOptions,
    published: PublishedValues,
    processes: ChildProcesses,
    secrets: SecretValues,
    *,
    deployed: DeployedState | None = None,
) -> dict[str, Any]:
    """Run a program to its end and return what it declared, secrets in plaintext.

    Raises:
        RefusedError: `BAMP-P05` for a project that is not Python, `BAMP-P06` for a program that
            cannot be run to its end.
    """
    project = home.project
    _require_python(project)
    request = _request(home, published)
    if deployed is not None:
        request["deployed"] = [*deployed.resources]
    if options.policy is not None:
        # It stands in the place of every stack's own: the account builds what programs inherit.
        promised = options.policy.model_dump(mode="json")
        request["config"][_POLICY] = json.dumps(promised)
        request["sealed"] = [key for key in request["sealed"] if key != _POLICY]
    if options.inherit:
        request["inherit_owner"] = owner_of_project(project.name)
        if options.policy is not None:
            request["inherit_policy"] = options.policy.model_dump(mode="json")
    document = _spawn(home, request, options.timeout_seconds, processes, secrets)
    failure = document.get("failure")
    if failure and options.inherit and _TWICE in str(failure.get("message")):
        # The program has adopted the line itself: its own call is the one that counts.
        del request["inherit_owner"]
        document = _spawn(home, request, options.timeout_seconds, processes, secrets)
        failure = document.get("failure")
    if failure:
        raise program_failed(project, secrets.masked(document))
    return document


def _require_python(project: Project) -> None:
    if project.runtime != "python":
        raise RefusedError(
            "BAMP-P05",
            given=f"{project.root}: runtime {project.runtime or 'none'}",
            allowed="runtime: python",
            why="house rule: only Python programs are run offline; other languages need the engine",
            write="pulumi preview --json --show-sames > preview.json; bamp preview preview.json",
        )
    main = project.program / "__main__.py" if project.program.is_dir() else project.program
    if not main.is_file():
        raise program_missing(project)


def _request(home: ProgramPlace, published: PublishedValues) -> dict[str, Any]:
    project, config = home.project, home.config
    region = {"aws:region": home.region} if home.region else {}
    return {
        "project": project.name,
        "stack": config.stack,
        "root": str(project.root),
        "program": str(project.program),
        "config": {**region, **config.values},
        "secret_keys": [],
        "sealed": list(config.sealed),
        "account_id": home.account_id,
        "region": home.region,
        "deployer_region": home.deployer_region,
        "parameters": published.parameters(),
        "stack_outputs": published.stacks(home.account_id),
    }


def _spawn(
    home: ProgramPlace,
    request: Mapping[str, Any],
    timeout: int,
    processes: ChildProcesses,
    secrets: SecretValues,
) -> dict[str, Any]:
    here = Path(__file__).resolve().parents[2]
    site = [str(here), *(p for p in sys.path if p.endswith(("site-packages", "dist-packages")))]
    # The project's own packages come first; ours fill in what it lacks.
    code = f"import sys; sys.path += {site!r}; from bamp_pulumi.offline.child import main; main()"
    region, deployers = home.region or ASSUMED_REGION, home.deployer_region
    marker = token_hex(16)
    asked = {**request, "memory_bytes": MEMORY_BYTES.value, "marker": marker}
    with environment_of(os.environ, region=region, deployer_region=deployers) as environment:
        ended = processes.run(
            [str(_interpreter(home.project)), "-c", code],
            request=json.dumps(asked).encode() + b"\n",
            environment=environment,
            timeout_seconds=timeout,
        )
    if ended.stopped is Stopped.OUT_OF_TIME:
        raise program_hangs(home.project, timeout)
    return document_of(ended, marker, secrets)


def _interpreter(project: Project) -> Path:
    if project.virtualenv is not None:
        for name in ("bin/python", "Scripts/python.exe"):
            if (project.virtualenv / name).is_file():
                return project.virtualenv / name
    return Path(sys.executable)
