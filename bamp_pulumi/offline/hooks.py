"""Resource hooks, run where the engine would run them: before an update, of a preview as well.

Only the hook of this library: it reads what is deployed and changes nothing. What others do in
theirs nobody knows, and a preview offline must not do it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from google.protobuf.message import Message
from pulumi.runtime import _callbacks
from pulumi.runtime.proto import callback_pb2, resource_pb2

from bamp_pulumi.offline.wire import encode_struct

if TYPE_CHECKING:
    from bamp_pulumi.offline.deployed import DeployedResource

__all__ = ["Hooks"]

_Servicer = _callbacks._CallbackServicer  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - as the transforms do


@dataclass(slots=True)
class Hooks:
    """The hooks in force, by name."""

    _tokens: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, request: resource_pb2.RegisterResourceHookRequest) -> None:
        """Remember a hook, if it is this library's."""
        from bamp_pulumi.inheritance import DEPLOYED_BEFORE_HOOK  # noqa: PLC0415 - loads the rule

        if request.name == DEPLOYED_BEFORE_HOOK:
            # The generated types name other modules in a way that type checkers cannot follow.
            callback = cast("callback_pb2.Callback", request.callback)  # pyright: ignore[reportUnknownMemberType]
            self._tokens[request.name] = callback.token

    def before_update(
        self,
        request: resource_pb2.RegisterResourceRequest,
        urn: str,
        there: "DeployedResource",
    ) -> None:
        """Give the hook of a resource what is deployed.

        Called on a worker thread while the program's event loop is free.
        """
        for name in request.hooks.before_update:
            if name not in self._tokens:
                continue
            asked = resource_pb2.ResourceHookRequest(
                urn=urn,
                id=there.id,
                name=request.name,
                type=request.type,
                old_outputs=encode_struct(there.outputs),
            )
            _call(self._tokens[name], asked)


def _call(token: str, asked: resource_pb2.ResourceHookRequest) -> None:
    for servicer in _Servicer._servicers:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        function = servicer._callbacks.get(token)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        if function is not None:
            loop = servicer._loop  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            running = asyncio.run_coroutine_threadsafe(_run(function, asked), loop)
            running.result()


async def _run(
    function: Callable[[bytes], Awaitable[Message]], asked: resource_pb2.ResourceHookRequest
) -> None:
    await function(asked.SerializeToString())
