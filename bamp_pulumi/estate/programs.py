"""Programs run offline, each in a process of its own, and the estate they declare together.

Programs refer to one another by stack references and by the baseline manifest, an SSM parameter.
They run side by side; one that asked for a stack or a parameter that another publishes runs again
once that is known.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, cast

from bamp_pulumi.errors import BampError, RefusedError
from bamp_pulumi.estate.child_process import ChildProcesses
from bamp_pulumi.estate.child_program import run_program
from bamp_pulumi.estate.configured_places import at_configured_lines
from bamp_pulumi.estate.deployed_states import DeployedState, states_by_program
from bamp_pulumi.estate.document import estate_from_document
from bamp_pulumi.estate.estate import Estate
from bamp_pulumi.estate.options import RunOptions
from bamp_pulumi.estate.program_places import ProgramPlace, find_program_places
from bamp_pulumi.estate.project import Project
from bamp_pulumi.estate.published_values import PublishedValues
from bamp_pulumi.estate.secret_values import SecretValues

__all__ = ["run_each", "run_programs"]


def run_programs(projects: Sequence[Project], options: RunOptions) -> Estate:
    """Run projects offline and join what they declare; see `run_each`."""
    return Estate.joined(run_each(projects, options))


def run_each(
    projects: Sequence[Project],
    options: RunOptions,
    *,
    accounts: Mapping[str, str] | None = None,
    states: Sequence[DeployedState] = (),
) -> list[Estate]:
    """Run projects offline; returns what each declares.

    Args:
        projects: The projects, in the order to report them.
        options: How they are run.
        accounts: Accounts that other sources of the same estate name, each with the source's name.
        states: What their stacks have deployed, where that is known.

    Raises:
        RefusedError: `BAMP-P05` for a project that is not Python, `BAMP-P06` for a program that
            cannot be run to its end; the message names program, line and remedy; `BAMP-P16` for a
            state of none of them.
    """
    _require_stack(projects, options.stack)
    chosen = [(project, project.config(_stack_of(project, options.stack))) for project in projects]
    lies_in = {state.name: state.place for state in states}
    homes = find_program_places(chosen, options, accounts or {}, lies_in)
    deployed = states_by_program(states, homes)
    published, processes = PublishedValues(), ChildProcesses()
    secrets = SecretValues.of(os.environ)
    documents: list[dict[str, Any]] = [{}] * len(homes)  # Any: JSON
    estates = [Estate((), ())] * len(homes)
    failed: dict[int, BampError] = {}
    waiting = list(range(len(homes)))
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        # Each round settles at least one program's needs; after as many nothing can change.
        for _ in homes:
            running = [
                pool.submit(
                    run_program,
                    homes[index],
                    options,
                    published,
                    processes,
                    secrets,
                    deployed=deployed.get(homes[index].name),
                )
                for index in waiting
            ]
            _wait(pool, running, processes)
            has_learned = False
            for index, run in zip(waiting, running, strict=True):
                home = homes[index]
                try:
                    documents[index] = run.result()
                except BampError as error:
                    failed[index] = error
                    continue
                failed.pop(index, None)
                estates[index] = _estate(home, secrets.masked(documents[index]))
                has_learned |= published.publish(home, documents[index], estates[index])
            # What a failed program lacked may be what another has just published.
            asking = [
                index
                for index in waiting
                if index not in failed and published.can_teach(homes[index], documents[index])
            ]
            waiting = [*asking, *(failed if has_learned else ())]
            if not waiting:
                break
    if failed:
        raise failed[min(failed)]
    return estates


def _wait(
    pool: ThreadPoolExecutor, running: Sequence["Future[Any]"], processes: ChildProcesses
) -> None:
    try:
        wait(running)
    except BaseException:
        # Ctrl-C: the pool waits for its threads, and they for their programs.
        pool.shutdown(wait=False, cancel_futures=True)
        processes.stop()
        raise


def _estate(home: ProgramPlace, document: Mapping[str, Any]) -> Estate:
    estate = estate_from_document(
        document,
        account_id=home.account_id,
        region=home.region,
        deployer_region=home.deployer_region,
    )
    calls: object = document.get("callsOurs")
    programs = (
        replace(
            program,
            notes=(*program.notes, *home.notes),
            account_assumed=home.account_assumed,
            account_from=home.account_from,
            region_assumed=home.region_assumed,
            folder=str(home.project.root),
            calls_ours=frozenset(map(str, cast("list[object]", calls)))
            if isinstance(calls, list)
            else None,
        )
        for program in estate.programs
    )
    resources = at_configured_lines(estate.resources, home.config.address_lines)
    return replace(estate, programs=tuple(programs), resources=resources)


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
