"""Resource transforms, run where the engine would run them.

The SDK registers each transform with a callback server of its own. The callbacks are plain
coroutines of the program's event loop, so they are called there, without a socket. Our own
transform is asked directly (`bamp_pulumi.offline.plain_transform`): it decides on plain values.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from google.protobuf.message import Message
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime import _callbacks
from pulumi.runtime.proto import callback_pb2, resource_pb2

from bamp_pulumi.offline.document import InheritedState

if TYPE_CHECKING:
    from bamp_pulumi.inheritance import InheritanceTransform, MadeCompanion

__all__ = ["Applied", "Transforms"]

_Servicer = _callbacks._CallbackServicer  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - as the SDK's own MockMonitor does


_OURS: Final = "bamp_pulumi.inheritance.transform"
"""Until this is loaded, no transform is ours."""


def _as_ours(transform: object) -> "InheritanceTransform | None":
    """Return a transform if it is this library's."""
    if _OURS not in sys.modules:
        return None
    from bamp_pulumi.inheritance import InheritanceTransform  # noqa: PLC0415 - see above

    return transform if isinstance(transform, InheritanceTransform) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What has been applied to a resource."""

    is_foreign: bool
    """Whether a transform that is not this library's was among them."""
    inherited: InheritedState | None
    """What this library's own has made of it; None for nothing."""


def _as_companion(made: "MadeCompanion") -> InheritedState:
    return {
        "companion": made.kind,
        "transformed": made.own_inputs is not None,
        "tags": {},
        "inputs": [],
        "ignoreChanges": [],
    }


class Transforms:
    """The transforms in force: the stack's, and those that resources pass to their children."""

    def __init__(self) -> None:
        """Start with none."""
        self._stack: list[callback_pb2.Callback] = []
        self._of: dict[str, list[callback_pb2.Callback]] = {}
        self._ours: dict[str, InheritanceTransform | None] = {}

    def add_stack_transform(self, callback: callback_pb2.Callback) -> None:
        """Add a transform for every resource registered from now on."""
        self._stack.append(callback)

    def inherit(self, urn: str, request: resource_pb2.RegisterResourceRequest) -> None:
        """Remember what the children of `urn` are transformed by: its own, then its parents'."""
        own = self._resource_transforms(request)
        if own:
            self._of[urn] = own

    def apply(self, request: resource_pb2.RegisterResourceRequest) -> "Applied":
        """Change a request in place: its own transforms, its parents', then the stack's.

        Called on a worker thread while the program's event loop is free.

        Returns:
            What has been applied.
        """
        is_foreign, inherited = False, None
        declared = None
        for callback in (*self._resource_transforms(request), *self._stack):
            ours = self._own(callback.token)
            if ours is not None:
                # Loaded only by a program that inherits: the rule and the policy take a while.
                from bamp_pulumi.offline.plain_transform import transform_plainly  # noqa: PLC0415

                made = ours.companion(request.type, request.name, request.parent)
                if made is not None:
                    inherited = _as_companion(made)
                    if made.own_inputs is not None and declared is not None:
                        # What the transforms of its data store have made of it is undone.
                        request.object.CopyFrom(declared)
                elif ours.wants(request.type):
                    inherited = transform_plainly(ours, request)
                continue
            is_foreign = True
            if declared is None:
                declared = Struct()
                declared.CopyFrom(request.object)
            transform = resource_pb2.TransformRequest(
                type=request.type,
                name=request.name,
                custom=request.custom,
                parent=request.parent,
                properties=request.object,
                options=_options(request),
            )
            response = resource_pb2.TransformResponse.FromString(_call(callback, transform))
            request.object.CopyFrom(response.properties)
            if response.HasField("options"):
                _set_options(request, response.options)
        return Applied(is_foreign=is_foreign, inherited=inherited)

    def _own(self, token: str) -> "InheritanceTransform | None":
        """Return our own transform that is registered under a token; None for all others."""
        if token not in self._ours:
            registered = (
                transform
                for servicer in _Servicer._servicers  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
                for transform, its_token in servicer._transforms.items()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
                if its_token == token
            )
            found = next(registered, None)
            self._ours[token] = _as_ours(found)
        return self._ours[token]

    def _resource_transforms(
        self, request: resource_pb2.RegisterResourceRequest
    ) -> list[callback_pb2.Callback]:
        # The generated types name other modules in a way that type checkers cannot follow.
        own: Iterable[callback_pb2.Callback] = request.transforms  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return [*own, *self._of.get(request.parent, ())]


def _call(callback: callback_pb2.Callback, transform: resource_pb2.TransformRequest) -> bytes:
    for servicer in _Servicer._servicers:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        function = servicer._callbacks.get(callback.token)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        if function is not None:
            loop = servicer._loop  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            answer = _answer(function, transform.SerializeToString())
            return asyncio.run_coroutine_threadsafe(answer, loop).result()
    raise LookupError(f"no transform is registered under {callback.token}")


async def _answer(function: Callable[[bytes], Awaitable[Message]], request: bytes) -> bytes:
    return (await function(request)).SerializeToString()


def _options(
    request: resource_pb2.RegisterResourceRequest,
) -> resource_pb2.TransformResourceOptions:
    options = resource_pb2.TransformResourceOptions(
        depends_on=request.dependencies,
        ignore_changes=request.ignoreChanges,
        replace_on_changes=request.replaceOnChanges,
        additional_secret_outputs=request.additionalSecretOutputs,
        aliases=request.aliases,  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType] - as above
        version=request.version,
        provider=request.provider,
        providers=request.providers,
        plugin_download_url=request.pluginDownloadURL,
        deleted_with=request.deletedWith,
        hooks=request.hooks,
    )
    if request.HasField("protect"):
        options.protect = request.protect
    if request.HasField("retainOnDelete"):
        options.retain_on_delete = request.retainOnDelete
    if request.deleteBeforeReplaceDefined:
        options.delete_before_replace = request.deleteBeforeReplace
    if request.HasField("customTimeouts"):
        options.custom_timeouts.CopyFrom(request.customTimeouts)
    if request.importId:
        setattr(options, "import", request.importId)
    return options


def _set_options(
    request: resource_pb2.RegisterResourceRequest, options: resource_pb2.TransformResourceOptions
) -> None:
    """Take over the options that a transform may change and that an estate records."""
    request.provider = options.provider
    request.importId = getattr(options, "import")
    if options.HasField("protect"):
        request.protect = options.protect
    if options.HasField("retain_on_delete"):
        request.retainOnDelete = options.retain_on_delete
    if options.HasField("delete_before_replace"):
        request.deleteBeforeReplace = options.delete_before_replace
        request.deleteBeforeReplaceDefined = True
    for ours, theirs in (
        (request.ignoreChanges, options.ignore_changes),
        (request.dependencies, options.depends_on),
        (request.additionalSecretOutputs, options.additional_secret_outputs),
    ):
        del ours[:]
        ours.extend(theirs)
