"""Running a Pulumi program, or a function that declares resources, against the offline monitor."""

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from inspect import isawaitable
from pathlib import Path
from typing import Any, Final

from pulumi.runtime import Settings, configure, run_in_stack, set_all_config
from pulumi.runtime.settings import get_root_resource, set_root_resource

from bamp_pulumi.catalog import UNKNOWN
from bamp_pulumi.offline.deployed import DeployedResources
from bamp_pulumi.offline.document import Document
from bamp_pulumi.offline.engine import OfflineEngine
from bamp_pulumi.offline.invokes import Invokes, ParameterPlace
from bamp_pulumi.offline.monitor import OfflineMonitor
from bamp_pulumi.offline.partly_known import partly_known_kept
from bamp_pulumi.offline.stack_frames import quick_frames
from bamp_pulumi.offline.wire import UNKNOWN_STRING, Plain
from bamp_pulumi.places import Place, Places

__all__ = ["DOCUMENT_SCHEMA", "Setting", "run"]

DOCUMENT_SCHEMA: Final = "bamp.offline/1"
_PARALLEL: Final = 16
Program = Callable[[], Awaitable[None] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a program finds around it."""

    project: str
    stack: str
    root: Path
    place: Place
    """Where its default provider of package aws works: what is empty in it is not known."""
    deployer_region: str = ""
    """Region in the environment of the person who deploys; see `Places`."""
    config: Mapping[str, str] = field(default_factory=dict[str, str])
    """Values by `namespace:key`; objects as JSON text."""
    secret_keys: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    """Keys of the configuration whose values cannot be read."""
    parameters: Mapping[ParameterPlace, str] = field(default_factory=dict[ParameterPlace, str])
    """SSM parameters that other given programs declare."""
    stack_outputs: Mapping[str, dict[str, Plain]] = field(
        default_factory=dict[str, dict[str, Plain]]
    )
    """Outputs of the other given programs, by stack name."""
    deployed: Sequence[Mapping[str, Any]] | None = None  # Any: states, as JSON
    """Resources of the stack's state. Default: nothing is known of what is deployed."""


def run(program: Program, setting: Setting) -> Document:
    """Run a program to its end and return what it declared.

    Transforms, children of components, and work that starts after the program body are included,
    as in a preview. Nothing is created anywhere.

    Raises:
        Exception: Whatever the program raised, unchanged.
    """
    config = {**setting.config, **dict.fromkeys(setting.sealed, UNKNOWN_STRING)}
    monitor = OfflineMonitor(
        project=setting.project,
        stack=setting.stack,
        root=setting.root,
        invokes=Invokes(parameters=setting.parameters),
        places=Places(
            {**setting.config, **dict.fromkeys(setting.sealed, UNKNOWN)},
            account_id=setting.place.account_id,
            region=setting.place.region,
            deployer_region=setting.deployer_region,
        ),
        stack_outputs=dict(setting.stack_outputs),
        deployed=DeployedResources(setting.deployed or ()),
    )
    engine = OfflineEngine()
    # Awaiting a failed registration twice makes asyncio print its traceback a second time.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    with _quiet_collector(), partly_known_kept(), quick_frames():
        _run_in_loop(program, setting, monitor, engine)
    return {
        "schema": DOCUMENT_SCHEMA,
        "project": setting.project,
        "stack": setting.stack,
        "steps": monitor.steps,
        "deleted": [*monitor.deployed.left()],
        "besideState": setting.deployed is not None,
        "config": {k: v for k, v in config.items() if k not in setting.secret_keys},
        "stackOutputs": monitor.outputs,
        "messages": engine.messages,
        "unanswered": sorted(set(monitor.invokes.unanswered)),
        "missingConfig": [],
        "missingStacks": sorted(set(monitor.missing_stacks)),
    }


def _run_in_loop(
    program: Program, setting: Setting, monitor: OfflineMonitor, engine: OfflineEngine
) -> None:
    set_all_config(dict(setting.config), list(setting.secret_keys))
    configure(
        Settings(
            project=setting.project,
            stack=setting.stack,
            monitor=monitor,
            engine=engine,
            dry_run=True,
            parallel=_PARALLEL,
            root_directory=str(setting.root),
            organization="organization",
        )
    )
    set_root_resource(None)  # pyright: ignore[reportArgumentType] - a run before this one may have left its stack
    loop = asyncio.new_event_loop()
    try:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(run_in_stack(lambda: _after_the_stack(program)))
    finally:
        set_root_resource(None)  # pyright: ignore[reportArgumentType]
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(loop.shutdown_default_executor())
        asyncio.set_event_loop(None)
        loop.close()


async def _after_the_stack(program: Program) -> None:
    """Run the body once its stack is registered.

    Else every resource begins to register and stops to wait for the stack: a fifth of the run.
    """
    stack = get_root_resource()
    if stack is not None:
        await stack.urn.future()
    running = program()
    if isawaitable(running):
        await running


@contextmanager
def _quiet_collector() -> Generator[None, None, None]:
    """Keep the garbage collector out: it costs more than the SDK does (2 to 4 ms a resource)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
