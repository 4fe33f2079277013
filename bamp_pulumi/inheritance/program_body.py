"""Know when a program's body has run: only then is it known what the program itself declares."""

import asyncio
import inspect
import sys
from collections.abc import Mapping
from typing import Any, Final

import pulumi

__all__ = ["declared_so_far", "when_body_ends"]

_STACK: Final = "pulumi:pulumi:Stack"


def when_body_ends(stack: pulumi.ComponentResource) -> asyncio.Future[bool]:
    """Return a future that is done once the body has run; its result says whether it ended well.

    Pulumi registers the stack's outputs at that moment, and at no other. There is no event for it:
    while the body runs, registering a further transform already turns the event loop.
    """
    ended: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    register_outputs = stack.register_outputs

    def note_the_end(outputs: Mapping[str, Any]) -> None:  # Any: Pulumi's own signature
        if not ended.done():
            # Called while the body's own exception passes by, if it raised one.
            ended.set_result(sys.exc_info()[0] is None)
        register_outputs(outputs)

    setattr(stack, "register_outputs", note_the_end)  # noqa: B010 - replaced for this one stack
    return ended


def declared_so_far() -> list[str]:
    """Name the resources that have been declared in this program and are not yet registered.

    Pulumi keeps no list. Before the event loop has turned, each is a task that waits to register
    it. None is found that an earlier registration of a transform has waited for.
    """
    found: list[str] = []
    for task in asyncio.all_tasks():
        frame = getattr(task.get_coro(), "cr_frame", None)
        # What is read (a stack reference, a `get`) is managed elsewhere, and may come first.
        if frame is None or frame.f_locals.get("name") != "register resource":
            continue
        function = frame.f_locals.get("rpc_function")
        # Any: variables of Pulumi's own function, which may change.
        names: Mapping[str, Any] = (
            inspect.getclosurevars(function).nonlocals if inspect.isfunction(function) else {}
        )
        if "ty" in names and names["ty"] != _STACK:
            found.append(f"{names['ty']} {names.get('name', '')}")
    return sorted(found)
