"""Programs run offline, each in a process of its own, and the estate they declare together.

Programs refer to one another by stack references and by the baseline manifest, an SSM parameter.
They run side by side; one that asked for a stack or a parameter that another publishes runs again
once that is known.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from bamp_pulumi.errors import RefusedError
from bamp_pulumi.estate.child_process import ChildProcesses
from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.estate.estate import Estate, Note, Program
from bamp_pulumi.estate.failures import program_failed, program_hangs, program_missing
from bamp_pulumi.estate.places import account_told
from bamp_pulumi.estate.project import Project, StackConfig
from bamp_pulumi.policy import BackupPolicy

__all__ = ["RunOptions", "run_programs"]

ASSUMED_ACCOUNT: Final = "123456789012"
"""Stands for the account where nothing says which it is: the number of AWS's own examples."""
_AWS: Final = "aws:"
_SSM_PARAMETER: Final = "aws:ssm/parameter:Parameter"
_GET_PARAMETER: Final = "aws:ssm/getParameter:getParameter"
_TWICE: Final = "BAMP-I02"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How programs are run."""

    stack: str | None = None
    """Stack whose configuration is used, where a program has it. Default: see `Project.config`."""
    inherit: bool = False
    """Declare `bamp.inherit()` before each service program's first line, unchanged on disk."""
    policy: BackupPolicy | None = None
    """What `inherit` then promises. Default: the built-in policy, or the stack's `bamp:policy`."""
    account_id: str | None = None
    """Account, 12 digits. Default: the stack's `aws:allowedAccountIds`; else the only account that
    the other sources name; else an assumed one."""
    region: str = "us-east-1"
    """Region where a stack sets no `aws:region`."""
    timeout_seconds: int = 300
    """Longest run of one program."""


@dataclass(slots=True)
class _Shared:
    """What programs publish to one another, and where they run."""

    processes: ChildProcesses = field(default_factory=ChildProcesses)

    stacks: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    parameters: dict[str, str] = field(default_factory=dict[str, str])

    def published(self) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
        """What there is to learn by now; a stack without outputs teaches nothing."""
        return {n: o for n, o in self.stacks.items() if o}, dict(self.parameters)


def run_programs(
    projects: Sequence[Project], options: RunOptions, *, accounts: Iterable[str] = ()
) -> Estate:
    """Run projects offline and join what they declare.

    Args:
        projects: The projects, in the order to report them.
        options: How they are run.
        accounts: Accounts that other sources of the same estate name.

    Raises:
        RefusedError: `BAMP-P05` for a project that is not Python, `BAMP-P06` for a program that
            cannot be run to its end; the message names program, line and remedy.
    """
    shared = _Shared()
    _require_stack(projects, options.stack)
    chosen = [(project, project.config(_stack_of(project, options.stack))) for project in projects]
    _require_account(options.account_id, chosen)
    options = replace(options, account_id=_common_account(options, accounts, chosen))
    documents: list[dict[str, Any]] = [{}] * len(chosen)
    failed: dict[int, RefusedError] = {}
    waiting = list(range(len(chosen)))
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        # Each round settles at least one program's needs; after as many nothing can change.
        for _ in range(len(chosen)):
            running = [pool.submit(_run, *chosen[index], options, shared) for index in waiting]
            try:
                wait(running)
            except BaseException:
                # Ctrl-C: the pool waits for its threads, and they for their programs.
                pool.shutdown(wait=False, cancel_futures=True)
                shared.processes.stop()
                raise
            before = shared.published()
            for index, run in zip(waiting, running, strict=True):
                try:
                    documents[index] = run.result()
                except RefusedError as error:
                    failed[index] = error
                    continue
                failed.pop(index, None)
                project, config = chosen[index]
                _publish(shared, project, config.stack, documents[index])
            # What a failed program lacked may be what another has just published.
            learned = shared.published() != before
            asking = [i for i in waiting if i not in failed and _can_learn(documents[i], shared)]
            waiting = [*asking, *(failed if learned else ())]
            if not waiting:
                break
    if failed:
        raise failed[min(failed)]
    return Estate.joined(
        _estate(project, config, document, options)
        for (project, config), document in zip(chosen, documents, strict=True)
    )


def _estate(
    project: Project, config: StackConfig, document: Mapping[str, Any], options: RunOptions
) -> Estate:
    account = _account(config, options)
    estate = estate_from_document(document, account_id=account, region=options.region)
    name = f"{project.name}/{config.stack}"
    notes = [*_config_notes(config, name, options)]
    return Estate(
        programs=tuple(
            Program(
                name=p.name,
                account_id=p.account_id,
                region=p.region,
                outputs=p.outputs,
                notes=(*p.notes, *notes),
            )
            for p in estate.programs
        ),
        resources=estate.resources,
    )


def _config_notes(config: StackConfig, program: str, options: RunOptions) -> Iterable[Note]:
    if "aws:region" not in config.values:
        yield Note(
            code="region-assumed",
            program=program,
            message=f"sets no aws:region; {options.region} is assumed",
        )
    if _account(config, options) == ASSUMED_ACCOUNT:
        yield Note(
            code="account-assumed",
            program=program,
            message=f"names no account; {ASSUMED_ACCOUNT} is assumed",
        )
    for key in config.sealed:
        yield Note(
            code="config-sealed",
            program=program,
            message=f"configuration {key} is encrypted; taken as unknown",
        )
    for environment in config.environments:
        yield Note(
            code="config-environment",
            program=program,
            message=f"imports environment {environment}, which cannot be read offline",
        )


def _stack_of(project: Project, stack: str | None) -> str | None:
    """Return the stack asked for where the project has it, or has no stack at all."""
    known = project.stacks()
    return stack if not known or stack in known else None


def _require_stack(projects: Sequence[Project], stack: str | None) -> None:
    """Refuse a stack that some project could have and none has: a typo previews nothing."""
    known = sorted({name for project in projects for name in project.stacks()})
    if stack is None or stack in known or not known:
        return
    close = get_close_matches(stack, known, n=1, cutoff=0.0)
    raise RefusedError(
        "BAMP-P04",
        given=f"--stack {stack}",
        allowed=", ".join(known),
        why="Pulumi: a stack is configured by its file, and no given program has that one",
        write=f"--stack {close[0]}",
    )


def _common_account(
    options: RunOptions, others: Iterable[str], chosen: Iterable[tuple[Project, StackConfig]]
) -> str | None:
    """Return the account of every program that names none itself; None for the assumed one."""
    if options.account_id:
        return options.account_id
    named = {*filter(None, others), *filter(None, (_own_account(c) for _, c in chosen))}
    return named.pop() if len(named) == 1 else None


def _own_account(config: StackConfig) -> str:
    """Read which account a stack's default provider works in; empty when it does not say."""
    settings = {k.removeprefix(_AWS): v for k, v in config.values.items() if k.startswith(_AWS)}
    return account_told(settings) or ""


def _account(config: StackConfig, options: RunOptions) -> str:
    return _own_account(config) or options.account_id or ASSUMED_ACCOUNT


def _require_account(account_id: str | None, chosen: Iterable[tuple[Project, StackConfig]]) -> None:
    """Refuse an account that a stack says it does not run in.

    Raises:
        RefusedError: `BAMP-P09`.
    """
    for project, config in chosen:
        own = _own_account(config)
        if account_id and own and own != account_id:
            raise RefusedError(
                "BAMP-P09",
                given=f"--account {account_id}",
                allowed=f"{own}, the account of stack {config.stack} of {project.name}",
                why="Pulumi: aws:allowedAccountIds and aws:assumeRole of the stack decide it",
                write=f"--account {own}, or leave it out",
            )


def _run(
    project: Project, config: StackConfig, options: RunOptions, shared: _Shared
) -> dict[str, Any]:
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
    request: dict[str, Any] = {
        "project": project.name,
        "stack": config.stack,
        "root": str(project.root),
        "program": str(project.program),
        "config": {"aws:region": options.region, **config.values},
        "secret_keys": [],
        "sealed": list(config.sealed),
        "account_id": _account(config, options),
        "region": config.values.get("aws:region", options.region),
        "parameters": shared.parameters,
        "stack_outputs": shared.stacks,
    }
    if options.inherit:
        request["inherit_owner"] = project.name
        if options.policy is not None:
            request["inherit_policy"] = options.policy.model_dump(mode="json")
    document = _spawn(project, request, options.timeout_seconds, shared)
    failure = document.get("failure")
    if failure and options.inherit and _TWICE in str(failure.get("message")):
        # The program has adopted the line itself: its own call is the one that counts.
        del request["inherit_owner"]
        document = _spawn(project, request, options.timeout_seconds, shared)
        failure = document.get("failure")
    if failure:
        raise program_failed(project, document)
    return document


def _spawn(
    project: Project, request: Mapping[str, Any], timeout: int, shared: _Shared
) -> dict[str, Any]:
    python = _interpreter(project)
    here = Path(__file__).resolve().parents[2]
    site = [str(here), *(p for p in sys.path if p.endswith(("site-packages", "dist-packages")))]
    # The project's own packages come first; ours fill in what it lacks.
    code = f"import sys; sys.path += {site!r}; from bamp_pulumi.offline.child import main; main()"
    # Programs that also use boto3 make its clients in their first lines, and those need a Region.
    region = str(request["region"])
    regions = {"AWS_REGION": region, "AWS_DEFAULT_REGION": region}
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PULUMI_")}
    try:
        done = shared.processes.run(
            [str(python), "-c", code],
            stdin=json.dumps(request),
            environment={**regions, **inherited},
            timeout_seconds=timeout,
        )
    except subprocess.TimeoutExpired:
        raise program_hangs(project, timeout) from None
    try:
        document = json.loads(done.stdout)
    except ValueError:
        last = (done.stderr.strip().splitlines() or [f"exit status {done.status}"])[-1]
        return {"failure": {"kind": "ProcessError", "message": last}}
    return document


def _interpreter(project: Project) -> Path:
    if project.virtualenv is not None:
        for name in ("bin/python", "Scripts/python.exe"):
            if (project.virtualenv / name).is_file():
                return project.virtualenv / name
    return Path(sys.executable)


def _publish(shared: _Shared, project: Project, stack: str, document: Mapping[str, Any]) -> None:
    shared.stacks[f"{project.name}/{stack}"] = document.get("stackOutputs") or {}
    for parameter in estate_from_document(document).of_type(_SSM_PARAMETER):
        name, value = parameter.text("name"), parameter.text("value")
        if name and value:
            shared.parameters[name] = value


def _can_learn(document: Mapping[str, Any], shared: _Shared) -> bool:
    """Say whether a program asked for something that has been published since."""
    asked = document.get("missingStacks") or ()
    if any(name.partition("/")[2] in shared.stacks or name in shared.stacks for name in asked):
        return True
    return _GET_PARAMETER in (document.get("unanswered") or ()) and bool(shared.parameters)
